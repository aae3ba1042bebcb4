use crate::app::App;
use crate::app::notice::NoticeContent;
use crate::worker::command::Command;
use std::sync::Arc;

/// Recordings of what a station answered.
impl App {
    pub(super) fn save_recording(&self, site: &str) {
        let (Some(answer), Some(site)) = (self.state.answers.get(site), self.state.site(site))
        else {
            return;
        };
        let site_name = site.name.clone();
        self.worker.send(Command::SaveRecording { site_name, answer: Arc::clone(answer) });
    }

    pub(super) fn open_folder(&self, notice: u64) {
        let found = self.state.notices.iter().find(|known| known.number == notice);
        let folder = match found.map(|known| &known.content) {
            Some(NoticeContent::RecordingSaved { folder }) => Some(folder.as_path()),
            Some(NoticeContent::LogsExported { file }) => file.parent(),
            _ => None,
        };
        if let Some(folder) = folder {
            self.browser.open(folder.display().to_string());
        }
    }
}
