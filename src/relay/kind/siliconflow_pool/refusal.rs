use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::refusal::Asked;
use crate::relay::response::Response;
use serde_json::Value;

/// Said of no session, of a wrong password and of a wrong key alike.
const CLOSED: &str = "未授权访问，请先登录";
/// Said of a wrong key where embeddings are asked for.
const WRONG_KEY: &str = "无效的API_KEY";

/// The title of the page that stands for the same, for those who do not ask for JSON only.
const CLOSED_PAGE: &str = "需要登录 - 硅基 KEY 池";

/// Whether an answer refuses in its words.
pub fn is_closed(json: &Value) -> bool {
    json.get("detail").and_then(Value::as_str) == Some(CLOSED)
}

/// What its page says that wants a log-in.
pub fn of_page(response: &Response) -> Option<RelayError> {
    let is_closed = response.status == 401 && response.is_page();
    let is_its_own = is_closed && response.text().contains(CLOSED_PAGE);
    is_its_own.then(|| RelayError::new(ErrorKind::NotLoggedIn))
}

/// What its two refusals mean, which depends on the path.
pub fn meaning(body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
    let error = match body.message.as_str() {
        WRONG_KEY => RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused),
        CLOSED if asked.path.ends_with("/login") => RelayError::new(ErrorKind::UnauthorizedAccount),
        CLOSED if asked.path.contains("/v1/") => RelayError::new(ErrorKind::InvalidKey),
        CLOSED => RelayError::new(ErrorKind::NotLoggedIn),
        _ => return None,
    };
    Some(error)
}
