//! Reading JSON as stations really write it: numbers as text, exponents, times in many forms.
//! What cannot be read is absent, never nought.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::Value;

/// Numbers from here on are milliseconds when they stand for a time.
const FIRST_MILLISECONDS: i64 = 1_000_000_000_000;
/// Digits kept behind the point: takes the tail off `1.7999999999999998`.
const KEPT_DIGITS: u32 = 9;

/// A number, also one in a text. `None` for anything else and for what no decimal can hold.
pub fn decimal(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    let exact = text.parse().ok().or_else(|| scientific(&text))?;
    Some(tidy(exact))
}

/// `1.2e-05`. What is too small for a decimal, as the noise `5.551115123125783e-17` is, is nought;
/// what is too large is no number.
fn scientific(text: &str) -> Option<Decimal> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let Some(places) = exponent.strip_prefix('-') else {
        return Decimal::from_scientific(text).ok();
    };
    let mut places: u32 = places.parse().ok()?;
    let mut number: Decimal = digits.parse().ok()?;
    while places > 0 && !number.is_zero() {
        let step = places.min(Decimal::MAX_SCALE);
        number = number.checked_mul(Decimal::new(1, step))?;
        places -= step;
    }
    Some(number)
}

/// Without the noise that binary floating point left at the station.
pub fn tidy(amount: Decimal) -> Decimal {
    amount.round_dp(KEPT_DIGITS).normalize()
}

pub fn integer(value: &Value) -> Option<i64> {
    decimal(value)?.trunc().try_into().ok()
}

pub fn count(value: &Value) -> Option<u64> {
    decimal(value)?.trunc().try_into().ok()
}

/// A text with something in it.
pub fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A moment in unix seconds, from seconds, milliseconds or ISO 8601 (without a zone: UTC).
/// 0, a negative number and nothing at all are no moment.
pub fn moment(value: &Value) -> Option<i64> {
    if let Some(text) = value.as_str()
        && let Some(seconds) = iso_moment(text.trim())
    {
        return Some(seconds);
    }
    let number = integer(value)?;
    let seconds = if number >= FIRST_MILLISECONDS { number / 1000 } else { number };
    (seconds > 0).then_some(seconds)
}

fn iso_moment(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let without_zone: DateTime = text.parse().ok()?;
    without_zone.to_zoned(TimeZone::UTC).ok().map(|moment| moment.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn numbers_in_every_dress() {
        for value in [json!(12.5), json!("12.5"), json!(" 12.50 "), json!("1.25e1")] {
            assert_eq!(decimal(&value), Some("12.5".parse().unwrap()), "{value}");
        }
        let tiny: Value = serde_json::from_str("1.2e-05").unwrap();
        assert_eq!(decimal(&tiny), Some("0.000012".parse().unwrap()));
        for (text, expected) in [
            ("5.551115123125783e-17", "0"),
            ("-1E-400", "0"),
            ("12345678901234567890e-22", "0.001234568"),
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(decimal(&value), Some(expected.parse().unwrap()), "{text}");
        }
        let noisy: Value = serde_json::from_str("1.7999999999999998").unwrap();
        assert_eq!(decimal(&noisy), Some("1.8".parse().unwrap()));
        let large: Value = serde_json::from_str("9007199254740993").unwrap();
        assert_eq!(integer(&large), Some(9_007_199_254_740_993));
    }

    #[test]
    fn what_is_no_number_is_absent_and_not_nought() {
        for value in [json!(null), json!(""), json!("n/a"), json!([]), json!({}), json!(true)] {
            assert_eq!(decimal(&value), None, "{value}");
        }
        let endless: Value = serde_json::from_str("1e400").unwrap();
        assert_eq!(decimal(&endless), None);
    }

    #[test]
    fn moments_in_every_form() {
        for value in [
            json!(1_796_592_000),
            json!(1_796_592_000_000_i64),
            json!("1796592000"),
            json!("2026-12-06T21:20:00Z"),
            json!("2026-12-07T05:20:00.52203+08:00"),
            json!("2026-12-06T21:20:00"),
        ] {
            assert_eq!(moment(&value), Some(1_796_592_000), "{value}");
        }
        for value in [json!(0), json!(-1), json!(null), json!("")] {
            assert_eq!(moment(&value), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let value = Value::String(text);
            let _ = (decimal(&value), integer(&value), moment(&value));
        }

        #[test]
        fn a_number_is_the_same_in_every_dress(
            whole in -9_999_999_i64..9_999_999, places in 0_u32..7, exponent in -6_i32..6
        ) {
            let plain = Decimal::new(whole, places);
            let factor = Decimal::from(10_i64.pow(exponent.unsigned_abs()));
            let shifted = if exponent < 0 { plain * factor } else { plain / factor };
            for dress in [plain.to_string(), format!(" {plain} "), format!("{shifted}e{exponent}")] {
                let as_text = decimal(&Value::from(dress.clone()));
                prop_assert_eq!(as_text, Some(tidy(plain)), "{}", dress);
                if let Ok(number) = serde_json::from_str::<Value>(&dress) {
                    prop_assert_eq!(decimal(&number), Some(tidy(plain)), "{}", dress);
                }
            }
        }

        #[test]
        fn no_integer_is_changed(number in any::<i64>()) {
            prop_assert_eq!(integer(&json!(number)), Some(number));
        }
    }
}
