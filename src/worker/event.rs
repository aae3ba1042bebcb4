use crate::model::alarm_memory::AlarmMemory;
use crate::model::checkin_entry::CheckinEntry;
use crate::model::history_summary::HistorySummary;
use crate::model::log_archive::LogArchive;
use crate::model::reading::Reading;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::relay::checkin_query::CheckinReport;
use crate::relay::details_query::DetailsReport;
use crate::relay::exchange::Exchange;
use crate::relay::logs_query::LogsReport;
use crate::relay::models_query::ModelsReport;
use crate::relay::recording::Recording;
use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use crate::worker::command::{EditNumber, Generation};
use crate::worker::trial::Trial;
use std::path::PathBuf;
use std::sync::Arc;

/// What the worker tells.
#[derive(Clone, Debug)]
pub enum Event {
    /// Which low balances were told in earlier runs. Comes first.
    AlarmsRecalled(Box<AlarmMemory>),
    /// The files as they are now.
    Loaded(Snapshot),
    /// Something about the files that the user should know.
    Incident(StoreIncident),
    /// A save or a reload did not work; nothing was changed.
    StoreFailed(StoreError),
    /// The new site was saved.
    SiteAdded { site: String },
    /// Sites were removed, and can be put back until the next are; their names. Comes only where
    /// there was something to remove.
    SitesRemoved { names: Vec<String> },
    /// What was removed last is back; the ids of what came back.
    SitesRestored { sites: Vec<String> },
    /// This edit is saved, or its site is gone. Comes after [`Event::Loaded`].
    SiteEdited { number: EditNumber },
    /// This edit of the settings is saved. Comes after [`Event::Loaded`].
    SettingsSaved { number: EditNumber },
    /// The time that was asked for last has come, or has passed while the machine slept.
    TimeCame,
    /// A site's turn has come.
    QueryStarted { generation: Generation, site: String },
    /// A site is being asked this path now.
    QueryAsking { generation: Generation, site: String, path: String },
    /// A site's query has ended, well or not. Comes once for every site asked, cancelled or not,
    /// after what it brought is saved; where that failed, [`Event::StoreFailed`] came before.
    QueryEnded { generation: Generation, site: String, answer: Arc<SiteAnswer> },
    /// The check-in log as it is now, newest first. Comes when it may have changed.
    CheckinLog(Arc<[CheckinEntry]>),
    /// A site's turn to be checked in has come.
    CheckinStarted { generation: Generation, site: String },
    /// A site's check-in has ended, well or not. Comes once for every site asked, cancelled or not,
    /// after it is logged; where that failed, [`Event::StoreFailed`] came before.
    CheckinEnded { generation: Generation, site: String, report: Arc<CheckinReport> },
    /// What a station tells beside the balance, or why not. Comes once for each question.
    DetailsTold { number: u64, site: String, report: Arc<DetailsReport> },
    /// A check has ended, well or not. Comes once for each.
    ConnectivityChecked { check: u64, site: String, report: Arc<ModelsReport> },
    /// A trial has ended, well or not. Comes once for each.
    SiteTried { number: u64, site: String, trial: Arc<Trial> },
    /// So many rows of a site's log have come so far.
    LogsComing { number: u64, site: String, rows: usize },
    /// A site's log was asked for, well or not. Comes once for each site, cancelled or not, after
    /// its rows are in the history. The report holds them no more, unless the history cannot be
    /// used; how many of them are new is told.
    LogsFetched { number: u64, site: String, new_rows: usize, report: Arc<LogsReport> },
    /// What the history holds of the logs that were asked for; `None` where it cannot be used.
    LogsRead { number: u64, archive: Option<Arc<LogArchive>> },
    /// How much the history holds. Comes at the start, and when that has changed.
    HistoryTold(HistorySummary),
    /// The rows are in this file.
    LogsExported { file: PathBuf },
    /// A recording is saved, in this folder.
    RecordingSaved { folder: PathBuf },
    /// A job that belongs to no site panicked; what it should have done is not done.
    JobFailed,
}

/// What the files hold.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub sites: Arc<[Site]>,
    pub settings: Arc<Settings>,
}

/// All that one query of one site brought.
#[derive(Clone, Debug)]
pub struct SiteAnswer {
    pub reading: Reading,
    /// In the order of asking.
    pub exchanges: Arc<[Exchange]>,
    /// The station redirects http to https: saving this address spares a round trip and a leak.
    pub https_address: Option<String>,
}

impl SiteAnswer {
    /// All that the station answered, in the order of asking.
    pub fn recordings(&self) -> Vec<&Recording> {
        self.exchanges.iter().filter_map(|exchange| exchange.recording.as_deref()).collect()
    }
}
