use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const CHALLENGE_PAGE: &str = r#"<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="360"></head><body><noscript>Enable JavaScript and cookies to continue</noscript><script>(function(){window._cf_chl_opt={cvId:"3"};})();</script></body></html>"#;

/// A station behind a protection that asks every client to prove that it is a browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChallengeStation;

impl Station for ChallengeStation {
    fn answer(&self, _: &Question) -> Response {
        page()
    }
}

pub(super) fn page() -> Response {
    let headers = [
        (header::CONTENT_TYPE.as_str(), "text/html; charset=UTF-8"),
        (header::SERVER.as_str(), "cloudflare"),
        ("cf-ray", "9abc-LAX"),
        ("cf-mitigated", "challenge"),
    ];
    (StatusCode::FORBIDDEN, headers, CHALLENGE_PAGE).into_response()
}
