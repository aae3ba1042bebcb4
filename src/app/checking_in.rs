use crate::app::App;
use crate::app::checkin::Checkin;
use crate::app::checkin_run::CheckinRun;
use crate::model::checkin_result::CheckinState;
use crate::model::error_kind::ErrorKind;
use crate::relay::checkin_query::CheckinReport;
use crate::worker::command::{Command, Generation};
use std::sync::Arc;

/// The daily check-in, which is made only when the user asks.
impl App {
    /// What check-ins that are over came to was read.
    pub(super) fn dismiss_checkins(&mut self) {
        self.state.checkin_run.take_if(|run| run.is_ended());
    }

    /// Checks in the sites that are not being checked in already.
    pub(super) fn check_in(&mut self, mut sites: Vec<String>) {
        sites.retain(|site| {
            let checkin = self.state.checkins.get(site);
            !checkin.is_some_and(|checkin| checkin.under_way) && !self.state.is_being_saved(site)
        });
        if sites.is_empty() {
            return;
        }
        let generation = self.run_that_checks_in(&sites);
        for site in &sites {
            let checkin = self.state.checkins.entry(site.clone()).or_default();
            checkin.generation = generation;
            checkin.under_way = true;
            checkin.started = false;
        }
        self.worker.send(Command::CheckIn { generation, sites });
    }

    /// The run under way with these sites in it, or a new one.
    fn run_that_checks_in(&mut self, sites: &[String]) -> Generation {
        let is_over = |run: &CheckinRun| run.is_ended() || run.cancelling;
        if self.state.checkin_run.as_ref().is_none_or(is_over) {
            self.checkin_runs_so_far += 1;
            self.state.checkin_run = Some(CheckinRun::new(self.checkin_runs_so_far));
        }
        let run = self.state.checkin_run.get_or_insert_default();
        run.ask(sites);
        run.generation
    }

    pub(super) fn cancel_checkins(&mut self) {
        let under_way = |run: &&mut CheckinRun| !run.is_ended() && !run.cancelling;
        if let Some(run) = self.state.checkin_run.as_mut().filter(under_way) {
            run.cancelling = true;
            self.worker.send(Command::CancelCheckins);
        }
    }

    /// A cancelled check-in tells nothing, so an earlier report stays. One that is done has changed
    /// what is left, so that is asked anew.
    pub(super) fn checked_in(
        &mut self,
        generation: Generation,
        site: String,
        report: Arc<CheckinReport>,
    ) {
        let run = self.state.checkin_run.as_mut();
        if let Some(run) = run.filter(|run| run.generation == generation) {
            run.end(&site, Arc::clone(&report));
        }
        let Some(checkin) = self.checkin(generation, &site) else { return };
        checkin.under_way = false;
        let state = report.result.state;
        let failure = report.result.failure.as_ref();
        if failure.is_none_or(|failure| failure.kind != ErrorKind::Cancelled) {
            checkin.report = Some(report);
        }
        if state == CheckinState::Done {
            self.query(vec![site]);
        }
    }

    /// The site's check-in, when it is of this run: late news of an old one is dropped.
    pub(super) fn checkin(&mut self, generation: Generation, site: &str) -> Option<&mut Checkin> {
        let checkin = self.state.checkins.get_mut(site)?;
        (checkin.generation == generation).then_some(checkin)
    }

    pub(super) fn open_checkin_page(&self, site: &str) {
        if let Some(page) = self.state.site(site).and_then(|site| site.checkin.page()) {
            self.browser.open(page);
        }
    }
}
