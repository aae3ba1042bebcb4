use crate::relay::error::RelayError;
use crate::text::{Text, error_words};
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, line};
use egui::{Frame, Margin, Ui};

/// A part of the details whose content reaches the edges of its card.
pub fn table(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    card::edge_to_edge(ui, |ui| {
        Frame::NONE
            .inner_margin(Margin { left: 15, right: 15, top: 11, bottom: 2 })
            .show(ui, |ui| heading(ui, title));
        contents(ui);
    });
}

/// A part whose content is words.
pub fn words(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        heading(ui, title);
        contents(ui);
    });
}

/// A part of which there is only this to say.
pub fn note(ui: &mut Ui, title: &str, note: &str) {
    noted(ui, title, note, |_| ());
}

/// The same with something to do about it.
pub fn noted(ui: &mut Ui, title: &str, note: &str, step: impl FnOnce(&mut Ui)) {
    words(ui, title, |ui| {
        line::wrapped(ui, note, regular(letters::BODY), palette(ui).muted);
        step(ui);
    });
}

/// Why a part is not there, and what to do about it.
pub fn failure(ui: &mut Ui, view: &View<'_>, title: &str, error: &RelayError) {
    words(ui, title, |ui| failure_words(ui, view, error));
}

pub fn failure_words(ui: &mut Ui, view: &View<'_>, error: &RelayError) {
    let colors = palette(ui);
    ui.spacing_mut().item_spacing.y = space::TINY;
    let reason = error_words::reason(error.kind, view.language);
    let reason = view.fill(Text::PartNotTold, &[("reason", &reason)]);
    line::wrapped(ui, &reason, regular(letters::BODY), colors.bad);
    let advice = error_words::advice(error.kind, view.language);
    line::wrapped(ui, advice, regular(letters::BODY), colors.text);
    if !error.message.trim().is_empty() {
        let said = view.fill(Text::StationSays, &[("message", &error.message.trim())]);
        line::wrapped(ui, &said, regular(letters::BODY), colors.muted);
    }
}

fn heading(ui: &mut Ui, title: &str) {
    line::caption(ui, title, regular(letters::MUTED), palette(ui).muted);
}
