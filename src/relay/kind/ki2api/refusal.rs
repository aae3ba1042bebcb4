use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::refusal::{Asked, key_is_good};
use crate::relay::response::Response;

/// What an error within a `detail` means. A complaint of anything but the key comes after the key
/// was checked.
pub fn meaning(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
    if is_nested(response) && body.code_text() == "invalid_api_key" {
        return of_key(body);
    }
    let is_known = asked.kind == Some(StationKind::Ki2Api);
    match response.status {
        400 | 422 if is_known => Some(key_is_good(ErrorKind::BadRequest)),
        500.. if is_known && body.error_type == "api_error" => {
            Some(key_is_good(ErrorKind::ServerError))
        }
        _ => None,
    }
}

/// One code stands for all that can be wrong with keys, also for the lack of one of the
/// station's own.
fn of_key(body: &ErrorBody) -> Option<RelayError> {
    let says = |text: &str| body.message.contains(text);
    if body.error_type == "authentication_error" {
        Some(key_is_good(ErrorKind::ServerError))
    } else if says("didn't provide an API key") {
        Some(RelayError::new(ErrorKind::KeyMissing))
    } else if says("Invalid API key format") {
        Some(RelayError::new(ErrorKind::WrongAuthPlace))
    } else if says("Invalid API key provided") {
        Some(RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused))
    } else {
        None
    }
}

/// `{"detail":{"error":{…}}}`: elsewhere the same code is that of others.
fn is_nested(response: &Response) -> bool {
    response.json().is_some_and(|json| json.pointer("/detail/error").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::station_units::StationUnits;
    use serde_json::{Value, json};

    fn kind(status: u16, json: &Value, known: Option<StationKind>) -> Option<ErrorKind> {
        let response = Response::new(status, [], json.to_string());
        let body = ErrorBody::of(json).unwrap();
        let units = StationUnits::default();
        let asked = Asked {
            path: "/v1/messages",
            url: None,
            key_in_url: false,
            kind: known,
            units: &units,
        };
        meaning(&response, &body, asked).map(|error| error.kind)
    }

    fn nested(message: &str) -> Value {
        let error = json!({"message": message, "code": "invalid_api_key"});
        json!({"detail": {"type": "error", "error": error}})
    }

    #[test]
    fn one_code_has_many_meanings() {
        let kind = |message: &str| kind(401, &nested(message), None);
        assert_eq!(kind("Invalid API key format. Use x."), Some(ErrorKind::WrongAuthPlace));
        assert_eq!(kind("You didn't provide an API key."), Some(ErrorKind::KeyMissing));
        assert_eq!(kind("Something else"), None);
    }

    #[test]
    fn the_same_code_of_others_is_left_to_them() {
        let openai = json!({"error": {
            "message": "Invalid API key provided", "code": "invalid_api_key"
        }});
        assert_eq!(kind(401, &openai, None), None);
        let invalid = json!({"detail": [{"type": "missing", "msg": "Field required"}]});
        assert_eq!(kind(422, &invalid, None), None);
        assert_eq!(kind(422, &invalid, Some(StationKind::Ki2Api)), Some(ErrorKind::BadRequest));
    }
}
