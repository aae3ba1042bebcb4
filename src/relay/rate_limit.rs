use crate::relay::lenient;
use crate::relay::response::Response;
use serde::Serialize;
use std::collections::BTreeMap;

/// Headers of such names tell limits: `anthropic-ratelimit-requests-remaining`.
const MARK: &str = "ratelimit-";

/// How much may be asked until a moment. Counts of requests or tokens, no money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RateLimit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u64>,
    /// Unix seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset: Option<i64>,
}

/// The limits in the headers of an answer, by what is counted: `requests`, `input_tokens`, …
pub fn in_headers(response: &Response) -> BTreeMap<String, RateLimit> {
    let mut limits: BTreeMap<String, RateLimit> = BTreeMap::new();
    for (header, value) in &response.headers {
        let counted = header.split_once(MARK).and_then(|(_, counted)| counted.rsplit_once('-'));
        let Some((name, field @ ("limit" | "remaining" | "reset"))) = counted else { continue };
        let limit = limits.entry(name.replace('-', "_")).or_default();
        let value = value.as_str().into();
        match field {
            "limit" => limit.limit = lenient::count(&value),
            "remaining" => limit.remaining = lenient::count(&value),
            _ => limit.reset = lenient::moment(&value),
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_put_together_from_their_headers() {
        let headers = [
            ("anthropic-ratelimit-input-tokens-limit", "80000"),
            ("anthropic-ratelimit-requests-limit", "50"),
            ("anthropic-ratelimit-input-tokens-remaining", "79000"),
            ("anthropic-ratelimit-input-tokens-reset", "2026-11-06T21:21:00Z"),
            ("anthropic-ratelimit-unified-status", "allowed"),
            ("retry-after", "3"),
        ];
        let input =
            RateLimit { limit: Some(80_000), remaining: Some(79_000), reset: Some(1_794_000_060) };
        let requests = RateLimit { limit: Some(50), ..RateLimit::default() };
        let expected = [("input_tokens".to_owned(), input), ("requests".to_owned(), requests)];
        assert_eq!(in_headers(&Response::new(200, headers, "{}")), expected.into());
    }
}
