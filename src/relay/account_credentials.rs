use crate::model::base_url::BaseUrl;
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::relay::credentials;

/// What a site has to open its account with, besides a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountCredentials {
    /// A system access token, a dashboard token or a JWT: whichever the kind takes.
    pub access_token: Option<Secret>,
    /// The cookies of a browser that is logged in.
    pub session_cookie: Option<Secret>,
    /// A log-in name and its password.
    pub log_in: Option<(String, Secret)>,
    /// Empty = not known.
    pub user_id: String,
}

/// One way to log in at one station.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LogIn {
    pub base: BaseUrl,
    pub name: String,
    pub password: Secret,
}

impl AccountCredentials {
    /// `None` for a site without any.
    pub fn of(site: &Site) -> Option<Self> {
        let access_token = credentials::clean_key(&site.access_token);
        let session_cookie = credentials::clean_cookie(&site.session_cookie);
        let name = site.login_name.trim();
        let has_log_in = !name.is_empty() && !site.login_password.is_empty();
        let account = Self {
            access_token: Some(access_token).filter(credentials::is_sendable),
            session_cookie: Some(session_cookie).filter(|cookie| !cookie.is_empty()),
            log_in: has_log_in.then(|| (name.to_owned(), site.login_password.clone())),
            user_id: site.user_id.trim().to_owned(),
        };
        let opens_something = account.access_token.is_some()
            || account.session_cookie.is_some()
            || account.log_in.is_some();
        opens_something.then_some(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_password_opens_nothing() {
        let mut site = Site { login_name: "me".into(), user_id: "7".into(), ..Site::default() };
        assert_eq!(AccountCredentials::of(&site), None);
        site.login_password = Secret::new("password");
        let account = AccountCredentials::of(&site).unwrap();
        assert_eq!(account.log_in, Some(("me".to_owned(), Secret::new("password"))));
        assert_eq!(account.access_token, None);
    }
}
