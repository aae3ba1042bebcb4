use crate::store::atomic_file;
use crate::store::backup::Occasion;
use crate::store::document::{Content, Document, Refreshed};
use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use crate::store::lock::FolderLock;
use crate::store::{profile_import, site_list};
use serde_json::{Map, Value};
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

const STATS_FILE: &str = "stats.json";
const CONFIG_FILE: &str = "config.json";
const CHECKIN_LOG_FILE: &str = "checkin_log.json";

/// The JSON files of one folder, and what happened to them since last asked.
pub(super) struct DataFiles {
    folder: PathBuf,
    /// How long a save waits for another program's.
    lock_wait: Duration,
    stats: Document,
    config: Document,
    checkin_log: Document<Vec<Value>>,
    news: News,
}

/// What nobody was told yet.
#[derive(Default)]
struct News {
    incidents: Vec<StoreIncident>,
    changed_from_outside: bool,
}

impl News {
    fn note(&mut self, file: &Path, refreshed: Refreshed) {
        match refreshed {
            // What becomes of a broken file is told by who sets it aside.
            Refreshed::Same | Refreshed::Broken => {}
            Refreshed::Changed => self.changed_from_outside = true,
            Refreshed::Vanished => {
                self.incidents.push(StoreIncident::Vanished { file: file.to_owned() });
            }
        }
    }
}

impl DataFiles {
    /// Reads the files and does what is due to them; missing files are empty.
    pub(super) fn load(folder: &Path, lock_wait: Duration) -> Result<Self, StoreError> {
        let mut files = Self {
            folder: folder.to_owned(),
            lock_wait,
            stats: Document::new(folder.join(STATS_FILE), site_list::is_sound),
            config: Document::new(folder.join(CONFIG_FILE), |_| true),
            checkin_log: Document::new(folder.join(CHECKIN_LOG_FILE), |_| true),
            news: News::default(),
        };
        files.reload()?;
        Ok(files)
    }

    pub(super) fn stats(&self) -> &Map<String, Value> {
        self.stats.content()
    }

    pub(super) fn config(&self) -> &Map<String, Value> {
        self.config.content()
    }

    /// Newest first.
    pub(super) fn checkin_log(&self) -> &[Value] {
        self.checkin_log.content()
    }

    /// Reads what changed from outside, if anything.
    pub(super) fn reload_if_changed(&mut self) -> Result<(), StoreError> {
        if self.stats.looks_changed()?
            || self.config.looks_changed()?
            || self.checkin_log.looks_changed()?
        {
            self.reload()?;
        }
        Ok(())
    }

    pub(super) fn has_news(&self) -> bool {
        self.news.changed_from_outside || !self.news.incidents.is_empty()
    }

    /// What happened since the last call; `None` = nothing.
    pub(super) fn take_news(&mut self) -> Option<Vec<StoreIncident>> {
        self.has_news().then(|| mem::take(&mut self.news).incidents)
    }

    /// One load-change-save of `stats.json` under the lock: `change` sees what is on the disk
    /// now, whoever wrote it. When the save fails, nothing was changed.
    pub(super) fn change_stats<T>(
        &mut self,
        change: impl FnOnce(&mut Map<String, Value>) -> T,
    ) -> Result<T, StoreError> {
        let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
        self.bring_up_to_date(&lock)?;
        let mut content = self.stats.content().clone();
        let result = change(&mut content);
        self.stats.save(content, Occasion::DailyUse, &lock)?;
        Ok(result)
    }

    /// The same for `config.json`.
    pub(super) fn change_config<T>(
        &mut self,
        change: impl FnOnce(&mut Map<String, Value>) -> T,
    ) -> Result<T, StoreError> {
        let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
        self.bring_up_to_date(&lock)?;
        let mut content = self.config.content().clone();
        let result = change(&mut content);
        self.config.save(content, Occasion::DailyUse, &lock)?;
        Ok(result)
    }

    /// The same for `checkin_log.json`.
    pub(super) fn change_checkin_log(
        &mut self,
        change: impl FnOnce(&mut Vec<Value>),
    ) -> Result<(), StoreError> {
        let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
        self.bring_up_to_date(&lock)?;
        let mut entries = self.checkin_log.content().clone();
        change(&mut entries);
        self.checkin_log.save(entries, Occasion::DailyUse, &lock)
    }

    /// Takes the lock only where something is to be written, so that a folder that may only be
    /// read can be looked at.
    fn reload(&mut self) -> Result<(), StoreError> {
        let mut work_is_due = refresh(&mut self.stats, &mut self.news)?;
        work_is_due |= refresh(&mut self.config, &mut self.news)?;
        work_is_due |= refresh(&mut self.checkin_log, &mut self.news)?;
        if work_is_due || self.is_migration_due() {
            let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
            self.bring_up_to_date(&lock)?;
        }
        Ok(())
    }

    fn bring_up_to_date(&mut self, lock: &FolderLock) -> Result<(), StoreError> {
        atomic_file::remove_leftovers(&self.folder, lock);
        refresh_or_set_aside(&mut self.stats, &mut self.news, lock)?;
        refresh_or_set_aside(&mut self.config, &mut self.news, lock)?;
        refresh_or_set_aside(&mut self.checkin_log, &mut self.news, lock)?;
        self.import_profiles(lock)?;
        self.assign_ids(lock)
    }

    fn is_migration_due(&self) -> bool {
        profile_import::is_due(self.config.content()) || site_list::lacks_ids(self.stats.content())
    }

    /// The sites are saved before the mark that they were: cut off in between, the next start
    /// finds them there and skips them.
    fn import_profiles(&mut self, lock: &FolderLock) -> Result<(), StoreError> {
        if !profile_import::is_due(self.config.content()) {
            return Ok(());
        }
        let mut stats = self.stats.content().clone();
        let count = profile_import::import(self.config.content(), &mut stats);
        self.stats.save(stats, Occasion::Migration, lock)?;
        let mut config = self.config.content().clone();
        profile_import::mark_done(&mut config);
        self.config.save(config, Occasion::Migration, lock)?;
        if count > 0 {
            self.news.incidents.push(StoreIncident::ProfilesImported { count });
        }
        Ok(())
    }

    fn assign_ids(&mut self, lock: &FolderLock) -> Result<(), StoreError> {
        let mut stats = self.stats.content().clone();
        let count = site_list::assign_ids(&mut stats);
        if count > 0 {
            self.stats.save(stats, Occasion::Migration, lock)?;
            self.news.incidents.push(StoreIncident::IdsAssigned { count });
        }
        Ok(())
    }
}

/// Reads a file again, and tells whether it is broken.
fn refresh<C: Content>(document: &mut Document<C>, news: &mut News) -> Result<bool, StoreError> {
    let refreshed = document.refresh()?;
    news.note(document.path(), refreshed);
    Ok(refreshed == Refreshed::Broken)
}

/// Reads a file again, and moves it out of the way where it is broken.
fn refresh_or_set_aside<C: Content>(
    document: &mut Document<C>,
    news: &mut News,
    lock: &FolderLock,
) -> Result<(), StoreError> {
    if refresh(document, news)? {
        let moved_to = document.set_aside(lock)?;
        let file = document.path().to_owned();
        news.incidents.push(StoreIncident::SetAside { file, moved_to });
    }
    Ok(())
}
