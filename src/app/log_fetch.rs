use crate::relay::logs_query::LogsReport;
use std::sync::Arc;

/// A question for the log of one site.
#[derive(Clone, Debug, Default)]
pub struct LogFetch {
    /// That of what the user did; it may have asked other sites too.
    pub number: u64,
    pub under_way: bool,
    /// That have come so far.
    pub rows: usize,
    /// What came of the newest that ended.
    pub ended: Option<EndedFetch>,
}

#[derive(Clone, Debug)]
pub struct EndedFetch {
    /// That were not known before.
    pub new_rows: usize,
    pub report: Arc<LogsReport>,
}
