use serde_json::Value;

/// The model list, for every kind of station that relays.
pub const PATH: &str = "/v1/models";

/// What Gemini writes before a name.
const GEMINI_PREFIX: &str = "models/";

/// Reads the names of a model list in the dialects of `OpenAI`, Anthropic, new-api and Gemini, or
/// of a plain list of names. No rows is an empty list; `None` when it is no list at all.
pub fn parse(json: &Value) -> Option<Vec<String>> {
    let rows = match json.get("data").or_else(|| json.get("models"))? {
        Value::Array(rows) => rows.as_slice(),
        Value::Null => &[],
        _ => return None,
    };
    let names: Vec<String> = rows.iter().filter_map(name).map(str::to_owned).collect();
    // Rows without a single name are a list of something else.
    (rows.is_empty() || !names.is_empty()).then_some(names)
}

fn name(row: &Value) -> Option<&str> {
    let name = match row {
        Value::String(name) => name,
        row => row.get("id").or_else(|| row.get("name"))?.as_str()?,
    };
    Some(name.strip_prefix(GEMINI_PREFIX).unwrap_or(name)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_dialect_tells_names() {
        for list in [
            json!({"object": "list", "data": [{"id": "a", "object": "model"}, {"id": "b"}]}),
            json!({"success": true, "data": [{"id": "a", "permission": null}, {"id": "b"}]}),
            json!({"data": [{"type": "model", "id": "a"}, {"type": "model", "id": "b"}],
                   "has_more": false, "first_id": "a"}),
            json!({"models": [{"name": "models/a", "version": "1"}, {"name": "models/b"}]}),
            json!({"success": true, "message": "", "data": ["a", "b"]}),
        ] {
            assert_eq!(parse(&list), Some(vec!["a".to_owned(), "b".to_owned()]), "{list}");
        }
    }

    #[test]
    fn no_models_are_an_empty_list_and_other_things_are_none() {
        for none in [json!({"data": []}), json!({"object": "list", "data": null})] {
            assert_eq!(parse(&none), Some(Vec::new()), "{none}");
        }
        for other in [json!({}), json!([]), json!({"data": {}}), json!({"data": [{"x": 1}]})] {
            assert_eq!(parse(&other), None, "{other}");
        }
    }
}
