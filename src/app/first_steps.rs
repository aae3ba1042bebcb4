//! How somebody begins who has copied a key, or has none yet.

use crate::app::App;
use crate::app::new_site_form::NewSiteForm;
use crate::app::notice::{Notice, NoticeContent};
use crate::model::secret::Secret;

impl App {
    /// Never saves what was pasted: the user looks it over first. A form that is open already is
    /// somebody's work and stays.
    pub(super) fn paste_site(&mut self, text: &Secret) {
        if self.state.new_site.is_some() {
            return;
        }
        let is_about_pasting = |n: &Notice| matches!(n.content, NoticeContent::NothingToPaste);
        self.state.notices.retain(|notice| !is_about_pasting(notice));
        match NewSiteForm::from_pasted(text.reveal()) {
            Some(form) => self.open_new_site(Some(form)),
            None => self.notify(NoticeContent::NothingToPaste),
        }
    }

    pub(super) fn open_demo(&mut self) {
        if let Err(error) = self.demo_window.open(self.state.language) {
            self.notify(NoticeContent::DemoFailed { reason: error.kind() });
        }
    }
}
