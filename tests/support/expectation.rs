use serde_json::{Map, Value};

/// Fields that tell a reader something and are not compared.
const ADVISORY: [&str; 9] = [
    "hint",
    "retry",
    "follow",
    "order_on_wire",
    "html",
    "html_title",
    "total_usd",
    "used_usd",
    "key_id",
];
/// Relative difference that binary floating point of the recordings excuses.
const TOLERANCE: f64 = 1e-6;

/// Compares what is expected with what came, field by field where something is expected.
/// Gives one line for each difference.
pub fn differences(expected: &Map<String, Value>, actual: &Map<String, Value>) -> Vec<String> {
    let mut lines = Vec::new();
    compare_fields("", expected, actual, &mut lines);
    lines
}

fn compare_fields(
    place: &str,
    expected: &Map<String, Value>,
    actual: &Map<String, Value>,
    lines: &mut Vec<String>,
) {
    for (name, expected) in expected {
        if ADVISORY.contains(&name.as_str()) {
            continue;
        }
        // Of an error only its kind, code, place and the station's own words are compared.
        if place == "error." && !["kind", "code", "location", "message"].contains(&name.as_str()) {
            continue;
        }
        let actual = actual.get(name).unwrap_or(&Value::Null);
        compare(&format!("{place}{name}"), expected, actual, lines);
    }
}

fn compare(place: &str, expected: &Value, actual: &Value, lines: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            compare_fields(&format!("{place}."), expected, actual, lines);
        }
        (Value::Array(e), Value::Array(a)) if e.len() == a.len() => {
            for (index, (expected, actual)) in e.iter().zip(a).enumerate() {
                compare(&format!("{place}[{index}]"), expected, actual, lines);
            }
        }
        (Value::Number(e), Value::Number(a)) if close(e.as_f64(), a.as_f64()) => {}
        // An empty text is the same as none.
        (Value::String(text), Value::Null) if text.is_empty() => {}
        _ if expected == actual => {}
        _ => lines.push(format!("{place}: expected {expected}, got {actual}")),
    }
}

fn close(expected: Option<f64>, actual: Option<f64>) -> bool {
    let (Some(expected), Some(actual)) = (expected, actual) else { return false };
    (expected - actual).abs() <= TOLERANCE * expected.abs().max(actual.abs())
}
