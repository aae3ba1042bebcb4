use crate::demo::html::application_page;
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::response::{Html, IntoResponse, Response};

/// No API at all: every path and method answers 200 with the same web page.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebPageStation;

impl Station for WebPageStation {
    fn answer(&self, _: &Question) -> Response {
        page()
    }
}

pub(super) fn page() -> Response {
    Html(application_page("浮光小站")).into_response()
}
