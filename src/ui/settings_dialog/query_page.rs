//! How sites are asked, and when by themselves.

use crate::app::settings_draft::SettingsDraft;
use crate::app::settings_form::{SettingsField, SettingsForm};
use crate::model::auto_query::AutoQuery;
use crate::text::{Text, number_words};
use crate::ui::settings_dialog::fields::Fields;
use egui::Ui;
use std::fmt::Display;

pub(super) fn show(
    ui: &mut Ui,
    fields: &Fields<'_>,
    draft: &SettingsDraft,
    form: &mut SettingsForm,
) {
    fields.heading(ui, Text::TimerTitle);
    fields.check(ui, &mut form.auto_query, Text::AutoQueryFlag);
    let minutes = fields.text(Text::UnitMinutes);
    fields.short(ui, SettingsField::Interval, &mut form.interval, Some(minutes));
    let told = form.interval.trim().parse::<u32>();
    let told = told.ok().filter(|minutes| *minutes < AutoQuery::LEAST_MINUTES);
    if let Some(count) = told.filter(|_| form.interval == draft.base.interval) {
        Fields::warning(ui, &fields.view.fill(Text::IntervalRaised, &[("count", &count)]));
    }
    fields.check(ui, &mut form.query_at_start, Text::QueryAtStart);
    fields.note(ui, Text::IntervalNote);
    Fields::gap(ui);
    fields.heading(ui, Text::NetworkTitle);
    let seconds = Some(fields.text(Text::UnitSeconds));
    fields.short(ui, SettingsField::ConnectTimeout, &mut form.connect_timeout, seconds);
    fields.short(ui, SettingsField::AnswerTimeout, &mut form.answer_timeout, seconds);
    let stations = Some(fields.text(Text::UnitStations));
    fields.short(ui, SettingsField::ConcurrentOrigins, &mut form.concurrent_origins, stations);
    fields.field_note(ui, Text::ConcurrentNote);
    Fields::gap(ui);
    fields.heading(ui, Text::HistoryTitle);
    let days = Some(fields.text(Text::UnitDays));
    fields.short(ui, SettingsField::HistoryDays, &mut form.history_days, days);
    fields.field_note(ui, Text::HistoryDaysNote);
    if let Some(held) = fields.view.state.history {
        let size = number_words::bytes(held.bytes);
        let [rows, readings] = [held.rows, held.readings].map(number_words::count);
        let values: [(&str, &dyn Display); 3] =
            [("size", &size), ("rows", &rows), ("readings", &readings)];
        Fields::told(ui, &fields.view.fill(Text::HistoryHolds, &values));
    }
}
