use crate::model::reading::ReadingState;
use crate::model::site::Site;
use crate::text::{Text, error_words, money_words, note_words, pool_words};
use crate::ui::site_facts;
use crate::ui::site_summary::{self, kind_word};
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, line};
use egui::{Align, Layout, Ui, vec2};

const LABEL_WIDTH: f32 = 76.0;

/// What else is known of a site and its key.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let colors = palette(ui);
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        line::caption(ui, view.text(Text::Details), regular(letters::MUTED), colors.muted);
        for (name, value) in rows(view, site) {
            row(ui, view.text(name), &value);
        }
        let reading = site.last_reading.as_ref();
        if reading.is_some_and(|reading| reading.state == ReadingState::NoBalance) {
            let note = view.text(Text::NoMoneyNoLogs);
            line::wrapped(ui, note, regular(letters::MUTED), colors.muted);
        }
        let balance = site_summary::balance(site);
        if let Some(balance) = balance.filter(|balance| balance.unit_assumed) {
            let unit = money_words::unit(&balance.unit, view.language);
            let note = view.fill(Text::UnitAssumed, &[("unit", &unit)]);
            line::wrapped(ui, &note, regular(letters::MUTED), colors.low);
        }
        if balance.is_some_and(|balance| balance.not_activated) {
            let note = view.text(Text::NotActivated);
            line::wrapped(ui, note, regular(letters::MUTED), colors.muted);
        }
        if let Some(note) = balance.and_then(|balance| balance.note.as_ref()) {
            let words = note_words::note(note, view.language);
            line::wrapped(ui, &words, regular(letters::MUTED), colors.low);
            let advice = error_words::advice(note.kind, view.language);
            line::wrapped(ui, advice, regular(letters::MUTED), colors.muted);
        }
    });
}

fn rows(view: &View<'_>, site: &Site) -> Vec<(Text, String)> {
    let key = if site.api_key.is_empty() {
        view.text(Text::NoKeySaved).to_owned()
    } else {
        site.api_key.masked()
    };
    let mut rows = vec![(Text::Address, site.shown_address())];
    rows.extend(kind_word(view, site).map(|kind| (Text::StationKind, kind.to_owned())));
    rows.extend(other_kinds(view, site).map(|kinds| (Text::AlsoPossible, kinds)));
    rows.push((Text::Key, key));
    if let Some(pool) = site.last_reading.as_ref().and_then(|reading| reading.pool) {
        rows.push((pool_words::name(&pool), pool_words::details(&pool, view.language)));
    }
    if let Some(balance) = site_summary::balance(site) {
        rows.extend(site_facts::of_balance(view, site, balance));
    }
    if !site.notes.trim().is_empty() {
        rows.push((Text::Notes, site.notes.trim().to_owned()));
    }
    rows
}

/// What else may answer at the address.
fn other_kinds(view: &View<'_>, site: &Site) -> Option<String> {
    let answer = view.state.answers.get(&site.id).map(|answer| &answer.reading);
    let reading = answer.or(site.last_reading.as_ref())?;
    let others = reading.kinds_possible.iter().filter(|kind| Some(**kind) != reading.kind);
    let names: Vec<&str> = others.map(|kind| kind.name()).collect();
    (!names.is_empty()).then(|| names.join("\n"))
}

/// A name and what is known of it.
pub fn row(ui: &mut Ui, name: &str, value: &str) {
    let colors = palette(ui);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.allocate_ui_with_layout(
            vec2(LABEL_WIDTH, 0.0),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.set_min_width(LABEL_WIDTH);
                line::caption(ui, name, regular(letters::BODY), colors.muted);
            },
        );
        line::wrapped(ui, value, regular(letters::BODY), colors.text);
    });
}
