use crate::model::balance::{Balance, Scope, Usage, Window};
use crate::model::money::Unit;
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;

/// Takes `{"apiId"}` or `{"apiKey"}`; with both the id counts. Asking has no effect on the key.
pub const PATH: &str = "/apiStats/api/user-stats";

/// What the key was named by. The answer to a key itself reads the use of a week from the wrong
/// counter when the key has a reset day of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    Id,
    Key,
}

impl AskedBy {
    /// By what was sent along. Where that is not known, the answer is trusted less.
    pub fn of(sent: Option<&Value>) -> Self {
        let has_id = sent.and_then(|sent| sent.get("apiId")).is_some();
        if has_id { Self::Id } else { Self::Key }
    }
}

/// Reads `{"success":true,"data":{usage,limits,…}}`. What is left is the least that any limit
/// leaves; without one the key is unlimited. An overspent key has less than nothing left.
pub fn parse(json: &Value, asked_by: AskedBy) -> Option<Balance> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let limits = data.get("limits").filter(|_| data.get("usage").is_some())?;
    amount(limits, "dailyCostLimit").or_else(|| amount(limits, "totalCostLimit"))?;
    let windows = windows(limits, asked_by);
    Some(Balance {
        scope: Scope::Token,
        remaining: least_left(&windows),
        used: data.pointer("/usage/total/cost").and_then(lenient::decimal),
        total: limit(limits, "totalCostLimit"),
        unit: Unit::Usd,
        unlimited: windows.is_empty(),
        expires_at: data.get("expiresAt").and_then(lenient::moment),
        windows,
        today: amount(limits, "currentDailyCost")
            .map(|cost| Usage { cost: Some(cost), ..Usage::default() }),
        name_of_key: data.get("name").and_then(lenient::text),
        not_activated: is_not_activated(data),
        ..Balance::default()
    })
}

/// Shortest first.
fn windows(limits: &Value, asked_by: AskedBy) -> Vec<Window> {
    let window = |window: String, limit_name: &str, used_name: &str| {
        let limit = Some(limit(limits, limit_name)?);
        Some(Window {
            window,
            limit,
            used: amount(limits, used_name),
            resets_at: None,
            ..Window::default()
        })
    };
    let minutes = limits.get("rateLimitWindow").and_then(lenient::count).filter(|m| *m > 0);
    let short = minutes
        .and_then(|minutes| window(format!("{minutes}m"), "rateLimitCost", "currentWindowCost"))
        .map(|window| Window {
            resets_at: limits.get("windowEndTime").and_then(lenient::moment),
            ..window
        });
    let day = window("1d".into(), "dailyCostLimit", "currentDailyCost");
    // Counts every Claude model, whatever the name says.
    let week = window("7d".into(), "weeklyOpusCostLimit", "weeklyOpusCost")
        .map(|week| Window { used: week.used.filter(|_| asked_by == AskedBy::Id), ..week });
    let total = window("total".into(), "totalCostLimit", "currentTotalCost");
    [short, day, week, total].into_iter().flatten().collect()
}

/// A window whose use is not told is left out: what the others leave is an upper bound.
fn least_left(windows: &[Window]) -> Option<Decimal> {
    windows.iter().filter_map(|window| window.limit?.checked_sub(window.used?)).min()
}

/// Its time begins with the first call.
fn is_not_activated(data: &Value) -> bool {
    data.get("expirationMode").and_then(Value::as_str) == Some("activation")
        && data.get("isActivated").and_then(Value::as_bool) == Some(false)
}

/// 0 is no limit.
fn limit(limits: &Value, name: &str) -> Option<Decimal> {
    amount(limits, name).filter(|limit| *limit > Decimal::ZERO)
}

fn amount(fields: &Value, name: &str) -> Option<Decimal> {
    fields.get(name).and_then(lenient::decimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stats(limits: &Value) -> Value {
        json!({"success": true, "data": {
            "name": "ming", "usage": {"total": {"cost": 3}}, "limits": limits, "expiresAt": ""
        }})
    }

    #[test]
    fn the_tightest_limit_is_what_is_left() {
        let json = stats(&json!({
            "rateLimitWindow": 300, "rateLimitCost": 5, "currentWindowCost": 1,
            "windowEndTime": 1_795_242_630_870_i64,
            "dailyCostLimit": 8, "currentDailyCost": 2,
            "weeklyOpusCostLimit": 6, "weeklyOpusCost": 3.5,
            "totalCostLimit": 100, "currentTotalCost": 3,
        }));
        let balance = parse(&json, AskedBy::Id).unwrap();
        assert_eq!(balance.remaining, Some("2.5".parse().unwrap()));
        let names: Vec<&str> = balance.windows.iter().map(|w| w.window.as_str()).collect();
        assert_eq!(names, ["300m", "1d", "7d", "total"]);
        assert_eq!(balance.windows[0].resets_at, Some(1_795_242_630));
        assert_eq!(balance.today.unwrap().cost, Some(2.into()));
        let by_key = parse(&json, AskedBy::Key).unwrap();
        assert_eq!(by_key.remaining, Some(4.into()), "the week is left out");
    }

    #[test]
    fn a_limit_whose_use_is_not_told_is_no_balance_and_no_licence() {
        let json = stats(&json!({"dailyCostLimit": 8, "totalCostLimit": 0}));
        let balance = parse(&json, AskedBy::Id).unwrap();
        assert_eq!((balance.remaining, balance.unlimited), (None, false));
    }

    #[test]
    fn a_window_without_minutes_limits_nothing() {
        let json = stats(&json!({
            "rateLimitWindow": 0, "rateLimitCost": 5, "currentWindowCost": 1, "dailyCostLimit": 0
        }));
        assert!(parse(&json, AskedBy::Id).unwrap().unlimited);
    }

    #[test]
    fn without_limits_nothing_is_said_of_them() {
        assert_eq!(parse(&stats(&json!({})), AskedBy::Id), None);
        assert_eq!(parse(&stats(&json!({"dailyCostLimit": null})), AskedBy::Id), None);
    }

    #[test]
    fn what_was_sent_along_tells_by_what_the_key_was_named() {
        assert_eq!(AskedBy::of(Some(&json!({"apiKey": "cr_x", "apiId": "1"}))), AskedBy::Id);
        assert_eq!(AskedBy::of(Some(&json!({"apiKey": "cr_x"}))), AskedBy::Key);
        assert_eq!(AskedBy::of(None), AskedBy::Key);
    }
}
