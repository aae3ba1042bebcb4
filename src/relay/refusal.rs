//! What a refusal means: the part that holds for every kind of station.

use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind;
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use serde_json::Value;
use url::Url;

/// What is known of the station when an answer is judged.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The path that was asked, from the origin and without its query.
    pub path: &'a str,
    /// The full address that was asked; without it no redirect can be told to stay there.
    pub url: Option<&'a Url>,
    /// The key stood in the address.
    pub key_in_url: bool,
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
        let error = in_front.unwrap_or_else(|| not_json(response));
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
    let text = response.text();
    if response.header("cf-mitigated").is_some_and(|value| value == "challenge")
        || response.is_page() && is_challenge_page(&text)
    {
        return Some(RelayError::new(ErrorKind::WafChallenge));
    }
    let cloudflare_code =
        text.strip_prefix("error code: ").and_then(|code| code.trim().parse::<u16>().ok());
    match cloudflare_code {
        Some(1000..=1999) => Some(RelayError::new(ErrorKind::WafBlock)),
        Some(500..=599) => Some(RelayError::new(ErrorKind::GatewayDown)),
        _ => None,
    }
}

fn is_challenge_page(text: &str) -> bool {
    ["_cf_chl_opt", "Just a moment...", "cf-browser-verification", "acw_sc__v2", "var arg1="]
        .iter()
        .any(|sign| text.contains(sign))
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
    RelayError { retry_after: retry_after(response), ..RelayError::new(kind) }
}

/// Seconds that the station asks to wait.
fn retry_after(response: &Response) -> Option<u64> {
    response.header("retry-after")?.trim().parse().ok()
}

/// Codes and texts that a kind of station is known for, else the HTTP status.
fn of_body(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> RelayError {
    let known = kind::SOFTWARE
        .iter()
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
