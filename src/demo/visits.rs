use crate::demo::question::{has_parameter, header_text};
use axum::http::request::Parts;
use serde_json::Value;
use std::sync::{Mutex, MutexGuard, PoisonError};

const KEY_HEADERS: [&str; 3] = ["authorization", "x-api-key", "x-goog-api-key"];
const KEY_PARAMETERS: [&str; 2] = ["key", "api_key"];
const KEY_FIELDS: [&str; 1] = ["apiKey"];

/// One request that reached a station. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub method: String,
    /// Without its query.
    pub path: String,
    /// A key, token or JWT came along, in a header, the query or the body.
    pub with_key: bool,
    /// It came in the query, where no secret belongs.
    pub key_in_query: bool,
    pub accept_language: Option<String>,
}

/// How often a path was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskCount {
    pub with_key: usize,
    pub without_key: usize,
}

impl AskCount {
    pub fn total(self) -> usize {
        self.with_key + self.without_key
    }
}

/// What was asked of one station since it started.
#[derive(Debug, Default)]
pub struct Visits {
    record: Mutex<Record>,
}

#[derive(Debug, Default)]
struct Record {
    visits: Vec<Visit>,
    present: usize,
    most_at_once: usize,
}

impl Visits {
    /// All requests, in the order in which they arrived.
    pub fn all(&self) -> Vec<Visit> {
        self.record().visits.clone()
    }

    pub fn total(&self) -> usize {
        self.record().visits.len()
    }

    /// How often `path` was asked, whatever the method.
    pub fn of(&self, path: &str) -> AskCount {
        let mut count = AskCount::default();
        for visit in self.record().visits.iter().filter(|visit| visit.path == path) {
            if visit.with_key {
                count.with_key += 1;
            } else {
                count.without_key += 1;
            }
        }
        count
    }

    /// The most requests that were being answered at the same time.
    pub fn most_at_once(&self) -> usize {
        self.record().most_at_once
    }

    /// Notes a request, which counts as present until the guard is dropped.
    pub(super) fn enter(&self, request: &Parts, body: &[u8]) -> Present<'_> {
        let mut record = self.record();
        record.visits.push(Visit::of(request, body));
        record.present += 1;
        record.most_at_once = record.most_at_once.max(record.present);
        Present { visits: self }
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is being answered. Also dropped when the client hangs up.
#[derive(Debug)]
pub(super) struct Present<'a> {
    visits: &'a Visits,
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.visits.record().present -= 1;
    }
}

impl Visit {
    fn of(request: &Parts, body: &[u8]) -> Self {
        let query = request.uri.query().unwrap_or_default();
        let headers = &request.headers;
        let key_in_query = KEY_PARAMETERS.iter().any(|name| has_parameter(query, name));
        let key_in_header = KEY_HEADERS.iter().any(|name| header_text(headers, name).is_some());
        let sent: Value = serde_json::from_slice(body).unwrap_or_default();
        let key_in_body = KEY_FIELDS.iter().any(|name| sent.get(name).is_some());
        Self {
            method: request.method.to_string(),
            path: request.uri.path().to_owned(),
            with_key: key_in_header || key_in_query || key_in_body,
            key_in_query,
            accept_language: header_text(headers, "accept-language").map(str::to_owned),
        }
    }
}
