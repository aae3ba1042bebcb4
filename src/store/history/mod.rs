//! What is kept of readings, call logs and check-ins: an SQLite file beside the JSON files.

mod call_logs;
mod checkins;
mod file_identity;
mod history_file;
mod log_columns;
mod log_identity;
mod news;
mod readings;
mod retention;
mod schema;
mod spans;
mod trouble;

use crate::model::call_log::CallLog;
use crate::model::checkin_entry::CheckinEntry;
use crate::model::fetched_span::FetchedSpan;
use crate::model::history_summary::HistorySummary;
use crate::model::log_archive::LogArchive;
use crate::model::log_scope::LogScope;
use crate::model::reading::Reading;
use crate::model::site_news::SiteNews;
use crate::store::incident::StoreIncident;
use crate::store::locked;
use history_file::{Connected, HistoryFile};
use news::News;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fmt;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;
use trouble::Trouble;

/// The history of all sites. Opened when it is first used, shared between threads and with other
/// programs; every call may wait for the disk, and some seconds for another program that writes.
///
/// Nothing that happens to it stops the program: a damaged file is set aside and begun anew, a
/// missing one is begun, one of a later version is left alone. Where a call gives `None`, the
/// history could not be used; [`History::take_news`] tells why, once.
///
/// What it holds of a site that was removed stays until it is too old, so that the removal can be
/// undone.
pub struct History {
    file: HistoryFile,
    /// Writes. Whoever only reads has a connection of his own.
    writer: Mutex<Option<Connected>>,
    news: Mutex<News>,
}

impl History {
    /// Touches no file.
    pub(super) fn new(folder: &Path, lock_wait: Duration) -> Self {
        Self {
            file: HistoryFile::new(folder, lock_wait),
            writer: Mutex::default(),
            news: Mutex::default(),
        }
    }

    /// What happened to the file since the last call.
    pub fn take_news(&self) -> Vec<StoreIncident> {
        locked(&self.news).take()
    }

    pub fn record_readings(&self, news: &[SiteNews]) -> Option<()> {
        self.change(|transaction| readings::add(transaction, news))
    }

    /// The readings of one site from this time on, in unix seconds, the oldest first; without
    /// their trails.
    pub fn readings(&self, site: &str, since: i64) -> Option<Vec<Reading>> {
        self.look(|connection| readings::read(connection, site, since))
    }

    /// Entries of the check-in log that are held already are passed over.
    pub fn record_checkins(&self, entries: &[CheckinEntry]) -> Option<()> {
        self.change(|transaction| checkins::add(transaction, entries))
    }

    /// All of them, newest first.
    pub fn checkins(&self) -> Option<Vec<CheckinEntry>> {
        self.look(checkins::read)
    }

    /// Keeps the rows of one answer, newest first, and of which time they are all. Rows that are
    /// held already are passed over; equal rows in one answer are different calls, of which as many
    /// are kept as the fullest answer held. Gives how many were new.
    pub fn keep_logs(
        &self,
        site: &str,
        rows: &[CallLog],
        fetched: Option<&FetchedSpan>,
    ) -> Option<usize> {
        let mut added = 0;
        for part in call_logs::parts(rows) {
            added += self.change(|transaction| call_logs::add(transaction, site, part))?;
        }
        if let Some(span) = fetched {
            self.change(|transaction| spans::add(transaction, span))?;
        }
        Some(added)
    }

    /// Forgets of which times a site's whole log was fetched; its rows stay.
    pub fn forget_fetched(&self, site: &str) -> Option<()> {
        self.change(|transaction| spans::forget(transaction, site))
    }

    /// The rows of a scope, newest first and at most `limit`, of sites that are shown.
    pub fn logs(
        &self,
        scope: &LogScope,
        limit: Option<usize>,
        is_shown: &dyn Fn(&str) -> bool,
    ) -> Option<LogArchive> {
        self.look(|connection| {
            let mut fetched = spans::read(connection, scope.site.as_deref())?;
            fetched.retain(|span| is_shown(&span.site));
            Ok(LogArchive { rows: call_logs::read(connection, scope, limit, is_shown)?, fetched })
        })
    }

    /// How many rows of logs a scope holds.
    pub fn count_logs(&self, scope: &LogScope) -> Option<u64> {
        self.look(|connection| call_logs::count(connection, scope)).map(as_count)
    }

    pub fn summary(&self) -> Option<HistorySummary> {
        let (rows, readings) = self.look(|connection| {
            Ok((call_logs::count(connection, &LogScope::default())?, readings::count(connection)?))
        })?;
        let bytes = self.file.size();
        Some(HistorySummary { bytes, rows: as_count(rows), readings: as_count(readings) })
    }

    /// Removes what is from before `time`; both times in unix seconds. Where the newest of a kind
    /// that is older than a day is over a year older than `now`, the clock is not believed, and all
    /// of that kind stays.
    pub fn remove_before(&self, time: i64, now: i64) -> Option<()> {
        while self.change(|transaction| retention::remove_part_before(transaction, time, now))? {}
        self.healed(|| self.with_writer(|writer| Ok(retention::give_room_back(writer)?)))
    }

    fn change<T>(&self, work: impl Fn(&Transaction<'_>) -> rusqlite::Result<T>) -> Option<T> {
        let changed = self.healed(|| {
            self.with_writer(|connection| {
                let transaction =
                    connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let changed = work(&transaction)?;
                transaction.commit()?;
                Ok(changed)
            })
        });
        if changed.is_some() {
            locked(&self.news).is_over();
        }
        changed
    }

    /// Beside whoever writes.
    fn look<T>(&self, work: impl Fn(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        self.healed(|| {
            self.with_writer(|_| Ok(()))?;
            let mut reader = self.file.open()?;
            // All that is looked at is of one moment.
            let transaction = reader.transaction()?;
            Ok(work(&transaction)?)
        })
    }

    /// Does it once more with a new file where this one is damaged, and notes what went wrong.
    fn healed<T>(&self, work: impl Fn() -> Result<T, Trouble>) -> Option<T> {
        let mut done = work();
        if matches!(done, Err(Trouble::Damaged)) {
            done = self.set_aside().and_then(|()| work());
        }
        done.map_err(|trouble| locked(&self.news).add_trouble(trouble, self.file.path())).ok()
    }

    /// Opens the file where it is not open, or is another than it was.
    fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut writer = locked(&self.writer);
        if writer.as_ref().is_some_and(|connected| !self.file.is_that_of(connected)) {
            *writer = None;
        }
        if writer.is_none() {
            let (connected, gone_since) = self.file.connect()?;
            if let Some(since) = gone_since {
                let file = self.file.path().to_owned();
                locked(&self.news).add(StoreIncident::HistoryVanished { file, since });
            }
            *writer = Some(connected);
        }
        match writer.as_mut() {
            Some(connected) => work(&mut connected.connection),
            None => Err(Trouble::Damaged),
        }
    }

    fn set_aside(&self) -> Result<(), Trouble> {
        let mut writer = locked(&self.writer);
        *writer = None;
        if let Some(moved_to) = self.file.set_aside()? {
            let file = self.file.path().to_owned();
            locked(&self.news).add(StoreIncident::HistorySetAside { file, moved_to });
        }
        Ok(())
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History").field("file", &self.file).finish_non_exhaustive()
    }
}

fn as_count(count: i64) -> u64 {
    count.try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests;
