use crate::model::call_log::CallLog;
use std::sync::Arc;

/// A row of a site's log as the history keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredLog {
    /// Id of the site.
    pub site: Arc<str>,
    pub row: CallLog,
}
