use crate::model::secret::Secret;
use crate::relay::lenient;
use serde_json::Value;

/// Takes `{"apiKey"}` and gives the key's id. Asking has no effect on the key.
pub const PATH: &str = "/apiStats/api/get-key-id";

/// Reads `{"success":true,"data":{"id"}}`. Whoever has the id reads everything about the key.
pub fn parse(json: &Value) -> Option<Secret> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    data.get("id").and_then(lenient::text).map(Secret::new)
}
