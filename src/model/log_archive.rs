use crate::model::fetched_span::FetchedSpan;
use crate::model::stored_log::StoredLog;

/// What the history holds of the logs of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogArchive {
    /// Newest first.
    pub rows: Vec<StoredLog>,
    /// Of which times all rows are here; those of one site do not touch each other.
    pub fetched: Vec<FetchedSpan>,
}
