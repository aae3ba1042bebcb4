//! The part of a site's form about its daily check-in.

use crate::app::checkin_form::CheckinForm;
use crate::model::checkin_setup::CheckinSetup;
use crate::text::Text;
use crate::ui::site_form::fields::{Fields, Side, sides};
use egui::Ui;

pub fn show(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut CheckinForm) {
    sides(ui, |ui, side| match side {
        Side::Left => {
            fields.line(ui, Text::CheckinPage, &mut form.page, fields.text(Text::SiteAddressHint));
            fields.note(ui, Text::CheckinPageNote);
            fields.line(ui, Text::CheckinPath, &mut form.path, CheckinSetup::USUAL_PATH);
            fields.note(ui, Text::CheckinPathNote);
        }
        Side::Right => {
            fields.headers(ui, Text::CheckinHeaders, &mut form.headers);
            fields.note(ui, Text::CheckinHeadersNote);
        }
    });
}

/// The names of the fields that hold something.
pub fn filled(form: &CheckinForm) -> Vec<Text> {
    let fields = [
        (Text::CheckinPage, form.page.is_empty()),
        (Text::CheckinPath, form.path.is_empty()),
        (Text::CheckinHeaders, form.headers.is_empty()),
    ];
    fields.into_iter().filter(|(_, is_empty)| !is_empty).map(|(name, _)| name).collect()
}
