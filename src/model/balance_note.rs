use crate::model::balance::Scope;
use crate::model::error_kind::ErrorKind;
use serde::{Deserialize, Serialize};

/// What went wrong with one of a site's two credentials, while the other told the balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceNote {
    /// Of which credential: the key (`token`) or the account.
    pub scope: Scope,
    pub kind: ErrorKind,
    /// The station's own words, cleaned of secrets; empty where it said nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}
