//! What a refusal means: the part that holds for every kind of station.

use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind;
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde_json::Value;
use url::Url;

/// Name, value and meaning of the headers by which protections of Cloudflare, Vercel and AWS tell
/// what they did.
const PROTECTION_HEADERS: [(&str, &str, ErrorKind); 5] = [
    ("cf-mitigated", "challenge", ErrorKind::WafChallenge),
    ("x-vercel-mitigated", "challenge", ErrorKind::WafChallenge),
    ("x-vercel-mitigated", "deny", ErrorKind::WafBlock),
    ("x-amzn-waf-action", "challenge", ErrorKind::WafChallenge),
    ("x-amzn-waf-action", "captcha", ErrorKind::WafChallenge),
];
/// What stands in pages that a browser could pass: Cloudflare's, Alibaba's, Tencent's, DDoS-Guard's
/// and SafeLine's.
const CHALLENGE_SIGNS: [&str; 8] = [
    "_cf_chl_opt",
    "Just a moment...",
    "cf-browser-verification",
    "acw_sc__v2",
    "var arg1=",
    "EO_Bot_Ssid",
    "DDoS-Guard",
    "SafeLineChallenge",
];
/// What stands in pages that refuse, whatever their HTTP status: Cloudflare's and Alibaba's, which
/// says 405.
const BLOCK_SIGNS: [&str; 4] = [
    "Sorry, you have been blocked",
    "Attention Required! | Cloudflare",
    "used Cloudflare to restrict access",
    "errors.aliyun.com",
];
/// More than that, in characters, is no message but something else.
const LONGEST_WORDS: usize = 200;
/// Of `error code: 1015`.
const CLOUDFLARE_RATE_LIMIT: u16 = 1015;

/// What is known of the station when an answer is judged.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The path that was asked, from the origin and without its query.
    pub path: &'a str,
    /// The full address that was asked; without it no redirect can be told to stay there.
    pub url: Option<&'a Url>,
    /// The key stood in the address.
    pub key_in_url: bool,
    /// What the station was known to be before it answered.
    pub kind: Option<StationKind>,
    pub units: &'a StationUnits,
}

/// The JSON of an answer, or what its refusal means.
pub fn json_or_refusal(response: &Response, asked: Asked<'_>) -> Result<Value, RelayError> {
    let json = response.json();
    match refusal(response, json.as_ref(), asked) {
        Some(error) => Err(error),
        None => Ok(json.unwrap_or_default()),
    }
}

/// What a refusal means; `None` when the answer is none. `json` is the body, where it is JSON.
///
/// Looks at what stands in front of a station first (redirects, protection pages, gateways), then
/// at the body: codes and texts before the HTTP status, which stations use in contradicting ways.
pub fn refusal(response: &Response, json: Option<&Value>, asked: Asked<'_>) -> Option<RelayError> {
    let in_front = in_front_of_station(response, asked.url);
    let Some(json) = json.filter(|_| in_front.is_none()) else {
        let on_page = || kind::SOFTWARE.iter().find_map(|one| one.page_refusal(response));
        let error = in_front.or_else(on_page).unwrap_or_else(|| not_json(response));
        return Some(RelayError { http_status: Some(response.status), ..error });
    };
    // A bare text is an error only where the status says so.
    let body = ErrorBody::of(json).filter(|_| !json.is_string() || response.status >= 400);
    if body.is_none() && response.status < 400 {
        let hidden = kind::SOFTWARE.iter().find_map(|one| one.hidden_refusal(json, asked));
        return hidden.map(|error| RelayError { http_status: Some(response.status), ..error });
    }
    Some(of_body(response, &body.unwrap_or_else(|| ErrorBody::of_refusal(json)), asked))
}

/// Redirects, protection pages and gateways: whoever answered, it was not the station.
fn in_front_of_station(response: &Response, asked: Option<&Url>) -> Option<RelayError> {
    if let Some(location) = response.header("location").filter(|_| is_redirect(response.status)) {
        return Some(redirect(location, asked));
    }
    let kind = protection_header(response).or_else(|| protection_text(response))?;
    let retry_after = retry_after(response).filter(|_| kind == ErrorKind::RateLimited);
    Some(RelayError { retry_after, ..RelayError::new(kind) })
}

/// Protections that say in a header what they do.
fn protection_header(response: &Response) -> Option<ErrorKind> {
    PROTECTION_HEADERS.iter().find_map(|(name, value, kind)| {
        response.header(name).is_some_and(|told| told == *value).then_some(*kind)
    })
}

