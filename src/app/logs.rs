use crate::app::log_column::LogColumn;
use crate::app::log_fetch::LogFetch;
use crate::app::log_filter::LogFilter;
use crate::app::log_index::LogIndex;
use crate::app::log_rows::LogRows;
use crate::app::log_sort::LogSort;
use crate::model::log_archive::LogArchive;
use crate::model::log_scope::LogScope;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The logs that are looked at.
#[derive(Clone, Debug, Default)]
pub struct Logs {
    /// Those of all sites, not only of the chosen one.
    pub all_sites: bool,
    pub filter: LogFilter,
    pub sort: LogSort,
    /// Columns that are left out.
    pub hidden: BTreeSet<LogColumn>,
    /// What the history holds of the scope, `None` until it was read.
    pub index: Option<LogIndex>,
    /// The history could not be used when it was read last.
    pub unreadable: bool,
    /// What is shown of it.
    pub rows: LogRows,
    /// Another number each time that `rows` changed.
    pub revision: u64,
    /// Questions to stations in this session, by site id.
    pub fetches: BTreeMap<String, LogFetch>,
    /// The user has asked to end them.
    pub cancelling: bool,
    /// What was read last, or is being read.
    pub(super) scope: Option<LogScope>,
    pub(super) read: LogRead,
}

/// How reading from the history goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LogRead {
    /// That of the newest reading, never used twice.
    pub(super) number: u64,
    pub(super) under_way: bool,
    /// There is more to read than when the reading began.
    pub(super) is_old: bool,
}

impl Logs {
    /// All that the history holds of the scope, `None` until it was read.
    pub fn archive(&self) -> Option<&Arc<LogArchive>> {
        self.index.as_ref().map(|index| &index.archive)
    }

    pub fn is_fetching(&self) -> bool {
        self.fetches.values().any(|fetch| fetch.under_way)
    }

    /// Whether rows of this site are looked at.
    pub fn is_in_scope(&self, site: &str) -> bool {
        let scope = self.scope.as_ref();
        scope.is_some_and(|scope| scope.site.as_deref().is_none_or(|chosen| chosen == site))
    }

    /// The columns to show, in the order on screen.
    pub fn columns(&self) -> impl Iterator<Item = LogColumn> {
        LogColumn::ALL.into_iter().filter(|column| {
            !self.hidden.contains(column) && (*column != LogColumn::Site || self.all_sites)
        })
    }

    /// Filters and sorts anew. `now` is in unix seconds.
    pub(super) fn arrange(&mut self, now: i64) {
        self.revision += 1;
        self.rows = self.index.as_ref().map_or_else(LogRows::default, |index| {
            LogRows::of(index, &self.filter, self.sort, now)
        });
    }

    pub(super) fn sort_by(&mut self, column: LogColumn) {
        self.revision += 1;
        self.sort = self.sort.toggled(column);
        if let Some(index) = &self.index {
            self.rows.sort(index, self.sort);
        }
    }
}
