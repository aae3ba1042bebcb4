use crate::model::balance_part::BalancePart;
use crate::model::money::Unit;
use crate::model::site::Site;
use crate::model::standing::Standing;
use crate::model::wallet::{Wallet, each_once, wanted};
use crate::model::why_left_out::WhyLeftOut;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// What all wallets of one unit hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    pub unit: Unit,
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub balance: Decimal,
    /// How many sites were added up.
    pub sites: usize,
    /// How many of these tell an old number: typed by hand, or read before a query failed.
    #[serde(skip)]
    pub outdated: usize,
    /// How many sites with a balance in this unit were not: plans, unlimited keys, disabled or
    /// excluded sites, and a wallet that another site already stands for.
    pub left_out: usize,
}

/// Adds up wallets by unit: accounts, and keys where no account is known, each once. A balance
/// typed by hand counts like a key's, as long as nothing was read. Units are never mixed.
pub fn totals<'a>(sites: impl IntoIterator<Item = &'a Site>) -> Vec<Total> {
    let told: Vec<(&Site, Option<Told<'_>>)> = with_told(sites);
    let counting = counting(&told);
    let mut totals: BTreeMap<&Unit, Total> = BTreeMap::new();
    for (place, ((site, told), counting)) in told.iter().zip(&counting).enumerate() {
        let Some(Told { unit, wallet }) = told else { continue };
        match wallet {
            Ok(wallet) if *counting == Some(place) => {
                total_of(&mut totals, unit).add(wallet.remaining, site);
                for (unit, remaining) in wallets_beside(site) {
                    total_of(&mut totals, unit).add(remaining, site);
                }
            }
            _ => total_of(&mut totals, unit).left_out += 1,
        }
    }
    totals.into_values().collect()
}

/// How each of these sites stands to their totals, in the order given.
pub fn standings<'a>(sites: impl IntoIterator<Item = &'a Site>) -> Vec<Standing> {
    let all = with_told(sites);
    let counting = counting(&all);
    let mut standings = Vec::with_capacity(all.len());
    for (place, ((site, told), counting)) in all.iter().zip(counting).enumerate() {
        let other = counting.filter(|other| *other != place).and_then(|other| all.get(other));
        standings.push(match (told, other) {
            (None, _) => Standing::LeftOut(wanted(site).err().unwrap_or(WhyLeftOut::NoAmount)),
            (Some(Told { wallet: Err(why), .. }), _) => Standing::LeftOut(why.clone()),
            (Some(_), Some((other, _))) => {
                Standing::LeftOut(WhyLeftOut::SameWallet { as_site: other.id.clone() })
            }
            (Some(_), None) => Standing::Counted { outdated: is_outdated(site) },
        });
    }
    standings
}

/// What a site tells of money: its unit, and the wallet where it is one.
struct Told<'a> {
    unit: &'a Unit,
    wallet: Result<Wallet, WhyLeftOut>,
}

fn with_told<'a>(sites: impl IntoIterator<Item = &'a Site>) -> Vec<(&'a Site, Option<Told<'a>>)> {
    sites.into_iter().map(|site| (site, told(site))).collect()
}

