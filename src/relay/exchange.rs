use crate::relay::recording::Recording;
use crate::relay::sent_request::SentRequest;
use std::sync::Arc;

/// One request and its answer, as they may be shown: every secret is already removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub method: String,
    /// From the origin, without its query.
    pub path: String,
    /// Of a request that was redirected the first one.
    pub sent: SentRequest,
    /// `None` when no answer came.
    pub status: Option<u16>,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub elapsed_ms: u64,
    /// What it meant: `ok`, `not_this_kind` or the name of an error kind.
    pub outcome: &'static str,
    /// The whole of it as a file may hold it; `None` when no answer came, or nothing is recorded.
    pub recording: Option<Arc<Recording>>,
}
