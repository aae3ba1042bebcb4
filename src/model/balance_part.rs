use crate::model::balance::Window;
use crate::model::money::Unit;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One of several wallets or plans that one account holds. They are never added up: each pays for
/// something else.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalancePart {
    /// The name of a plan; `None` for a wallet.
    pub plan: Option<String>,
    #[serde(default)]
    pub unit: Unit,
    /// What is left; `None` when not told or unlimited.
    #[serde(rename = "balance")]
    pub remaining: Option<Decimal>,
    /// How much of it the station gave, where a wallet tells.
    pub granted: Option<Decimal>,
    /// How much of it was paid for, where a wallet tells.
    pub topped_up: Option<Decimal>,
    #[serde(default)]
    pub unlimited: bool,
    /// Unix seconds; `None` = never, or not told.
    pub expires_at: Option<i64>,
    /// Shortest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
}
