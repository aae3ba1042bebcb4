use crate::model::balance::{Balance, Scope, Usage, Window};
use crate::model::money::Unit;
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;

/// The one question about money that a key may ask.
pub const PATH: &str = "/v1/usage";

/// The plan name that old builds give to an account's wallet.
const WALLET_PLAN: &str = "钱包余额";
/// `remaining` of a plan without a limit.
const UNLIMITED: Decimal = Decimal::NEGATIVE_ONE;
/// The periods of a plan: field prefix and window name, shortest first.
pub(super) const PERIODS: [(&str, &str); 3] =
    [("daily", "1d"), ("weekly", "7d"), ("monthly", "30d")];

/// Reads `/v1/usage`, old (`isValid, planName, remaining`) and new (with `mode`).
pub fn parse(json: &Value) -> Option<Balance> {
    let is_usage = ["remaining", "mode", "isValid"].iter().any(|name| json.get(*name).is_some());
    let is_refused = json.get("isValid") == Some(&Value::Bool(false));
    if !is_usage || is_refused || json.get("limits").is_some() {
        return None;
    }
    let unit = json.get("unit").and_then(lenient::text).map_or(Unit::Usd, Unit::from);
    let common = Balance {
        unit,
        plan: json.get("planName").and_then(lenient::text),
        expires_at: json.get("expires_at").and_then(lenient::moment),
        today: json.pointer("/usage/today").map(usage),
        key_status: json.get("status").and_then(lenient::text),
        ..Balance::default()
    };
    let balance = match json.get("mode").and_then(Value::as_str) {
        Some("quota_limited") => limited_key(json, common),
        _ if is_plan(json, common.plan.as_deref()) => plan(json, common),
        _ => wallet(json, common),
    };
    let is_told = balance.unlimited || balance.remaining.is_some() || !balance.windows.is_empty();
    is_told.then_some(balance)
}

fn is_plan(json: &Value, plan_name: Option<&str>) -> bool {
    if json.get("subscription").is_some() {
        return true;
    }
    json.get("balance").is_none() && plan_name.is_some_and(|name| name != WALLET_PLAN)
}

/// The account's money. What was used is this key's share of it, at what was really charged.
fn wallet(json: &Value, common: Balance) -> Balance {
    Balance {
        scope: Scope::Account,
        remaining: amount(json, "balance").or_else(|| amount(json, "remaining")),
        used: json.pointer("/usage/total/actual_cost").and_then(lenient::decimal),
        ..common
    }
}

fn plan(json: &Value, common: Balance) -> Balance {
    let remaining = amount(json, "remaining");
    let unlimited = remaining == Some(UNLIMITED);
    let subscription = json.get("subscription").unwrap_or(&Value::Null);
    Balance {
        scope: Scope::Subscription,
        remaining: remaining.filter(|_| !unlimited),
        unlimited,
        expires_at: subscription.get("expires_at").and_then(lenient::moment).or(common.expires_at),
        windows: PERIODS.iter().filter_map(|period| plan_window(subscription, *period)).collect(),
        ..common
    }
}

fn plan_window(subscription: &Value, (prefix, name): (&str, &str)) -> Option<Window> {
    let used = amount(subscription, &format!("{prefix}_usage_usd"));
    let limit = amount(subscription, &format!("{prefix}_limit_usd"));
    if used.is_none() && limit.is_none() {
        return None;
    }
    Some(Window { window: name.to_owned(), limit, used, ..Window::default() })
}

fn limited_key(json: &Value, common: Balance) -> Balance {
    let quota = json.get("quota").unwrap_or(&Value::Null);
    let rate_limits = json.get("rate_limits").and_then(Value::as_array);
    Balance {
        scope: Scope::Token,
        remaining: amount(quota, "remaining").or_else(|| amount(json, "remaining")),
        used: amount(quota, "used"),
        total: amount(quota, "limit"),
        windows: rate_limits.into_iter().flatten().filter_map(rate_window).collect(),
        ..common
    }
}

fn rate_window(limit: &Value) -> Option<Window> {
    Some(Window {
        window: limit.get("window").and_then(lenient::text)?,
        limit: amount(limit, "limit"),
        used: amount(limit, "used"),
        resets_at: limit.get("reset_at").and_then(lenient::moment),
        ..Window::default()
    })
}

fn usage(day: &Value) -> Usage {
    Usage {
        requests: day.get("requests").and_then(lenient::count),
        tokens: day.get("total_tokens").and_then(lenient::count),
        cost: amount(day, "actual_cost"),
    }
}

pub(super) fn amount(fields: &Value, name: &str) -> Option<Decimal> {
    fields.get(name).and_then(lenient::decimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rate_limits_alone_are_a_reading_without_a_number() {
        let balance = parse(&json!({
            "isValid": true, "mode": "quota_limited", "status": "active", "unit": "USD",
            "rate_limits": [{"window": "5h", "limit": 2, "used": 0.5, "remaining": 1.5}]
        }))
        .unwrap();
        assert_eq!(balance.remaining, None);
        assert_eq!(balance.windows.len(), 1);
    }

    #[test]
    fn a_plan_without_an_active_subscription_tells_nothing() {
        let json =
            json!({"isValid": true, "mode": "unrestricted", "planName": "Pro", "unit": "USD"});
        assert_eq!(parse(&json), None);
    }

    #[test]
    fn the_usage_of_another_program_is_not_taken_for_it() {
        assert_eq!(parse(&json!({"usage": {}, "limits": {}, "timestamp": "x"})), None);
        assert_eq!(parse(&json!({"data": {"items": []}})), None);
    }
}
