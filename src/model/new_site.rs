use crate::model::secret::Secret;

/// What a person says of a site when adding it; everything else starts at its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSite {
    pub name: String,
    /// As typed.
    pub url: String,
    /// May be empty: some sites have an account only.
    pub api_key: Secret,
}
