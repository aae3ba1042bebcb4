use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::refusal::key_is_good;
use serde_json::Value;

/// What the texts of an `auth_error` mean.
const AUTH_ERRORS: [(&str, ErrorKind, KeyValidity); 5] = [
    // The route is for admins; the key was looked at before.
    ("Your role=", ErrorKind::PermissionDenied, KeyValidity::Valid),
    ("is blocked", ErrorKind::KeyDisabled, KeyValidity::Valid),
    ("expected to start with 'sk-'", ErrorKind::InvalidKey, KeyValidity::Refused),
    ("Malformed API Key", ErrorKind::WrongAuthPlace, KeyValidity::Unknown),
    ("No api key passed in", ErrorKind::KeyMissing, KeyValidity::Unknown),
];

/// What a type means, then a text; releases differ in the status.
pub fn meaning(body: &ErrorBody) -> Option<RelayError> {
    let says = |words: &str| body.message.contains(words);
    match body.error_type.as_str() {
        "budget_exceeded" => Some(key_is_good(ErrorKind::KeyExhausted)),
        "expired_key" => Some(key_is_good(ErrorKind::KeyExpired)),
        "token_not_found_in_db" => {
            Some(RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused))
        }
        "no_db_connection" => Some(RelayError::new(ErrorKind::FeatureDisabled)),
        // The master key stands in no table, so nothing is counted for it.
        "not_found_error" if says("Key not found in database") => {
            Some(key_is_good(ErrorKind::FeatureDisabled))
        }
        "auth_error" => AUTH_ERRORS
            .iter()
            .find(|(words, ..)| says(words))
            .map(|(_, kind, key_valid)| RelayError::new(*kind).with_key(*key_valid)),
        _ => None,
    }
}

/// Whether an answer refuses in its own way: a type that only it has, and a code that is always a
/// text.
pub fn is_its_shape(json: &Value) -> bool {
    let text = |name: &str| json.pointer("/error").and_then(|error| error.get(name)?.as_str());
    let is_status = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let types = [
        "auth_error",
        "budget_exceeded",
        "expired_key",
        "token_not_found_in_db",
        "no_db_connection",
    ];
    text("type").is_some_and(|word| types.contains(&word)) && text("code").is_some_and(is_status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_type_counts_and_not_the_status() {
        for code in ["400", "422", "429"] {
            let json =
                json!({"error": {"message": "Budget…", "type": "budget_exceeded", "code": code}});
            let error = meaning(&ErrorBody::of(&json).unwrap()).unwrap();
            assert_eq!(error.kind, ErrorKind::KeyExhausted);
            assert_eq!(error.key_valid, KeyValidity::Valid);
            assert!(is_its_shape(&json));
        }
    }

    #[test]
    fn others_have_numbers_for_codes_or_other_types() {
        for json in [
            json!({"error": {"message": "no", "type": "auth_error", "code": 401}}),
            json!({"error": {"message": "no", "type": "auth_error", "code": "invalid_api_key"}}),
            json!({"error": {"message": "no", "type": "invalid_request_error", "code": "401"}}),
            json!({"error": "auth_error", "code": "401"}),
            json!({"type": "auth_error", "code": "401"}),
        ] {
            assert!(!is_its_shape(&json), "{json}");
        }
    }
}
