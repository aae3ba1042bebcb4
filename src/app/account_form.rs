use crate::app::form_changes::{changed, changed_text, rebased};
use crate::model::account_edit::AccountEdit;
use crate::model::change::Change;
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::relay::credentials::{clean_cookie, clean_key, is_sendable};

/// What stands in the fields that open the account of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountForm {
    pub access_token: Secret,
    pub user_id: String,
    pub login_name: String,
    pub login_password: Secret,
    pub session_cookie: Secret,
}

/// Fields that hold what no header takes, such as Chinese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountProblems {
    pub access_token: bool,
    pub user_id: bool,
    pub session_cookie: bool,
}

impl AccountForm {
    pub fn of(site: &Site) -> Self {
        Self {
            access_token: site.access_token.clone(),
            user_id: site.user_id.clone(),
            login_name: site.login_name.clone(),
            login_password: site.login_password.clone(),
            session_cookie: site.session_cookie.clone(),
        }
    }

    /// Whether no field holds anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A log-in name without its password, or the other way round, which opens nothing.
    pub fn is_half_a_log_in(&self) -> bool {
        self.login_name.trim().is_empty() != self.login_password.is_empty()
    }

    /// What is wrong with what was changed since `base`.
    pub fn problems(&self, base: &Self) -> AccountProblems {
        let token = clean_key(&self.access_token);
        let user_id = Secret::new(self.user_id.trim());
        let cookie = &self.session_cookie;
        AccountProblems {
            access_token: self.access_token != base.access_token
                && !token.is_empty()
                && !is_sendable(&token),
            user_id: self.user_id != base.user_id && !user_id.is_empty() && !is_sendable(&user_id),
            session_cookie: *cookie != base.session_cookie
                && !cookie.is_empty()
                && clean_cookie(cookie).is_empty(),
        }
    }

    /// What was changed since `base`. Passwords may begin and end with a space.
    pub fn edit(&self, base: &Self) -> AccountEdit {
        AccountEdit {
            access_token: changed(&base.access_token, &self.access_token, clean_key),
            user_id: changed_text(&base.user_id, &self.user_id),
            login_name: changed_text(&base.login_name, &self.login_name),
            login_password: Change::between(&base.login_password, self.login_password.clone()),
            session_cookie: changed(&base.session_cookie, &self.session_cookie, |cookie| {
                Secret::new(cookie.reveal().trim())
            }),
        }
    }

    /// The same over another base.
    #[must_use]
    pub fn rebased(self, from: &Self, to: &Self) -> Self {
        rebased!(self, from, to;
            access_token, user_id, login_name, login_password, session_cookie)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_freed_of_what_copying_added() {
        let form = AccountForm {
            access_token: Secret::new("Bearer abc\n"),
            user_id: " 7 ".into(),
            login_name: " me@a.example ".into(),
            login_password: Secret::new(" pass "),
            session_cookie: Secret::new(" session=1; b=2\n"),
        };
        let base = AccountForm::default();
        assert_eq!(form.problems(&base), AccountProblems::default());
        let expected = AccountEdit {
            access_token: Change::To(Secret::new("abc")),
            user_id: Change::To("7".into()),
            login_name: Change::To("me@a.example".into()),
            login_password: Change::To(Secret::new(" pass ")),
            session_cookie: Change::To(Secret::new("session=1; b=2")),
        };
        assert_eq!(form.edit(&base), expected);
        assert!(form.edit(&form).is_kept());
        assert_eq!(AccountForm::of(&Site::default()), base);
        assert!(base.is_empty() && !form.is_empty());
    }

    #[test]
    fn what_no_header_takes_is_told_unless_it_stood_there_before() {
        let odd = AccountForm {
            access_token: Secret::new("令牌"),
            user_id: "7 8".into(),
            session_cookie: Secret::new("会话"),
            ..AccountForm::default()
        };
        let all = AccountProblems { access_token: true, user_id: true, session_cookie: true };
        assert_eq!(odd.problems(&AccountForm::default()), all);
        assert_eq!(odd.problems(&odd), AccountProblems::default());
        assert_eq!(AccountForm::default().problems(&odd), AccountProblems::default());
    }

    #[test]
    fn a_log_in_has_two_halves() {
        let name = AccountForm { login_name: "me".into(), ..AccountForm::default() };
        assert!(name.is_half_a_log_in());
        assert!(!AccountForm { login_password: Secret::new("p"), ..name }.is_half_a_log_in());
        assert!(!AccountForm::default().is_half_a_log_in());
    }

    #[test]
    fn another_base_shows_in_fields_that_were_not_touched() {
        let base = AccountForm::default();
        let mine = AccountForm { user_id: "7".into(), ..base.clone() };
        let theirs = AccountForm { user_id: "8".into(), login_name: "me".into(), ..base.clone() };
        let form = mine.rebased(&base, &theirs);
        assert_eq!((form.user_id.as_str(), form.login_name.as_str()), ("7", "me"));
    }

    #[test]
    fn printing_a_form_shows_no_secret() {
        let secret = || Secret::new("hiddenhiddenhidden1234");
        let form = AccountForm {
            access_token: secret(),
            login_password: secret(),
            session_cookie: secret(),
            ..AccountForm::default()
        };
        for printed in [format!("{form:?}"), format!("{:?}", form.edit(&AccountForm::default()))] {
            assert!(printed.contains("user_id") && !printed.contains("hidden"), "{printed}");
        }
    }
}
