use crate::app::settings_form::SettingsForm;
use crate::app::site_draft::SaveObstacle;
use crate::model::settings_edit::SettingsEdit;
use crate::worker::command::EditNumber;

/// The settings while they are being changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsDraft {
    pub page: SettingsPage,
    /// As the file has it.
    pub base: SettingsForm,
    pub form: SettingsForm,
    /// There while the form was given to be saved and that is not done yet.
    pub saving: Option<SettingsSave>,
    /// The newest save did not work.
    pub failed: bool,
    /// There while the user is asked what becomes of the changes.
    pub leaving: Option<Leaving>,
    /// The newest test of a notification.
    pub test: Option<NotificationTest>,
}

/// What belongs together of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SettingsPage {
    /// How sites are asked, and when by themselves.
    #[default]
    Query,
    /// When something is told of a balance, and how.
    Alarm,
    /// The paths that hold for all sites, and logs.
    Paths,
}

impl SettingsPage {
    /// In the order on screen.
    pub const ALL: [Self; 3] = [Self::Query, Self::Alarm, Self::Paths];
}

/// A form on its way to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsSave {
    pub number: EditNumber,
    /// As it stood then.
    pub form: SettingsForm,
}

/// What is to be closed while changes are not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    Settings,
    /// The whole window.
    Window,
}

/// How far the test of a notification has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotificationTest {
    UnderWay,
    /// With the system's reason where it showed nothing.
    Ended(Result<(), String>),
}

impl SettingsDraft {
    pub fn of(base: SettingsForm) -> Self {
        Self { form: base.clone(), base, ..Self::default() }
    }

    pub fn is_changed(&self) -> bool {
        self.form != self.base
    }

    /// What is to be saved, or why nothing can be.
    pub fn to_save(&self) -> Result<SettingsEdit, SaveObstacle> {
        if self.saving.is_some() {
            return Err(SaveObstacle::Saving);
        }
        if !self.is_changed() {
            return Err(SaveObstacle::Unchanged);
        }
        self.form.edit(&self.base).ok_or(SaveObstacle::Mistake)
    }

    /// The file tells something newer: fields that were not touched follow it.
    pub fn follow(&mut self, newer: SettingsForm) {
        let form = std::mem::take(&mut self.form);
        self.form = form.rebased(&self.base, &newer);
        self.base = newer;
    }

    /// It is saved: what was typed since then stays, the rest is as the file has it.
    pub fn saved(&mut self) {
        if let Some(saved) = self.saving.take() {
            let form = std::mem::take(&mut self.form);
            self.form = form.rebased(&saved.form, &self.base);
        }
    }
}
