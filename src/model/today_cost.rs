use crate::model::money::Unit;
use crate::model::reading::Reading;
use crate::model::site::Site;
use crate::model::wallet::{Holder, wanted};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// What was spent today in one unit, as far as stations tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodayCost {
    pub unit: Unit,
    pub cost: Decimal,
    /// How many sites told of it.
    pub sites: usize,
}

/// Adds up by unit what stations told of today, which began at `midnight` (unix seconds): what was
/// read before is another day's. Two sites of one account tell the same spending, which counts
/// once. Disabled and excluded sites do not count.
pub fn today_costs<'a>(
    read: impl IntoIterator<Item = (&'a Site, &'a Reading)>,
    midnight: i64,
) -> Vec<TodayCost> {
    let mut newest: HashMap<Holder, (i64, &Unit, Decimal)> = HashMap::new();
    for (site, reading) in read {
        let Some((unit, cost)) = told(reading).filter(|_| wanted(site).is_ok()) else { continue };
        let Some(balance) = reading.balance.as_ref().filter(|_| reading.time >= midnight) else {
            continue;
        };
        let known = newest.entry(Holder::of(site, balance)).or_insert((reading.time, unit, cost));
        if reading.time > known.0 {
            *known = (reading.time, unit, cost);
        }
    }
    let mut costs: BTreeMap<&Unit, TodayCost> = BTreeMap::new();
    for (_, unit, cost) in newest.into_values() {
        let sum = costs.entry(unit).or_insert_with(|| TodayCost {
            unit: unit.clone(),
            cost: Decimal::ZERO,
            sites: 0,
        });
        sum.cost = sum.cost.saturating_add(cost);
        sum.sites += 1;
    }
    costs.into_values().collect()
}

fn told(reading: &Reading) -> Option<(&Unit, Decimal)> {
    let balance = reading.balance.as_ref().filter(|balance| balance.unit != Unit::Percent)?;
    Some((&balance.unit, balance.today.as_ref()?.cost?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account_id::AccountId;
    use crate::model::balance::{AccountUser, Balance, Scope, Usage};
    use crate::model::error_kind::ErrorKind;
    use crate::model::reading::{Failure, ReadingState};
    use crate::model::secret::Secret;

    const MIDNIGHT: i64 = 1_000;

    /// A site by this key, and what it told: `None` = nothing of today.
    fn read(key: &str, cost: Option<&str>, unit: Unit, time: i64) -> (Site, Reading) {
        let site = Site {
            id: key.into(),
            url: "https://relay.example".into(),
            api_key: Secret::new(key),
            ..Site::default()
        };
        let failure =
            Failure { kind: ErrorKind::Timeout, message: String::new(), http_status: None };
        let today =
            Some(Usage { cost: cost.map(|cost| cost.parse().unwrap()), ..Usage::default() });
        let balance = Balance {
            scope: Scope::Token,
            unit,
            today,
            remaining: Some(9.into()),
            ..<_>::default()
        };
        let reading = Reading {
            state: ReadingState::Ok,
            balance: Some(balance),
            failure: None,
            ..Reading::failed(None, failure, time)
        };
        (site, reading)
    }

    fn of_user((site, mut reading): (Site, Reading), id: i64) -> (Site, Reading) {
        let balance = reading.balance.as_mut().unwrap();
        balance.scope = Scope::Account;
        balance.user = Some(AccountUser { id: Some(AccountId::from(id)), ..<_>::default() });
        (site, reading)
    }

    fn summed(read: &[(Site, Reading)]) -> Vec<(Unit, String, usize)> {
        today_costs(read.iter().map(|(site, reading)| (site, reading)), MIDNIGHT)
            .into_iter()
            .map(|sum| (sum.unit, sum.cost.to_string(), sum.sites))
            .collect()
    }

    #[test]
    fn each_unit_has_its_own_sum_of_those_that_told() {
        let all = [
            read("a", Some("0.42"), Unit::Usd, 2_000),
            read("b", Some("0.5"), Unit::Usd, 2_000),
            read("c", Some("3"), Unit::Cny, 2_000),
            read("d", None, Unit::Usd, 2_000),
            read("e", Some("5"), Unit::Percent, 2_000),
        ];
        let expected = [(Unit::Usd, "0.92".to_owned(), 2), (Unit::Cny, "3".to_owned(), 1)];
        assert_eq!(summed(&all), expected);
    }

    #[test]
    fn what_yesterday_s_reading_tells_is_not_today_s() {
        assert_eq!(summed(&[read("a", Some("0.42"), Unit::Usd, 999)]), []);
    }

    #[test]
    fn one_account_counts_once_with_its_newest_number() {
        let all = [
            of_user(read("a", Some("1"), Unit::Usd, 2_000), 7),
            of_user(read("b", Some("1.5"), Unit::Usd, 2_001), 7),
            of_user(read("c", Some("2"), Unit::Usd, 2_000), 8),
        ];
        assert_eq!(summed(&all), [(Unit::Usd, "3.5".to_owned(), 2)]);
    }

    #[test]
    fn sites_that_the_user_leaves_out_do_not_count() {
        let (site, reading) = read("a", Some("1"), Unit::Usd, 2_000);
        let excluded = Site { excluded_from_totals: true, ..site.clone() };
        let disabled = Site { disabled: true, ..site };
        assert_eq!(summed(&[(excluded, reading.clone()), (disabled, reading)]), []);
    }
}
