use crate::model::account_id::AccountId;
use crate::model::balance::{Balance, Scope};
use crate::model::base_url::Origin;
use crate::model::money::Unit;
use crate::model::site::Site;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// What one site tells of money that may be added up.
#[derive(Debug)]
pub(super) struct Wallet {
    pub(super) remaining: Decimal,
    holder: Holder,
    unit: Unit,
    /// When it was read, unix seconds.
    time: i64,
}

/// By what the same money is known again when another site tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Holder {
    Key {
        origin: Option<Origin>,
        key: String,
    },
    /// A balance typed for a site without a key is nobody else's.
    Site {
        id: String,
    },
    User {
        origin: Option<Origin>,
        id: AccountId,
    },
    /// Two keys of one account tell the same account's number.
    SomeAccount {
        origin: Option<Origin>,
        unit: Unit,
        remaining: Decimal,
    },
}

impl Wallet {
    /// `None` for what is no wallet: plans, unlimited keys, disabled and excluded sites.
    pub(super) fn of(site: &Site, balance: &Balance, time: i64) -> Option<Self> {
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
        let user = balance.user.as_ref().and_then(|user| user.id.clone());
        let unit = balance.unit.clone();
        let holder = match (balance.scope, user) {
            (Scope::Account, Some(id)) => Holder::User { origin, id },
            (Scope::Account, None) => Holder::SomeAccount { origin, unit: unit.clone(), remaining },
            _ => Holder::Key { origin, key: site.api_key.reveal().to_owned() },
        };
        Some(Self { remaining, holder, unit, time })
    }

    /// A balance typed by hand, older than any reading of the same key.
    pub(super) fn typed(site: &Site, remaining: Decimal) -> Option<Self> {
        if site.disabled || site.excluded_from_totals || site.balance_unit == Unit::Percent {
            return None;
        }
        let holder = if site.api_key.is_empty() {
            Holder::Site { id: site.id.clone() }
        } else {
            let origin = site.base_url().ok().map(|base| base.origin());
            Holder::Key { origin, key: site.api_key.reveal().to_owned() }
        };
        Some(Self { remaining, holder, unit: site.balance_unit.clone(), time: i64::MIN })
    }

    /// What a site that does not tell the user would be known by.
    fn without_user(&self) -> Option<Holder> {
        let Holder::User { origin, .. } = &self.holder else { return None };
        let (origin, unit) = (origin.clone(), self.unit.clone());
        Some(Holder::SomeAccount { origin, unit, remaining: self.remaining })
    }
}

/// The places of the wallets that count: of those that are the same money, the one read last.
pub(super) fn each_once(wallets: &[Option<Wallet>]) -> HashSet<usize> {
    let of_users: HashSet<Holder> =
        wallets.iter().flatten().filter_map(Wallet::without_user).collect();
    let mut newest: HashMap<&Holder, (usize, i64)> = HashMap::new();
    for (place, wallet) in wallets.iter().enumerate() {
        let Some(Wallet { holder, time, .. }) = wallet else { continue };
        let known = newest.entry(holder).or_insert((place, *time));
        if *time > known.1 {
            *known = (place, *time);
        }
    }
    newest
        .into_iter()
        .filter(|(holder, _)| !of_users.contains(*holder))
        .map(|(_, (place, _))| place)
        .collect()
}
