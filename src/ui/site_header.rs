use crate::model::site::Site;
use crate::text::{Text, time_words};
use crate::ui::site_summary::kind_word;
use crate::ui::theme::{bold, letters, palette, regular, size};
use crate::ui::view::View;
use crate::ui::widgets::badge::Badge;
use crate::ui::widgets::health_mark::health_mark;
use crate::ui::widgets::line;
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

/// Who the page is about, and from when its numbers are.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let frame = Frame::NONE.inner_margin(Margin::symmetric(20, 0));
    Panel::top("site header")
        .frame(frame)
        .exact_size(size::PAGE_HEADER)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                read_at(ui, view, site);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title(ui, view, site));
            });
        });
}

fn title(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let colors = palette(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    health_mark(ui, view.state.health(site), view.language);
    let badge = kind_word(view, site).map(|word| Badge::new(ui, word, colors));
    let badge_width = badge.as_ref().map_or(0.0, Badge::width);
    let name = line::layout(
        ui,
        &site.name,
        bold(letters::HEADING),
        colors.text,
        ui.available_width() - badge_width - 16.0,
    );
    ui.add(egui::Label::new(name).selectable(true)).on_hover_text(&site.name);
    if let Some(badge) = badge {
        badge.show(ui);
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
