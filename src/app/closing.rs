//! Closing the window while forms hold changes that are not saved.

use crate::app::App;
use crate::app::site_draft::{SaveObstacle, SiteDraft};
use crate::app::state::State;
use crate::model::site::Site;

/// How far closing the window has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The user is asked what to do with the changes.
    Asking,
    /// It closes as soon as the changes are saved.
    Saving,
    /// Nothing stands in its way.
    Agreed,
}

/// The forms with changes that are not saved, in the order of the file. That of a removed site is
/// not among them: there is nothing left to save it to.
pub fn unsaved(state: &State) -> Vec<(&Site, &SiteDraft)> {
    let draft = |site: &Site| state.drafts.get(&site.id);
    state.sites().iter().filter_map(|site| Some((site, draft(site)?))).collect()
}

/// Why the form of this site cannot be saved now.
pub fn obstacle(state: &State, site: &Site, draft: &SiteDraft) -> Option<SaveObstacle> {
    draft.to_save(state.activities.contains_key(&site.id)).err()
}

impl App {
    /// Whether the window may close now. Where changes would be lost, the user is asked instead.
    pub fn may_close(&mut self) -> bool {
        if self.state.closing == Some(Closing::Agreed) {
            return true;
        }
        if self.asks_for_settings() {
            return false;
        }
        let unsaved = unsaved(&self.state);
        if unsaved.is_empty() {
            return true;
        }
        let is_being_saved =
            |draft: &SiteDraft| draft.saving.as_ref().is_some_and(|save| save.form == draft.form);
        let all_on_their_way = unsaved.into_iter().all(|(_, draft)| is_being_saved(draft));
        let closing = if all_on_their_way { Closing::Saving } else { Closing::Asking };
        self.state.closing.get_or_insert(closing);
        false
    }

    /// Saves every form, all of them or none.
    pub(super) fn save_and_close(&mut self) {
        let unsaved = unsaved(&self.state);
        if unsaved.iter().any(|(site, draft)| obstacle(&self.state, site, draft).is_some()) {
            return;
        }
        let sites: Vec<String> = unsaved.iter().map(|(site, _)| site.id.clone()).collect();
        self.state.closing = Some(Closing::Saving);
        for site in sites {
            self.save_form(&site);
        }
    }

    /// Lets the window close once nothing is left to save, and asks again where something is.
    pub(super) fn follow_saving(&mut self) {
        let Some(closing) = self.state.closing else { return };
        let is_saving = self.state.drafts.values().any(|draft| draft.saving.is_some());
        if unsaved(&self.state).is_empty() {
            self.state.closing = Some(Closing::Agreed);
        } else if closing == Closing::Saving && !is_saving {
            self.state.closing = Some(Closing::Asking);
        }
    }
}
