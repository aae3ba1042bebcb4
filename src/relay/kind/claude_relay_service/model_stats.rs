use crate::model::balance::Usage;
use crate::model::model_use::ModelUse;
use crate::relay::lenient;
use serde_json::Value;

/// Reads `{"success":true,"data":[{model,requests,allTokens,costs{…}}],"period"}` of
/// `/apiStats/api/user-model-stats`. Asked by the key and not by its id, that starts the clock of
/// a key which was never used.
pub fn parse(json: &Value) -> Option<Vec<ModelUse>> {
    let is_mine = json.get("success") == Some(&Value::Bool(true)) && json.get("period").is_some();
    let rows = json.get("data").filter(|_| is_mine)?.as_array()?;
    rows.iter().map(model_use).collect()
}

/// What counts against limits is the cost with the multiplier, where it is told.
fn model_use(row: &Value) -> Option<ModelUse> {
    let costs = row.get("costs")?;
    Some(ModelUse {
        model: row.get("model").and_then(lenient::text)?,
        usage: Usage {
            requests: row.get("requests").and_then(lenient::count),
            tokens: row.get("allTokens").and_then(lenient::count),
            cost: costs.get("rated").or_else(|| costs.get("total")).and_then(lenient::decimal),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn without_a_multiplier_the_list_price_is_the_cost() {
        let told = |costs: Value| {
            let row = json!({"model": "m", "requests": 2, "allTokens": 9, "costs": costs});
            parse(&json!({"success": true, "data": [row], "period": "daily"})).unwrap()[0]
                .usage
                .cost
        };
        assert_eq!(told(json!({"total": 2, "rated": 3})), Some(3.into()));
        assert_eq!(told(json!({"total": 2})), Some(2.into()));
        assert_eq!(told(json!({})), None);
    }
}
