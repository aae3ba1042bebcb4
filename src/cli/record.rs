use crate::cli::exit::Exit;
use crate::cli::say;
use crate::store::error::StoreError;
use crate::store::recording_folder::RecordingFolder;
use crate::text::{Language, Text, store_words};
use crate::worker::event::SiteAnswer;
use crate::worker::recording_saver;
use std::fmt::Display;
use std::path::Path;

/// Where the exchanges of a run of queries are written to, and how many were.
pub(super) struct Record {
    folder: RecordingFolder,
    language: Language,
    count: usize,
    failure: Option<StoreError>,
}

impl Record {
    /// Before anything is asked: a folder that cannot be written to ends the command.
    pub(super) fn open(folder: &Path, language: Language) -> Result<Self, Exit> {
        let folder = RecordingFolder::open(folder).map_err(|_| {
            Exit::usage(&Text::RecordNotWritable.fill(language, &[("folder", &folder.display())]))
        })?;
        Ok(Self { folder, language, count: 0, failure: None })
    }

    pub(super) fn add(&mut self, answer: &SiteAnswer) {
        match recording_saver::write(&self.folder, answer) {
            Ok(count) => self.count += count,
            Err(error) => self.failure = Some(error),
        }
    }

    /// Says what became of it, beside the output. Whether all is written.
    pub(super) fn finish(self) -> bool {
        let folder = self.folder.path().display();
        let values: [(&str, &dyn Display); 2] = [("count", &self.count), ("folder", &folder)];
        say(&Text::Recorded.fill(self.language, &values));
        if let Some(error) = &self.failure {
            say(&store_words::failure(error, self.language));
        }
        self.failure.is_none()
    }
}
