//! Balance queries against demo stations, over real HTTP.

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::family_key::FamilyKey;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::{NewApiDisplay, NewApiStation};
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::{Reading, ReadingState};
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::{BalanceAuth, Site};
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::balance_query::{BalanceQuery, BalanceReport};
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::station_memory::StationMemory;
use std::time::Duration;

/// One program's share of what is asked: client, memory and settings.
struct Asker {
    http: HttpClient,
    memory: StationMemory,
    settings: Settings,
}

impl Asker {
    fn new() -> Self {
        let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
        Self { http, memory: StationMemory::default(), settings: Settings::default() }
    }

    async fn report(&self, site: &Site) -> BalanceReport {
        let query = BalanceQuery {
            http: &self.http,
            memory: &self.memory,
            site,
            settings: &self.settings,
            on_ask: &|_| (),
        };
        query.run().await
    }

    async fn read(&self, site: &Site) -> Reading {
        self.report(site).await.reading
    }

    /// Asks and keeps the reading in the site, as the program does.
    async fn refresh(&self, site: &mut Site) -> Reading {
        let report = self.report(site).await;
        site.take_news(&SiteNews {
            site: site.id.clone(),
            reading: report.reading.clone(),
            key_details_asked_at: report.key_details_asked_at,
        });
        report.reading
    }
}

fn site(url: impl Into<String>, key: &str) -> Site {
    Site { id: "1".into(), url: url.into(), api_key: Secret::new(key), ..Site::default() }
}

fn error_of(reading: &Reading) -> Option<ErrorKind> {
    reading.failure.as_ref().map(|failure| failure.kind)
}

const USAGE: &str = "/v1/dashboard/billing/usage";
const SUBSCRIPTION: &str = "/v1/dashboard/billing/subscription";
const TOKEN_USAGE: &str = "/api/usage/token/";

#[tokio::test]
async fn every_demo_site_reads_as_expected() {
    let stations = DemoStations::start().unwrap();
    let asker = Asker::new();
    for demo in stations.sites() {
        let reading = asker.read(&site(demo.base_url.clone(), demo.api_key.reveal())).await;
        let differences = demo.expected.differences(&reading);
        assert!(differences.is_empty(), "{}: {differences:?}\n{reading:#?}", demo.name);
    }
}

#[tokio::test]
async fn a_failed_usage_call_is_never_nought() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    for (fault, expected) in [
        (Fault::Status(502), ErrorKind::GatewayDown),
        (Fault::EmptyBody, ErrorKind::EmptyBody),
        (Fault::MalformedBody, ErrorKind::MalformedBody),
        (Fault::WebPage, ErrorKind::HtmlPage),
        (Fault::RateLimited { retry_after_seconds: Some(60) }, ErrorKind::RateLimited),
        (Fault::Disconnect, ErrorKind::ConnectionLost),
        (Fault::Silence, ErrorKind::Timeout),
    ] {
        station.behave(StationOptions::new().fault(USAGE, fault));
        let reading =
            Asker::new().read(&site(station.base_url(), OneApiStation::LIMITED_KEY)).await;
        assert_eq!((reading.state, error_of(&reading)), (ReadingState::Error, Some(expected)));
        assert_eq!(reading.balance, None);
    }
}

#[tokio::test]
async fn a_key_without_a_limit_needs_no_usage() {
    let station = DemoStation::start(
        OneApiStation::new("a"),
        StationOptions::new().fault(USAGE, Fault::Status(500)),
    )
    .unwrap();
    let reading = Asker::new().read(&site(station.base_url(), OneApiStation::UNLIMITED_KEY)).await;
    assert_eq!(reading.state, ReadingState::Ok);
    assert!(reading.balance.unwrap().unlimited);
}

#[tokio::test]
async fn the_kind_is_asked_once_a_session_and_never_with_the_key() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let asker = Asker::new();
    let site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    for _ in 0..3 {
        assert_eq!(asker.read(&site).await.state, ReadingState::Ok);
    }
    let status = station.asked("/api/status");
    assert_eq!((status.with_key, status.without_key), (0, 1));
    assert_eq!(station.asked(SUBSCRIPTION).with_key, 3);
    assert!(station.most_at_once() <= 2, "at most two requests of a site at once");
}

#[tokio::test]
async fn details_of_a_key_are_asked_once_and_carried_over() {
    let station = DemoStation::start(NewApiStation::new("a"), StationOptions::new()).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), NewApiStation::LIMITED_KEY);
    for _ in 0..24 {
        let reading = asker.refresh(&mut site).await;
        assert!(reading.balance.unwrap().name_of_key.is_some());
    }
    assert_eq!(station.asked(TOKEN_USAGE).total(), 1);
}

