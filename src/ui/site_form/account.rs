//! The part of a site's form that opens its account.

use crate::app::account_form::AccountForm;
use crate::text::Text;
use crate::ui::site_form::fields::{Fields, Side, sides};
use egui::Ui;

pub fn show(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut AccountForm) {
    sides(ui, |ui, side| match side {
        Side::Left => token(ui, fields, form),
        Side::Right => log_in(ui, fields, form),
    });
}

fn token(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut AccountForm) {
    fields.secret(ui, Text::AccessToken, &mut form.access_token, "");
    fields.note(ui, Text::AccessTokenNote);
    fields.line(ui, Text::UserId, &mut form.user_id, fields.text(Text::UserIdHint));
    fields.note(ui, Text::UserIdNote);
}

fn log_in(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut AccountForm) {
    fields.line(ui, Text::LoginName, &mut form.login_name, fields.text(Text::LoginNameHint));
    fields.secret(ui, Text::LoginPassword, &mut form.login_password, "");
    if form.is_half_a_log_in() {
        fields.warning(ui, Text::HalfALogIn);
    } else {
        fields.note(ui, Text::LogInNote);
    }
    fields.secret(ui, Text::SessionCookie, &mut form.session_cookie, "session=…");
    fields.note(ui, Text::SessionCookieNote);
}

/// The names of the fields that hold something.
pub fn filled(form: &AccountForm) -> Vec<Text> {
    let fields = [
        (Text::AccessToken, form.access_token.is_empty()),
        (Text::UserId, form.user_id.is_empty()),
        (Text::LoginName, form.login_name.is_empty()),
        (Text::LoginPassword, form.login_password.is_empty()),
        (Text::SessionCookie, form.session_cookie.is_empty()),
    ];
    fields.into_iter().filter(|(_, is_empty)| !is_empty).map(|(name, _)| name).collect()
}
