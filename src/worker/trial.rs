use crate::model::reading::Reading;
use crate::relay::exchange::Exchange;
use crate::relay::logs_query::LogsReport;
use std::sync::Arc;

/// What a site's settings are tried with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrialQuestion {
    Balance,
    /// The newest rows of the log.
    Logs,
}

/// What a site as it stands in its form would be told. Nothing of it is kept.
#[derive(Clone, Debug)]
pub struct Trial {
    pub outcome: TrialOutcome,
    /// In the order of asking.
    pub exchanges: Arc<[Exchange]>,
}

#[derive(Clone, Debug)]
pub enum TrialOutcome {
    Balance(Box<Reading>),
    Logs(Box<LogsReport>),
}
