//! Asking a station with what stands in a form.

use crate::app::App;
use crate::app::site_trial::SiteTrial;
use crate::app::state::State;
use crate::model::site::Site;
use crate::worker::command::Command;
use crate::worker::trial::{Trial, TrialQuestion};
use std::sync::Arc;

/// A site as its form has it, saved or not; `None` while some field holds what it must not.
pub fn as_in_form(state: &State, id: &str) -> Option<Site> {
    let mut site = state.site(id)?.clone();
    let draft = state.draft(&site);
    draft.form.edit(&draft.base)?.apply_to(&mut site);
    // Trying is asked for: a site that is disabled for now may be tried before it is enabled.
    site.disabled = false;
    Some(site)
}

impl App {
    pub(super) fn try_site(&mut self, id: String, question: TrialQuestion) {
        let Some(site) = as_in_form(&self.state, &id) else { return };
        self.trials_so_far += 1;
        let number = self.trials_so_far;
        let tried = Box::new(site);
        let site = tried.clone();
        self.state.trial =
            Some(SiteTrial { number, site: id, question, tried, cancelling: false, trial: None });
        self.worker.send(Command::TrySite { number, site, question });
    }

    pub(super) fn cancel_trial(&mut self) {
        if let Some(known) = &mut self.state.trial
            && known.trial.is_none()
            && !known.cancelling
        {
            known.cancelling = true;
            self.worker.send(Command::CancelTrial);
        }
    }

    pub(super) fn keep_trial(&mut self, number: u64, trial: Arc<Trial>) {
        if let Some(known) = &mut self.state.trial
            && known.number == number
        {
            known.trial = Some(trial);
        }
    }
}
