use crate::model::change::Change;
use crate::model::secret::Secret;
use crate::model::site::Site;

/// What the user changed of that which opens a site's account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountEdit {
    pub access_token: Change<Secret>,
    pub user_id: Change<String>,
    pub login_name: Change<String>,
    pub login_password: Change<Secret>,
    pub session_cookie: Change<Secret>,
}

impl AccountEdit {
    pub fn is_kept(&self) -> bool {
        *self == Self::default()
    }

    pub fn apply_to(self, site: &mut Site) {
        self.access_token.apply_to(&mut site.access_token);
        self.user_id.apply_to(&mut site.user_id);
        self.login_name.apply_to(&mut site.login_name);
        self.login_password.apply_to(&mut site.login_password);
        self.session_cookie.apply_to(&mut site.session_cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_can_be_edited() {
        let mut site = Site::default();
        let edit = AccountEdit {
            access_token: Change::To(Secret::new("token")),
            user_id: Change::To("7".into()),
            login_name: Change::To("me".into()),
            login_password: Change::To(Secret::new("password")),
            session_cookie: Change::To(Secret::new("session=1")),
        };
        assert!(!edit.is_kept());
        edit.apply_to(&mut site);
        let expected = Site {
            access_token: Secret::new("token"),
            user_id: "7".into(),
            login_name: "me".into(),
            login_password: Secret::new("password"),
            session_cookie: Secret::new("session=1"),
            ..Site::default()
        };
        assert!(site == expected);
        AccountEdit::default().apply_to(&mut site);
        assert!(site == expected && AccountEdit::default().is_kept());
    }
}
