use crate::model::model_price::{GroupRatio, ModelPrice, PriceList};
use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::station_units::StationUnits;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Rows of ratios with the groups' factors.
const ROWS_PATH: &str = "/api/pricing";
/// Models by name, and the groups' factors.
const HUB_PATHS: [&str; 2] = ["/api/available_model", "/api/user_group_map"];

/// Quota points per USD, unless the admin changed it.
const USUAL_QUOTA_PER_UNIT: i64 = 500_000;
/// A ratio of 1 is a quota point for each token.
const TOKENS: i64 = 1_000_000;
/// one-hub: a call costs so many quota points at a ratio of 1.
const POINTS_PER_CALL: i64 = 1_000;
/// What new-api takes for a model without a price, with output as dear as input.
const NEW_API_DEFAULT: Decimal = Decimal::from_parts(375, 0, 0, false, 1);
/// What one-hub takes for a model without a price, in and out.
const ONE_HUB_DEFAULT: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// Where a member tells its prices, to anybody; what they tell makes one list.
pub const fn paths(kind: StationKind) -> &'static [&'static str] {
    match kind {
        StationKind::NewApi | StationKind::Veloera => &[ROWS_PATH],
        StationKind::OneHub | StationKind::DoneHub => &HUB_PATHS,
        _ => &[],
    }
}

/// Reads prices in the ways of new-api (rows of ratios) and one-hub (models by name), or the
/// groups of one-hub.
pub fn parse(json: &Value, units: &StationUnits) -> Option<PriceList> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let scale = Scale::of(units);
    match data {
        Value::Array(rows) => Some(PriceList {
            prices: rows.iter().map(|row| row_price(row, scale)).collect::<Option<_>>()?,
            group_ratios: group_ratios(json.get("group_ratio"), Some),
        }),
        Value::Object(entries) if entries.values().all(|entry| entry.get("price").is_some()) => {
            let price = |(name, entry): (&String, &Value)| named_price(name, entry, scale);
            let prices = entries.iter().map(price).collect::<Option<_>>()?;
            Some(PriceList { prices, group_ratios: BTreeMap::new() })
        }
        Value::Object(groups) if groups.values().all(|group| group.get("ratio").is_some()) => {
            let group_ratios = group_ratios(Some(data), |group| group.get("ratio"));
            Some(PriceList { prices: Vec::new(), group_ratios })
        }
        _ => None,
    }
}

/// How many USD the ratios of a station stand for.
#[derive(Clone, Copy)]
struct Scale {
    quota_per_unit: Decimal,
}

impl Scale {
    fn of(units: &StationUnits) -> Self {
        Self { quota_per_unit: units.quota_per_unit.unwrap_or(USUAL_QUOTA_PER_UNIT.into()) }
    }

    /// `None` where no decimal holds the price.
    fn usd(self, ratio: Decimal, points: i64) -> Option<Decimal> {
        let points = ratio.checked_mul(points.into())?;
        points.checked_div(self.quota_per_unit).map(lenient::tidy)
    }
}

fn row_price(row: &Value, scale: Scale) -> Option<ModelPrice> {
    let number = |name: &str| row.get(name).and_then(lenient::decimal);
    let named = ModelPrice {
        model: row.get("model_name").and_then(lenient::text)?,
        groups: texts(row.get("enable_groups")),
        ..ModelPrice::default()
    };
    if row.get("quota_type").and_then(lenient::integer) == Some(1) {
        return Some(ModelPrice { per_call: number("model_price"), ..named });
    }
    let (input, completion) = (number("model_ratio"), number("completion_ratio"));
    let output = input.zip(completion).and_then(|(input, times)| input.checked_mul(times));
    Some(ModelPrice {
        input_per_million: input.and_then(|ratio| scale.usd(ratio, TOKENS)),
        output_per_million: output.and_then(|ratio| scale.usd(ratio, TOKENS)),
        is_default: input == Some(NEW_API_DEFAULT) && completion == Some(Decimal::ONE),
        ..named
    })
}

