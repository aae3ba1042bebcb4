use crate::model::secret::Secret;
use crate::model::shown_address::shown_address;
use std::fmt;

/// What a person says of a site when adding it; everything else starts at its default.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewSite {
    pub name: String,
    /// As typed.
    pub url: String,
    /// May be empty: some sites have an account only.
    pub api_key: Secret,
    /// The account's user id at the station; empty = not told.
    pub user_id: String,
    /// What opens the account; empty = not told.
    pub access_token: Secret,
}

/// The address as it may be shown.
impl fmt::Debug for NewSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSite")
            .field("name", &self.name)
            .field("url", &shown_address(&self.url))
            .field("api_key", &self.api_key)
            .field("user_id", &self.user_id)
            .field("access_token", &self.access_token)
            .finish()
    }
}
