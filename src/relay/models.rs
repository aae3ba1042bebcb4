use serde_json::Value;

/// The model list, for every kind of station that relays.
pub const PATH: &str = "/v1/models";

/// Reads the names of a model list in the dialects of OpenAI, Anthropic and new-api. No rows is an
/// empty list; `None` when it is no list at all.
pub fn parse(json: &Value) -> Option<Vec<String>> {
    let rows = match json.get("data")? {
        Value::Array(rows) => rows.as_slice(),
        Value::Null => &[],
        _ => return None,
    };
    Some(
        rows.iter()
            .filter_map(|row| row.get("id").and_then(Value::as_str))
            .map(str::to_owned)
            .collect(),
    )
}