fn named_price(name: &str, entry: &Value, scale: Scale) -> Option<ModelPrice> {
    let price = entry.get("price").filter(|price| price.is_object())?;
    let number = |name: &str| price.get(name).and_then(lenient::decimal);
    let (input, output) = (number("input"), number("output"));
    let named = ModelPrice {
        model: name.to_owned(),
        groups: texts(entry.get("groups")),
        is_default: input == Some(ONE_HUB_DEFAULT) && output == Some(ONE_HUB_DEFAULT),
        ..ModelPrice::default()
    };
    let usd = |ratio: Option<Decimal>, points| ratio.and_then(|ratio| scale.usd(ratio, points));
    if price.get("type").and_then(Value::as_str) == Some("times") {
        return Some(ModelPrice { per_call: usd(input, POINTS_PER_CALL), ..named });
    }
    Some(ModelPrice {
        input_per_million: usd(input, TOKENS),
        output_per_million: usd(output, TOKENS),
        ..named
    })
}

fn group_ratios<'a>(
    groups: Option<&'a Value>,
    ratio: impl Fn(&'a Value) -> Option<&'a Value>,
) -> BTreeMap<String, GroupRatio> {
    let groups = groups.and_then(Value::as_object).into_iter().flatten();
    groups
        .filter_map(|(name, group)| {
            let ratio = ratio(group).and_then(lenient::decimal)?;
            Some((name.clone(), GroupRatio(ratio)))
        })
        .collect()
}

fn texts(list: Option<&Value>) -> Vec<String> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(lenient::text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list(json: &Value) -> PriceList {
        parse(json, &StationUnits::default()).unwrap()
    }

    #[test]
    fn a_price_that_nobody_set_is_marked() {
        let row = |ratio: &str, completion| {
            let ratio: Value = serde_json::from_str(ratio).unwrap();
            json!({"model_name": "m", "model_ratio": ratio, "completion_ratio": completion})
        };
        let rows = [row("37.5", 1), row("37.5", 5), row("1", 1)];
        let marks: Vec<bool> = list(&json!({"success": true, "data": rows}))
            .prices
            .iter()
            .map(|price| price.is_default)
            .collect();
        assert_eq!(marks, [true, false, false]);
        let hub = json!({"success": true, "data": {
            "m": {"price": {"type": "tokens", "input": 30, "output": 30}}
        }});
        assert!(list(&hub).prices[0].is_default);
    }

    #[test]
    fn a_call_of_one_hub_counts_a_thousand_points_a_ratio() {
        let price = json!({"type": "times", "input": 50, "output": 50});
        let hub = list(&json!({"success": true, "data": {"mj": {"price": price}}}));
        assert_eq!(hub.prices[0].per_call, Some("0.1".parse().unwrap()));
        assert_eq!(hub.prices[0].input_per_million, None);
    }

    #[test]
    fn ratios_follow_the_station_s_own_factor() {
        let units = StationUnits::of(&json!({"quota_per_unit": 1_000_000}));
        let row = json!({"model_name": "m", "model_ratio": 3, "completion_ratio": 4});
        let told = parse(&json!({"success": true, "data": [row]}), &units).unwrap();
        assert_eq!(told.prices[0].input_per_million, Some(3.into()));
        assert_eq!(told.prices[0].output_per_million, Some(12.into()));
    }

    #[test]
    fn groups_of_one_hub_have_factors() {
        let groups = json!({"success": true, "data": {"vip": {"name": "VIP", "ratio": "0.8"}}});
        assert_eq!(list(&groups).group_ratios["vip"], GroupRatio("0.8".parse().unwrap()));
    }

    #[test]
    fn what_is_not_told_is_no_price() {
        let row = json!({"model_name": "m", "model_ratio": "n/a"});
        let price = &list(&json!({"success": true, "data": [row]})).prices[0];
        assert_eq!((price.input_per_million, price.output_per_million), (None, None));
        assert_eq!(price.per_call, None);
    }
}
