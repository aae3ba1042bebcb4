use crate::relay::checkin_query::CheckinReport;
use crate::worker::command::Generation;
use std::sync::Arc;

/// The newest check-in of a site, and what the last one that came to an end brought.
#[derive(Clone, Debug, Default)]
pub struct Checkin {
    /// The run that it happens for.
    pub generation: Generation,
    pub under_way: bool,
    /// Its turn has come.
    pub started: bool,
    pub report: Option<Arc<CheckinReport>>,
}
