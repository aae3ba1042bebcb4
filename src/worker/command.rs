use crate::model::alarm_memory::AlarmMemory;
use crate::model::log_scope::LogScope;
use crate::model::log_selection::LogSelection;
use crate::model::new_site::NewSite;
use crate::model::settings_edit::SettingsEdit;
use crate::model::site::Site;
use crate::model::site_edit::SiteEdit;
use crate::model::window_memory::WindowMemory;
use crate::relay::wanted_logs::WantedLogs;
use crate::worker::event::SiteAnswer;
use crate::worker::trial::TrialQuestion;
use std::sync::Arc;

/// Which run of queries something belongs to. A newer run has a larger number.
pub type Generation = u64;

/// Which edit of a site, or of the settings, something belongs to. No two have the same number.
pub type EditNumber = u64;

/// What the worker can be asked to do.
#[derive(Clone, Debug)]
pub enum Command {
    /// Ask these sites for their balance, each once.
    Query { generation: Generation, sites: Vec<String> },
    /// Make today's check-in of these sites, each once. It changes something at their stations, so
    /// it is sent only when the user asks.
    CheckIn { generation: Generation, sites: Vec<String> },
    /// Ask what the station of a site tells beside the balance; told by
    /// [`Event::DetailsTold`](super::event::Event::DetailsTold), with this number.
    AskDetails { number: u64, site: String },
    /// End every query and question for details that is under way.
    Cancel,
    /// End every check-in that is under way.
    CancelCheckins,
    /// Save a new site; it comes back in [`Event::SiteAdded`](super::event::Event::SiteAdded).
    AddSite(NewSite),
    /// Remove these sites; [`Event::SitesRemoved`](super::event::Event::SitesRemoved) tells of it.
    RemoveSites(Vec<String>),
    /// Put back what was removed last;
    /// [`Event::SitesRestored`](super::event::Event::SitesRestored) tells of it.
    RestoreSites,
    /// Save what was changed of a site; told by
    /// [`Event::SiteEdited`](super::event::Event::SiteEdited), with this number.
    EditSite { number: EditNumber, site: String, edit: Box<SiteEdit> },
    /// Ask which models the key of a site opens; told by
    /// [`Event::ConnectivityChecked`](super::event::Event::ConnectivityChecked), with this number.
    CheckConnectivity { check: u64, site: String },
    /// End the newest check of this site.
    CancelCheck { site: String },
    /// Ask a station with the settings of a form, which are not saved; told by
    /// [`Event::SiteTried`](super::event::Event::SiteTried), with this number. Ends the one before
    /// it.
    TrySite { number: u64, site: Box<Site>, question: TrialQuestion },
    /// End the newest trial.
    CancelTrial,
    /// Save what the station of the site by this name answered; told by
    /// [`Event::RecordingSaved`](super::event::Event::RecordingSaved).
    SaveRecording { site_name: String, answer: Arc<SiteAnswer> },
    /// Ask the stations of these sites for their logs, each once, and keep what comes in the
    /// history. [`Event::LogsFetched`](super::event::Event::LogsFetched) comes once for each.
    FetchLogs { number: u64, sites: Vec<String>, wanted: WantedLogs },
    /// End every question for a log that is under way; what came of it is kept.
    CancelLogs,
    /// Read rows of logs from the history; told by
    /// [`Event::LogsRead`](super::event::Event::LogsRead), with this number. Of the requests that
    /// wait, only the newest is answered.
    ReadLogs { number: u64, scope: LogScope },
    /// Write these rows, in this order, into a new CSV file; told by
    /// [`Event::LogsExported`](super::event::Event::LogsExported).
    ExportLogs(LogSelection),
    /// Save what was changed of the settings; told by
    /// [`Event::SettingsSaved`](super::event::Event::SettingsSaved), with this number.
    SaveSettings { number: EditNumber, edit: Box<SettingsEdit> },
    /// Tell when this time has come, in unix seconds, and no other any more; `None` = never. Told by
    /// [`Event::TimeCame`](super::event::Event::TimeCame).
    WakeAt(Option<i64>),
    /// Save which low balances were told. Nothing tells of it.
    RememberAlarms(Box<AlarmMemory>),
    /// Save what the window remembers. Nothing tells of it.
    RememberWindow(Box<WindowMemory>),
}
