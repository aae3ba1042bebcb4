//! The paths that hold for all sites without their own, and how logs are read and shown.

use crate::app::settings_form::{SettingsField, SettingsForm};
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::text::Text;
use crate::ui::settings_dialog::fields::Fields;
use egui::Ui;

pub(super) fn show(ui: &mut Ui, fields: &Fields<'_>, form: &mut SettingsForm) {
    fields.note(ui, Text::PathsNote);
    Fields::gap(ui);
    let usual = |path: &'static str| fields.view.fill(Text::PathDefault, &[("path", &path)]);
    let hint = usual(EndpointOverrides::SUBSCRIPTION_DEFAULT);
    fields.long(ui, SettingsField::SubscriptionPath, &mut form.subscription_path, &hint);
    let hint = usual(EndpointOverrides::USAGE_DEFAULT);
    fields.long(ui, SettingsField::UsagePath, &mut form.usage_path, &hint);
    let hint = usual(EndpointOverrides::LOGS_DEFAULT);
    fields.long(ui, SettingsField::LogsPath, &mut form.logs_path, &hint);
    Fields::gap(ui);
    fields.heading(ui, Text::LogsTitle);
    let rows = Some(fields.text(Text::UnitRows));
    fields.short(ui, SettingsField::LogsPageSize, &mut form.logs_page_size, rows);
    fields.short(ui, SettingsField::CostlyRow, &mut form.costly_row, None);
    fields.field_note(ui, Text::CostlyRowNote);
}
