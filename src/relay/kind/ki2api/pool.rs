use crate::model::pool_status::{PoolMembers, PoolStatus};
use crate::relay::lenient;
use crate::relay::pool_query::PoolQuery;
use crate::relay::question::Question;
use crate::relay::request::{Auth, Request};
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// The accounts of the pool; 3.0.1 does not know it. Beside it, `POST /v1/token/reset` would clear
/// the marks of accounts that failed: never asked.
const PATH: &str = "/v1/token/status";
/// An account that failed as often in a row is passed over.
const MOST_ERRORS: u64 = 3;

/// Asks how the pool stands, with a key that was found to be good.
pub(super) async fn ask(query: &PoolQuery<'_>) -> Option<PoolStatus> {
    let auth = Auth::Bearer(query.key?.clone());
    // 3.1 shows the first characters of tokens.
    let request = Request { has_secret_answer: true, ..Request::with_auth(PATH, auth) }
        .about(Question::PoolStatus, query.station.kind);
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| parse(json);
    query.conversation.ask(&query.station.base, &request, &units, read).await.ok()
}

/// Reads the numbers of `token_manager` and nothing else: 3.1 shows parts of tokens beside it. Only
/// accounts that were called stand in `tokens`.
pub fn parse(json: &Value) -> Option<PoolStatus> {
    let manager = json.get("token_manager")?;
    let called = manager.get("tokens").and_then(Value::as_object);
    let count = |count: usize| u64::try_from(count).ok();
    Some(PoolStatus {
        members: PoolMembers::Accounts,
        accounts: manager.get("total_configs").and_then(lenient::count)?,
        seen: called.and_then(|called| count(called.len())),
        unusable: called.and_then(|called| {
            count(called.values().filter(|account| is_unusable(account)).count())
        }),
        current: manager.get("current_index").and_then(lenient::count),
    })
}

fn is_unusable(account: &Value) -> bool {
    let errors = account.get("error_count").and_then(lenient::count);
    account.get("is_exhausted") == Some(&Value::Bool(true))
        || errors.is_some_and(|errors| errors >= MOST_ERRORS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_tokens_of_the_pool_are_not_kept() {
        let pool = parse(&json!({
            "token_manager": {"total_configs": 2, "current_index": 1, "tokens": {
                "0": {"is_exhausted": false, "error_count": 2, "access_token": "hidden"},
            }},
            "configs": [{"index": 0, "refresh_token_preview": "hiddenhiddenhiddenhi..."}],
        }))
        .unwrap();
        assert_eq!((pool.accounts, pool.seen, pool.unusable), (2, Some(1), Some(0)));
        assert!(!format!("{pool:?}").contains("hidden"));
    }

    #[test]
    fn what_is_not_told_is_not_nought() {
        let pool = parse(&json!({"token_manager": {"total_configs": 3}})).unwrap();
        assert_eq!((pool.seen, pool.unusable, pool.current), (None, None, None));
        assert_eq!(parse(&json!({"token_manager": {"tokens": {}}})), None);
    }
}
