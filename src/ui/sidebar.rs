use crate::app::action::Action;
use crate::app::site_list::{self, ListLine};
use crate::app::site_order::SiteOrder;
use crate::text::Text;
use crate::ui::list_keys::ListKeys;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use crate::ui::{checkin_bar, list_bar, list_tools, marked_bar, removal_bar, site_row};
use egui::{
    Align, CentralPanel, Frame, Layout, Margin, Panel, Pos2, Rect, ScrollArea, Stroke, Ui,
    UiBuilder, vec2,
};

const HEADING: f32 = 26.0;
const STATION: f32 = 24.0;

/// The list of all sites, and what concerns all of them.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The chosen site that was brought into sight last.
    brought: Option<String>,
    keys: ListKeys,
    /// In points; `None` until the user chose one.
    width: Option<f32>,
}

impl Sidebar {
    /// One as wide as it was; `None` = as wide as usual.
    pub fn with_width(width: Option<f32>) -> Self {
        Self { width, ..Self::default() }
    }

    pub const fn width(&self) -> Option<f32> {
        self.width
    }

    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let fill = palette(ui).panel;
        let usual = self.width.unwrap_or(size::SIDEBAR);
        let panel = Panel::left("site list")
            .frame(Frame::NONE.fill(fill))
            .default_size(usual)
            .size_range(size::SIDEBAR_MIN..=size::SIDEBAR_MAX)
            .show(ui, |ui| {
                Panel::bottom("list bar")
                    .frame(Frame::NONE.inner_margin(Margin::symmetric(12, 8)))
                    .exact_size(size::LIST_BAR)
                    .resizable(false)
                    .show(ui, |ui| list_bar::show(ui, view, actions));
                checkin_bar::show(ui, view, actions);
                removal_bar::show(ui, view, actions);
                marked_bar::show(ui, view, actions);
                CentralPanel::no_frame().show(ui, |ui| self.list(ui, view, actions));
            });
        let width = panel.response.rect.width().round();
        if (width - usual).abs() >= 1.0 {
            self.width = Some(width);
        }
    }

    fn list(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        if view.state.snapshot.is_none() {
            return empty(ui, view.text(Text::LoadingSites));
        }
        let sites = view.state.sites();
        if sites.is_empty() {
            return empty(ui, view.text(Text::NoSitesYet));
        }
        list_tools::show(ui, view, actions);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let lines = site_list::lines(view.state);
        self.keys.take(ui, view, &lines, actions);
        if lines.is_empty() {
            return no_match(ui, view, actions);
        }
        let tops = tops(&lines);
        let newly_chosen = self.newly_chosen(view, &lines);
        ScrollArea::vertical().id_salt("sites").auto_shrink(false).show_viewport(
            ui,
            |ui, viewport| {
                ui.set_height(tops.last().copied().unwrap_or_default());
                if let Some(top) = newly_chosen.and_then(|line| tops.get(line)) {
                    scroll_to(ui, *top);
                }
                draw_lines(ui, view, &lines, &tops, viewport, actions);
            },
        );
    }

    /// The line of a site that was chosen since the last frame, by a click or because it is new.
    fn newly_chosen(&mut self, view: &View<'_>, lines: &[ListLine<'_>]) -> Option<usize> {
        if self.brought == view.state.selected {
            return None;
        }
        let chosen = view.state.selected.as_ref()?;
        let is_it = |line: &ListLine<'_>| matches!(line, ListLine::Site(s) if s.id == *chosen);
        let line = lines.iter().position(is_it)?;
        self.brought = Some(chosen.clone());
        Some(line)
    }
}

/// Where each line begins, from the top of the list, and where the last one ends.
fn tops(lines: &[ListLine<'_>]) -> Vec<f32> {
    let mut end = 0.0;
    let mut tops = vec![end];
    for line in lines {
        end += match line {
            ListLine::Pinned(_) | ListLine::Others(_) => HEADING,
            ListLine::Station { .. } => STATION,
            ListLine::Site(_) => size::SITE_ROW,
        };
        tops.push(end);
    }
    tops
}

/// Draws the lines in sight, and one more on either side, where the arrow keys go next.
fn draw_lines(
    ui: &mut Ui,
    view: &View<'_>,
    lines: &[ListLine<'_>],
    tops: &[f32],
    viewport: Rect,
    actions: &mut Vec<Action>,
) {
    let first = tops.partition_point(|top| *top < viewport.top() - 2.0 * size::SITE_ROW);
    let end = tops.partition_point(|top| *top < viewport.bottom() + size::SITE_ROW);
    let (Some(in_sight), Some(top)) = (lines.get(first..end.min(lines.len())), tops.get(first))
    else {
        return;
    };
    let mut place = ui.max_rect();
    place.min.y += top;
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let mut left_of_station = left_of_station(lines.get(..first).unwrap_or_default());
        for line in in_sight {
            let top = ui.cursor().min;
            match line {
                ListLine::Pinned(sites) => heading(ui, view, Text::PinnedSites, *sites),
                ListLine::Others(sites) => heading(ui, view, Text::Sites, *sites),
                ListLine::Station { host, sites } => station(ui, view, host, *sites),
                ListLine::Site(site) => site_row::show(ui, view, site, actions),
            }
            if matches!(line, ListLine::Site(_)) && left_of_station > 0 {
                guide(ui, top);
            }
            left_of_station = left_after(line, left_of_station);
        }
    });
}

