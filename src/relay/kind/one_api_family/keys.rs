use crate::model::account_key::{AccountKey, AccountKeyStatus, AccountKeys};
use crate::relay::lenient;
use crate::relay::pages;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// The account's keys. The answer holds them in clear until new-api of 2026-03: only the fields
/// named here are read.
pub const PATH: &str = "/api/token/";

/// Reads a page of keys: rows alone (one-api, old new-api, Veloera), below `items` (new-api) or
/// below `data` (one-hub, done-hub). Amounts are quota points on the wire.
pub fn parse(json: &Value, units: &StationUnits) -> Option<AccountKeys> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let keys = match rows(data)? {
        [] => Vec::new(),
        rows => rows.iter().map(|row| key(row, units)).collect::<Option<_>>()?,
    };
    Some(AccountKeys {
        keys,
        unit: units.from_points(0.into()).unit,
        pagination: pages::pagination(data),
    })
}

fn rows(data: &Value) -> Option<&[Value]> {
    let rows = match data {
        Value::Object(page) => page.get("items").or_else(|| page.get("data"))?,
        other => other,
    };
    match rows {
        Value::Array(rows) => Some(rows),
        Value::Null => Some(&[]),
        _ => None,
    }
}

fn key(row: &Value, units: &StationUnits) -> Option<AccountKey> {
    let points = |name: &str| row.get(name).and_then(lenient::decimal);
    let amount = |name: &str| points(name).map(|points| units.from_points(points).amount);
    let unlimited = row.get("unlimited_quota").and_then(Value::as_bool);
    Some(AccountKey {
        name: row.get("name")?.as_str()?.to_owned(),
        status: row.get("status").and_then(lenient::integer).and_then(status),
        remaining: amount("remain_quota").filter(|_| unlimited != Some(true)),
        used: amount("used_quota"),
        unlimited,
        expires_at: row.get("expired_time").and_then(lenient::moment),
        group: row.get("group").and_then(lenient::text),
        key_masked: row.get("key").and_then(Value::as_str).is_some_and(|key| key.contains('*')),
    })
}

/// "Used up" comes only with the first call that is refused.
const fn status(number: i64) -> Option<AccountKeyStatus> {
    match number {
        1 => Some(AccountKeyStatus::Enabled),
        2 => Some(AccountKeyStatus::Disabled),
        3 => Some(AccountKeyStatus::Expired),
        4 => Some(AccountKeyStatus::Exhausted),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list(data: &Value) -> Option<AccountKeys> {
        let units = StationUnits::of(&json!({"quota_per_unit": 500_000}));
        parse(&json!({"success": true, "data": data}), &units)
    }

    #[test]
    fn no_keys_are_an_empty_list_and_other_things_are_none() {
        for none in [json!([]), json!(null), json!({"items": null}), json!({"data": []})] {
            assert_eq!(list(&none).map(|list| list.keys.len()), Some(0), "{none}");
        }
        for other in [json!("text"), json!({"quota": 1}), json!([1]), json!([{"id": 1}])] {
            assert_eq!(list(&other), None, "{other}");
        }
    }

    #[test]
    fn what_is_left_is_not_nought_where_it_is_not_told() {
        let keys = list(&json!([{"name": "a", "status": 9}])).unwrap().keys;
        assert_eq!((keys[0].remaining, keys[0].used, keys[0].status), (None, None, None));
    }

    #[test]
    fn the_key_itself_is_not_kept() {
        let row = json!({"name": "a", "key": "secretsecretsecret", "status": 1});
        assert!(!format!("{:?}", list(&json!([row])).unwrap()).contains("secret"));
    }
}
