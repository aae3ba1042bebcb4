use crate::model::balance::Usage;
use crate::model::money::Unit;
use crate::relay::lenient;
use crate::relay::usage_totals::UsageTotals;
use serde_json::Value;

/// Reads what `/api/v1/usage` and `/api/v1/key-info` count: requests and tokens, never money.
pub fn parse(json: &Value) -> Option<UsageTotals> {
    json.get("timestamp")?;
    let usage = match json.get("keyInfo") {
        Some(key) => key.get("usage")?,
        None => json.get("usage").filter(|_| json.get("limits").is_some())?,
    };
    let span = |name: &str| {
        let counted = usage.get(name)?;
        Some(Usage {
            requests: counted.get("requests").and_then(lenient::count),
            tokens: counted.get("allTokens").and_then(lenient::count),
            cost: None,
        })
    };
    Some(UsageTotals { total: span("total")?, today: span("daily"), unit: Unit::Usd })
}