fn protection_text(response: &Response) -> Option<ErrorKind> {
    let text = response.text();
    let cloudflare_code =
        text.strip_prefix("error code: ").and_then(|code| code.trim().parse::<u16>().ok());
    match cloudflare_code {
        Some(CLOUDFLARE_RATE_LIMIT) => return Some(ErrorKind::RateLimited),
        Some(1000..=1999) => return Some(ErrorKind::WafBlock),
        Some(500..=599) => return Some(ErrorKind::GatewayDown),
        _ if !response.is_page() => return None,
        _ => {}
    }
    let shows = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if shows(&CHALLENGE_SIGNS) {
        Some(ErrorKind::WafChallenge)
    } else {
        shows(&BLOCK_SIGNS).then_some(ErrorKind::WafBlock)
    }
}

pub(crate) const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// What a redirect that is not followed means.
fn redirect(location: &str, asked: Option<&Url>) -> RelayError {
    let target = match asked {
        Some(asked) => asked.join(location).ok(),
        None => Url::parse(location).ok(),
    };
    let path = target.as_ref().map_or(location, Url::path).to_ascii_lowercase();
    let is_login =
        ["/login", "/signin", "/sign-in", "/auth/", "/sso"].iter().any(|word| path.contains(word));
    let place = |url: &Url| (url.host_str().map(str::to_owned), url.port());
    let leaves = target.as_ref().is_some_and(|target| asked.map(place) != Some(place(target)));
    let kind = match (is_login, leaves) {
        (true, _) => ErrorKind::RedirectLogin,
        (false, true) => ErrorKind::RedirectOtherHost,
        (false, false) => ErrorKind::Redirect,
    };
    RelayError { location: Some(location.to_owned()), ..RelayError::new(kind) }
}

/// A body that is no JSON: nothing, a page or plain text.
fn not_json(response: &Response) -> RelayError {
    let is_empty = response.text().is_empty();
    let kind = match response.status {
        429 => ErrorKind::RateLimited,
        404 | 405 => ErrorKind::EndpointMissing,
        502..=504 | 520..=527 | 530 => ErrorKind::GatewayDown,
        500.. => ErrorKind::ServerError,
        403 if response.is_page() => ErrorKind::WafBlock,
        _ if response.is_page() => ErrorKind::HtmlPage,
        401 => ErrorKind::InvalidKey,
        403 => ErrorKind::PermissionDenied,
        400..=499 => ErrorKind::BadRequest,
        _ if is_empty => ErrorKind::EmptyBody,
        _ => ErrorKind::MalformedBody,
    };
    let message = plain_words(response);
    RelayError { message, retry_after: retry_after(response), ..RelayError::new(kind) }
}

/// The first line of a plain text; of a page and of broken JSON nothing can be shown.
fn plain_words(response: &Response) -> String {
    let text = response.text();
    let line = text.lines().next().unwrap_or_default();
    if response.is_page() || line.starts_with(['{', '[']) {
        return String::new();
    }
    line.chars().take(LONGEST_WORDS).collect()
}

/// Seconds that the station asks to wait. It says so in seconds or by its own clock.
pub(crate) fn retry_after(response: &Response) -> Option<u64> {
    let told = response.header("retry-after")?.trim();
    told.parse().ok().or_else(|| {
        let until = clock_time(told)? - clock_time(response.header("date")?)?;
        u64::try_from(until.get_seconds()).ok()
    })
}

/// A time as headers write it: `Sun, 06 Nov 2026 08:49:37 GMT`.
fn clock_time(text: &str) -> Option<Timestamp> {
    Some(rfc2822::parse(text.trim()).ok()?.timestamp())
}

