//! When something is told of a balance, and how.

use crate::app::action::Action;
use crate::app::settings_draft::{NotificationTest, SettingsDraft};
use crate::app::settings_form::{SettingsField, SettingsForm};
use crate::text::Text;
use crate::ui::settings_dialog::fields::Fields;
use crate::ui::theme::{letters, palette, regular};
use crate::ui::widgets::{button, line};
use egui::Ui;

pub(super) fn show(
    ui: &mut Ui,
    fields: &Fields<'_>,
    draft: &SettingsDraft,
    form: &mut SettingsForm,
    actions: &mut Vec<Action>,
) {
    fields.heading(ui, Text::AlarmTitle);
    fields.short(ui, SettingsField::ThresholdUsd, &mut form.threshold_usd, Some("USD"));
    fields.short(ui, SettingsField::ThresholdCny, &mut form.threshold_cny, Some("CNY"));
    fields.field_note(ui, Text::ThresholdNote);
    let days = Some(fields.text(Text::UnitDays));
    fields.short(ui, SettingsField::ExpiryDays, &mut form.expiry_days, days);
    fields.field_note(ui, Text::ExpiryNote);
    Fields::gap(ui);
    fields.heading(ui, Text::NotificationTitle);
    fields.check(ui, &mut form.notifications, Text::NotificationsFlag);
    test(ui, fields, draft, actions);
    fields.note(ui, Text::NotificationNote);
    fields.check(ui, &mut form.quiet, Text::QuietFlag);
    fields.short(ui, SettingsField::QuietFrom, &mut form.quiet_from, None);
    fields.short(ui, SettingsField::QuietTo, &mut form.quiet_to, None);
    fields.field_note(ui, Text::QuietNote);
}

/// The button that shows a notification, and what became of the last one.
fn test(ui: &mut Ui, fields: &Fields<'_>, draft: &SettingsDraft, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    ui.horizontal_wrapped(|ui| {
        let under_way = draft.test == Some(NotificationTest::UnderWay);
        let word = fields.text(Text::TryNotification);
        let test = button::secondary(ui, word, !under_way);
        let test = test.on_disabled_hover_text(fields.text(Text::TryingNotification));
        if test.clicked() {
            actions.push(Action::TestNotification);
        }
        let (words, color) = match &draft.test {
            None => return,
            Some(NotificationTest::UnderWay) => {
                (fields.text(Text::TryingNotification).to_owned(), colors.muted)
            }
            Some(NotificationTest::Ended(Ok(()))) => {
                (fields.text(Text::NotificationTried).to_owned(), colors.ok)
            }
            Some(NotificationTest::Ended(Err(reason))) => {
                (fields.view.fill(Text::NotificationRefused, &[("reason", reason)]), colors.bad)
            }
        };
        line::wrapped(ui, &words, regular(letters::MUTED), color);
    });
}
