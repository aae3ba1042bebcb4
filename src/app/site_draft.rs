use crate::app::site_form::SiteForm;
use crate::model::site_edit::SiteEdit;
use crate::worker::command::EditNumber;

/// A form that differs from its site, or was given to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteDraft {
    /// The site as the file has it.
    pub base: SiteForm,
    pub form: SiteForm,
    /// There while the form was given to be saved and that is not done yet.
    pub saving: Option<FormSave>,
}

/// A form on its way to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormSave {
    pub number: EditNumber,
    /// As it stood then.
    pub form: SiteForm,
}

/// Why a form cannot be saved now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveObstacle {
    Unchanged,
    /// Some field holds what it must not.
    Mistake,
    Saving,
    /// The station is being asked with what this would change.
    BeingAsked,
}

impl SiteDraft {
    /// What is to be saved, or why nothing can be.
    pub fn to_save(&self, is_asked: bool) -> Result<SiteEdit, SaveObstacle> {
        if self.saving.is_some() {
            return Err(SaveObstacle::Saving);
        }
        if self.form == self.base {
            return Err(SaveObstacle::Unchanged);
        }
        let edit = self.form.edit(&self.base).ok_or(SaveObstacle::Mistake)?;
        if is_asked && edit.touches_query() {
            return Err(SaveObstacle::BeingAsked);
        }
        Ok(edit)
    }

    /// The file tells something newer: fields that were not touched follow it.
    pub fn follow(&mut self, newer: SiteForm) {
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

    /// Whether there is nothing to keep.
    pub fn is_settled(&self) -> bool {
        self.saving.is_none() && self.form == self.base
    }
}