/// Codes and texts that a kind of station is known for, else the HTTP status.
fn of_body(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> RelayError {
    let known = kind::judges(asked.path)
        .find_map(|software| software.refusal(response, body, asked))
        .unwrap_or_else(|| RelayError::new(of_status(response.status, body)));
    RelayError {
        message: body.message.clone(),
        code: body.code.clone(),
        http_status: Some(response.status),
        retry_after: retry_after(response),
        ..known
    }
}

fn of_status(status: u16, body: &ErrorBody) -> ErrorKind {
    match status {
        400 | 422 => ErrorKind::BadRequest,
        401 if is_key_missing(&body.message) => ErrorKind::KeyMissing,
        401 => ErrorKind::InvalidKey,
        402 => ErrorKind::InsufficientBalance,
        403 => ErrorKind::PermissionDenied,
        404 | 405 => ErrorKind::EndpointMissing,
        429 => ErrorKind::RateLimited,
        502..=504 | 520..=527 | 530 => ErrorKind::GatewayDown,
        500.. => ErrorKind::ServerError,
        _ if body.error_type.ends_with("_error") || body.error_type.ends_with("_panic") => {
            ErrorKind::ServerError
        }
        _ => ErrorKind::Unrecognised,
    }
}

fn is_key_missing(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    message.contains("api key is required") || message.contains("no api key")
}

/// A refusal that says the key is real.
pub(crate) fn key_is_good(kind: ErrorKind) -> RelayError {
    RelayError::new(kind).with_key(KeyValidity::Valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(asked: &str, location: &str) -> ErrorKind {
        redirect(location, Some(&Url::parse(asked).unwrap())).kind
    }

    #[test]
    fn a_wait_is_told_in_seconds_or_by_the_station_s_clock() {
        let told = |headers: &[(&'static str, &'static str)]| {
            retry_after(&Response::new(429, headers.iter().copied(), ""))
        };
        let date = ("Date", "Sat, 07 Nov 2026 08:49:30 GMT");
        assert_eq!(told(&[("Retry-After", " 180 ")]), Some(180));
        let later = ("Retry-After", "Sat, 07 Nov 2026 08:49:37 GMT");
        assert_eq!(told(&[later, date]), Some(7));
        assert_eq!(told(&[later]), None, "whose clock is it?");
        assert_eq!(told(&[("Retry-After", "Sat, 07 Nov 2026 08:49:00 GMT"), date]), None);
        assert_eq!(told(&[("Retry-After", "soon"), date]), None);
        assert_eq!(told(&[date]), None);
    }

    fn judged(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> RelayError {
        let asked = Asked {
            path: "/v1/usage",
            url: None,
            kind: None,
            key_in_url: false,
            units: &StationUnits::default(),
        };
        let response = Response::new(status, headers.iter().copied(), body);
        json_or_refusal(&response, asked).unwrap_err()
    }

    #[test]
    fn a_plain_text_is_what_the_station_says() {
        let told = |body: &str| judged(403, &[], body).message;
        assert_eq!(told("forbidden by the operator\nrequest 7"), "forbidden by the operator");
        assert_eq!(told(&"a".repeat(1_000)).len(), LONGEST_WORDS);
        for body in ["", "<html>no</html>", "{\"message\":"] {
            assert_eq!(told(body), "", "{body}");
        }
    }

    #[test]
    fn protections_are_told_from_stations() {
        let page = |words: &str| format!("<!DOCTYPE html><html><body>{words}</body></html>");
        for (status, words, expected) in [
            (200, "<script>var arg1='3F2A';</script>", ErrorKind::WafChallenge),
            (403, "Sorry, you have been blocked", ErrorKind::WafBlock),
            (405, "<img src=//errors.aliyun.com/images/x.png>", ErrorKind::WafBlock),
            (468, "<script>SafeLineChallenge(1)</script>", ErrorKind::WafChallenge),
            (405, "Not Allowed", ErrorKind::EndpointMissing),
            (429, "You are being rate limited", ErrorKind::RateLimited),
        ] {
            assert_eq!(judged(status, &[], &page(words)).kind, expected, "{status} {words}");
        }
        let challenge = [("x-amzn-waf-action", "challenge")];
        assert_eq!(judged(202, &challenge, "").kind, ErrorKind::WafChallenge);
        let deny = [("x-vercel-mitigated", "deny")];
        assert_eq!(judged(403, &deny, "Forbidden").kind, ErrorKind::WafBlock);
        let limited = judged(429, &[("retry-after", "30")], "error code: 1015");
        assert_eq!((limited.kind, limited.retry_after), (ErrorKind::RateLimited, Some(30)));
        // A station may speak of such things in JSON.
        let json = r#"{"error":{"message":"Sorry, you have been blocked"}}"#;
        assert_eq!(judged(403, &[], json).kind, ErrorKind::PermissionDenied);
    }

    #[test]
    fn redirects_are_told_apart() {
        let asked = "http://127.0.0.1:3000/v1/usage";
        for (location, expected) in [
            ("http://127.0.0.1:3000/console", ErrorKind::Redirect),
            ("/console?next=/login", ErrorKind::Redirect),
            ("/login?next=/v1/usage", ErrorKind::RedirectLogin),
            ("http://127.0.0.1:3001/console", ErrorKind::RedirectOtherHost),
            ("//other.example/v1/usage", ErrorKind::RedirectOtherHost),
        ] {
            assert_eq!(kind(asked, location), expected, "{location}");
        }
    }
}
