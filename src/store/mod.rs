//! The files of the data folder: load, migrate, save atomically, back up.
//!
//! The JSON on the disk is the truth. A [`Site`] is a lenient view of one record; changing it
//! writes the fields that changed and leaves the rest of the record, known or not, as it stands.

mod alarm_memory_record;
mod atomic_file;
mod backup;
mod checkin_log;
mod data_files;
mod document;
mod endpoints_record;
pub mod error;
mod file_stamp;
pub mod history;
pub mod incident;
mod json_field;
mod lock;
pub mod log_csv;
mod log_export;
mod profile_import;
pub mod recording_folder;
pub mod removed_sites;
mod settings_record;
mod site_list;
mod site_record;
mod unused_path;
mod window_memory_record;

use crate::model::alarm_memory::AlarmMemory;
use crate::model::checkin_entry::CheckinEntry;
use crate::model::log_archive::LogArchive;
use crate::model::log_scope::LogScope;
use crate::model::log_selection::LogSelection;
use crate::model::new_site::NewSite;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::site_edit::SiteEdit;
use crate::model::site_news::SiteNews;
use crate::model::timestamp;
use crate::model::window_memory::WindowMemory;
use crate::store::lock::FolderLock;
use data_files::DataFiles;
use error::StoreError;
use history::History;
use incident::StoreIncident;
use removed_sites::RemovedSites;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a save waits for another program that is saving.
const LOCK_WAIT: Duration = Duration::from_secs(5);
const WINDOW_MEMORY_FILE: &str = "ui.json";
const ALARM_MEMORY_FILE: &str = "alarms.json";

/// The owner of the data folder. Everyone else holds copies of what it gives out.
///
/// May be shared between threads. Saving blocks: for the disk, and up to 5 s for another program
/// that is saving. [`Store::sites`] and the like never wait for either.
///
/// Each change reads the file again under a lock, is applied to what stands there now, and is on
/// the disk when the call returns, so that window and command line can work side by side.
///
/// A file that does not parse is moved aside and reported. When that happens while the program
/// runs, or a file vanishes, the last good content stays and the next save writes it back.
pub struct Store {
    folder: PathBuf,
    files: Mutex<DataFiles>,
    snapshot: Mutex<Snapshot>,
    history: History,
}

/// What others see, apart from the files so that nobody who only looks waits for a save.
#[derive(Default)]
struct Snapshot {
    sites: Vec<Site>,
    settings: Settings,
    checkin_log: Vec<CheckinEntry>,
}

impl Store {
    /// Opens `folder`, creating it where it is missing, and does what is due: imports profiles,
    /// gives ids, sets broken files aside. Missing files are empty.
    ///
    /// A file that is there and cannot be read is an error, and so is a migration that cannot be
    /// saved.
    pub fn open(folder: &Path) -> Result<(Self, Vec<StoreIncident>), StoreError> {
        Self::open_waiting(folder, LOCK_WAIT)
    }

