//! How programs made with `FastAPI` answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

pub(super) fn ok(body: &Value) -> Response {
    answer(StatusCode::OK, body)
}

/// `{"detail":…}`, in which a refusal stands.
pub(super) fn refusal(status: StatusCode, detail: &Value) -> Response {
    answer(status, &json!({ "detail": detail }))
}

/// A page of the program's own.
pub(super) fn page(status: StatusCode, title: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"UTF-8\"><title>{title}</title></head>\n<body><h1>{title}</h1></body>\n</html>\n"
    );
    signed((status, Html(page)).into_response())
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let json = [(header::CONTENT_TYPE, "application/json")];
    signed((status, json, body.to_string()).into_response())
}

fn signed(mut response: Response) -> Response {
    response.headers_mut().insert(header::SERVER, HeaderValue::from_static("uvicorn"));
    response
}
