use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::log_watch::LogWatch;
use crate::relay::logs_query::{LogsQuery, LogsReport};
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::saver::FetchedLogs;
use crate::worker::site_job::to_an_end;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// One question for the log of one site, with an owned copy of all that it needs.
#[derive(Debug)]
pub(super) struct LogsJob {
    pub(super) number: u64,
    pub(super) site: Site,
    pub(super) wanted: WantedLogs,
    pub(super) settings: Arc<Settings>,
    pub(super) http: Arc<HttpClient>,
    pub(super) memory: Arc<StationMemory>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl LogsJob {
    /// Asks the station. Always comes to an end, also when cancelled or panicking; what came before
    /// it was cancelled is the answer.
    pub(super) async fn run(self) -> FetchedLogs {
        let watch = self.watch();
        watch.tell(0);
        let query = LogsQuery {
            http: &self.http,
            memory: &self.memory,
            site: &self.site,
            settings: &self.settings,
            wanted: self.wanted,
            watch,
        };
        // It ends by itself when it is cancelled, and then has what came.
        let report = to_an_end(query.run(), &CancellationToken::new()).await;
        let report = report.unwrap_or_else(|kind| LogsReport::failed(RelayError::new(kind)));
        FetchedLogs { number: self.number, site: self.site.id, report }
    }

    fn watch(&self) -> LogWatch {
        let (events, number, site) = (self.events.clone(), self.number, self.site.id.clone());
        LogWatch {
            on_rows: Some(Box::new(move |rows| {
                events.send(Event::LogsComing { number, site: site.clone(), rows });
            })),
            cancellation: self.cancellation.clone(),
        }
    }
}
