use crate::app::run_outcome::RunOutcome;
use crate::worker::command::Generation;
use std::collections::BTreeMap;

/// One run of queries, under way or ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub generation: Generation,
    /// The user has asked to end it.
    pub cancelling: bool,
    /// How each site ended, by id; `None` while it has not.
    sites: BTreeMap<String, Option<RunOutcome>>,
}

impl Run {
    /// A run that asks nobody yet.
    pub fn new(generation: Generation) -> Self {
        Self { generation, ..Self::default() }
    }

    /// Asks these sites too, or once more.
    pub fn ask(&mut self, sites: &[String]) {
        self.sites.extend(sites.iter().map(|site| (site.clone(), None)));
    }

    pub fn end(&mut self, site: &str, outcome: RunOutcome) {
        if let Some(ended) = self.sites.get_mut(site) {
            *ended = Some(outcome);
        }
    }

    /// Counts this site no more.
    pub fn forget(&mut self, site: &str) {
        self.sites.remove(site);
    }

    /// Counts only sites that are still there; one that is being asked is waited for.
    pub fn keep(&mut self, is_there: impl Fn(&String) -> bool) {
        self.sites.retain(|site, ended| ended.is_none() || is_there(site));
    }

    /// Whether this site belongs to the run.
    pub fn asks(&self, site: &str) -> bool {
        self.sites.contains_key(site)
    }

    /// How this site ended; `None` while it has not, and for a site that was not asked.
    pub fn outcome(&self, site: &str) -> Option<RunOutcome> {
        self.sites.get(site).copied().flatten()
    }

    pub fn count(&self, outcome: RunOutcome) -> usize {
        self.sites.values().filter(|ended| **ended == Some(outcome)).count()
    }

    pub fn total(&self) -> usize {
        self.sites.len()
    }

    pub fn done(&self) -> usize {
        self.sites.values().flatten().count()
    }

    pub fn is_ended(&self) -> bool {
        self.sites.values().all(Option::is_some)
    }
}
