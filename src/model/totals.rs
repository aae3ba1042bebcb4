use crate::model::balance::Scope;
use crate::model::base_url::Origin;
use crate::model::money::Unit;
use crate::model::reading::Reading;
use crate::model::site::Site;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// What all wallets of one unit hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    pub unit: Unit,
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub balance: Decimal,
    /// How many sites were added up.
    pub sites: usize,
    /// How many sites with a reading in this unit were not: plans, unlimited keys, disabled or
    /// excluded sites, and a wallet that another site already stands for.
    pub left_out: usize,
}

/// Adds up wallets by unit: accounts, and keys where no account is known, each once.
/// Units are never mixed.
pub fn totals<'a>(sites: impl IntoIterator<Item = &'a Site>) -> Vec<Total> {
    let mut totals: BTreeMap<Unit, Total> = BTreeMap::new();
    let mut seen: HashSet<Wallet> = HashSet::new();
    for site in sites {
        let Some(reading) = &site.last_reading else { continue };
        let Some(balance) = &reading.balance else { continue };
        let total = totals.entry(balance.unit.clone()).or_insert_with(|| Total {
            unit: balance.unit.clone(),
            balance: Decimal::ZERO,
            sites: 0,
            left_out: 0,
        });
        let counted = countable(site, reading)
            .and_then(|(amount, wallet)| seen.insert(wallet).then_some(amount));
        match counted {
            Some(amount) => {
                total.balance = total.balance.saturating_add(amount);
                total.sites += 1;
            }
            None => total.left_out += 1,
        }
    }
    totals.into_values().collect()
}

/// What makes two sites stand for the same money.
#[derive(PartialEq, Eq, Hash)]
enum Wallet {
    Key {
        origin: Option<Origin>,
        key: String,
    },
    /// Two keys of one account tell the same account's number.
    Account {
        origin: Option<Origin>,
        unit: Unit,
        remaining: Decimal,
    },
}

fn countable(site: &Site, reading: &Reading) -> Option<(Decimal, Wallet)> {
    let balance = reading.balance.as_ref()?;
    if site.disabled
        || site.excluded_from_totals
        || balance.unlimited
        || balance.scope == Scope::Subscription
        || balance.unit == Unit::Percent
    {
        return None;
    }
    let remaining = balance.remaining?;
    let origin = site.base_url().ok().map(|base| base.origin());
    let wallet = if balance.scope == Scope::Account {
        Wallet::Account { origin, unit: balance.unit.clone(), remaining }
    } else {
        Wallet::Key { origin, key: site.api_key.reveal().to_owned() }
    };
    Some((remaining, wallet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::ReadingState;
    use crate::model::secret::Secret;

    fn site(key: &str, scope: Scope, remaining: i64, unit: Unit) -> Site {
        let balance =
            Balance { scope, remaining: Some(remaining.into()), unit, ..Balance::default() };
        Site {
            url: "https://relay.example".into(),
            api_key: Secret::new(key),
            last_reading: Some(Reading {
                kind: None,
                state: ReadingState::Ok,
                balance: Some(balance),
                key_valid: KeyValidity::Valid,
                time: 0,
                elapsed_ms: 0,
                failure: None,
                tried: Vec::new(),
            }),
            ..Site::default()
        }
    }

    fn summed(sites: &[Site]) -> Vec<(String, String, usize, usize)> {
        totals(sites)
            .into_iter()
            .map(|t| (t.unit.name().to_owned(), t.balance.to_string(), t.sites, t.left_out))
            .collect()
    }

    #[test]
    fn units_are_never_mixed() {
        let sites = [site("a", Scope::Token, 5, Unit::Usd), site("b", Scope::Token, 7, Unit::Cny)];
        assert_eq!(
            summed(&sites),
            [("USD".into(), "5".into(), 1, 0), ("CNY".into(), "7".into(), 1, 0)]
        );
    }

    #[test]
    fn one_wallet_counts_once() {
        let sites = [
            site("a", Scope::Account, 5, Unit::Usd),
            site("b", Scope::Account, 5, Unit::Usd),
            site("c", Scope::Token, 3, Unit::Usd),
            site("c", Scope::Token, 3, Unit::Usd),
        ];
        assert_eq!(summed(&sites), [("USD".into(), "8".into(), 2, 2)]);
    }

    #[test]
    fn plans_disabled_and_excluded_sites_are_left_out() {
        let mut disabled = site("b", Scope::Token, 7, Unit::Usd);
        disabled.disabled = true;
        let mut excluded = site("c", Scope::Token, 7, Unit::Usd);
        excluded.excluded_from_totals = true;
        let sites = [site("a", Scope::Subscription, 5, Unit::Usd), disabled, excluded];
        assert_eq!(summed(&sites), [("USD".into(), "0".into(), 0, 3)]);
    }
}
