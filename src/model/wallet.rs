use crate::model::account_id::AccountId;
use crate::model::balance::{Balance, Scope};
use crate::model::base_url::Origin;
use crate::model::money::Unit;
use crate::model::site::Site;
use crate::model::why_left_out::WhyLeftOut;
use rust_decimal::Decimal;
use std::collections::HashMap;

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
pub(super) enum Holder {
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

impl Holder {
    /// Whose money this balance of a site tells of.
    pub(super) fn of(site: &Site, balance: &Balance) -> Self {
        let user = balance.user.as_ref().and_then(|user| user.id.clone());
        match (balance.scope, user, balance.remaining) {
            (Scope::Account, Some(id), _) => Self::User { origin: origin(site), id },
            (Scope::Account, None, Some(remaining)) => {
                Self::SomeAccount { origin: origin(site), unit: balance.unit.clone(), remaining }
            }
            _ if site.api_key.is_empty() => Self::Site { id: site.id.clone() },
            _ => Self::of_key(site),
        }
    }

    fn of_key(site: &Site) -> Self {
        Self::Key { origin: origin(site), key: site.api_key.reveal().to_owned() }
    }
}

fn origin(site: &Site) -> Option<Origin> {
    site.base_url().ok().map(|base| base.origin())
}

impl Wallet {
    /// What was read at this time (unix seconds), or why it is nothing to add up.
    pub(super) fn of(site: &Site, balance: &Balance, time: i64) -> Result<Self, WhyLeftOut> {
        wanted(site)?;
        if balance.scope == Scope::Subscription {
            return Err(WhyLeftOut::Plan);
        }
        if balance.unlimited {
            return Err(WhyLeftOut::Unlimited);
        }
        let remaining = balance.remaining.filter(|_| balance.unit != Unit::Percent);
        let remaining = remaining.ok_or(WhyLeftOut::NoAmount)?;
        Ok(Self { remaining, holder: Holder::of(site, balance), unit: balance.unit.clone(), time })
    }

    /// A balance typed by hand, older than any reading of the same key.
    pub(super) fn typed(site: &Site, remaining: Decimal) -> Result<Self, WhyLeftOut> {
        wanted(site)?;
        if site.balance_unit == Unit::Percent {
            return Err(WhyLeftOut::NoAmount);
        }
        let holder = if site.api_key.is_empty() {
            Holder::Site { id: site.id.clone() }
        } else {
            Holder::of_key(site)
        };
        Ok(Self { remaining, holder, unit: site.balance_unit.clone(), time: i64::MIN })
    }

    /// What a site that does not tell the user would be known by.
    fn without_user(&self) -> Option<Holder> {
        let Holder::User { origin, .. } = &self.holder else { return None };
        let (origin, unit) = (origin.clone(), self.unit.clone());
        Some(Holder::SomeAccount { origin, unit, remaining: self.remaining })
    }
}

/// Whether the user wants the site to count.
pub(super) fn wanted(site: &Site) -> Result<(), WhyLeftOut> {
    if site.disabled {
        Err(WhyLeftOut::Disabled)
    } else if site.excluded_from_totals {
        Err(WhyLeftOut::Excluded)
    } else {
        Ok(())
    }
}

/// For each wallet the place of the one that counts: of those that are the same money, the one
/// read last. That is its own place for what counts, and `None` for what is no wallet.
pub(super) fn each_once(wallets: &[Option<&Wallet>]) -> Vec<Option<usize>> {
    let mut newest: HashMap<&Holder, (usize, i64)> = HashMap::new();
    let mut of_users: HashMap<Holder, &Holder> = HashMap::new();
    for (place, wallet) in wallets.iter().enumerate() {
        let Some(wallet @ Wallet { holder, time, .. }) = wallet else { continue };
        let known = newest.entry(holder).or_insert((place, *time));
        if *time > known.1 {
            *known = (place, *time);
        }
        of_users.extend(wallet.without_user().map(|unnamed| (unnamed, holder)));
    }
    let counting = |wallet: &Wallet| {
        let holder = of_users.get(&wallet.holder).copied().unwrap_or(&wallet.holder);
        newest.get(holder).map(|(place, _)| *place)
    };
    wallets.iter().map(|wallet| wallet.and_then(counting)).collect()
}
