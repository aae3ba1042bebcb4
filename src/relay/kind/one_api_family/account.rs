use crate::model::account_id::AccountId;
use crate::model::balance::{AccountUser, Balance, Scope};
use crate::relay::lenient;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// The account behind an access token or a session. The answer of many builds holds the access
/// token in clear.
pub const PATH: &str = "/api/user/self";

/// Reads `{"success":true,"data":{quota,used_quota,…}}`, in quota points. `quota` is what remains.
pub fn parse(json: &Value, units: &StationUnits) -> Option<Balance> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    data.get("username")?;
    let points = |name: &str| data.get(name).and_then(lenient::decimal);
    let remaining = points("quota")?;
    let used = points("used_quota");
    let total = used.and_then(|used| remaining.checked_add(used));
    let money = units.from_points(remaining);
    let amount = |points| units.from_points(points).amount;
    let text = |name: &str| data.get(name).and_then(lenient::text);
    Some(Balance {
        scope: Scope::Account,
        remaining: Some(money.amount),
        used: used.map(amount),
        total: total.map(amount),
        unit: money.unit,
        user: Some(AccountUser {
            id: data.get("id").and_then(lenient::integer).map(AccountId::from),
            name: text("username"),
            email: text("email"),
            group: text("group"),
            status: None,
        }),
        ..Balance::default()
    })
}
