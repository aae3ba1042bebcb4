use crate::relay::lenient;
use serde_json::{Map, Value};

/// The type of an error that stood in a `base_resp`.
pub const BASE_RESP: &str = "base_resp";
/// What the text of an error is called, the usual name first.
const MESSAGE_NAMES: [&str; 5] = ["message", "msg", "error_msg", "error_message", "title"];
/// Codes that services write into answers to say that all is well.
const SUCCESS_CODES: [i64; 3] = [0, 200, 20_000];

/// What an error body says, whatever its shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorBody {
    pub message: String,
    /// `new_api_error`, `billing_error`, …
    pub error_type: String,
    /// A text or a number.
    pub code: Option<Value>,
    /// A second, more telling code: `INVALID_CREDENTIALS`.
    pub reason: String,
}

impl ErrorBody {
    /// Reads `{"error":{…}}`, `{"error":"…"}`, `{"errors":[…]}`, `{"success":false,"message"}`,
    /// `{"code","message"}`, `{"type":"error","error":{…}}`, `{"base_resp":{…}}`, `{"detail":…}` in
    /// all its forms, a list of one of these and a bare text.
    /// `None` when nothing in it looks like an error.
    pub fn of(json: &Value) -> Option<Self> {
        match json {
            Value::String(message) => Some(Self { message: message.clone(), ..Self::default() }),
            Value::Object(fields) => Self::of_object(json, fields),
            // Google's way: `[{"error":{…}}]`.
            Value::Array(list) => match list.as_slice() {
                [only @ Value::Object(_)] => Self::of(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// What can be made of a body that is known to be a refusal: a message at least.
    pub fn of_refusal(json: &Value) -> Self {
        Self::of(json).unwrap_or_else(|| Self::of_fields(json))
    }

    fn of_object(json: &Value, fields: &Map<String, Value>) -> Option<Self> {
        if let Some(detail) = fields.get("detail") {
            return Self::of_detail(detail);
        }
        if let Some(refusal) = fields.get("base_resp").and_then(Self::of_base_resp) {
            return Some(refusal);
        }
        match fields.get("error").or_else(|| fields.get("errors")?.get(0)) {
            Some(error @ Value::Object(_)) => Some(Self::of_fields(error)),
            Some(Value::String(error)) if !error.is_empty() => Some(Self {
                message: fields
                    .get("message")
                    .and_then(lenient::text)
                    .unwrap_or_else(|| error.clone()),
                error_type: error.clone(),
                ..Self::default()
            }),
            Some(Value::Bool(true)) => Some(Self::of_fields(json)),
            _ if refuses(json) => Some(Self::of_fields(json)),
            _ => None,
        }
    }

    /// `{"status_code":1004,"status_msg":"…"}`, with 0 for success.
    fn of_base_resp(answer: &Value) -> Option<Self> {
        let code = answer.get("status_code").filter(|code| lenient::integer(code) != Some(0))?;
        Some(Self {
            message: answer.get("status_msg").and_then(lenient::text).unwrap_or_default(),
            error_type: BASE_RESP.to_owned(),
            code: Some(code.clone()),
            ..Self::default()
        })
    }

    fn of_detail(detail: &Value) -> Option<Self> {
        match detail {
            Value::Array(list) => list.first().map(Self::of_validation),
            other => Self::of(other).or_else(|| Some(Self::of_fields(other))),
        }
    }

    fn of_validation(entry: &Value) -> Self {
        let message = entry.get("msg").and_then(lenient::text).unwrap_or_default();
        Self { message, error_type: "validation_error".into(), ..Self::default() }
    }

    fn of_fields(fields: &Value) -> Self {
        let text = |name: &str| fields.get(name).and_then(lenient::text).unwrap_or_default();
        let mut messages =
            MESSAGE_NAMES.iter().filter_map(|name| lenient::text(fields.get(*name)?));
        Self {
            message: messages.next().unwrap_or_default(),
            error_type: text("type"),
            code: fields.get("code").filter(|code| is_code(code)).cloned(),
            reason: text("reason"),
        }
    }

    pub fn code_text(&self) -> &str {
        self.code.as_ref().and_then(Value::as_str).unwrap_or_default()
    }
}

fn is_code(code: &Value) -> bool {
    match code {
        Value::String(text) => !text.is_empty(),
        Value::Number(_) => true,
        _ => false,
    }
}

/// `success` is false, or a code that is no success stands beside a message (`msg`: VoAPI's way,
/// with `data` null).
fn refuses(json: &Value) -> bool {
    if json.get("success") == Some(&Value::Bool(false)) {
        return true;
    }
    let is_success =
        |code| lenient::integer(code).is_some_and(|code| SUCCESS_CODES.contains(&code));
    let refused = json.get("code").is_some_and(|code| is_code(code) && !is_success(code));
    let says_msg = json.get("msg").is_some() && json.get("data").is_none_or(Value::is_null);
    refused && (json.get("message").is_some() || says_msg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_shape_gives_its_message() {
        for json in [
            json!({"error": {"message": "no", "type": "t", "code": "c"}}),
            json!({"type": "error", "error": {"type": "t", "message": "no"}}),
            json!({"success": false, "message": "no"}),
            json!({"code": "INVALID_API_KEY", "message": "no"}),
            json!({"code": 401, "message": "no"}),
            json!({"code": 2, "data": null, "msg": "no"}),
            json!({"error": "Not Found", "message": "no"}),
            json!({"error": "no"}),
            json!({"detail": "no"}),
            json!({"detail": {"error": "no"}}),
            json!({"detail": {"error": {"message": "no"}}}),
            json!({"detail": [{"msg": "no"}]}),
            json!({"errors": [{"message": "no"}]}),
            json!({"errors": ["no"]}),
            json!([{"error": {"message": "no"}}]),
            json!({"error": true, "message": "no"}),
            json!({"error": null, "success": false, "message": "no"}),
            json!({"error": {"message": {"zh": 1}, "msg": "no"}}),
            json!({"base_resp": {"status_code": 1004, "status_msg": "no"}}),
            json!("no"),
        ] {
            assert_eq!(ErrorBody::of(&json).map(|e| e.message), Some("no".into()), "{json}");
        }
    }

    #[test]
    fn an_answer_is_no_error() {
        for json in [
            json!({"success": true, "data": []}),
            json!({"code": 0, "message": "success", "data": {}}),
            json!({"code": "0", "message": "success", "data": {}}),
            json!({"code": "", "message": "", "data": {}}),
            json!({"code": 20_000, "message": "OK", "status": true, "data": {}}),
            json!({"code": 200, "msg": "ok", "data": null}),
            json!({"base_resp": {"status_code": 0, "status_msg": "success"}}),
            json!({"error": null, "data": []}),
            json!({"error": "", "data": []}),
            json!({"errors": [], "data": []}),
            json!({"error": false, "data": []}),
            json!([{"id": 1}]),
            json!(["a text"]),
            json!({"hard_limit_usd": 20}),
            json!([]),
            json!(null),
        ] {
            assert_eq!(ErrorBody::of(&json), None, "{json}");
        }
    }
}
