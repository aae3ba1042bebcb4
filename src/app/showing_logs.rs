//! The logs of stations: read from the history when they are looked at, fetched when the user asks.

use crate::app::App;
use crate::app::balance_part::BalancePart;
use crate::app::day_range::DayRange;
use crate::app::log_action::LogAction;
use crate::app::log_column::LogColumn;
use crate::app::log_fetch::EndedFetch;
use crate::app::log_filter::LogFilter;
use crate::app::log_index::LogIndex;
use crate::app::log_range::LogRange;
use crate::app::state::State;
use crate::app::tab::Tab;
use crate::model::history_summary::HistorySummary;
use crate::model::log_archive::LogArchive;
use crate::model::log_scope::LogScope;
use crate::model::log_selection::LogSelection;
use crate::relay::logs_query::LogsReport;
use crate::relay::wanted_logs::WantedLogs;
use crate::worker::command::Command;
use std::sync::Arc;

impl App {
    pub(super) fn apply_to_logs(&mut self, action: LogAction) {
        match action {
            LogAction::ShowAllSites(all) => {
                self.state.logs.all_sites = all;
                self.state.logs.filter.site = None;
            }
            LogAction::Filter(filter) => {
                self.state.logs.filter = filter;
                self.arrange_logs();
            }
            LogAction::Sort(column) => self.state.logs.sort_by(column),
            LogAction::ToggleColumn(column) => self.toggle_column(column),
            LogAction::FetchNewest => self.fetch_newest(),
            LogAction::FetchOlder => self.fetch_older(),
            LogAction::FetchDays(days) => self.fetch_days(days),
            LogAction::CancelFetch => self.cancel_fetch(),
            LogAction::Export => self.export_logs(),
        }
    }

    /// Reads the logs of what is looked at, once it is another than before.
    pub(super) fn follow_logs(&mut self) {
        let is_seen = self.state.tab == Tab::Balance && self.state.balance_part.shows_logs();
        if !is_seen || self.state.selected_site().is_none() {
            return;
        }
        let site = self.state.selected.clone().filter(|_| !self.state.logs.all_sites);
        let scope = LogScope { site, since: None };
        let logs = &mut self.state.logs;
        if logs.scope.as_ref() == Some(&scope) {
            return;
        }
        logs.scope = Some(scope);
        logs.index = None;
        // Another site has other keys.
        logs.filter.key = None;
        self.arrange_logs();
        self.read_logs();
    }

    fn arrange_logs(&mut self) {
        let now = (self.clock)();
        self.state.logs.arrange(now);
    }

    fn read_logs(&mut self) {
        let logs = &mut self.state.logs;
        let Some(scope) = logs.scope.clone() else { return };
        logs.read.number += 1;
        logs.read.under_way = true;
        logs.read.is_old = false;
        self.worker.send(Command::ReadLogs { number: logs.read.number, scope });
    }

    /// Sites have come or gone: where the logs of all are looked at, they are read once more, and
    /// none that is gone is filtered by.
    pub(super) fn follow_sites_of_logs(&mut self) {
        if self.state.logs.filter.site.as_deref().is_some_and(|id| self.state.site(id).is_none()) {
            self.state.logs.filter.site = None;
            self.arrange_logs();
        }
        if self.state.logs.scope.as_ref().is_some_and(|scope| scope.site.is_none()) {
            self.read_logs();
        }
    }

    /// What was asked for before something else was looked at is dropped.
    pub(super) fn logs_read(&mut self, number: u64, archive: Option<Arc<LogArchive>>) {
        let logs = &mut self.state.logs;
        if number != logs.read.number {
            return;
        }
        logs.read.under_way = false;
        logs.unreadable = archive.is_none();
        logs.index = Some(LogIndex::new(archive.unwrap_or_default()));
        let is_old = logs.read.is_old;
        self.arrange_logs();
        if is_old {
            self.read_logs();
        }
    }

    /// Where the history could not be used before, it can be now.
    pub(super) fn history_told(&mut self, summary: HistorySummary) {
        self.state.history = Some(summary);
        if self.state.logs.unreadable && !self.state.logs.read.under_way {
            self.read_logs();
        }
    }

    fn toggle_column(&mut self, column: LogColumn) {
        let hidden = &mut self.state.logs.hidden;
        if !hidden.remove(&column) && column.is_optional() {
            hidden.insert(column);
        }
    }

