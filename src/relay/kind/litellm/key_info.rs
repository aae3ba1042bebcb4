use crate::model::balance::{Balance, Scope, Window};
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;

/// What a key tells about itself. Never with `?key=`, which would stand in the address.
pub const PATH: &str = "/key/info";

/// What a key has, and whether somebody stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyInfo {
    pub balance: Balance,
    /// Its owner's budget stops it too.
    pub has_owner: bool,
}

/// Reads `{"key","info":{spend,max_budget,…}}`: the balance alone.
pub fn parse(json: &Value) -> Option<Balance> {
    read(json).map(|info| info.balance)
}

/// Reads the same with what it tells of the owner.
pub fn read(json: &Value) -> Option<KeyInfo> {
    let info = json.get("info").filter(|_| json.get("key").is_some())?;
    info.get("spend")?;
    // Budgets can be kept in a table of their own, which stands in where the key has none.
    let table = info.get("litellm_budget_table").unwrap_or(&Value::Null);
    let field = |name: &str| {
        let own = info.get(name);
        own.filter(|own| !own.is_null()).or(table.get(name)).or(own)
    };
    let budget = Budget {
        spend: info.get("spend").and_then(lenient::decimal),
        limit: field("max_budget"),
        duration: field("budget_duration").and_then(lenient::text),
        resets_at: field("budget_reset_at").and_then(lenient::moment),
    };
    let is_allowed = info.get("models").and_then(Value::as_array);
    let balance = Balance {
        scope: Scope::Token,
        expires_at: info.get("expires").and_then(lenient::moment),
        name_of_key: info.get("key_alias").and_then(lenient::text),
        model_limits: is_allowed.into_iter().flatten().filter_map(lenient::text).collect(),
        ..budget.balance()
    };
    let has_owner = info.get("user_id").and_then(lenient::text).is_some();
    Some(KeyInfo { balance, has_owner })
}

/// The hash by which the station knows the key: it asks for logs, and is as private as the key.
pub fn hash(json: &Value) -> Option<Secret> {
    json.get("key").filter(|_| json.get("info").is_some()).and_then(lenient::text).map(Secret::new)
}

/// What may be spent and what was.
pub(super) struct Budget<'a> {
    /// Since the last reset.
    pub(super) spend: Option<Decimal>,
    /// `null` = none; absent = not told.
    pub(super) limit: Option<&'a Value>,
    /// As the operator wrote it: `30d`, `24h`, `1mo`.
    pub(super) duration: Option<String>,
    pub(super) resets_at: Option<i64>,
}

impl Budget<'_> {
    pub(super) fn balance(self) -> Balance {
        let limit = self.limit.and_then(lenient::decimal);
        let window = |window| Window {
            window,
            limit,
            used: self.spend,
            resets_at: self.resets_at,
            ..Window::default()
        };
        Balance {
            remaining: limit.zip(self.spend).and_then(|(limit, spend)| limit.checked_sub(spend)),
            used: self.spend,
            total: limit,
            unit: Unit::Usd,
            unlimited: self.limit.is_some_and(Value::is_null),
            windows: self.duration.filter(|_| limit.is_some()).map(window).into_iter().collect(),
            ..Balance::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_budget_that_is_not_told_is_no_licence() {
        let told = |info: Value| parse(&json!({"key": "ab", "info": info})).unwrap();
        let silent = told(json!({"spend": 1}));
        assert_eq!((silent.remaining, silent.unlimited), (None, false));
        let none = told(json!({"spend": 1, "max_budget": null}));
        assert_eq!((none.remaining, none.unlimited), (None, true));
        let untold_use = told(json!({"spend": null, "max_budget": 5}));
        assert_eq!((untold_use.remaining, untold_use.total), (None, Some(5.into())));
    }

    #[test]
    fn the_key_s_own_budget_goes_before_the_table() {
        let json = json!({"key": "ab", "info": {
            "spend": 1, "max_budget": 5, "budget_duration": null, "user_id": null,
            "litellm_budget_table": {"max_budget": 10, "budget_duration": "7d"}
        }});
        let info = read(&json).unwrap();
        assert_eq!(info.balance.remaining, Some(4.into()));
        assert!(!info.has_owner);
    }
}
