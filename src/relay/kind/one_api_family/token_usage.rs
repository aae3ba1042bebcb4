use crate::model::balance::{Balance, Scope};
use crate::model::key_details::ToldDetails;
use crate::relay::lenient;
use crate::relay::money_answer::MoneyAnswer;
use crate::relay::station_units::StationUnits;
use rust_decimal::Decimal;
use serde_json::Value;

/// New-api since 2025-08-24; the end slash matters. 20 calls in 20 minutes per address, shared
/// with the user's own log-in: see [`TokenUsageBudget`](crate::relay::token_usage_budget).
pub const PATH: &str = "/api/usage/token/";

/// Reads what new-api tells of one key. Counts quota points whatever the station displays.
/// Goes by `data.object`: `code` is the boolean `true` here.
pub fn parse(json: &Value, units: &StationUnits) -> Option<MoneyAnswer> {
    let data = json.get("data")?;
    if data.get("object").and_then(Value::as_str) != Some("token_usage") {
        return None;
    }
    let money = |name: &str| {
        data.get(name).and_then(lenient::decimal).map(|points| units.from_points(points))
    };
    let used = money("total_used")?;
    let unlimited = data.get("unlimited_quota").and_then(Value::as_bool).unwrap_or(false);
    let amount = |name: &str| money(name).filter(|_| !unlimited).map(|money| money.amount);
    let balance = Balance {
        scope: Scope::Token,
        remaining: amount("total_available"),
        used: Some(used.amount),
        total: amount("total_granted"),
        unit: used.unit,
        unlimited,
        expires_at: data.get("expires_at").and_then(lenient::moment),
        name_of_key: data.get("name").and_then(lenient::text),
        model_limits: model_limits(data),
        ..Balance::default()
    };
    let is_told = balance.unlimited || balance.remaining.is_some();
    is_told.then(|| balance.into())
}

fn model_limits(data: &Value) -> Vec<String> {
    if data.get("model_limits_enabled").and_then(Value::as_bool) != Some(true) {
        return Vec::new();
    }
    match data.get("model_limits") {
        Some(Value::Object(models)) => models.keys().cloned().collect(),
        Some(Value::Array(models)) => models.iter().filter_map(lenient::text).collect(),
        Some(Value::String(models)) => {
            models.split(',').map(str::trim).filter(|m| !m.is_empty()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// The facts of the key that outlive a reading.
pub fn facts(balance: &Balance) -> ToldDetails {
    ToldDetails {
        name: balance.name_of_key.clone(),
        unlimited: balance.unlimited,
        used_up: balance.remaining.is_some_and(|left| left <= Decimal::ZERO),
        expires_at: balance.expires_at,
        model_limits: balance.model_limits.clone(),
    }
}

/// Adds what is known of the key to a balance that the billing pair told.
pub fn add_details(balance: &mut Balance, told: &ToldDetails) {
    balance.name_of_key.clone_from(&told.name);
    balance.model_limits.clone_from(&told.model_limits);
    balance.expires_at = balance.expires_at.or(told.expires_at);
    if told.unlimited && !balance.unlimited {
        // The pair showed the account: the key itself has no limit, and its use is not told.
        balance.unlimited = true;
        balance.remaining = None;
        balance.total = None;
        balance.used = None;
        balance.scope = Scope::Token;
    }
}
