use crate::model::balance::Usage;
use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::station_units::StationUnits;
use crate::relay::usage_totals::UsageTotals;
use rust_decimal::Decimal;
use serde_json::Value;

/// What the account spent, in the span that the query names.
pub const PATH: &str = "/api/log/self/stat";

/// Reads `{"success":true,"data":{quota,…}}`, in quota points. chat-api always says nought there,
/// so from a kind that is not known to count, nought is not told.
pub fn parse(json: &Value, units: &StationUnits, kind: Option<StationKind>) -> Option<UsageTotals> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let points = lenient::decimal(data.get("quota")?)?;
    let counts = !matches!(kind, None | Some(StationKind::ChatApi | StationKind::OneApiFamily));
    let spent = units.from_points(points);
    let cost = (counts || points != Decimal::ZERO).then_some(spent.amount);
    Some(UsageTotals { total: Usage { cost, ..Usage::default() }, today: None, unit: spent.unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nought_counts_only_from_a_kind_that_counts() {
        let nought = json!({"success": true, "data": {"quota": 0}});
        let cost = |kind| parse(&nought, &StationUnits::default(), kind).unwrap().total.cost;
        assert_eq!(cost(Some(StationKind::ChatApi)), None);
        assert_eq!(cost(None), None);
        assert_eq!(cost(Some(StationKind::NewApi)), Some(Decimal::ZERO));
    }
}