    fn fetch_newest(&mut self) {
        let wanted = WantedLogs { limit: Some(self.page_size()), ..WantedLogs::default() };
        self.fetches_so_far += 1;
        self.fetch_logs(self.state.log_sites(), wanted);
    }

    /// Each site is asked for what comes before its own oldest row.
    fn fetch_older(&mut self) {
        let limit = Some(self.page_size());
        self.fetches_so_far += 1;
        for site in self.state.log_sites() {
            let until = self.state.logs.archive().and_then(|archive| archive.older_than(&site));
            self.fetch_logs(vec![site], WantedLogs { limit, until, ..WantedLogs::default() });
        }
    }

    /// What comes of it is shown: a filter that hid it would look as if nothing had come.
    fn fetch_days(&mut self, days: DayRange) {
        let (since, until) = days.seconds().into_inner();
        let wanted = WantedLogs { since: Some(since), until: Some(until), limit: None };
        self.fetches_so_far += 1;
        self.fetch_logs(self.state.log_sites(), wanted);
        let filter = &self.state.logs.filter;
        if filter.range != LogRange::All {
            let filter = LogFilter { range: LogRange::Days(days), ..filter.clone() };
            self.apply_to_logs(LogAction::Filter(filter));
        }
    }

    fn page_size(&self) -> usize {
        self.state.snapshot.as_ref().map_or(50, |snapshot| snapshot.settings.logs_page_size)
    }

    /// Asks the sites that are not being asked already, with the newest number.
    fn fetch_logs(&mut self, mut sites: Vec<String>, wanted: WantedLogs) {
        let logs = &mut self.state.logs;
        sites.retain(|site| logs.fetches.get(site).is_none_or(|fetch| !fetch.under_way));
        if sites.is_empty() {
            return;
        }
        for site in &sites {
            let fetch = logs.fetches.entry(site.clone()).or_default();
            fetch.number = self.fetches_so_far;
            fetch.under_way = true;
            fetch.rows = 0;
        }
        self.worker.send(Command::FetchLogs { number: self.fetches_so_far, sites, wanted });
    }

    fn cancel_fetch(&mut self) {
        if self.state.logs.is_fetching() && !self.state.logs.cancelling {
            self.state.logs.cancelling = true;
            self.worker.send(Command::CancelLogs);
        }
    }

    pub(super) fn logs_coming(&mut self, number: u64, site: &str, rows: usize) {
        let fetch = self.state.logs.fetches.get_mut(site);
        if let Some(fetch) = fetch.filter(|fetch| fetch.number == number && fetch.under_way) {
            fetch.rows = rows;
        }
    }

    pub(super) fn logs_fetched(
        &mut self,
        number: u64,
        site: &str,
        new_rows: usize,
        report: Arc<LogsReport>,
    ) {
        let logs = &mut self.state.logs;
        let fetch = logs.fetches.get_mut(site).filter(|fetch| fetch.number == number);
        if let Some(fetch) = fetch {
            fetch.under_way = false;
            fetch.ended = Some(EndedFetch { new_rows, report });
        }
        if !logs.is_fetching() {
            logs.cancelling = false;
        }
        if !logs.is_in_scope(site) {
            return;
        }
        if logs.read.under_way {
            logs.read.is_old = true;
        } else {
            self.read_logs();
        }
    }

    fn export_logs(&self) {
        let logs = &self.state.logs;
        let Some(index) = &logs.index else { return };
        let places = logs.rows.places.clone();
        if !places.is_empty() {
            let archive = Arc::clone(&index.archive);
            self.worker.send(Command::ExportLogs(LogSelection { archive, places }));
        }
    }
}

impl BalancePart {
    /// Whether it is made of logs.
    const fn shows_logs(self) -> bool {
        match self {
            Self::Logs | Self::Usage => true,
            Self::Details => false,
        }
    }
}

impl State {
    /// The sites whose stations are asked for logs: the chosen one, or all that take part.
    pub fn log_sites(&self) -> Vec<String> {
        let is_meant = |id: &str| self.logs.all_sites || self.selected.as_deref() == Some(id);
        let sites = self.sites().iter();
        let asked = sites.filter(|site| is_meant(&site.id) && !site.disabled);
        asked.map(|site| site.id.clone()).collect()
    }
}

#[cfg(test)]
mod tests;
