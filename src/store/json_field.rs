//! Reading a field whatever stands in it. A field of another type than expected reads as its
//! default, or as what it plainly means (`"12.5"` as a number, `42` as a text); nothing here
//! changes a record.

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

pub(super) fn text(record: &Map<String, Value>, name: &str) -> String {
    match record.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

pub(super) fn flag(record: &Map<String, Value>, name: &str) -> bool {
    record.get(name).and_then(Value::as_bool).unwrap_or_default()
}

pub(super) fn integer(record: &Map<String, Value>, name: &str) -> Option<i64> {
    record.get(name).and_then(Value::as_i64)
}

/// `None` also for numbers that no [`Decimal`] holds, such as `1e400`.
pub(super) fn decimal(record: &Map<String, Value>, name: &str) -> Option<Decimal> {
    let text = text(record, name);
    let text = text.trim();
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

/// A list of texts; a single text counts as a list with commas.
pub(super) fn texts(record: &Map<String, Value>, name: &str) -> Vec<String> {
    match record.get(name) {
        Some(Value::Array(values)) => {
            values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(Value::String(text)) => {
            text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(Into::into).collect()
        }
        _ => Vec::new(),
    }
}

/// A JSON number with the very digits of `amount`.
pub(super) fn number(amount: Decimal) -> Option<Value> {
    amount.to_string().parse::<Number>().ok().map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Decimal> {
        decimal(&serde_json::from_str(json).unwrap(), "x")
    }

    #[test]
    fn decimals_in_every_guise() {
        assert_eq!(read("{\"x\":12.3400}"), Some("12.34".parse().unwrap()));
        assert_eq!(read("{\"x\":1.5e3}"), Some(1500.into()));
        assert_eq!(read("{\"x\":\" 7.5 \"}"), Some("7.5".parse().unwrap()));
        assert_eq!(read("{\"x\":9007199254740993}"), Some(9_007_199_254_740_993_i64.into()));
        for odd in ["1e400", "-1e-400", "1e99999999999", "\"much\"", "[1]", "null", "true"] {
            let odd_value = read(&format!("{{\"x\":{odd}}}"));
            assert!(odd_value.is_none_or(|value| value.is_zero()), "{odd}: {odd_value:?}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        for digits in ["12.3400", "-0.000000001", "79228162514264337593543950335"] {
            assert_eq!(number(digits.parse().unwrap()).unwrap().to_string(), digits);
        }
    }
}