    fn open_waiting(
        folder: &Path,
        lock_wait: Duration,
    ) -> Result<(Self, Vec<StoreIncident>), StoreError> {
        create_folder(folder).map_err(|error| StoreError::CreateFolder {
            path: folder.to_owned(),
            kind: error.kind(),
        })?;
        let mut files = DataFiles::load(folder, lock_wait)?;
        let incidents = files.take_news().unwrap_or_default();
        let store = Self {
            folder: folder.to_owned(),
            history: History::new(folder, lock_wait),
            snapshot: Mutex::new(Snapshot::of(&files)),
            files: Mutex::new(files),
        };
        Ok((store, incidents))
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All sites in the order of the file.
    pub fn sites(&self) -> Vec<Site> {
        locked(&self.snapshot).sites.clone()
    }

    pub fn settings(&self) -> Settings {
        locked(&self.snapshot).settings.clone()
    }

    /// The check-in log, newest first.
    pub fn checkin_log(&self) -> Vec<CheckinEntry> {
        locked(&self.snapshot).checkin_log.clone()
    }

    /// Adds a site with an id of its own at the end of the list.
    pub fn add_site(&self, site: NewSite) -> Result<Site, StoreError> {
        self.change_stats(|content| {
            let record = site_record::create(site_list::new_id(), site);
            let added = site_record::read(&record);
            site_list::push(content, record);
            added
        })
    }

    /// Changes the site `id` as it stands on the disk now, and returns it; `None` = no such site.
    /// A change of [`Site::id`] is ignored.
    pub fn update_site(
        &self,
        id: &str,
        change: impl FnOnce(&mut Site),
    ) -> Result<Option<Site>, StoreError> {
        self.change_stats(|content| {
            let record = site_list::find_mut(content, id)?;
            change_record(record, change);
            Some(site_record::read(record))
        })
    }

    /// Takes an edit into the site `id`, and returns it; `None` = no such site. Where another log is
    /// told from now on, no time counts as fetched any more.
    pub fn edit_site(&self, id: &str, edit: SiteEdit) -> Result<Option<Site>, StoreError> {
        let mut has_same_log = true;
        let edited = self.update_site(id, |site| {
            let before = site.clone();
            edit.apply_to(site);
            has_same_log = site.has_log_of(&before);
        })?;
        if !has_same_log {
            // A history that cannot be used is told of by itself.
            let _ = self.history.forget_fetched(id);
        }
        Ok(edited)
    }

    /// Removes the site `id` and returns it; `None` = no such site.
    pub fn remove_site(&self, id: &str) -> Result<Option<Site>, StoreError> {
        self.change_stats(|content| {
            site_list::remove(content, id).map(|record| site_record::read(&record))
        })
    }

    /// Removes these sites with one save. Those that are not there are passed over.
    pub fn remove_sites(&self, ids: &[String]) -> Result<RemovedSites, StoreError> {
        self.change_stats(|content| RemovedSites { records: site_list::take_out(content, ids) })
    }

    /// Puts removed sites back to their old places, as they were, with one save. An id that is
    /// taken meanwhile is passed over. Returns the ids that came back.
    pub fn restore_sites(&self, removed: &RemovedSites) -> Result<Vec<String>, StoreError> {
        self.change_stats(|content| site_list::put_back(content, &removed.records))
    }

    /// Takes what queries brought into the records, with one save for all. News of sites that are
    /// gone are dropped.
    pub fn record_news(&self, news: &[SiteNews]) -> Result<(), StoreError> {
        self.change_stats(|content| {
            for news in news {
                if let Some(record) = site_list::find_mut(content, &news.site) {
                    change_record(record, |site| site.take_news(news));
                }
            }
        })
    }

    /// Changes the settings as they stand on the disk now, and returns them.
    pub fn update_settings(
        &self,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Settings, StoreError> {
        let mut files = locked(&self.files);
        let changed = files.change_config(|config| {
            let before = settings_record::read(config);
            let mut after = before.clone();
            change(&mut after);
            settings_record::write_changes(config, &before, &after);
            settings_record::read(config)
        });
        // Also after a failure: the files may have been read again before it.
        self.publish(&files);
        changed
    }

    /// Adds to the check-in log, the newest last, with one save for all; ids are given here.
    pub fn log_checkins(&self, entries: &[CheckinEntry]) -> Result<(), StoreError> {
        let mut files = locked(&self.files);
        let logged = files.change_checkin_log(|log| checkin_log::add(log, entries));
        self.publish(&files);
        logged
    }

    pub const fn history(&self) -> &History {
        &self.history
    }

    /// What the history holds of the logs of a scope, at most `limit` rows; only of sites of the
    /// list. `None` = the history cannot be used.
    pub fn stored_logs(&self, scope: &LogScope, limit: Option<usize>) -> Option<LogArchive> {
        let sites: HashSet<String> = self.sites().into_iter().map(|site| site.id).collect();
        self.history.logs(scope, limit, &|site| sites.contains(site))
    }

    /// Takes the check-in log into the history, but for what is too old for it.
    pub fn keep_checkins(&self) -> Option<()> {
        let oldest = self.settings().history_begin(timestamp::now());
        let mut entries = self.checkin_log();
        entries.retain(|entry| {
            let moment = timestamp::of_local_date_time(&entry.time);
            moment.is_none_or(|moment| oldest.is_none_or(|oldest| moment >= oldest))
        });
        entries.reverse();
        self.history.record_checkins(&entries)
    }

    /// Removes from the history what is older than the user wants to keep.
    pub fn prune_history(&self) -> Option<()> {
        let now = timestamp::now();
        match self.settings().history_begin(now) {
            Some(oldest) => self.history.remove_before(oldest, now),
            None => Some(()),
        }
    }

    /// Writes rows of logs, in this order, into a new CSV file below the data folder, and gives it.
    /// On Unix only the owner may read it.
    pub fn export_logs(&self, selection: &LogSelection) -> Result<PathBuf, StoreError> {
        log_export::write(&self.folder, &self.sites(), selection, LOCK_WAIT)
    }

    /// Reads the files again where another program changed them. Cheap where none did.
    ///
    /// `Some` when [`Store::sites`] or [`Store::settings`] may give something else than before,
    /// other than by this store's own changes, or when something happened since the last call;
    /// also when it was a save in between that came across it.
    pub fn reload_if_changed(&self) -> Result<Option<Vec<StoreIncident>>, StoreError> {
        let mut files = locked(&self.files);
        let reloaded = files.reload_if_changed();
        if files.has_news() {
            self.publish(&files);
        }
        reloaded.map(|()| files.take_news())
    }

    /// What the window was last told to remember. What is missing or makes no sense is not
    /// remembered, and so is a file that cannot be read.
    pub fn window_memory(&self) -> WindowMemory {
        window_memory_record::read(&self.read_memory(WINDOW_MEMORY_FILE))
    }

    /// Replaces what is remembered of the window, whatever the file held. Keeps no backup: a lost
    /// place of the window is soon chosen anew.
    pub fn save_window_memory(&self, memory: &WindowMemory) -> Result<(), StoreError> {
        self.save_memory(WINDOW_MEMORY_FILE, &window_memory_record::write(memory))
    }

    /// Which low balances were told; what is missing or makes no sense was not.
    pub fn alarm_memory(&self) -> AlarmMemory {
        alarm_memory_record::read(&self.read_memory(ALARM_MEMORY_FILE))
    }

    /// Replaces which low balances were told. Keeps no backup: what is lost is told once more.
    pub fn save_alarm_memory(&self, memory: &AlarmMemory) -> Result<(), StoreError> {
        self.save_memory(ALARM_MEMORY_FILE, &alarm_memory_record::write(memory))
    }

    fn read_memory(&self, file: &str) -> Map<String, Value> {
        let bytes = fs::read(self.folder.join(file)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn save_memory(&self, file: &str, memory: &Value) -> Result<(), StoreError> {
        let path = self.folder.join(file);
        let text = format!("{memory:#}\n");
        let lock = FolderLock::acquire(&self.folder, LOCK_WAIT)?;
        atomic_file::write(&path, text.as_bytes(), &lock)
            .map(|_| ())
            .map_err(|error| StoreError::write(&path, &error))
    }

    fn change_stats<T>(
        &self,
        change: impl FnOnce(&mut Map<String, Value>) -> T,
    ) -> Result<T, StoreError> {
        let mut files = locked(&self.files);
        let result = files.change_stats(change);
        // Also after a failure: the files may have been read again before it.
        self.publish(&files);
        result
    }

    fn publish(&self, files: &DataFiles) {
        let snapshot = Snapshot::of(files);
        *locked(&self.snapshot) = snapshot;
    }
}

/// Shows no content: it holds keys.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Snapshot {
    fn of(files: &DataFiles) -> Self {
        Self {
            sites: site_list::records(files.stats()).map(site_record::read).collect(),
            settings: settings_record::read(files.config()),
            checkin_log: checkin_log::read(files.checkin_log()),
        }
    }
}

fn change_record(record: &mut Map<String, Value>, change: impl FnOnce(&mut Site)) {
    let before = site_record::read(record);
    let mut after = before.clone();
    change(&mut after);
    after.id.clone_from(&before.id);
    site_record::write_changes(record, &before, &after);
}

/// A change works on a copy that takes effect only when it is saved, so a thread that panicked
/// in the middle has left nothing half done behind.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a folder, and those above it, that on Unix only the owner may look into.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(30);

    #[test]
    fn a_save_gives_up_while_another_program_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open_waiting(folder.path(), SHORT).unwrap();
        let held = FolderLock::acquire(folder.path(), SHORT).unwrap();
        let site = NewSite { name: "A".into(), ..NewSite::default() };
        let refused = store.add_site(site.clone()).unwrap_err();
        assert!(matches!(refused, StoreError::Locked { .. }), "{refused:?}");
        assert!(store.sites().is_empty() && !folder.path().join("stats.json").exists());
        drop(held);
        store.add_site(site).unwrap();
        assert_eq!(store.sites().len(), 1);
    }

    #[test]
    fn looking_needs_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("stats.json"), r#"{"sites":[{"id":"a"}]}"#).unwrap();
        let _held = FolderLock::acquire(folder.path(), SHORT).unwrap();
        let (store, _) = Store::open_waiting(folder.path(), SHORT).unwrap();
        assert_eq!(store.sites().len(), 1);
        assert_eq!(store.reload_if_changed().unwrap(), None);
    }

    fn change_and_panic(site: &mut Site) {
        site.notes = "half".into();
        panic!("on purpose");
    }

    #[test]
    fn a_change_that_panics_changes_nothing_and_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        let site = store.add_site(NewSite::default()).unwrap();
        std::thread::scope(|scope| {
            assert!(scope.spawn(|| store.update_site(&site.id, change_and_panic)).join().is_err());
        });
        assert_eq!(store.sites(), std::slice::from_ref(&site));
        let changed = store.update_site(&site.id, |site| site.notes = "whole".into()).unwrap();
        assert_eq!(changed.unwrap().notes, "whole");
    }
}
