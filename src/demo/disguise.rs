use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Number, Value};

/// How a right answer looks that is not written as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disguise {
    /// Called a web page, with a byte order mark and empty lines in front.
    MarkedPage,
    /// Every number stands in a text: `"12.5"`.
    NumbersAsText,
    /// Every number has an exponent: `125e-1`.
    Exponents,
}

impl Disguise {
    /// The same answer so disguised; what is no JSON stays as it is.
    pub(super) async fn put_on(self, answer: Response) -> Response {
        let (mut head, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        head.headers.remove(header::CONTENT_LENGTH);
        let Ok(mut json) = serde_json::from_slice::<Value>(&bytes) else {
            return Response::from_parts(head, Body::from(bytes));
        };
        let bytes = match self {
            Self::MarkedPage => {
                head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
                Bytes::from([b"\xEF\xBB\xBF\r\n\n ".as_slice(), &bytes].concat())
            }
            Self::NumbersAsText => {
                rewrite_numbers(&mut json, &|number| number.to_string().into());
                json.to_string().into()
            }
            Self::Exponents => {
                rewrite_numbers(&mut json, &in_exponents);
                json.to_string().into()
            }
        };
        Response::from_parts(head, Body::from(bytes))
    }
}

fn rewrite_numbers(json: &mut Value, write: &impl Fn(&Number) -> Value) {
    match json {
        Value::Number(number) => *json = write(number),
        Value::Array(values) => values.iter_mut().for_each(|value| rewrite_numbers(value, write)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| rewrite_numbers(value, write));
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// `12.5` as `125e-1`.
fn in_exponents(number: &Number) -> Value {
    let plain = number.to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let digits = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let written = format!("{sign}{digits}e-{}", fraction.len());
    written.parse::<Number>().map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rewritten_wherever_they_stand() {
        let rewritten = |write: &dyn Fn(&Number) -> Value| {
            let mut json: Value =
                serde_json::from_str(r#"{"a":[12.5,-0.05],"b":{"c":500000},"d":"7","e":true}"#)
                    .unwrap();
            rewrite_numbers(&mut json, &write);
            json.to_string()
        };
        assert_eq!(
            rewritten(&in_exponents),
            r#"{"a":[125e-1,-5e-2],"b":{"c":500000e-0},"d":"7","e":true}"#
        );
        assert_eq!(
            rewritten(&|number| number.to_string().into()),
            r#"{"a":["12.5","-0.05"],"b":{"c":"500000"},"d":"7","e":true}"#
        );
    }
}
