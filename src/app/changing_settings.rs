//! The settings: opened, changed, saved and left.

use crate::app::App;
use crate::app::closing::Closing;
use crate::app::settings_draft::{Leaving, SettingsDraft, SettingsPage, SettingsSave};
use crate::app::settings_form::SettingsForm;
use crate::model::settings::Settings;
use crate::worker::command::{Command, EditNumber};

impl App {
    /// What is being changed already stays as it is.
    pub(super) fn open_settings(&mut self) {
        if let (None, Some(snapshot)) = (&self.state.settings, &self.state.snapshot) {
            self.state.settings = Some(SettingsDraft::of(SettingsForm::of(&snapshot.settings)));
        }
    }

    pub(super) fn choose_settings_page(&mut self, page: SettingsPage) {
        if let Some(draft) = &mut self.state.settings {
            draft.page = page;
        }
    }

    pub(super) fn edit_settings(&mut self, form: SettingsForm) {
        if let Some(draft) = &mut self.state.settings {
            draft.form = form;
        }
    }

    pub(super) fn save_settings(&mut self) {
        let Some(draft) = &mut self.state.settings else { return };
        let Ok(edit) = draft.to_save() else { return };
        self.edits_so_far += 1;
        let number = self.edits_so_far;
        draft.saving = Some(SettingsSave { number, form: draft.form.clone() });
        draft.failed = false;
        self.worker.send(Command::SaveSettings { number, edit: Box::new(edit) });
    }

    /// Closes the settings; where that loses something, the user is asked first.
    pub(super) fn close_settings(&mut self) {
        let Some(draft) = &mut self.state.settings else { return };
        if draft.is_changed() {
            draft.leaving = Some(Leaving::Settings);
        } else {
            self.leave_settings(None);
        }
    }

    /// What is on its way to the file is not thrown away.
    pub(super) fn discard_settings(&mut self) {
        let Some(draft) = self.state.settings.as_ref().filter(|draft| draft.saving.is_none())
        else {
            return;
        };
        self.leave_settings(draft.leaving);
    }

    pub(super) fn keep_settings(&mut self) {
        if let Some(draft) = &mut self.state.settings {
            draft.leaving = None;
        }
    }

    pub(super) fn settings_saved(&mut self, number: EditNumber) {
        let Some(draft) = &mut self.state.settings else { return };
        if draft.saving.as_ref().is_none_or(|save| save.number != number) {
            return;
        }
        draft.saved();
        if !draft.is_changed() {
            let leaving = draft.leaving;
            self.leave_settings(leaving);
        }
    }

    /// The notice that tells why is not to be hidden by a question.
    pub(super) fn settings_not_saved(&mut self) {
        if let Some(draft) = &mut self.state.settings
            && draft.saving.take().is_some()
        {
            draft.failed = true;
            draft.leaving = None;
        }
    }

    pub(super) fn settings_told(&mut self, settings: &Settings) {
        if let Some(draft) = &mut self.state.settings {
            draft.follow(SettingsForm::of(settings));
        }
    }

    /// Whether changed settings stand in the way of closing the window; the user is asked then.
    pub(super) fn asks_for_settings(&mut self) -> bool {
        let Some(draft) = self.state.settings.as_mut().filter(|draft| draft.is_changed()) else {
            return false;
        };
        draft.leaving = Some(Leaving::Window);
        true
    }

    fn leave_settings(&mut self, leaving: Option<Leaving>) {
        self.state.settings = None;
        if leaving == Some(Leaving::Window) && self.may_close() {
            self.state.closing = Some(Closing::Agreed);
        }
    }
}
