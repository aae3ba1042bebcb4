use crate::model::account_id::AccountId;
use crate::model::balance::{AccountUser, Balance, Scope};
use crate::relay::kind::litellm::key_info::Budget;
use crate::relay::lenient;
use serde_json::Value;

/// The owner of the key that asks, with hashes of all the owner's keys.
pub const PATH: &str = "/user/info";

/// Reads `{"user_id","user_info":{spend,max_budget,…},"keys":[…]}`. The keys are left alone.
pub fn parse(json: &Value) -> Option<Balance> {
    let user = json.get("user_info").filter(|_| json.get("keys").is_some())?;
    user.get("spend")?;
    let text = |name: &str| user.get(name).and_then(lenient::text);
    let budget = Budget {
        spend: user.get("spend").and_then(lenient::decimal),
        limit: user.get("max_budget"),
        duration: text("budget_duration"),
        resets_at: user.get("budget_reset_at").and_then(lenient::moment),
    };
    Some(Balance {
        scope: Scope::Account,
        user: Some(AccountUser {
            id: text("user_id").map(AccountId::from),
            name: text("user_alias"),
            email: text("user_email"),
            ..AccountUser::default()
        }),
        ..budget.balance()
    })
}
