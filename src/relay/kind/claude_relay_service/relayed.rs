//! What lies below `/api`, among the calls that are relayed: asking counts as one of them. It takes
//! one request out of the key's window and starts the clock of a key that was never used.

use crate::model::error_kind::ErrorKind;
use crate::relay::error::RelayError;
use crate::relay::kind::claude_relay_service::query::ask_body;
use crate::relay::kind::claude_relay_service::user_stats;
use crate::relay::lenient;
use crate::relay::refusal::key_is_good;
use crate::relay::request::{AnswerLength, Auth, Request};
use crate::relay::shown_key::ShownKey;
use serde_json::{Value, json};

/// The last calls of a key, 20 at most.
const LOG_PATH: &str = "/api/v1/usage";
const MODELS_PATH: &str = "/api/v1/models";

pub async fn log_request(shown: &ShownKey<'_>) -> Result<Request, RelayError> {
    let length = AnswerLength::Long;
    Ok(Request { has_secret_answer: true, length, ..harmless_request(shown, LOG_PATH).await? })
}

pub async fn models_request(shown: &ShownKey<'_>) -> Result<Request, RelayError> {
    harmless_request(shown, MODELS_PATH).await
}

/// A request that the key can spare, which is asked about first.
async fn harmless_request(shown: &ShownKey<'_>, path: &str) -> Result<Request, RelayError> {
    let sent = json!({"apiKey": shown.key.reveal()});
    let (conversation, base) = (shown.conversation, &shown.station.base);
    ask_body(conversation, base, user_stats::PATH, sent, can_spare_a_request).await??;
    Ok(Request::with_auth(path, Auth::Bearer(shown.key.clone())))
}

/// Whether the key has begun and has a request left in its window; `None` when nothing is told.
fn can_spare_a_request(json: &Value) -> Option<Result<(), RelayError>> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let limits = data.get("limits")?;
    let count = |name: &str| limits.get(name).and_then(lenient::count).unwrap_or_default();
    let most = count("rateLimitRequests");
    Some(if data.get("isActivated") != Some(&Value::Bool(true)) {
        Err(key_is_good(ErrorKind::NotActivated))
    } else if most > 0 && count("currentWindowRequests") >= most {
        Err(key_is_good(ErrorKind::RateLimited))
    } else {
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(data: &Value) -> Option<Result<(), ErrorKind>> {
        let told = can_spare_a_request(&json!({"success": true, "data": data}))?;
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
        assert_eq!(key(json!(false), 0, 0), Some(Err(ErrorKind::NotActivated)));
        assert_eq!(key(json!(null), 0, 0), Some(Err(ErrorKind::NotActivated)));
        assert_eq!(told(&json!({})), None);
    }
}
