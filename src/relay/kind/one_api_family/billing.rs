use crate::model::balance::{Balance, Scope};
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::lenient;
use crate::relay::money_answer::{MoneyAnswer, RawPoints};
use crate::relay::station_units::StationUnits;
use rust_decimal::Decimal;
use serde_json::Value;

/// Balance question of 2023 builds, before there was a pair.
pub const CREDIT_GRANTS_PATH: &str = "/dashboard/billing/credit_grants";

/// `hard_limit_usd` of a key without a limit, in every display unit.
const UNLIMITED: i64 = 100_000_000;
/// Whole amounts from here on are probably points, where the station did not tell its unit.
const PROBABLY_POINTS: i64 = 100_000;

/// Reads one half of the billing pair, or its ancestor.
///
/// `total_usage` counts hundredths of the display unit; `hard_limit_usd` is what was granted in
/// all, used and not.
pub fn parse(json: &Value, units: &StationUnits, kind: Option<StationKind>) -> Option<MoneyAnswer> {
    if json.get("object").and_then(Value::as_str) == Some("credit_summary") {
        return credit_grants(json, units);
    }
    if let Some(limit) = json.get("hard_limit_usd") {
        return Some(subscription(json, lenient::decimal(limit)?, units, kind));
    }
    usage(lenient::decimal(json.get("total_usage")?)?, units, kind)
}

fn subscription(
    json: &Value,
    limit: Decimal,
    units: &StationUnits,
    kind: Option<StationKind>,
) -> MoneyAnswer {
    let expires_at = json.get("access_until").and_then(lenient::moment);
    let empty = Balance {
        scope: scope(kind, expires_at),
        unit: units.unit(),
        unit_assumed: !units.are_told(),
        expires_at,
        ..Balance::default()
    };
    if limit == Decimal::from(UNLIMITED) {
        return Balance { unlimited: true, ..empty }.into();
    }
    let units = guess_points(limit, units);
    let total = units.from_billing(limit);
    MoneyAnswer {
        balance: Balance { total: Some(total.money.amount), unit: total.money.unit, ..empty },
        raw_points: total.points.map(|points| RawPoints { total: Some(points), used: None }),
    }
}

fn usage(
    hundredths: Decimal,
    units: &StationUnits,
    kind: Option<StationKind>,
) -> Option<MoneyAnswer> {
    let used = units.from_billing(hundredths.checked_div(Decimal::ONE_HUNDRED)?);
    Some(MoneyAnswer {
        balance: Balance {
            scope: scope(kind, None),
            used: Some(used.money.amount),
            unit: used.money.unit,
            unit_assumed: !units.are_told(),
            ..Balance::default()
        },
        raw_points: used.points.map(|points| RawPoints { total: None, used: Some(points) }),
    })
}

fn credit_grants(json: &Value, units: &StationUnits) -> Option<MoneyAnswer> {
    let available = units.from_points(lenient::decimal(json.get("total_available")?)?);
    Some(MoneyAnswer {
        balance: Balance {
            scope: Scope::Token,
            remaining: Some(available.amount),
            unit: available.unit,
            expires_at: json.get("expires_at").and_then(lenient::moment),
            ..Balance::default()
        },
        raw_points: Some(RawPoints::default()),
    })
}

/// one-hub and done-hub answer for the account where the key has no limit, and nothing shows it
/// but a key's own expiry.
fn scope(kind: Option<StationKind>, expires_at: Option<i64>) -> Scope {
    match kind {
        Some(StationKind::OneHub | StationKind::DoneHub) if expires_at.is_none() => Scope::Unknown,
        _ => Scope::Token,
    }
}

fn guess_points(limit: Decimal, units: &StationUnits) -> StationUnits {
    let looks_like_points = limit >= Decimal::from(PROBABLY_POINTS) && limit.fract().is_zero();
    if units.are_told() || !looks_like_points {
        return units.clone();
    }
    StationUnits { display_in_currency: Some(false), ..units.clone() }
}