/// How many more sites of the station that began last follow these lines.
fn left_of_station(lines: &[ListLine<'_>]) -> usize {
    lines.iter().fold(0, |left, line| left_after(line, left))
}

const fn left_after(line: &ListLine<'_>, left: usize) -> usize {
    match line {
        ListLine::Station { sites, .. } => *sites,
        ListLine::Site(_) => left.saturating_sub(1),
        ListLine::Pinned(_) | ListLine::Others(_) => 0,
    }
}

/// Shows that the row which begins at `top` belongs to the station above it.
fn guide(ui: &Ui, top: Pos2) {
    let stroke = Stroke::new(1.0, palette(ui).line);
    ui.painter().vline(top.x + 9.0, top.y..=top.y + size::SITE_ROW, stroke);
}

/// Brings a row into sight, as little as need be. `top` is where it begins in the list.
fn scroll_to(ui: &Ui, top: f32) {
    let corner = ui.max_rect().left_top() + vec2(0.0, top);
    let row = vec2(ui.available_width(), size::SITE_ROW);
    ui.scroll_to_rect(Rect::from_min_size(corner, row), None);
}

/// Says in which order the sites stand, where it is not the usual one.
fn heading(ui: &mut Ui, view: &View<'_>, word: Text, count: usize) {
    let colors = palette(ui);
    let font = regular(letters::MUTED);
    full_line(ui, HEADING, |ui| {
        ui.add_space(14.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        line::caption(ui, view.text(word), font.clone(), colors.muted);
        line::caption(ui, &count.to_string(), font.clone(), colors.faint);
        let sort = view.state.list.sort;
        if sort != SiteOrder::AsAdded {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::BETWEEN);
                line::caption(ui, view.text(list_tools::order_word(sort)), font, colors.muted);
            });
        }
    });
}

fn station(ui: &mut Ui, view: &View<'_>, host: &str, sites: usize) {
    let colors = palette(ui);
    let words = view.fill(Text::StationOfSites, &[("host", &host), ("count", &sites)]);
    full_line(ui, STATION, |ui| {
        ui.add_space(14.0);
        line::caption(ui, &words, regular(letters::MUTED), colors.faint);
    });
}

fn full_line(ui: &mut Ui, height: f32, contents: impl FnOnce(&mut Ui)) {
    let wanted = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(wanted);
        contents(ui);
    });
}

fn no_match(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        line::caption(ui, view.text(Text::NoSiteMatches), regular(letters::BODY), colors.muted);
        ui.add_space(space::INSIDE);
        if button::secondary(ui, view.text(Text::ShowAllSites), true).clicked() {
            actions.push(Action::ClearFilters);
        }
    });
}

fn empty(ui: &mut Ui, words: &str) {
    let colors = palette(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.34);
        line::caption(ui, words, regular(letters::BODY), colors.muted);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::site::Site;

    #[test]
    fn the_sites_of_a_station_are_told_from_those_after_it() {
        let site = Site::default();
        let station = ListLine::Station { host: "relay.example".into(), sites: 2 };
        let lines = [ListLine::Others(3), station, ListLine::Site(&site), ListLine::Site(&site)];
        let left: Vec<usize> = (0..=4).map(|end| left_of_station(&lines[..end])).collect();
        assert_eq!(left, [0, 0, 2, 1, 0]);
    }

    #[test]
    fn lines_follow_each_other_without_a_gap() {
        let site = Site::default();
        let lines = [ListLine::Pinned(1), ListLine::Site(&site), ListLine::Others(0)];
        let rows = [0.0, HEADING, HEADING + size::SITE_ROW, 2.0 * HEADING + size::SITE_ROW];
        assert_eq!(tops(&lines), rows);
    }
}
