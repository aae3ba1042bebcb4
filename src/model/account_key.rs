use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One of the keys that an account holds at its station. The key itself is never kept: it can
/// stand in clear where a station lists its keys.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountKey {
    pub name: String,
    /// `None` = a word or number that is not known.
    pub status: Option<AccountKeyStatus>,
    /// What the key may still spend, in the unit of the list; negative when overspent; `None` when
    /// not told or unlimited.
    #[serde(rename = "balance")]
    pub remaining: Option<Decimal>,
    pub used: Option<Decimal>,
    /// `None` = not told.
    pub unlimited: Option<bool>,
    /// Unix seconds; `None` = never, or not told.
    pub expires_at: Option<i64>,
    pub group: Option<String>,
    /// The station shows the key itself only in part.
    #[serde(default)]
    pub key_masked: bool,
}

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKeyStatus {
    Enabled,
    Disabled,
    Expired,
    Exhausted,
}

/// A page of an account's keys, in the order of the station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountKeys {
    pub keys: Vec<AccountKey>,
    /// The unit of all amounts.
    pub unit: Unit,
    /// `None` = the station does not tell.
    pub pagination: Option<Pagination>,
}
