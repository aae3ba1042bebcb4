use crate::model::reading::{Failure, Reading};
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::relay::balance_query::BalanceQuery;
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::log_watch::LogWatch;
use crate::relay::logs_query::{LogsQuery, LogsReport};
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::site_job::to_an_end;
use crate::worker::trial::{Trial, TrialOutcome, TrialQuestion};
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// So many rows show whether a log is told.
const ROWS: usize = 10;

/// One question with the settings of a form, with an owned copy of all that it needs.
#[derive(Debug)]
pub(super) struct TrialJob {
    pub(super) number: u64,
    /// As it stands in the form.
    pub(super) site: Site,
    pub(super) question: TrialQuestion,
    pub(super) settings: Arc<Settings>,
    pub(super) http: Arc<HttpClient>,
    pub(super) memory: Arc<StationMemory>,
    /// A station is asked by one at a time.
    pub(super) turn: Arc<Mutex<()>>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl TrialJob {
    /// Asks the station. Always comes to an end, also when cancelled or panicking.
    pub(super) async fn run(self) {
        let asked = async {
            let _turn = self.turn.lock().await;
            match self.question {
                TrialQuestion::Balance => self.balance().await,
                TrialQuestion::Logs => self.logs().await,
            }
        };
        let trial = to_an_end(asked, &self.cancellation).await.unwrap_or_else(|kind| {
            let outcome = match self.question {
                TrialQuestion::Balance => {
                    let failure = Failure { kind, message: String::new(), http_status: None };
                    let reading = Reading::failed(None, failure, timestamp::now());
                    TrialOutcome::Balance(Box::new(reading))
                }
                TrialQuestion::Logs => {
                    TrialOutcome::Logs(Box::new(LogsReport::failed(RelayError::new(kind))))
                }
            };
            Trial { outcome, exchanges: Arc::default() }
        });
        let site = self.site.id;
        self.events.send(Event::SiteTried { number: self.number, site, trial: Arc::new(trial) });
    }

    async fn balance(&self) -> Trial {
        let query = BalanceQuery {
            http: &self.http,
            memory: &self.memory,
            site: &self.site,
            settings: &self.settings,
            on_ask: &|_| (),
        };
        let report = query.run().await;
        let outcome = TrialOutcome::Balance(Box::new(report.reading));
        Trial { outcome, exchanges: report.exchanges.into() }
    }

    async fn logs(&self) -> Trial {
        let query = LogsQuery {
            http: &self.http,
            memory: &self.memory,
            site: &self.site,
            settings: &self.settings,
            wanted: WantedLogs { limit: Some(ROWS), ..WantedLogs::default() },
            watch: LogWatch::default(),
        };
        let mut report = query.run().await;
        let exchanges = std::mem::take(&mut report.exchanges).into();
        Trial { outcome: TrialOutcome::Logs(Box::new(report)), exchanges }
    }
}
