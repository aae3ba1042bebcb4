use crate::model::account_key::{AccountKey, AccountKeys};
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::relay::lenient;
use crate::relay::pages;
use serde_json::Value;

/// The keys of the pool, in clear, newest first: only the fields named here are read, and a key is
/// masked at once.
pub const PATH: &str = "/api/keys";

/// Stands in a masked key for what is hidden.
const MASK: char = '…';

/// Reads `{"keys":[{"key","balance",…}],"total":2,"page":1,"page_size":10}`. A key is named by its
/// masked form, and a balance is what it had at the last hourly refresh, in yuan.
pub fn parse(json: &Value) -> Option<AccountKeys> {
    let rows = json.get("keys")?.as_array()?;
    Some(AccountKeys {
        keys: rows.iter().map(key).collect::<Option<_>>()?,
        unit: Unit::Cny,
        pagination: pages::pagination(json),
    })
}

fn key(row: &Value) -> Option<AccountKey> {
    Some(AccountKey {
        name: masked(row.get("key")?)?,
        remaining: row.get("balance").and_then(lenient::decimal),
        ..AccountKey::default()
    })
}

/// A key of the pool as it may be shown. What came in a conversation was masked there already.
pub(super) fn masked(key: &Value) -> Option<String> {
    let key = key.as_str()?;
    Some(if key.contains(MASK) { key.to_owned() } else { Secret::new(key).masked() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_key_of_the_pool_is_kept() {
        let list = json!({"keys": [{"key": "sk-hiddenhiddenhidden01", "balance": "7.5"}]});
        let keys = parse(&list).unwrap();
        assert_eq!(keys.keys[0].name, "sk-…en01");
        assert_eq!(keys.keys[0].remaining, Some("7.5".parse().unwrap()));
        assert!(!format!("{keys:?}").contains("hidden"));
        assert_eq!(masked(&json!("sk-…en01")).as_deref(), Some("sk-…en01"), "masked before");
        assert_eq!(parse(&json!({"keys": [{"key": 7}]})), None);
    }
}
