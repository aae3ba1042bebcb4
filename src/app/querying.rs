//! Asking sites for their balance: what is sent, and what comes back.

use crate::app::activity::Activity;
use crate::app::run::Run;
use crate::app::run_outcome::RunOutcome;
use crate::app::{App, marking, run_filter};
use crate::model::error_kind::ErrorKind;
use crate::worker::command::{Command, Generation};
use crate::worker::event::SiteAnswer;
use std::sync::Arc;

impl App {
    /// Asks the sites that are not being asked already, within the run under way or a new one.
    pub(super) fn query(&mut self, mut sites: Vec<String>) {
        self.take_askable(&mut sites);
        let shown = sites.clone();
        self.ask(sites, &shown);
    }

    /// The same, and the list shows no other rows for that.
    pub(super) fn query_beside(&mut self, mut sites: Vec<String>) {
        self.take_askable(&mut sites);
        self.ask(sites, &[]);
    }

    fn take_askable(&self, sites: &mut Vec<String>) {
        // Of a site that is being saved it is not known yet with which address and key to ask.
        sites.retain(|site| {
            !self.state.activities.contains_key(site) && !self.state.is_being_saved(site)
        });
    }

    /// The list goes on showing what it shows, and the sites `shown`.
    fn ask(&mut self, sites: Vec<String>, shown: &[String]) {
        if sites.is_empty() {
            return;
        }
        let generation = self.run_that_asks(&sites, shown);
        for site in &sites {
            let waiting = Activity { generation, path: None, started: false };
            self.state.activities.insert(site.clone(), waiting);
        }
        self.worker.send(Command::Query { generation, sites });
    }

    /// The run under way with these sites in it, or a new one.
    fn run_that_asks(&mut self, sites: &[String], shown: &[String]) -> Generation {
        if self.state.run.as_ref().is_none_or(|run| run.is_ended() || run.cancelling) {
            run_filter::keep_sites(&mut self.state, shown);
            let before = self.state.run.as_ref().map_or(0, |run| run.generation);
            self.state.run = Some(Run::new(before + 1));
        }
        let run = self.state.run.get_or_insert_default();
        run.ask(sites);
        run.generation
    }

    pub(super) fn cancel(&mut self) {
        let under_way = |run: &&mut Run| !run.is_ended() && !run.cancelling;
        let mut is_due = self.state.is_checking_in();
        if let Some(run) = self.state.run.as_mut().filter(under_way) {
            run.cancelling = true;
            is_due = true;
        }
        if is_due {
            self.worker.send(Command::Cancel);
        }
    }

    /// What the site is doing, when it does so for this run: late news of an old one is dropped.
    pub(super) fn activity(&mut self, generation: Generation, site: &str) -> Option<&mut Activity> {
        let activity = self.state.activities.get_mut(site)?;
        (activity.generation == generation).then_some(activity)
    }

    /// Late news of an old run is dropped.
    pub(super) fn query_ended(
        &mut self,
        generation: Generation,
        site: String,
        answer: Arc<SiteAnswer>,
    ) {
        if self.activity(generation, &site).is_none() {
            return;
        }
        self.state.activities.remove(&site);
        let is_there = self.state.site(&site).is_some();
        if let Some(run) = self.state.run.as_mut().filter(|run| run.generation == generation) {
            if is_there {
                run.end(&site, RunOutcome::of(&answer.reading));
            } else {
                run.forget(&site);
            }
        }
        self.keep_answer(site, answer);
        marking::drop_hidden(&mut self.state);
    }

    /// A cancelled query tells nothing about the station, so an earlier answer stays.
    fn keep_answer(&mut self, site: String, answer: Arc<SiteAnswer>) {
        let failure = answer.reading.failure.as_ref();
        if failure.is_some_and(|failure| failure.kind == ErrorKind::Cancelled) {
            self.state.answers.entry(site).or_insert(answer);
        } else {
            self.state.answers.insert(site, answer);
        }
    }
}
