use crate::model::account_id::AccountId;
use crate::model::balance::{AccountUser, Balance, Scope, Usage};
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::relay::kind::sub2api::status::panel_data;
use crate::relay::kind::sub2api::usage::amount;
use crate::relay::lenient;
use crate::relay::usage_totals::UsageTotals;
use serde_json::Value;

/// Takes `{"email","password"}` and gives a token for 24 hours.
pub const LOGIN_PATH: &str = "/api/v1/auth/login";
/// What all keys of the account used.
pub const TOTALS_PATH: &str = "/api/v1/usage/dashboard/stats";

/// Reads the account behind a log-in token: `{"code":0,"data":{balance,email,…}}`.
pub fn parse(json: &Value) -> Option<Balance> {
    let data = panel_data(json)?;
    let text = |name: &str| data.get(name).and_then(lenient::text);
    Some(Balance {
        scope: Scope::Account,
        remaining: Some(amount(data, "balance")?),
        unit: Unit::Usd,
        user: Some(AccountUser {
            id: data.get("id").and_then(lenient::integer).map(AccountId::from),
            name: text("username"),
            email: text("email"),
            status: text("status"),
            group: None,
        }),
        ..Balance::default()
    })
}

/// Reads the token that a log-in gives.
pub fn parse_login(json: &Value) -> Option<Secret> {
    let token = panel_data(json)?.get("access_token").and_then(lenient::text)?;
    Some(Secret::new(token))
}

/// Reads the account's totals. Money spent is `actual_cost`; the other cost is the list price.
pub fn parse_totals(json: &Value) -> Option<UsageTotals> {
    let data = panel_data(json)?;
    let usage = |span: &str| Usage {
        requests: data.get(format!("{span}_requests")).and_then(lenient::count),
        tokens: data.get(format!("{span}_tokens")).and_then(lenient::count),
        cost: amount(data, &format!("{span}_actual_cost")),
    };
    let totals =
        UsageTotals { total: usage("total"), today: Some(usage("today")), unit: Unit::Usd };
    totals.total.requests.is_some().then_some(totals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_log_in_gives_a_token_and_nothing_else_does() {
        let told = json!({"code": 0, "data": {"access_token": "a.b.c", "token_type": "Bearer"}});
        assert_eq!(parse_login(&told), Some(Secret::new("a.b.c")));
        for json in [json!({"code": 0, "data": {}}), json!({"access_token": "a.b.c"})] {
            assert_eq!(parse_login(&json), None, "{json}");
        }
    }
}
