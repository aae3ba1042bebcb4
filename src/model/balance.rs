use crate::model::account_id::AccountId;
use crate::model::balance_note::BalanceNote;
use crate::model::balance_part::BalancePart;
use crate::model::money::{Money, Unit};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Whose money a balance is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// What the key may still spend: an upper bound, the account behind it may hold less.
    Token,
    Account,
    Subscription,
    #[default]
    Unknown,
}

/// What one or more answers of a station tell about money. All amounts are in [`Balance::unit`].
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    #[serde(default)]
    pub scope: Scope,
    /// What is left; negative when overspent; `None` when not told or unlimited.
    #[serde(rename = "balance")]
    pub remaining: Option<Decimal>,
    pub used: Option<Decimal>,
    pub total: Option<Decimal>,
    #[serde(default)]
    pub unit: Unit,
    /// The station did not tell its unit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unit_assumed: bool,
    #[serde(default)]
    pub unlimited: bool,
    /// Unix seconds; `None` = never, or not told.
    pub expires_at: Option<i64>,
    /// Shortest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    pub plan: Option<String>,
    pub today: Option<Usage>,
    pub name_of_key: Option<String>,
    /// The station's own word for the state of the key.
    pub key_status: Option<String>,
    /// The models that the key is limited to; empty = all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model_limits: Vec<String>,
    /// The wallets or plans of an account that has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<BalancePart>,
    /// Whether a plan is in use; `None` where plans were not asked for.
    pub subscription_active: Option<bool>,
    /// Whose account it is, where the account was asked.
    pub user: Option<AccountUser>,
    /// The key is good, and its time begins with its first call.
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_activated: bool,
    /// What the site's other credential came to, where it told nothing.
    pub note: Option<BalanceNote>,
}

impl Balance {
    pub fn remaining_money(&self) -> Option<Money> {
        self.money(self.remaining)
    }

    pub fn used_money(&self) -> Option<Money> {
        self.money(self.used)
    }

    pub fn total_money(&self) -> Option<Money> {
        self.money(self.total)
    }

    /// Nothing is left to spend now: the last of the money is gone, or a window that is told as a
    /// share is full.
    pub fn is_used_up(&self) -> bool {
        let is_full = |window: &Window| window.used_percent >= Some(Decimal::ONE_HUNDRED);
        let is_empty = self.remaining.is_some_and(|left| left <= Decimal::ZERO);
        !self.unlimited && (is_empty || self.windows.iter().any(is_full))
    }

    fn money(&self, amount: Option<Decimal>) -> Option<Money> {
        amount.map(|amount| Money::new(amount, self.unit.clone()))
    }
}

/// A limit that holds for a span of time, as plans and keys have them. It is told as amounts or,
/// by some plans, only as a share.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// `5h`, `1d`, `7d`, `30d`, `total`, `key`, `plan`, or any number of `m`, `h`, `d`.
    pub window: String,
    /// In the unit of the balance; `None` = no limit, or only a share is told.
    #[serialize_always]
    pub limit: Option<Decimal>,
    pub used: Option<Decimal>,
    /// How much of the limit is used, 0 to 100, where the station tells no amounts.
    pub used_percent: Option<Decimal>,
    /// Unix seconds.
    pub resets_at: Option<i64>,
}

impl Window {
    /// How much of the limit is used, in percent; `None` where there is no limit.
    pub fn percent_used(&self) -> Option<Decimal> {
        if self.used_percent.is_some() {
            return self.used_percent;
        }
        let limit = self.limit.filter(|limit| *limit > Decimal::ZERO)?;
        self.used?.checked_div(limit)?.checked_mul(Decimal::ONE_HUNDRED)
    }
}

/// The person behind an account.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountUser {
    pub id: Option<AccountId>,
    pub name: Option<String>,
    pub email: Option<String>,
    /// What prices hold for the account.
    pub group: Option<String>,
    /// The station's own word.
    pub status: Option<String>,
}

/// What was used in a span of time. The cost is money spent, not list price.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub requests: Option<u64>,
    pub tokens: Option<u64>,
    pub cost: Option<Decimal>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(used_percent: Option<i64>, used: Option<i64>, limit: Option<i64>) -> Window {
        Window {
            window: "5h".into(),
            limit: limit.map(Decimal::from),
            used: used.map(Decimal::from),
            used_percent: used_percent.map(Decimal::from),
            resets_at: None,
        }
    }

    #[test]
    fn a_share_is_told_or_follows_from_the_amounts() {
        assert_eq!(window(Some(26), None, None).percent_used(), Some(26.into()));
        assert_eq!(window(None, Some(1), Some(4)).percent_used(), Some(25.into()));
        assert_eq!(window(None, Some(1), None).percent_used(), None);
        assert_eq!(window(None, Some(1), Some(0)).percent_used(), None);
    }

    #[test]
    fn a_plan_of_shares_is_used_up_when_one_is_full() {
        let plan = |percents: [i64; 2]| Balance {
            windows: percents.map(|percent| window(Some(percent), None, None)).to_vec(),
            ..Balance::default()
        };
        assert!(plan([100, 40]).is_used_up());
        assert!(!plan([99, 40]).is_used_up());
        // A limit of one day may be spent while the wallet still pays.
        let wallet = Balance {
            remaining: Some(5.into()),
            windows: vec![window(None, Some(2), Some(2))],
            ..Balance::default()
        };
        assert!(!wallet.is_used_up());
    }
}
