use crate::app::run::Run;
use crate::app::run_outcome::RunOutcome;
use crate::app::state::State;
use std::collections::BTreeSet;

/// Which sites of the newest run the list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunFilter {
    /// Those that ended so; changes as the run goes on.
    Outcome(RunOutcome),
    /// These, which an outcome led to, and which are asked again now: the user wants to see what
    /// becomes of them.
    AskedAgain(BTreeSet<String>),
}

impl RunFilter {
    pub fn shows(&self, site: &str, run: Option<&Run>) -> bool {
        match self {
            Self::Outcome(outcome) => run.and_then(|run| run.outcome(site)) == Some(*outcome),
            Self::AskedAgain(sites) => sites.contains(site),
        }
    }
}

/// Before a run begins: the outcomes that the list is filtered by go with the run before, yet the
/// rows that the user looks at stay, with those that are asked now.
pub(super) fn keep_sites(state: &mut State, asked: &[String]) {
    let Some(filter) = &state.list.run else { return };
    let shown = state.sites().iter().filter(|site| filter.shows(&site.id, state.run.as_ref()));
    let sites = shown.map(|site| &site.id).chain(asked).cloned().collect();
    state.list.run = Some(RunFilter::AskedAgain(sites));
}