fn counting(told: &[(&Site, Option<Told<'_>>)]) -> Vec<Option<usize>> {
    let wallets: Vec<Option<&Wallet>> =
        told.iter().map(|(_, told)| told.as_ref()?.wallet.as_ref().ok()).collect();
    each_once(&wallets)
}

fn told(site: &Site) -> Option<Told<'_>> {
    Some(match (&site.last_reading, site.read_balance()) {
        (Some(reading), Some(balance)) => {
            Told { unit: &balance.unit, wallet: Wallet::of(site, balance, reading.time) }
        }
        _ => Told {
            unit: &site.balance_unit,
            wallet: Wallet::typed(site, site.known_balance()?.amount),
        },
    })
}

fn is_outdated(site: &Site) -> bool {
    site.read_balance().is_none() || site.last_error.is_some()
}

fn total_of<'t, 'u>(totals: &'t mut BTreeMap<&'u Unit, Total>, unit: &'u Unit) -> &'t mut Total {
    totals.entry(unit).or_insert_with(|| Total::nothing(unit.clone()))
}

/// What an account holds in other currencies than that of its balance.
fn wallets_beside(site: &Site) -> impl Iterator<Item = (&Unit, Decimal)> {
    let balance = site.last_reading.as_ref().and_then(|reading| reading.balance.as_ref());
    balance.into_iter().flat_map(|balance| {
        let is_beside = |part: &&BalancePart| part.plan.is_none() && part.unit != balance.unit;
        let wallets = balance.parts.iter().filter(is_beside);
        wallets.filter_map(|part| Some((&part.unit, part.remaining?)))
    })
}

impl Total {
    const fn nothing(unit: Unit) -> Self {
        Self { unit, balance: Decimal::ZERO, sites: 0, outdated: 0, left_out: 0 }
    }

    fn add(&mut self, remaining: Decimal, site: &Site) {
        self.balance = self.balance.saturating_add(remaining);
        self.sites += 1;
        self.outdated += usize::from(is_outdated(site));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::{AccountUser, Balance, Scope};
    use crate::model::error_kind::ErrorKind;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::{Reading, ReadingState};
    use crate::model::secret::Secret;
    use crate::model::site::LastError;

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
                pool: None,
                kinds_possible: Vec::new(),
                key_valid: KeyValidity::Valid,
                time: 0,
                elapsed_ms: 0,
                failure: None,
                tried: Vec::new(),
            }),
            ..Site::default()
        }
    }

    /// An account of this user, read at this time.
    fn account(user: Option<i64>, remaining: i64, time: i64) -> Site {
        let mut site = site("a", Scope::Account, remaining, Unit::Usd);
        let reading = site.last_reading.as_mut().unwrap();
        reading.time = time;
        reading.balance.as_mut().unwrap().user =
            user.map(|id| AccountUser { id: Some(id.into()), ..AccountUser::default() });
        site
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
    fn the_wallets_of_one_account_count_each_in_its_unit() {
        let wallet = |remaining: i64, unit: Unit| BalancePart {
            remaining: Some(remaining.into()),
            unit,
            ..BalancePart::default()
        };
        let mut two = site("a", Scope::Account, 110, Unit::Cny);
        let plan = BalancePart { plan: Some("Pro".into()), ..wallet(9, Unit::Usd) };
        two.last_reading.as_mut().unwrap().balance.as_mut().unwrap().parts =
            vec![wallet(110, Unit::Cny), wallet(2, Unit::Usd), plan];
        // A second key of the same account adds nothing.
        let sites = [two.clone(), two, site("b", Scope::Token, 5, Unit::Usd)];
        assert_eq!(
            summed(&sites),
            [("USD".into(), "7".into(), 2, 0), ("CNY".into(), "110".into(), 1, 1)]
        );
    }

    #[test]
    fn what_was_typed_counts_beside_an_answer_without_a_balance() {
        let mut typed = site("a", Scope::Token, 5, Unit::Usd);
        typed.balance = Some(7.into());
        let reading = typed.last_reading.as_mut().unwrap();
        (reading.state, reading.balance) = (ReadingState::NoBalance, None);
        assert_eq!(summed(&[typed.clone()]), [("USD".into(), "7".into(), 1, 0)]);
        assert_eq!(totals([&typed])[0].outdated, 1);
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
    fn two_users_with_equal_amounts_are_two_wallets() {
        let mut elsewhere = account(Some(1), 5, 0);
        elsewhere.url = "https://other.example".into();
        let sites = [account(Some(1), 5, 0), account(Some(2), 5, 0), elsewhere];
        assert_eq!(summed(&sites), [("USD".into(), "15".into(), 3, 0)]);
    }

    #[test]
    fn of_one_user_the_newer_reading_counts() {
        let (earlier, later) = (account(Some(1), 5, 10), account(Some(1), 4, 20));
        for sites in [[earlier.clone(), later.clone()], [later, earlier]] {
            assert_eq!(summed(&sites), [("USD".into(), "4".into(), 1, 1)]);
        }
    }

    #[test]
    fn an_account_without_a_user_is_known_by_its_amount() {
        let sites = [account(Some(1), 5, 0), account(None, 5, 0), account(None, 6, 0)];
        assert_eq!(summed(&sites), [("USD".into(), "11".into(), 2, 1)]);
    }

    fn typed(key: &str, balance: i64) -> Site {
        Site {
            url: "https://relay.example".into(),
            api_key: Secret::new(key),
            balance: Some(balance.into()),
            balance_unit: Unit::Usd,
            ..Site::default()
        }
    }

    #[test]
    fn balances_typed_by_hand_count_until_something_is_read() {
        let excluded = Site { excluded_from_totals: true, ..typed("d", 1) };
        let sites = [
            site("a", Scope::Token, 5, Unit::Usd),
            typed("a", 100),
            typed("b", 10),
            Site { id: "x".into(), ..typed("", 1) },
            Site { id: "y".into(), ..typed("", 1) },
            typed("c", 0),
            excluded,
        ];
        assert_eq!(summed(&sites), [("USD".into(), "17".into(), 4, 2)]);
    }

    #[test]
    fn old_numbers_that_count_are_told() {
        let failed = LastError { kind: ErrorKind::Timeout, time: 1 };
        let stale =
            |key| Site { last_error: Some(failed), ..site(key, Scope::Token, 5, Unit::Usd) };
        let disabled = Site { disabled: true, ..stale("c") };
        let sites = [site("a", Scope::Token, 5, Unit::Usd), stale("b"), disabled, typed("d", 1)];
        assert_eq!(totals(&sites)[0].outdated, 2);
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

    fn named(id: &str, site: Site) -> Site {
        Site { id: id.into(), ..site }
    }

    #[test]
    fn every_site_that_is_left_out_says_why() {
        let failed = LastError { kind: ErrorKind::Timeout, time: 1 };
        let same = |id: &str| Standing::LeftOut(WhyLeftOut::SameWallet { as_site: id.into() });
        let mut unlimited = site("u", Scope::Token, 5, Unit::Usd);
        unlimited.last_reading.as_mut().unwrap().balance.as_mut().unwrap().unlimited = true;
        let cases = vec![
            (account(Some(1), 5, 20), Standing::Counted { outdated: false }),
            (account(Some(1), 6, 10), same("0")),
            (account(None, 5, 30), same("0")),
            (
                Site { last_error: Some(failed), ..site("k", Scope::Token, 1, Unit::Cny) },
                Standing::Counted { outdated: true },
            ),
            (site("k", Scope::Token, 1, Unit::Cny), same("3")),
            (site("p", Scope::Subscription, 5, Unit::Usd), Standing::LeftOut(WhyLeftOut::Plan)),
            (unlimited, Standing::LeftOut(WhyLeftOut::Unlimited)),
            (
                Site { disabled: true, ..site("d", Scope::Token, 5, Unit::Usd) },
                Standing::LeftOut(WhyLeftOut::Disabled),
            ),
            (Site { disabled: true, ..Site::default() }, Standing::LeftOut(WhyLeftOut::Disabled)),
            (
                Site { excluded_from_totals: true, ..typed("e", 3) },
                Standing::LeftOut(WhyLeftOut::Excluded),
            ),
            (Site::default(), Standing::LeftOut(WhyLeftOut::NoAmount)),
            (site("s", Scope::Token, 5, Unit::Percent), Standing::LeftOut(WhyLeftOut::NoAmount)),
            (typed("t", 3), Standing::Counted { outdated: true }),
        ];
        let (sites, expected): (Vec<Site>, Vec<Standing>) = cases.into_iter().unzip();
        let sites: Vec<Site> = sites
            .into_iter()
            .enumerate()
            .map(|(place, site)| named(&place.to_string(), site))
            .collect();
        assert_eq!(standings(&sites), expected);
        let is_counted = |standing: &&Standing| matches!(standing, Standing::Counted { .. });
        let counted: usize = totals(&sites).iter().map(|total| total.sites).sum();
        assert_eq!(counted, expected.iter().filter(is_counted).count());
    }
}
