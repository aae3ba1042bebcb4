//! The window's brain: state, actions and events. Runs hidden or not, knows no egui.

pub mod action;
pub mod activity;
pub mod list_view;
pub mod new_site_form;
pub mod notice;
pub mod run;
pub mod site_list;
pub mod site_order;
pub mod state;
pub mod tab;

use crate::app::action::Action;
use crate::app::activity::Activity;
use crate::app::new_site_form::NewSiteForm;
use crate::app::notice::{Notice, NoticeContent};
use crate::app::run::Run;
use crate::app::site_list::tag_counts;
use crate::app::state::State;
use crate::model::error_kind::ErrorKind;
use crate::worker::command::{Command, Generation};
use crate::worker::event::{Event, SiteAnswer, Snapshot};
use crate::worker::link::Link;
use std::sync::Arc;

/// Holds the state and is the only one to change it.
#[derive(Debug)]
pub struct App {
    state: State,
    worker: Link,
    notices_so_far: u64,
}

impl App {
    pub fn new(worker: Link) -> Self {
        Self { state: State::default(), worker, notices_so_far: 0 }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// Applies every event that has arrived. Tells whether there was one.
    pub fn receive(&mut self) -> bool {
        let mut received = false;
        while let Some(event) = self.worker.next_event() {
            self.apply_event(event);
            received = true;
        }
        received
    }

    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Select(site) => self.state.selected = Some(site),
            Action::ChooseTab(tab) => self.state.tab = tab,
            Action::QuerySite(site) => self.query(vec![site]),
            Action::QueryAll => {
                self.query(self.state.sites().iter().map(|site| site.id.clone()).collect());
            }
            Action::Cancel => self.cancel(),
            Action::OpenNewSite => self.open_new_site(Some(NewSiteForm::default())),
            Action::EditNewSite(form) => self.state.new_site = Some(form),
            Action::SaveNewSite => self.save_new_site(),
            Action::CloseNewSite => self.open_new_site(None),
            Action::AcceptHttps { site } => self.accept_https(site),
            Action::DismissNotice(number) => {
                self.state.notices.retain(|notice| notice.number != number);
            }
            Action::Search(words) => self.state.list.search = words,
            Action::Sort(order) => self.state.list.sort = order,
            Action::ToggleTag(tag) => self.toggle_tag(tag),
            Action::ClearTags => self.state.list.tags.clear(),
            Action::ClearFilters => self.clear_filters(),
        }
    }

    /// Asks the sites that are not being asked already, within the run under way or a new one.
    fn query(&mut self, mut sites: Vec<String>) {
        sites.retain(|site| !self.state.activities.contains_key(site));
        if sites.is_empty() {
            return;
        }
        let generation = match &mut self.state.run {
            Some(run) if !run.is_ended() && !run.cancelling => {
                run.total += sites.len();
                run.generation
            }
            run => {
                let generation = run.as_ref().map_or(0, |run| run.generation) + 1;
                *run = Some(Run { generation, total: sites.len(), ..Run::default() });
                generation
            }
        };
        for site in &sites {
            let waiting = Activity { generation, path: None, started: false };
            self.state.activities.insert(site.clone(), waiting);
        }
        self.worker.send(Command::Query { generation, sites });
    }

    fn cancel(&mut self) {
        let under_way = |run: &&mut Run| !run.is_ended() && !run.cancelling;
        if let Some(run) = self.state.run.as_mut().filter(under_way) {
            run.cancelling = true;
            self.worker.send(Command::Cancel);
        }
    }

    fn open_new_site(&mut self, form: Option<NewSiteForm>) {
        self.state.new_site = form;
        self.state.saving_new_site = false;
    }

    fn save_new_site(&mut self) {
        if self.state.saving_new_site {
            return;
        }
        if let Some(site) = self.state.new_site.as_ref().and_then(NewSiteForm::to_site) {
            self.state.saving_new_site = true;
            self.worker.send(Command::AddSite(site));
        }
    }

    fn accept_https(&mut self, site: String) {
        let offered = self.state.answers.get(&site).and_then(|answer| answer.https_address.clone());
        if let Some(url) = offered {
            self.worker.send(Command::SetAddress { site, url });
        }
    }

    fn apply_event(&mut self, event: Event) {
        match event {
            Event::Loaded(snapshot) => self.load(snapshot),
            Event::Incident(incident) => self.notify(NoticeContent::Incident(incident)),
            Event::StoreFailed(error) => {
                self.state.saving_new_site = false;
                self.notify(NoticeContent::StoreFailed(error));
            }
            Event::JobFailed => {
                self.state.saving_new_site = false;
                self.notify(NoticeContent::JobFailed);
            }
            Event::SiteAdded { site } => {
                // Another form than the one that was saved may be open by now.
                if self.state.saving_new_site {
                    self.open_new_site(None);
                }
                self.state.selected = Some(site.clone());
                self.query(vec![site]);
            }
            Event::QueryStarted { generation, site } => {
                if let Some(activity) = self.activity(generation, &site) {
                    activity.started = true;
                }
            }
            Event::QueryAsking { generation, site, path } => {
                if let Some(activity) = self.activity(generation, &site) {
                    activity.path = Some(path);
                }
            }
            Event::QueryEnded { generation, site, answer } => {
                if self.activity(generation, &site).is_none() {
                    return;
                }
                self.state.activities.remove(&site);
                if let Some(run) = self.state.run.as_mut().filter(|r| r.generation == generation) {
                    run.count(&answer.reading);
                }
                self.keep_answer(site, answer);
            }
        }
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

    /// What the site is doing, when it does so for this run: late news of an old one is dropped.
    fn activity(&mut self, generation: Generation, site: &str) -> Option<&mut Activity> {
        let activity = self.state.activities.get_mut(site)?;
        (activity.generation == generation).then_some(activity)
    }

    fn toggle_tag(&mut self, tag: String) {
        let tags = &mut self.state.list.tags;
        if !tags.remove(&tag) {
            tags.insert(tag);
        }
    }

    fn clear_filters(&mut self) {
        self.state.list.search.clear();
        self.state.list.tags.clear();
    }

    fn load(&mut self, snapshot: Snapshot) {
        let is_there = |id: &String| snapshot.sites.iter().any(|site| site.id == *id);
        if !self.state.selected.as_ref().is_some_and(is_there) {
            self.state.selected = snapshot.sites.first().map(|site| site.id.clone());
        }
        self.state.answers.retain(|id, _| is_there(id));
        // A tag that no site has any more would hide them all, without a chip to take it back.
        let tags = tag_counts(&snapshot.sites);
        self.state.list.tags.retain(|tag| tags.contains_key(tag.as_str()));
        self.state.snapshot = Some(snapshot);
    }

    fn notify(&mut self, content: NoticeContent) {
        self.notices_so_far += 1;
        self.state.notices.push(Notice { number: self.notices_so_far, content });
    }
}
