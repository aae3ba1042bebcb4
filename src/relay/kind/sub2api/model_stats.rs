use crate::model::balance::Usage;
use crate::model::model_use::ModelUse;
use crate::relay::kind::sub2api::status::panel_data;
use crate::relay::lenient;
use serde_json::Value;

/// Reads what was used by model: `model_stats` of `/v1/usage` in new builds, or `models` of the
/// panel's dashboard. What counts as cost is what was really charged. The fields of a row are those
/// of the panel's own pages; no running server was seen with them.
pub fn parse(json: &Value) -> Option<Vec<ModelUse>> {
    let rows = json.get("model_stats").or_else(|| panel_data(json)?.get("models"))?;
    rows.as_array()?.iter().map(model_use).collect()
}

fn model_use(row: &Value) -> Option<ModelUse> {
    let count = |name: &str| row.get(name).and_then(lenient::count);
    Some(ModelUse {
        model: row.get("model").and_then(lenient::text)?,
        usage: Usage {
            requests: count("requests"),
            tokens: count("total_tokens"),
            cost: row.get("actual_cost").and_then(lenient::decimal),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_of_both_questions() {
        let row = json!({
            "model": "claude-sonnet-4-5", "requests": 3, "total_tokens": 900,
            "cost": 2, "actual_cost": 0.5
        });
        let by_key = json!({"mode": "unrestricted", "model_stats": [row]});
        let by_account = json!({"code": 0, "data": {"models": [row]}});
        let told = parse(&by_key).unwrap();
        assert_eq!(told, parse(&by_account).unwrap());
        assert_eq!(told[0].usage.cost, Some("0.5".parse().unwrap()));
        assert_eq!((told[0].usage.requests, told[0].usage.tokens), (Some(3), Some(900)));
        assert_eq!(parse(&json!({"model_stats": [{"cost": 1}]})), None);
    }
}
