use crate::app::action::Action;
use crate::model::site::Site;
use crate::text::{Text, form_words, time_words};
use crate::ui::site_menu;
use crate::ui::site_summary::kind_word;
use crate::ui::site_type_badge::badge_of;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::badge::Badge;
use crate::ui::widgets::health_mark::health_mark;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::{button, line};
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

/// A header narrower than this has no room for words on its buttons.
const ROOMY: f32 = 620.0;

/// Who the page is about, from when its numbers are, and where the site can be opened or edited.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let frame = Frame::NONE.inner_margin(Margin::symmetric(20, 0));
    Panel::top("site header")
        .frame(frame)
        .exact_size(size::PAGE_HEADER)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::INSIDE;
                buttons(ui, view, site, actions);
                ui.add_space(space::TINY);
                read_at(ui, view, site);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title(ui, view, site));
            });
        });
}

/// Drawn from the right.
fn buttons(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let roomy = ui.available_width() >= ROOMY;
    let edit = view.text(Text::EditTheSite);
    if button::pictured(ui, Icon::Gear, None, edit, true).clicked() {
        actions.push(Action::EditSite(site.id.clone()));
    }
    let why_not = site_menu::why_not_opened(site);
    let word = view.text(Text::OpenSite);
    let open = button::pictured(ui, Icon::Open, roomy.then_some(word), word, why_not.is_none());
    let open = match why_not {
        Some(why) => open.on_disabled_hover_text(view.text(why)),
        None => open,
    };
    if open.clicked() {
        actions.push(Action::OpenSite(site.id.clone()));
    }
}

fn title(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let colors = palette(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    health_mark(ui, view.state.health(site), view.language);
    let room = ui.available_width() - space::INSIDE;
    let name = line::layout(ui, &site.name, bold(letters::HEADING), colors.text, room);
    ui.add(egui::Label::new(name).selectable(true)).on_hover_text(&site.name);
    // The name comes first: a badge without room is told in the form and in the details.
    let kind = kind_word(view, site).map(|word| Badge::new(ui, word, colors));
    let type_word = view.text(form_words::site_type(site.site_type));
    let site_type = badge_of(ui, site.site_type, type_word);
    for badge in kind.into_iter().chain([site_type]) {
        if badge.width() + space::INSIDE <= ui.available_width() {
            badge.show(ui);
        }
    }
    if let Ok(base) = site.base_url()
        && ui.available_width() > 60.0
    {
        line::single(ui, &base.host(), regular(letters::BODY), colors.muted);
    }
}

fn read_at(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let answer = view.state.answers.get(&site.id).map(|answer| &answer.reading);
    let Some(reading) = answer.filter(|r| r.failure.is_none()).or(site.last_reading.as_ref())
    else {
        return;
    };
    let time = time_words::clock(reading.time, view.now);
    let elapsed = time_words::elapsed(reading.elapsed_ms, view.language);
    let words = view.fill(Text::ReadAt, &[("time", &time), ("elapsed", &elapsed)]);
    line::single(ui, &words, regular(letters::MUTED), palette(ui).muted);
}
