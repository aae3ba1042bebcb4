use crate::app::action::Action;
use crate::text::Text;
use crate::ui::shortcut::Shortcut;
use crate::ui::site_row;
use crate::ui::theme::{letters, palette, regular, size};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Rect, ScrollArea, Ui, pos2, vec2};

const HEADING: f32 = 36.0;

/// The list of all sites, and what concerns all of them.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The chosen site that was brought into sight last.
    brought: Option<String>,
}

impl Sidebar {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let fill = palette(ui).panel;
        Panel::left("site list")
            .frame(Frame::NONE.fill(fill))
            .default_size(size::SIDEBAR)
            .size_range(size::SIDEBAR_MIN..=size::SIDEBAR_MAX)
            .show(ui, |ui| {
                Panel::bottom("list bar")
                    .frame(Frame::NONE.inner_margin(Margin::symmetric(12, 8)))
                    .exact_size(size::LIST_BAR)
                    .resizable(false)
                    .show(ui, |ui| list_bar(ui, view, actions));
                CentralPanel::no_frame().show(ui, |ui| self.list(ui, view, actions));
            });
    }

    fn list(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        if view.state.snapshot.is_none() {
            return empty(ui, view.text(Text::LoadingSites));
        }
        let sites = view.state.sites();
        if sites.is_empty() {
            return empty(ui, view.text(Text::NoSitesYet));
        }
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        heading(ui, view, sites.len());
        let newly_chosen = self.newly_chosen(view);
        ScrollArea::vertical().id_salt("sites").auto_shrink(false).show_rows(
            ui,
            size::SITE_ROW,
            sites.len(),
            |ui, rows| {
                if let Some(row) = newly_chosen {
                    scroll_to(ui, row, rows.start);
                }
                for site in sites.get(rows).unwrap_or_default() {
                    site_row::show(ui, view, site, actions);
                }
            },
        );
    }

    /// The row of a site that was chosen since the last frame, by a click or because it is new.
    fn newly_chosen(&mut self, view: &View<'_>) -> Option<usize> {
        if self.brought == view.state.selected {
            return None;
        }
        let chosen = view.state.selected.as_ref()?;
        let row = view.state.sites().iter().position(|site| site.id == *chosen)?;
        self.brought = Some(chosen.clone());
        Some(row)
    }
}

/// Brings a row into sight, as little as need be. `first` is the row at the top of `ui`.
#[expect(clippy::cast_precision_loss, reason = "a place on screen")]
fn scroll_to(ui: &Ui, row: usize, first: usize) {
    let top = ui.max_rect().top() + (row as f32 - first as f32) * size::SITE_ROW;
    let place = Rect::from_min_size(
        pos2(ui.max_rect().left(), top),
        vec2(ui.available_width(), size::SITE_ROW),
    );
    ui.scroll_to_rect(place, None);
}

fn list_bar(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        let word = format!("＋ {}", view.text(Text::AddSite));
        let add = button::primary(ui, &word, true);
        let add = button::named(add, view.text(Text::AddSite));
        if add.on_hover_text(Shortcut::AddSite.name(ui)).clicked() {
            actions.push(Action::OpenNewSite);
        }
        query_all_or_cancel(ui, view, actions);
    });
}

fn query_all_or_cancel(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    if view.state.is_running() {
        let cancelling = view.state.run.as_ref().is_some_and(|run| run.cancelling);
        let response = button::secondary(ui, view.text(Text::Cancel), !cancelling)
            .on_disabled_hover_text(view.text(Text::WhyCancelling));
        if response.clicked() {
            actions.push(Action::Cancel);
        }
        return;
    }
    let any = !view.state.sites().is_empty();
    let response = button::secondary(ui, view.text(Text::QueryAll), any)
        .on_hover_text(Shortcut::QueryAll.name(ui))
        .on_disabled_hover_text(view.text(Text::WhyNoSites));
    if response.clicked() {
        actions.push(Action::QueryAll);
    }
}

fn heading(ui: &mut Ui, view: &View<'_>, count: usize) {
    let colors = palette(ui);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), HEADING),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_min_height(HEADING);
            ui.add_space(14.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            line::caption(ui, view.text(Text::Sites), regular(letters::MUTED), colors.muted);
            line::caption(ui, &count.to_string(), regular(letters::MUTED), colors.faint);
        },
    );
}

fn empty(ui: &mut Ui, words: &str) {
    let colors = palette(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.34);
        line::caption(ui, words, regular(letters::BODY), colors.muted);
    });
}
