use crate::model::balance::{Balance, Scope, Usage};
use crate::model::money::Unit;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::kind::siliconflow_pool::session;
use crate::relay::lenient;
use crate::relay::question::Question;
use crate::relay::usage_totals::UsageTotals;
use serde_json::Value;

const PATH: &str = "/api/stats/overview";
/// What was used today, by hour.
const TODAY_PATH: &str = "/api/stats/daily";

/// What all keys of the pool hold together, as of the station's last hourly refresh.
pub(super) async fn balance(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let balance = session::ask(query, PATH, Question::BalanceAccount, parse).await?;
    // The balance stands without it. No key tells it, so it is always asked for.
    let today = session::ask(query, TODAY_PATH, Question::Stats, parse_today).await.ok();
    Ok(Balance { today: today.and_then(|totals| totals.today), ..balance })
}

/// Reads `{"key_count":2,"total_balance":163.5,"total_calls":13,"total_tokens":3300}`, in yuan.
pub fn parse(json: &Value) -> Option<Balance> {
    json.get("key_count")?;
    Some(Balance {
        scope: Scope::Account,
        remaining: Some(json.get("total_balance").and_then(lenient::decimal)?),
        unit: Unit::Cny,
        ..Balance::default()
    })
}

/// Reads `{"labels":["0",…],"calls":[…],"input_tokens":[…],"output_tokens":[…]}`. Money is not
/// told.
pub fn parse_today(json: &Value) -> Option<UsageTotals> {
    let tokens = sum(json, "input_tokens")?.checked_add(sum(json, "output_tokens")?)?;
    let today = Usage { requests: Some(sum(json, "calls")?), tokens: Some(tokens), cost: None };
    Some(UsageTotals { today: Some(today), unit: Unit::Cny, ..UsageTotals::default() })
}

fn sum(json: &Value, name: &str) -> Option<u64> {
    let hours = json.get(name)?.as_array()?;
    hours.iter().try_fold(0_u64, |sum, hour| sum.checked_add(lenient::count(hour)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_sum_that_is_not_told_is_not_nought() {
        assert_eq!(parse(&json!({"key_count": 2, "total_balance": null})), None);
        assert_eq!(parse(&json!({"total_balance": 7})), None);
        let told = parse(&json!({"key_count": 0, "total_balance": "0"})).unwrap();
        assert_eq!((told.remaining, told.unit), (Some(0.into()), Unit::Cny));
    }

    #[test]
    fn the_hours_of_today_are_added_up() {
        let hours = |calls| json!({"calls": calls, "input_tokens": [1, 2], "output_tokens": [3]});
        let today = parse_today(&hours(json!([1, "2"]))).unwrap().today.unwrap();
        assert_eq!((today.requests, today.tokens, today.cost), (Some(3), Some(6), None));
        assert_eq!(parse_today(&hours(json!([1, null]))), None);
        assert_eq!(parse_today(&hours(json!([u64::MAX, 1]))), None);
    }
}
