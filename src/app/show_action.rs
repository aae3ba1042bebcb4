use crate::app::state::State;
use crate::model::notice_mark::NoticeMark;

/// What the user wants to see, or has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShowAction {
    /// What the newest run came to, site by site.
    RunSummary,
    NoRunSummary,
    /// What stations tell beside the balance, or no longer.
    ToggleDetails,
    /// These texts of a station were read.
    ReadNotices(Vec<NoticeMark>),
}

impl State {
    pub(super) fn show(&mut self, action: ShowAction) {
        match action {
            ShowAction::RunSummary => self.run_summary_open = self.run.is_some(),
            ShowAction::NoRunSummary => self.run_summary_open = false,
            ShowAction::ToggleDetails => self.details_shown = !self.details_shown,
            ShowAction::ReadNotices(read) => self.read_notices.add(&read),
        }
    }
}
