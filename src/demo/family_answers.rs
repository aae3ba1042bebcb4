use crate::demo::fault;
use crate::demo::html::application_page;
use crate::demo::question::Question;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

const JSON_TYPE: &str = "application/json; charset=utf-8";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-oneapi-request-id");
const VERSION: HeaderName = HeaderName::from_static("x-new-api-version");

const ONE_HUB: Option<&str> = Some("one_hub");

/// The envelopes and headers that the one-api family has in common.
#[derive(Debug, Default)]
pub(super) struct FamilyAnswers {
    /// Sent as `X-New-Api-Version`.
    pub(super) version: Option<&'static str>,
    /// The program that its errors name; `None` = one-api.
    program: Option<&'static str>,
    answered: AtomicU64,
}

impl FamilyAnswers {
    pub(super) fn new_api(version: &'static str) -> Self {
        Self { version: Some(version), ..Self::old_new_api() }
    }

    /// Builds of new-api before 2026 send no version.
    pub(super) fn old_new_api() -> Self {
        Self { program: Some("new_api"), ..Self::default() }
    }

    pub(super) fn veloera() -> Self {
        Self { program: Some("veloera"), ..Self::default() }
    }

    pub(super) fn one_hub() -> Self {
        Self { program: ONE_HUB, ..Self::default() }
    }

    pub(super) fn json(&self, status: StatusCode, body: &Value) -> Response {
        self.with_headers(json_response(status, body), &self.next_id())
    }

    /// `{"success":false,"message":…}`, the panel's way to refuse.
    pub(super) fn refusal(&self, status: StatusCode, message: &str) -> Response {
        self.json(status, &json!({ "message": message, "success": false }))
    }

    /// The `OpenAI` shape, with the id of the request in the text.
    pub(super) fn key_error(&self, status: StatusCode, message: &str) -> Response {
        let id = self.next_id();
        let message = format!("{message} (request id: {id})");
        let error_type = format!("{}_error", self.program.unwrap_or("one_api"));
        let error = if self.program == Some("new_api") {
            json!({ "code": "", "message": message, "type": error_type })
        } else {
            json!({ "message": message, "type": error_type })
        };
        self.with_headers(json_response(status, &json!({ "error": error })), &id)
    }

    /// A path that the build does not know: a JSON 404 below `/api` and `/v1`, else the web page.
    pub(super) fn unknown_path(&self, question: &Question, title: &str) -> Response {
        let Question { method, path, .. } = question;
        let mut response = if path.starts_with("/api") || path.starts_with("/v1") {
            let mut error = json!({
                "message": format!("Invalid URL ({method} {path})"),
                "type": "invalid_request_error",
                "code": "",
            });
            // one-hub leaves it out.
            if let Some(fields) = error.as_object_mut().filter(|_| self.program != ONE_HUB) {
                fields.insert("param".into(), "".into());
            }
            json_response(StatusCode::NOT_FOUND, &json!({ "error": error }))
        } else {
            Html(application_page(title)).into_response()
        };
        let cache = if response.status().is_success() { "no-cache" } else { "max-age=604800" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        self.with_headers(response, &self.next_id())
    }

    pub(super) fn rate_limited(&self, retry_after_seconds: u32) -> Response {
        self.with_headers(fault::rate_limited(Some(retry_after_seconds)), &self.next_id())
    }

    fn with_headers(&self, mut response: Response, id: &str) -> Response {
        let headers = response.headers_mut();
        insert_text(headers, REQUEST_ID, id);
        if let Some(version) = self.version {
            insert_text(headers, VERSION, version);
        }
        response
    }

    fn next_id(&self) -> String {
        let number = self.answered.fetch_add(1, Ordering::Relaxed);
        let time = Timestamp::now().strftime("%Y%m%d%H%M%S");
        if self.version.is_some() {
            format!("{time}{number:09}8268d9d6Kn4tAdM0")
        } else {
            format!("{time}{number:017}")
        }
    }
}

fn insert_text(headers: &mut HeaderMap, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}

pub(super) fn json_response(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, JSON_TYPE)], body.to_string()).into_response()
}

/// The router's answer to a missing or extra slash: relative, and without the family's headers.
pub(super) fn slash_redirect(location: &str) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::LOCATION, location)];
    let body = format!("<a href=\"{location}\">Moved Permanently</a>.\n\n");
    (StatusCode::MOVED_PERMANENTLY, headers, body).into_response()
}

/// The key as the family looks it up, or `None` when none was sent: without `Bearer ` and `sk-`,
/// up to the first dash. The flag tells that a channel id followed the dash.
pub(super) fn looked_up_key(authorization: Option<&str>) -> Option<(&str, bool)> {
    let text = authorization?;
    let text = text.strip_prefix("Bearer ").unwrap_or(text);
    let text = text.strip_prefix("sk-").unwrap_or(text);
    match text.split_once('-') {
        Some((key, _)) => Some((key, true)),
        None => (!text.is_empty() && text != "Bearer").then_some((text, false)),
    }
}
