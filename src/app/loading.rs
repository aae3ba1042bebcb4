//! Taking up the files as the worker tells them.

use crate::app::App;
use crate::app::marking;
use crate::app::site_form::SiteForm;
use crate::app::site_list::{shown_sites, tag_counts};
use crate::model::site::Site;
use crate::worker::event::Snapshot;
use std::collections::HashSet;

impl App {
    pub(super) fn load(&mut self, snapshot: Snapshot) {
        self.note_new_readings(&snapshot);
        self.settings_told(&snapshot.settings);
        self.timer.follow(snapshot.settings.auto_query, (self.clock)());
        let ids: HashSet<&str> = snapshot.sites.iter().map(|site| site.id.as_str()).collect();
        let known = self.state.sites();
        let are_others =
            ids.len() != known.len() || known.iter().any(|site| !ids.contains(site.id.as_str()));
        self.forget_gone(&ids);
        for site in snapshot.sites.iter() {
            self.follow_change(site);
        }
        self.state.drafts.retain(|_, draft| !draft.is_settled());
        // A tag that no site has any more would hide them all, without a chip to take it back.
        let tags = tag_counts(&snapshot.sites);
        self.state.list.tags.retain(|tag| tags.contains_key(tag.as_str()));
        self.state.snapshot = Some(snapshot);
        if are_others {
            self.follow_sites_of_logs();
        }
        self.choose_again();
        marking::drop_hidden(&mut self.state);
        self.drop_settled_alarms();
    }

    /// Drops what was told of sites that are not there any more.
    fn forget_gone(&mut self, ids: &HashSet<&str>) {
        let is_there = |id: &String| ids.contains(id.as_str());
        let state = &mut self.state;
        state.answers.retain(|id, _| is_there(id));
        state.connectivity.retain(|id, _| is_there(id));
        state.checkins.retain(|id, _| is_there(id));
        state.details.retain(|id, _| is_there(id));
        state.logs.fetches.retain(|id, _| is_there(id));
        state.trial.take_if(|known| !is_there(&known.site));
        if let Some(run) = &mut state.run {
            run.keep(is_there);
        }
        if let Some(run) = &mut state.checkin_run {
            run.keep(is_there);
        }
    }

    /// Drops what holds no longer of this site, as it is now, and lets its form follow.
    fn follow_change(&mut self, site: &Site) {
        let is_asked_otherwise =
            self.state.site(&site.id).is_some_and(|known| !site.is_asked_like(known));
        let state = &mut self.state;
        if is_asked_otherwise {
            state.answers.remove(&site.id);
            state.connectivity.remove(&site.id);
            state.details.remove(&site.id);
            if let Some(fetch) = state.logs.fetches.get_mut(&site.id) {
                fetch.ended = None;
            }
        }
        if let Some(draft) = state.drafts.get_mut(&site.id) {
            draft.follow(SiteForm::of(site));
        }
    }

    /// Where the chosen site is gone, the first one that is shown is chosen.
    fn choose_again(&mut self) {
        if self.state.selected_site().is_none() {
            let shown = shown_sites(&self.state);
            let first = shown.first().copied().or(self.state.sites().first());
            self.state.selected = first.map(|site| site.id.clone());
        }
    }
}
