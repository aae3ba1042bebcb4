use crate::model::site::Site;
use crate::relay::checkin_query::{CheckinQuery, CheckinReport};
use crate::relay::http_client::HttpClient;
use crate::relay::station_memory::StationMemory;
use crate::worker::command::Generation;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::saver::CheckedIn;
use crate::worker::site_job::to_an_end;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// One check-in of one site, with an owned copy of all that it needs.
#[derive(Debug)]
pub(super) struct CheckinJob {
    pub(super) generation: Generation,
    pub(super) site: Site,
    pub(super) http: Arc<HttpClient>,
    pub(super) memory: Arc<StationMemory>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl CheckinJob {
    /// Asks the station. Always comes to an end, also when cancelled or panicking; a check-in that
    /// is cancelled on its way may have reached the station, which then says so the next time.
    pub(super) async fn run(self) -> CheckedIn {
        let Self { generation, site, http, memory, events, cancellation } = self;
        events.send(Event::CheckinStarted { generation, site: site.id.clone() });
        let query = CheckinQuery { http: &http, memory: &memory, site: &site, on_ask: &|_| () };
        let ended = to_an_end(query.run(), &cancellation).await;
        let report = ended.unwrap_or_else(CheckinReport::not_asked);
        CheckedIn { generation, site, report }
    }
}
