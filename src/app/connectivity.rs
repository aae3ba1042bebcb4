use crate::relay::models_query::ModelsReport;
use std::sync::Arc;

/// The newest check of a site's connection, and what the last one that came to an end found.
#[derive(Clone, Debug, Default)]
pub struct Connectivity {
    /// Its own number, never used twice.
    pub check: u64,
    pub under_way: bool,
    /// The user has asked to end it.
    pub cancelling: bool,
    pub report: Option<Arc<ModelsReport>>,
}
