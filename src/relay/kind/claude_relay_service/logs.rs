use crate::model::call_log::{CallLog, LogType};
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::relay::error::RelayError;
use crate::relay::key_log_query::KeyLogQuery;
use crate::relay::kind::claude_relay_service::query::ask_body;
use crate::relay::kind::claude_relay_service::user_stats;
use crate::relay::lenient;
use crate::relay::refusal::key_is_good;
use crate::relay::request::{AnswerLength, Auth, Request};
use serde_json::{Value, json};

/// The last calls of a key, 20 at most. Asking takes one request out of the key's window and
/// starts the clock of a key that was never used.
pub const PATH: &str = "/api/v1/usage";

/// The request for the log, once it is known to do no harm.
pub async fn request(query: &KeyLogQuery<'_>) -> Result<Request, RelayError> {
    let sent = json!({"apiKey": query.key.reveal()});
    let (conversation, base) = (query.conversation, &query.station.base);
    ask_body(conversation, base, user_stats::PATH, sent, harmless).await??;
    Ok(Request {
        has_secret_answer: true,
        length: AnswerLength::Long,
        ..Request::with_auth(PATH, Auth::Bearer(query.key.clone()))
    })
}

/// Whether the key has begun and has a request to spare, from what is told of it; `None` when
/// nothing is.
fn harmless(json: &Value) -> Option<Result<(), RelayError>> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let limits = data.get("limits")?;
    let count = |name: &str| limits.get(name).and_then(lenient::count).unwrap_or_default();
    let most = count("rateLimitRequests");
    Some(if data.get("isActivated") != Some(&Value::Bool(true)) {
        Err(key_is_good(ErrorKind::FeatureDisabled))
    } else if most > 0 && count("currentWindowRequests") >= most {
        Err(RelayError::new(ErrorKind::RateLimited).with_key(KeyValidity::Valid))
    } else {
        Ok(())
    })
}

/// Reads one row; `None` when it is none of its rows.
pub fn row(row: &Value) -> Option<CallLog> {
    let text = |name: &str| row.get(name).and_then(lenient::text);
    let count = |name: &str| row.get(name).and_then(lenient::count);
    row.get("cacheCreateTokens")?;
    let has_failed = count("statusCode").is_some_and(|status| status >= 400);
    Some(CallLog {
        time: row.get("timestamp").and_then(lenient::moment)?,
        log_type: if has_failed { LogType::Error } else { LogType::Consume },
        model: text("model"),
        input_tokens: count("inputTokens"),
        output_tokens: count("outputTokens"),
        cache_read_tokens: count("cacheReadTokens"),
        cache_write_tokens: count("cacheCreateTokens"),
        // With the multiplier; `realCost` beside it is the list price.
        cost: row.get("cost").and_then(lenient::decimal),
        cost_unit: Unit::Usd,
        duration_ms: count("durationMs"),
        stream: row.get("stream").and_then(Value::as_bool),
        request_id: text("requestId"),
        ..CallLog::default()
    })
}

/// It knows no pages; `None` when it is none of its lists. Builds before 2025-09 have none.
pub fn pagination(rest: &Value) -> Option<Pagination> {
    rest.get("timestamp")?;
    rest.pointer("/usage/recentRecords").map(|_| Pagination::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(data: &Value) -> Option<Result<(), ErrorKind>> {
        let told = harmless(&json!({"success": true, "data": data}))?;
        Some(told.map_err(|error| error.kind))
    }

    #[test]
    fn a_key_is_left_alone_that_would_pay_for_the_question() {
        let key = |begun: Value, most: u64, used: u64| {
            let limits = json!({"rateLimitRequests": most, "currentWindowRequests": used});
            told(&json!({"isActivated": begun, "limits": limits}))
        };
        assert_eq!(key(json!(true), 0, 9), Some(Ok(())));
        assert_eq!(key(json!(true), 10, 9), Some(Ok(())));
        assert_eq!(key(json!(true), 9, 9), Some(Err(ErrorKind::RateLimited)));
        assert_eq!(key(json!(false), 0, 0), Some(Err(ErrorKind::FeatureDisabled)));
        assert_eq!(key(json!(null), 0, 0), Some(Err(ErrorKind::FeatureDisabled)));
        assert_eq!(told(&json!({})), None);
    }

    #[test]
    fn a_cost_that_is_not_told_is_none() {
        let json = json!({
            "timestamp": "2026-11-21T05:30:30.365Z", "cacheCreateTokens": 0, "realCost": 1,
            "statusCode": 529
        });
        let read = row(&json).unwrap();
        assert_eq!((read.cost, read.log_type), (None, LogType::Error));
    }
}
