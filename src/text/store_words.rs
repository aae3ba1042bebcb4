use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use crate::text::language::Language;
use crate::text::table::Text;
use std::fmt::Display;

/// Something about the files that the user should know.
pub fn incident(incident: &StoreIncident, language: Language) -> String {
    match incident {
        StoreIncident::SetAside { file, moved_to } => Text::FileSetAside
            .fill(language, &[("file", &file.display()), ("moved_to", &moved_to.display())]),
        StoreIncident::Vanished { file } => {
            Text::FileVanished.fill(language, &[("file", &file.display())])
        }
        StoreIncident::ProfilesImported { count } => {
            Text::ProfilesImported.fill(language, &[("count", count)])
        }
        StoreIncident::IdsAssigned { count } => {
            Text::IdsAssigned.fill(language, &[("count", count)])
        }
        StoreIncident::HistorySetAside { file, moved_to } => Text::HistorySetAside
            .fill(language, &[("file", &file.display()), ("moved_to", &moved_to.display())]),
        StoreIncident::HistoryVanished { file, since } => {
            let values: [(&str, &dyn Display); 2] = [("file", &file.display()), ("since", since)];
            Text::HistoryVanished.fill(language, &values)
        }
        StoreIncident::HistoryTooNew { file } => {
            Text::HistoryTooNew.fill(language, &[("file", &file.display())])
        }
        StoreIncident::HistoryFailed { file, kind } => {
            let values: [(&str, &dyn Display); 2] = [("file", &file.display()), ("reason", kind)];
            Text::HistoryFailed.fill(language, &values)
        }
    }
}

/// A save or a reload that did not work, and what to do.
pub fn failure(error: &StoreError, language: Language) -> String {
    let (text, path, reason) = match error {
        StoreError::CreateFolder { path, kind } => (Text::FolderNotCreated, path, Some(kind)),
        StoreError::Read { path, kind } => (Text::FileNotReadable, path, Some(kind)),
        StoreError::Write { path, kind } => (Text::FileNotWritten, path, Some(kind)),
        StoreError::Backup { path, kind } => (Text::BackupNotWritten, path, Some(kind)),
        StoreError::SetAside { path, kind } => (Text::FileNotSetAside, path, Some(kind)),
        StoreError::Lock { path, kind } => (Text::FileNotLocked, path, Some(kind)),
        StoreError::Locked { path } => (Text::FolderBusy, path, None),
    };
    let reason = reason.map(ToString::to_string).unwrap_or_default();
    text.fill(language, &[("file", &path.display()), ("reason", &reason)])
}
