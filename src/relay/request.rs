use crate::model::secret::Secret;

/// Where a secret goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// Nothing secret is sent.
    #[default]
    Keyless,
    /// `Authorization: Bearer …`: capital B, one space; some stations insist on it.
    Bearer(Secret),
    /// `?key=…`: only where the user chose it.
    UrlKey(Secret),
}

/// One GET request to a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Below the station's base, with its first slash.
    pub path: String,
    pub auth: Auth,
}

impl Request {
    pub fn keyless(path: impl Into<String>) -> Self {
        Self { path: path.into(), auth: Auth::Keyless }
    }

    pub fn with_auth(path: impl Into<String>, auth: Auth) -> Self {
        Self { path: path.into(), auth }
    }
}
