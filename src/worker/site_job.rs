use crate::model::error_kind::ErrorKind;
use crate::model::reading::{Failure, Reading};
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::site_news::SiteNews;
use crate::model::timestamp;
use crate::relay::balance_query::BalanceQuery;
use crate::relay::http_client::HttpClient;
use crate::relay::station_memory::StationMemory;
use crate::worker::command::Generation;
use crate::worker::event::{Event, SiteAnswer};
use crate::worker::event_sender::EventSender;
use crate::worker::saver::Ended;
use futures_util::FutureExt as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// One query of one site, with an owned copy of all that it needs.
#[derive(Debug)]
pub(super) struct SiteJob {
    pub(super) generation: Generation,
    pub(super) site: Site,
    pub(super) settings: Arc<Settings>,
    pub(super) http: Arc<HttpClient>,
    pub(super) memory: Arc<StationMemory>,
    pub(super) events: EventSender,
    pub(super) cancellation: CancellationToken,
}

impl SiteJob {
    /// Asks the station. Always comes to an end: a cancelled or panicking query is a failed one.
    pub(super) async fn run(self) -> Ended {
        let site = &self.site;
        self.events
            .send(Event::QueryStarted { generation: self.generation, site: site.id.clone() });
        let on_ask = |path: &str| {
            self.events.send(Event::QueryAsking {
                generation: self.generation,
                site: site.id.clone(),
                path: path.to_owned(),
            });
        };
        let query = BalanceQuery {
            http: &self.http,
            memory: &self.memory,
            site,
            settings: &self.settings,
            on_ask: &on_ask,
        };
        match to_an_end(query.run(), &self.cancellation).await {
            Ok(report) => Ended {
                generation: self.generation,
                answer: SiteAnswer {
                    reading: report.reading.clone(),
                    exchanges: report.exchanges.into(),
                    https_address: report.https_address,
                },
                news: SiteNews {
                    site: site.id.clone(),
                    reading: report.reading,
                    key_details: report.key_details,
                },
            },
            Err(kind) => failed(self.generation, site, kind),
        }
    }
}

/// What `work` brings, or that it was cancelled or panicked.
pub(super) async fn to_an_end<T>(
    work: impl Future<Output = T>,
    cancellation: &CancellationToken,
) -> Result<T, ErrorKind> {
    tokio::select! {
        biased;
        () = cancellation.cancelled() => Err(ErrorKind::Cancelled),
        result = AssertUnwindSafe(work).catch_unwind() => result.map_err(|_| ErrorKind::Internal),
    }
}

/// The end of a query that never reached its station.
pub(super) fn failed(generation: Generation, site: &Site, kind: ErrorKind) -> Ended {
    let failure = Failure { kind, message: String::new(), http_status: None };
    let reading = Reading::failed(site.station_kind, failure, timestamp::now());
    Ended {
        generation,
        answer: SiteAnswer {
            reading: reading.clone(),
            exchanges: Arc::default(),
            https_address: None,
        },
        news: SiteNews { site: site.id.clone(), reading, key_details: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_end_like_any_other() {
        let going_on = CancellationToken::new();
        let work = async { panic!("on purpose") };
        assert_eq!(to_an_end::<()>(work, &going_on).await, Err(ErrorKind::Internal));
        assert_eq!(to_an_end(async { 7 }, &going_on).await, Ok(7));
    }

    #[tokio::test]
    async fn cancelling_comes_first() {
        let cancelled = CancellationToken::new();
        cancelled.cancel();
        assert_eq!(to_an_end(async { 7 }, &cancelled).await, Err(ErrorKind::Cancelled));
    }
}
