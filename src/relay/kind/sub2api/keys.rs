use crate::model::account_key::{AccountKey, AccountKeyStatus, AccountKeys};
use crate::model::money::Unit;
use crate::relay::kind::sub2api::status::panel_data;
use crate::relay::lenient;
use crate::relay::pages;
use rust_decimal::Decimal;
use serde_json::Value;

/// The account's keys. The answer holds them in clear: only the fields named here are read.
pub const PATH: &str = "/api/v1/keys";

/// Reads a page of keys. Old builds tell nothing about money; in new ones a `quota` of 0 is no
/// limit, and amounts are USD.
pub fn parse(json: &Value) -> Option<AccountKeys> {
    let data = panel_data(json)?;
    let rows = data.get("items")?.as_array()?;
    Some(AccountKeys {
        keys: rows.iter().map(key).collect::<Option<_>>()?,
        unit: Unit::Usd,
        pagination: pages::pagination(data),
    })
}

fn key(row: &Value) -> Option<AccountKey> {
    let amount = |name: &str| row.get(name).and_then(lenient::decimal);
    let (quota, used) = (amount("quota"), amount("quota_used"));
    let limit = quota.filter(|quota| !quota.is_zero());
    Some(AccountKey {
        name: row.get("name")?.as_str()?.to_owned(),
        status: row.get("status").and_then(Value::as_str).and_then(status),
        remaining: limit.zip(used).and_then(|(limit, used)| limit.checked_sub(used)),
        used,
        unlimited: quota.as_ref().map(Decimal::is_zero),
        expires_at: row.get("expires_at").and_then(lenient::moment),
        group: row.pointer("/group/name").and_then(lenient::text),
        key_masked: row.get("key").and_then(Value::as_str).is_some_and(|key| key.contains('*')),
    })
}

fn status(word: &str) -> Option<AccountKeyStatus> {
    match word {
        "active" => Some(AccountKeyStatus::Enabled),
        "inactive" => Some(AccountKeyStatus::Disabled),
        "expired" => Some(AccountKeyStatus::Expired),
        "quota_exhausted" => Some(AccountKeyStatus::Exhausted),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn only(row: &Value) -> AccountKey {
        let keys = parse(&json!({"code": 0, "data": {"items": [row]}})).unwrap().keys;
        keys.into_iter().next().unwrap()
    }

    #[test]
    fn new_builds_tell_a_quota() {
        let limited = only(&json!({
            "name": "a", "status": "quota_exhausted", "quota": 10, "quota_used": 10.5,
            "expires_at": "2026-12-06T21:20:00Z"
        }));
        assert_eq!(limited.remaining, Some("-0.5".parse().unwrap()));
        assert_eq!(limited.status, Some(AccountKeyStatus::Exhausted));
        assert_eq!((limited.unlimited, limited.expires_at), (Some(false), Some(1_796_592_000)));
        let unlimited =
            only(&json!({"name": "b", "status": "active", "quota": 0, "quota_used": 3}));
        assert_eq!((unlimited.unlimited, unlimited.remaining), (Some(true), None));
        assert_eq!(unlimited.used, Some(3.into()));
    }

    #[test]
    fn the_key_and_what_hangs_on_it_are_not_kept() {
        let row = json!({
            "name": "a", "key": "sk-secretsecret", "account": {"credentials": "secret"}
        });
        assert!(!format!("{:?}", only(&row)).contains("secret"));
    }
}