/// Puts the two halves of the pair together. Without both numbers there is no balance: a missing
/// half never counts as nought.
pub fn combine(
    subscription: &Value,
    usage: &Value,
    pair: PairContext<'_>,
) -> Result<Balance, RelayError> {
    let unrecognised = || RelayError::new(ErrorKind::Unrecognised);
    let total = parse(subscription, pair.units, pair.kind).ok_or_else(unrecognised)?.balance;
    if total.unlimited {
        let used = parse(usage, pair.units, pair.kind).map(|answer| answer.balance);
        let used = used.filter(|used| used.unit == total.unit).and_then(|used| used.used);
        return Ok(Balance { used, ..total });
    }
    // The limit decides whether both halves count points.
    let limit = subscription.get("hard_limit_usd").and_then(lenient::decimal);
    let units = limit.map_or_else(|| pair.units.clone(), |limit| guess_points(limit, pair.units));
    let used = parse(usage, &units, pair.kind).and_then(|answer| answer.balance.used);
    let used = used.ok_or_else(unrecognised)?;
    let remaining = total.total.and_then(|total| total.checked_sub(used));
    let remaining = remaining.ok_or_else(unrecognised)?;
    Ok(Balance { remaining: Some(lenient::tidy(remaining)), used: Some(used), ..total })
}

/// What is known of the station whose pair is put together.
#[derive(Clone, Copy, Debug)]
pub struct PairContext<'a> {
    pub units: &'a StationUnits,
    pub kind: Option<StationKind>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::Unit;
    use proptest::prelude::*;
    use serde_json::json;

    fn pair(
        subscription: &Value,
        usage: &Value,
        units: &StationUnits,
    ) -> Result<Balance, RelayError> {
        combine(subscription, usage, PairContext { units, kind: Some(StationKind::OneApi) })
    }

    #[test]
    fn a_missing_half_never_counts_as_nought() {
        let units = StationUnits::of(&json!({"display_in_currency": true}));
        for usage in
            [json!({}), json!({"total_usage": null}), json!({"total_usage": "n/a"}), json!([])]
        {
            let result = pair(&json!({"hard_limit_usd": 20}), &usage, &units);
            assert_eq!(result.map_err(|e| e.kind), Err(ErrorKind::Unrecognised), "{usage}");
        }
    }

    #[test]
    fn almost_unlimited_is_not_unlimited() {
        let units = StationUnits::of(&json!({"display_in_currency": true}));
        let limit: Value = serde_json::from_str(r#"{"hard_limit_usd":99999999.99}"#).unwrap();
        assert!(!parse(&limit, &units, None).unwrap().balance.unlimited);
        let float: Value = serde_json::from_str(r#"{"hard_limit_usd":1e8}"#).unwrap();
        assert!(parse(&float, &units, None).unwrap().balance.unlimited);
    }

    #[test]
    fn large_whole_amounts_of_an_untold_unit_are_points() {
        let untold = StationUnits::default();
        let points =
            pair(&json!({"hard_limit_usd": 5_000_000}), &json!({"total_usage": 0}), &untold);
        let points = points.unwrap();
        assert_eq!((points.unit, points.unit_assumed), (Unit::Points, true));
        let dollars = pair(&json!({"hard_limit_usd": 20}), &json!({"total_usage": 250}), &untold);
        let dollars = dollars.unwrap();
        assert_eq!(dollars.unit, Unit::Usd);
        assert_eq!(dollars.remaining, Some("17.5".parse().unwrap()));
        assert!(dollars.unit_assumed);
    }

    proptest! {
        #[test]
        fn remaining_and_used_make_the_total(cents_total in 0_i64..9_999_999, cents_used in 0_i64..99_999_999) {
            let units = StationUnits::of(&json!({"display_in_currency": true}));
            let total = Decimal::new(cents_total, 2);
            let subscription: Value =
                serde_json::from_str(&format!(r#"{{"hard_limit_usd":{total}}}"#)).unwrap();
            let balance = pair(&subscription, &json!({"total_usage": cents_used}), &units).unwrap();
            prop_assert_eq!(balance.remaining.unwrap() + balance.used.unwrap(), total);
        }
    }
}
