use crate::model::site::Site;
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::models_query::{ModelsReport, query_models};
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::site_job::to_an_end;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// One look at whether a site's key opens models, with an owned copy of all that it needs.
#[derive(Debug)]
pub(super) struct ConnectivityJob {
    pub(super) check: u64,
    pub(super) site: Site,
    pub(super) http: Arc<HttpClient>,
    /// A station is asked by one at a time.
    pub(super) turn: Arc<Mutex<()>>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl ConnectivityJob {
    /// Asks the station. Always comes to an end, also when cancelled or panicking.
    pub(super) async fn run(self) {
        let asked = async {
            let _turn = self.turn.lock().await;
            query_models(&self.http, &self.site).await
        };
        let report = to_an_end(asked, &self.cancellation)
            .await
            .unwrap_or_else(|kind| ModelsReport::failed(RelayError::new(kind)));
        self.events.send(Event::ConnectivityChecked {
            check: self.check,
            site: self.site.id,
            report: Arc::new(report),
        });
    }
}
