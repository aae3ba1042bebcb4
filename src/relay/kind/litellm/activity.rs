use crate::model::balance::Usage;
use crate::model::money::Unit;
use crate::relay::lenient;
use crate::relay::usage_totals::UsageTotals;
use serde_json::Value;

/// What the owner of the key did between two days, both of which must be named.
pub const PATH: &str = "/user/daily/activity";

/// Reads the sums of `{"results":[…],"metadata":{total_spend,…}}`. Failed requests are counted too.
pub fn parse(json: &Value) -> Option<UsageTotals> {
    let sums = json.get("metadata").filter(|_| json.get("results").is_some())?;
    let total = Usage {
        requests: sums.get("total_api_requests").and_then(lenient::count),
        tokens: sums.get("total_tokens").and_then(lenient::count),
        cost: sums.get("total_spend").and_then(lenient::decimal),
    };
    let is_told = total != Usage::default();
    is_told.then_some(UsageTotals { total, today: None, unit: Unit::Usd })
}
