use serde_json::Value;

/// Asked without a key.
pub const PATH: &str = "/api/notice";

/// Reads `{"success":true,"data":"…"}`: Markdown or HTML, empty when nothing is announced.
pub fn parse(json: &Value) -> Option<String> {
    if json.get("success") != Some(&Value::Bool(true)) {
        return None;
    }
    match json.get("data")? {
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}
