//! Changing sites: by their forms, and one field at once.

use crate::app::App;
use crate::app::closing::Closing;
use crate::app::site_draft::{FormSave, SiteDraft};
use crate::app::site_form::SiteForm;
use crate::model::site_edit::SiteEdit;
use crate::worker::command::{Command, EditNumber};

impl App {
    pub(super) fn edit_form(&mut self, id: String, form: SiteForm) {
        let Some(site) = self.state.site(&id) else { return };
        let mut draft = self.state.draft(site);
        draft.form = form;
        if draft.is_settled() {
            self.state.drafts.remove(&id);
        } else {
            self.state.drafts.insert(id, draft);
        }
    }

    pub(super) fn save_form(&mut self, site: &str) {
        let is_asked = self.state.is_asked(site);
        let Some(draft) = self.state.drafts.get(site) else { return };
        let Ok(edit) = draft.to_save(is_asked) else { return };
        let number = self.edit_site(site.to_owned(), edit);
        if let Some(draft) = self.state.drafts.get_mut(site) {
            draft.saving = Some(FormSave { number, form: draft.form.clone() });
        }
    }

    pub(super) fn edit_site(&mut self, site: String, edit: SiteEdit) -> EditNumber {
        self.edits_so_far += 1;
        let number = self.edits_so_far;
        self.worker.send(Command::EditSite { number, site, edit: Box::new(edit) });
        number
    }

    /// A form that is being saved is not thrown away: what comes of it is not known yet.
    pub(super) fn discard_form(&mut self, site: &str) {
        if self.state.drafts.get(site).is_some_and(|draft| draft.saving.is_none()) {
            self.state.drafts.remove(site);
        }
    }

    /// Settles the form that this edit came from, where it came from one.
    pub(super) fn edit_saved(&mut self, number: EditNumber) {
        let is_its =
            |draft: &SiteDraft| draft.saving.as_ref().is_some_and(|save| save.number == number);
        let found = self.state.drafts.iter().find(|(_, draft)| is_its(draft));
        let Some(id) = found.map(|(id, _)| id.clone()) else { return };
        let is_there = self.state.site(&id).is_some();
        let Some(draft) = self.state.drafts.get_mut(&id) else { return };
        if is_there {
            draft.saved();
        } else {
            draft.saving = None;
        }
        if draft.is_settled() {
            self.state.drafts.remove(&id);
        }
    }

    /// Which save did not work is not told, so every form can be saved once more.
    pub(super) fn end_saving(&mut self) {
        self.state.saving_new_site = false;
        for draft in self.state.drafts.values_mut() {
            draft.saving = None;
        }
        self.settings_not_saved();
        // The notice that tells of it is not to be hidden by a question.
        self.state.closing.take_if(|closing| *closing == Closing::Saving);
    }
}
