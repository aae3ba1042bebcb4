use crate::demo::fault::Fault;
use std::time::Duration;

/// How a station behaves beside what its software answers.
#[derive(Clone, Debug, Default)]
pub struct StationOptions {
    latency: Duration,
    /// The first that fits the path holds; `None` = every path.
    faults: Vec<(Option<String>, Fault)>,
}

impl StationOptions {
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits so long before each answer, faults included.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Spoils the answers of one path (without query); the first fault named for it holds.
    #[must_use]
    pub fn fault(mut self, path: &str, fault: Fault) -> Self {
        self.faults.push((Some(path.to_owned()), fault));
        self
    }

    /// Spoils the answers of all paths that have no fault yet.
    #[must_use]
    pub fn fault_everywhere(mut self, fault: Fault) -> Self {
        self.faults.push((None, fault));
        self
    }

    pub(super) fn delay(&self) -> Duration {
        self.latency
    }

    pub(super) fn fault_of(&self, path: &str) -> Option<Fault> {
        self.faults
            .iter()
            .find(|(spoilt, _)| spoilt.as_deref().is_none_or(|spoilt| spoilt == path))
            .map(|(_, fault)| *fault)
    }
}
