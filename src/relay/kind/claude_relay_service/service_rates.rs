use crate::model::model_price::{GroupRatio, PriceList};
use crate::relay::lenient;
use serde_json::Value;

/// Reads `{"success":true,"data":{"rates":{"claude":1,…}}}` of `/apiStats/service-rates`, which is
/// open to anybody: the factor on the list prices by service. It tells no prices.
pub fn parse(json: &Value) -> Option<PriceList> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let rates = data.get("rates").filter(|_| data.get("baseService").is_some())?.as_object()?;
    let factor = |rate: &Value| lenient::decimal(rate).map(GroupRatio);
    Some(PriceList {
        prices: Vec::new(),
        group_ratios: rates
            .iter()
            .filter_map(|(name, rate)| Some((name.clone(), factor(rate)?)))
            .collect(),
    })
}