#[tokio::test]
async fn refused_details_are_not_asked_again_the_same_day() {
    let options = StationOptions::new().fault(TOKEN_USAGE, Fault::Status(404));
    let station = DemoStation::start(NewApiStation::new("a"), options).unwrap();
    let mut site = site(station.base_url(), NewApiStation::LIMITED_KEY);
    for _ in 0..3 {
        // A new asker each time, as the command line is one.
        assert_eq!(Asker::new().refresh(&mut site).await.state, ReadingState::Ok);
    }
    assert_eq!(station.asked(TOKEN_USAGE).total(), 1);
}

#[tokio::test]
async fn a_used_up_key_stays_used_up_when_the_budget_is_spent() {
    let station = DemoStation::start(NewApiStation::new("a"), StationOptions::new()).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), NewApiStation::USED_UP_KEY);
    for round in 0..12 {
        let reading = asker.refresh(&mut site).await;
        assert_eq!(reading.state, ReadingState::Exhausted, "round {round}");
        assert_eq!(reading.balance.unwrap().remaining, Some("-1.49".parse().unwrap()));
    }
    assert_eq!(station.asked(TOKEN_USAGE).total(), 10);
}

#[tokio::test]
async fn half_a_pair_is_completed_by_the_key_s_details() {
    let options = StationOptions::new().fault(USAGE, Fault::Status(404));
    let station = DemoStation::start(NewApiStation::new("a"), options).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), NewApiStation::LIMITED_KEY)).await;
    assert_eq!(reading.balance.unwrap().remaining, Some("12.411".parse().unwrap()));
}

#[tokio::test]
async fn points_of_every_size_become_money() {
    let station = NewApiStation::empty("a", NewApiDisplay::Usd)
        .key("sk-points-test-000000", FamilyKey::limited("k", 1, 3));
    let station = DemoStation::start(station, StationOptions::new()).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), "sk-points-test-000000")).await;
    let balance = reading.balance.unwrap();
    assert_eq!(balance.remaining, Some("0.000002".parse().unwrap()));
    assert_eq!(balance.used, Some("0.000006".parse().unwrap()));
}

#[tokio::test]
async fn trouble_in_front_of_a_station_hides_the_key_from_it() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    for (fault, expected) in [
        (Fault::Status(503), ErrorKind::GatewayDown),
        (Fault::RateLimited { retry_after_seconds: Some(9) }, ErrorKind::RateLimited),
        (Fault::Challenge, ErrorKind::WafChallenge),
        (Fault::Silence, ErrorKind::Timeout),
    ] {
        station.behave(StationOptions::new().fault("/api/status", fault));
        let mut site = site(station.base_url(), OneApiStation::LIMITED_KEY);
        site.station_kind = Some(StationKind::OneApi);
        let reading = Asker::new().read(&site).await;
        assert_eq!(error_of(&reading), Some(expected));
        assert_eq!(reading.kind, Some(StationKind::OneApi), "what was known stays known");
    }
    assert_eq!(station.visits().iter().filter(|visit| visit.with_key).count(), 0);
}

#[tokio::test]
async fn a_key_goes_into_the_address_only_where_the_user_said_so() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    Asker::new().read(&site).await;
    assert!(station.visits().iter().all(|visit| !visit.key_in_query));
    site.balance_auth = BalanceAuth::UrlKey;
    let report = Asker::new().report(&site).await;
    let in_query = station.visits().iter().filter(|visit| visit.key_in_query).count();
    assert_eq!(in_query, 2);
    let shown = format!("{report:?}");
    assert!(!shown.contains(OneApiStation::LIMITED_KEY), "{shown}");
}

#[tokio::test]
async fn own_endpoints_are_asked_in_place_of_the_kind_s() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    site.endpoints.balance_subscription = Some("/dashboard/billing/subscription".into());
    site.endpoints.balance_usage = Some("/dashboard/billing/usage".into());
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok);
    assert_eq!(station.asked(SUBSCRIPTION).total(), 0);
    assert_eq!(station.asked("/dashboard/billing/usage").with_key, 1);
}

#[tokio::test]
async fn sites_that_cannot_be_asked_are_skipped() {
    let asker = Asker::new();
    let mut disabled = site("https://relay.example", "sk-test-key");
    disabled.disabled = true;
    for (site, expected) in [
        (disabled, ErrorKind::DisabledSite),
        (site("https://relay.example", "  "), ErrorKind::IncompleteSite),
        (site("", "sk-test-key"), ErrorKind::IncompleteSite),
        (site("https://relay.example", "密钥"), ErrorKind::IncompleteSite),
    ] {
        let reading = asker.read(&site).await;
        assert_eq!((reading.state, error_of(&reading)), (ReadingState::Skipped, Some(expected)));
        assert_eq!(reading.key_valid, KeyValidity::Unknown);
        assert!(reading.tried.is_empty());
    }
}

#[tokio::test]
async fn a_station_that_became_another_is_recognised_anew() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    site.station_kind = Some(StationKind::Sub2api);
    let reading = Asker::new().read(&site).await;
    assert_eq!((reading.state, reading.kind), (ReadingState::Ok, Some(StationKind::OneApi)));
}
