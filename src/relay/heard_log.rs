use crate::model::call_log::CallLog;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;

/// What came of one way of asking for a log, wanted or not.
#[derive(Debug, Default)]
pub(super) struct HeardLog {
    /// Newest first.
    pub(super) logs: Vec<CallLog>,
    /// Rows that the station holds, where it tells.
    pub(super) total: Option<u64>,
    pub(super) truncated: bool,
    /// May stand beside rows that came before it.
    pub(super) error: Option<RelayError>,
    pub(super) whole: Whole,
    /// In the order of asking.
    pub(super) exchanges: Vec<Exchange>,
}

/// How far back no row is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whole {
    /// As far as the station's log goes.
    All,
    /// Of later times than this; of this second itself there may be more.
    After(i64),
    #[default]
    Unknown,
}

impl Whole {
    /// Of rows that came newest first, and are not all.
    pub(super) fn after(rows: &[CallLog]) -> Self {
        rows.iter().map(|row| row.time).min().map_or(Self::Unknown, Self::After)
    }
}

impl HeardLog {
    pub(super) fn failed(error: RelayError) -> Self {
        Self { error: Some(error), ..Self::default() }
    }
}
