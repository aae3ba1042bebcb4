use crate::demo::fault::Fault;
use std::time::Duration;

/// How a station behaves beside what its software answers.
#[derive(Clone, Debug, Default)]
pub struct StationOptions {
    latency: Duration,
    /// The first that fits the path holds.
    faults: Vec<PlannedFault>,
}

#[derive(Clone, Debug)]
struct PlannedFault {
    /// `None` = every path.
    path: Option<String>,
    fault: Fault,
    /// How many answers it still spoils; `None` = all.
    left: Option<usize>,
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
    pub fn fault(self, path: &str, fault: Fault) -> Self {
        self.plan(PlannedFault { path: Some(path.to_owned()), fault, left: None })
    }

    /// Spoils the next answer of one path only.
    #[must_use]
    pub fn fault_once(self, path: &str, fault: Fault) -> Self {
        self.plan(PlannedFault { path: Some(path.to_owned()), fault, left: Some(1) })
    }

    /// Spoils the answers of all paths that have no fault yet.
    #[must_use]
    pub fn fault_everywhere(self, fault: Fault) -> Self {
        self.plan(PlannedFault { path: None, fault, left: None })
    }

    fn plan(mut self, fault: PlannedFault) -> Self {
        self.faults.push(fault);
        self
    }

    pub(super) fn delay(&self) -> Duration {
        self.latency
    }

    /// The fault that spoils the next answer of this path, which is about to be given.
    pub(super) fn take_fault(&mut self, path: &str) -> Option<Fault> {
        let planned = self.faults.iter_mut().find(|planned| {
            planned.left != Some(0) && planned.path.as_deref().is_none_or(|spoilt| spoilt == path)
        })?;
        if let Some(left) = &mut planned.left {
            *left -= 1;
        }
        Some(planned.fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_holds_for_its_path_and_as_often_as_planned() {
        let mut options = StationOptions::new()
            .fault_once("/a", Fault::EmptyBody)
            .fault("/a", Fault::WebPage)
            .fault_everywhere(Fault::Silence);
        let taken: Vec<_> = ["/a", "/a", "/b", "/a"].map(|path| options.take_fault(path)).into();
        let expected = [Fault::EmptyBody, Fault::WebPage, Fault::Silence, Fault::WebPage];
        assert_eq!(taken, expected.map(Some));
        assert_eq!(StationOptions::new().take_fault("/a"), None);
    }
}
