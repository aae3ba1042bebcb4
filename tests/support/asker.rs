use konata_api::model::error_kind::ErrorKind;
use konata_api::model::reading::Reading;
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::relay::balance_query::{BalanceQuery, BalanceReport};
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::log_watch::LogWatch;
use konata_api::relay::logs_query::{LogsQuery, LogsReport};
use konata_api::relay::station_memory::StationMemory;
use konata_api::relay::wanted_logs::WantedLogs;
use std::time::Duration;

/// One program's share of what is asked: client and memory.
pub struct Asker {
    pub http: HttpClient,
    pub memory: StationMemory,
}

impl Asker {
    pub fn new() -> Self {
        let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
        Self { http, memory: StationMemory::default() }
    }

    pub async fn report(&self, site: &Site) -> BalanceReport {
        let query = BalanceQuery {
            http: &self.http,
            memory: &self.memory,
            site,
            settings: &Settings::default(),
            on_ask: &|_| (),
        };
        query.run().await
    }

    pub async fn logs(&self, site: &Site) -> LogsReport {
        let query = LogsQuery {
            http: &self.http,
            memory: &self.memory,
            site,
            settings: &Settings::default(),
            wanted: WantedLogs::default(),
            watch: LogWatch::default(),
        };
        query.run().await
    }

    pub async fn read(&self, site: &Site) -> Reading {
        self.report(site).await.reading
    }
}

pub fn site(url: impl Into<String>, key: &str) -> Site {
    Site { id: "1".into(), url: url.into(), api_key: Secret::new(key), ..Site::default() }
}

pub fn error_of(reading: &Reading) -> Option<ErrorKind> {
    reading.failure.as_ref().map(|failure| failure.kind)
}
