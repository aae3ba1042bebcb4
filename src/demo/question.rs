use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};

/// Longest body that a station reads.
pub(super) const LONGEST_BODY: usize = 64 * 1024;

/// One request as a station sees it.
#[derive(Clone, Debug)]
pub struct Question {
    pub method: Method,
    pub path: String,
    /// Without the question mark; empty when none was sent.
    pub query: String,
    pub headers: HeaderMap,
    /// Empty when it was too long.
    pub body: Bytes,
}

impl Question {
    pub(super) async fn read(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        Self {
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            body: axum::body::to_bytes(body, LONGEST_BODY).await.unwrap_or_default(),
            method: parts.method,
            headers: parts.headers,
        }
    }

    /// The text of a header; `None` when it is absent, blank or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        header_text(&self.headers, name)
    }

    /// The whole `Authorization` header.
    pub fn authorization(&self) -> Option<&str> {
        self.header(header::AUTHORIZATION.as_str())
    }

    /// What follows `Bearer `, in exactly this spelling.
    pub fn bearer(&self) -> Option<&str> {
        self.authorization()?.strip_prefix("Bearer ").filter(|secret| !secret.is_empty())
    }

    /// Whether the query holds a parameter of this name.
    pub fn has_parameter(&self, name: &str) -> bool {
        has_parameter(&self.query, name)
    }

    /// The value of a parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes())
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    }
}

pub(super) fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim).filter(|text| !text.is_empty())
}

pub(super) fn has_parameter(query: &str, name: &str) -> bool {
    query.split('&').any(|pair| pair.split('=').next() == Some(name))
}
