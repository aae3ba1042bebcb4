use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::{Money, Unit};
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::claude_relay_service::status;
use crate::relay::lenient;
use crate::relay::refusal::key_is_good;
use crate::relay::response::Response;
use serde_json::Value;

/// Words and what they mean: Chinese below `/apiStats`, English below `/api`. An expired key is
/// switched off within the hour: "disabled" can mean "expired long ago".
const MEANINGS: [(&[&str], ErrorKind, KeyValidity); 7] = [
    (&["已被禁用", "API key is disabled"], ErrorKind::KeyDisabled, KeyValidity::Valid),
    (&["API key has expired"], ErrorKind::KeyExpired, KeyValidity::Valid),
    (
        &["API key not found", "The specified API key does not exist"],
        ErrorKind::InvalidKey,
        KeyValidity::Refused,
    ),
    (
        &["Invalid API key format", "API key format is invalid"],
        ErrorKind::InvalidKey,
        KeyValidity::Refused,
    ),
    (&["Please provide your API Key or API ID"], ErrorKind::KeyMissing, KeyValidity::Unknown),
    (&["Missing API key"], ErrorKind::KeyMissing, KeyValidity::Unknown),
    (&["Invalid API ID format"], ErrorKind::BadRequest, KeyValidity::Unknown),
];

/// What a code, a type or a text means, in this order.
pub fn meaning(response: &Response, body: &ErrorBody) -> Option<RelayError> {
    let json = response.json().unwrap_or_default();
    if let Some(kind) = of_limit(body.code_text()) {
        return Some(RelayError { left: left(&json), ..key_is_good(kind) });
    }
    if let Some(kind) = of_good_key(body, &json) {
        return Some(key_is_good(kind));
    }
    // `error` is a text here, and an object at those who use the same words for something else.
    let is_its_shape = json.get("error").is_some_and(Value::is_string);
    let says = |words: &[&str]| {
        words.iter().any(|word| body.message.contains(word) || body.error_type == *word)
    };
    let known = MEANINGS.iter().find(|(words, ..)| is_its_shape && says(words));
    if let Some((_, kind, key_valid)) = known {
        return Some(RelayError::new(*kind).with_key(*key_valid));
    }
    // It says itself that it is not well.
    status::is_health(&json).then(|| RelayError::new(ErrorKind::ServerError))
}

/// The limit of a key that is used up: 402, until 2026-01 429.
fn of_limit(code: &str) -> Option<ErrorKind> {
    match code {
        "total_cost_limit_exceeded" => Some(ErrorKind::KeyExhausted),
        "daily_cost_limit_exceeded" | "weekly_opus_cost_limit_exceeded" => {
            Some(ErrorKind::UsageLimitExceeded)
        }
        _ => None,
    }
}

/// What a limit leaves, told beside the error.
fn left(json: &Value) -> Option<Money> {
    let amount = |name: &str| json.get(name).and_then(lenient::decimal);
    let left = amount("costLimit")?.checked_sub(amount("currentCost")?)?;
    Some(Money::new(left, Unit::Usd))
}

/// Refusals that come after the key was looked at.
fn of_good_key(body: &ErrorBody, json: &Value) -> Option<ErrorKind> {
    match body.error_type.as_str() {
        "Rate limit exceeded" if json.get("resetAt").is_some() => Some(ErrorKind::RateLimited),
        "Client not allowed" => Some(ErrorKind::PermissionDenied),
        "permission_error" if json.get("type").is_none() => Some(ErrorKind::PermissionDenied),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(status: u16, json: &Value) -> RelayError {
        meaning(&Response::new(status, [], json.to_string()), &ErrorBody::of(json).unwrap())
            .unwrap()
    }

    #[test]
    fn a_limit_means_the_same_by_old_and_new_status() {
        let json = json!({
            "error": {"type": "insufficient_quota", "code": "weekly_opus_cost_limit_exceeded"},
            "currentCost": 7.5, "costLimit": 7
        });
        for status in [402, 429] {
            let error = told(status, &json);
            assert_eq!(error.kind, ErrorKind::UsageLimitExceeded);
            assert_eq!(error.key_valid, KeyValidity::Valid);
            assert_eq!(error.left, Some(Money::new("-0.5".parse().unwrap(), Unit::Usd)));
        }
    }

    #[test]
    fn an_id_that_is_gone_is_no_missing_question() {
        let json = json!({
            "error": "API key not found", "message": "The specified API key does not exist"
        });
        assert_eq!(told(404, &json).kind, ErrorKind::InvalidKey);
    }
}
