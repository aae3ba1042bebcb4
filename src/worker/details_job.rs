use crate::model::site::Site;
use crate::relay::details_query::{DetailsQuery, DetailsReport};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::station_memory::StationMemory;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::site_job::to_an_end;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// One question for what a site's station tells beside the balance, with an owned copy of all that
/// it needs.
#[derive(Debug)]
pub(super) struct DetailsJob {
    pub(super) number: u64,
    pub(super) site: Site,
    pub(super) http: Arc<HttpClient>,
    pub(super) memory: Arc<StationMemory>,
    /// A station is asked by one at a time.
    pub(super) turn: Arc<Mutex<()>>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl DetailsJob {
    /// Asks the station. Always comes to an end, also when cancelled or panicking.
    pub(super) async fn run(self) {
        let asked = async {
            let _turn = self.turn.lock().await;
            DetailsQuery { http: &self.http, memory: &self.memory, site: &self.site }.run().await
        };
        let report = to_an_end(asked, &self.cancellation)
            .await
            .unwrap_or_else(|kind| DetailsReport::failed(RelayError::new(kind)));
        self.events.send(Event::DetailsTold {
            number: self.number,
            site: self.site.id,
            report: Arc::new(report),
        });
    }
}
