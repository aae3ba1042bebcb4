use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::refusal::key_is_good;
use crate::relay::response::Response;

/// What a code of sub2api means. Forks translate the texts, never the codes.
pub fn meaning(response: &Response, body: &ErrorBody) -> Option<RelayError> {
    let by_code = of_code(body.code_text())
        .or_else(|| of_code(&body.reason))
        .or_else(|| of_code(reason(&body.message)));
    if by_code.is_some() {
        return by_code;
    }
    if body.error_type == "billing_error" {
        return Some(key_is_good(ErrorKind::InsufficientBalance));
    }
    // The panel knows the path; what was asked for is not there.
    let misses_a_row = response.status == 404 && !body.reason.is_empty();
    misses_a_row.then(|| RelayError::new(ErrorKind::BadRequest))
}

/// Messages repeat an inner error: `error: code=429 reason="DAILY_LIMIT_EXCEEDED" …`.
fn reason(message: &str) -> &str {
    message
        .split_once("reason=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(reason, _)| reason)
}

fn of_code(code: &str) -> Option<RelayError> {
    let error = match code {
        "INSUFFICIENT_BALANCE" => key_is_good(ErrorKind::InsufficientBalance),
        "USAGE_LIMIT_EXCEEDED"
        | "DAILY_LIMIT_EXCEEDED"
        | "WEEKLY_LIMIT_EXCEEDED"
        | "MONTHLY_LIMIT_EXCEEDED" => key_is_good(ErrorKind::UsageLimitExceeded),
        "API_KEY_QUOTA_EXHAUSTED" => key_is_good(ErrorKind::KeyExhausted),
        "SUBSCRIPTION_NOT_FOUND" | "SUBSCRIPTION_INVALID" => {
            key_is_good(ErrorKind::SubscriptionMissing)
        }
        "API_KEY_EXPIRED" => key_is_good(ErrorKind::KeyExpired),
        "API_KEY_DISABLED" => key_is_good(ErrorKind::KeyDisabled),
        "API_KEY_REQUIRED" => RelayError::new(ErrorKind::KeyMissing),
        "INVALID_API_KEY" => RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused),
        "USER_INACTIVE" | "USER_NOT_ACTIVE" => RelayError::new(ErrorKind::UserBanned),
        "USER_NOT_FOUND" | "INVALID_TOKEN" | "TOKEN_EXPIRED" | "INVALID_CREDENTIALS" => {
            RelayError::new(ErrorKind::UnauthorizedAccount)
        }
        "UNAUTHORIZED" => RelayError::new(ErrorKind::NotLoggedIn),
        "INVALID_AUTH_HEADER" | "api_key_in_query_deprecated" => {
            RelayError::new(ErrorKind::WrongAuthPlace)
        }
        "ACCESS_DENIED" => RelayError::new(ErrorKind::PermissionDenied),
        _ => return None,
    };
    Some(error)
}
