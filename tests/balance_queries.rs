//! Balance queries against demo stations, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

use axum::Router;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::family_key::FamilyKey;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::{NewApiDisplay, NewApiStation};
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::sub2api_station::Sub2apiStation;
use konata_api::model::balance::Scope;
use konata_api::model::base_url::BaseUrl;
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
use konata_api::relay::identify::identify;
use konata_api::relay::models_query::query_models;
use konata_api::relay::station_memory::StationMemory;
use konata_api::store::Store;
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
            key_details: report.key_details,
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
/// Takes the key in its body.
const USER_STATS: &str = "/apiStats/api/user-stats";
const TOKEN_USAGE: &str = "/api/usage/token/";

#[tokio::test]
async fn every_demo_site_reads_as_expected() {
    let stations = DemoStations::start().unwrap();
    let asker = Asker::new();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stats.json"), stations.stats_json().to_string()).unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for (demo, site) in stations.sites().iter().zip(store.sites()) {
        let reading = asker.read(&site).await;
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
async fn a_used_up_key_is_asked_about_once_a_day() {
    let station = DemoStation::start(NewApiStation::new("a"), StationOptions::new()).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), NewApiStation::USED_UP_KEY);
    for round in 0..12 {
        let reading = asker.refresh(&mut site).await;
        assert_eq!(reading.state, ReadingState::Exhausted, "round {round}");
        assert_eq!(reading.balance.unwrap().remaining, Some("-1.49".parse().unwrap()));
    }
    assert_eq!(station.asked(TOKEN_USAGE).total(), 1);
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

/// What every path answers that has no answer of its own.
fn everything(status: u16, content_type: &'static str, body: &'static str) -> Router {
    Router::new().fallback(move || async move {
        (StatusCode::from_u16(status).unwrap(), [("content-type", content_type)], body)
    })
}

fn with_keys(station: &DemoStation) -> Vec<String> {
    let visits = station.visits();
    visits.iter().filter(|visit| visit.with_key).map(|visit| visit.path.clone()).collect()
}

const JSON_404: &str = r#"{"detail":"Not Found"}"#;
const HTML: &str = "<!doctype html><html><body>Not here</body></html>";

#[tokio::test]
async fn no_key_is_shown_to_pages_redirects_and_silence() {
    let moved = Redirect::temporary("http://other.example/api/status");
    let redirecting = everything(404, "text/plain", "404 page not found")
        .route("/api/status", get(move || async move { moved }));
    let page_first = everything(404, "application/json", JSON_404)
        .route("/api/status", get(|| async { ([("content-type", "text/html")], HTML) }));
    for (router, state, kind) in [
        (everything(404, "text/html", HTML), ReadingState::NotAnApi, ErrorKind::EndpointMissing),
        (everything(200, "text/html", HTML), ReadingState::NotAnApi, ErrorKind::HtmlPage),
        (everything(200, "text/plain", ""), ReadingState::Error, ErrorKind::EmptyBody),
        (redirecting, ReadingState::Error, ErrorKind::RedirectOtherHost),
        (page_first, ReadingState::Error, ErrorKind::HtmlPage),
    ] {
        let station = DemoStation::serve(router, StationOptions::new()).unwrap();
        let reading = Asker::new().read(&site(station.base_url(), "sk-test-key-0000")).await;
        assert_eq!((reading.state, error_of(&reading)), (state, Some(kind)));
        assert_eq!(with_keys(&station), Vec::<String>::new());
        let models =
            query_models(&Asker::new().http, &site(station.base_url(), "sk-test-key")).await;
        assert!(models.models.is_err());
        assert_eq!(with_keys(&station), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_fixed_kind_shows_no_key_to_web_pages() {
    let station =
        DemoStation::serve(everything(200, "text/html", HTML), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), "sk-test-key-0000");
    site.station_kind = Some(StationKind::NewApi);
    site.station_kind_fixed = true;
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::NotAnApi);
    assert_eq!(with_keys(&station), Vec::<String>::new());
}

#[tokio::test]
async fn a_kind_that_was_fixed_for_one_site_is_not_another_s() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let asker = Asker::new();
    let plain = site(station.base_url(), OneApiStation::LIMITED_KEY);
    let fixed = Site {
        station_kind: Some(StationKind::Veloera),
        station_kind_fixed: true,
        ..plain.clone()
    };
    assert_eq!(asker.read(&fixed).await.kind, Some(StationKind::Veloera));
    let reading = asker.read(&plain).await;
    assert_eq!(reading.kind, Some(StationKind::OneApi));
    assert!(!reading.balance.unwrap().unit_assumed);
}

#[tokio::test]
async fn a_check_of_the_connection_tells_the_kind_that_the_user_chose() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    let http = Asker::new().http;
    assert_eq!(query_models(&http, &site).await.kind, Some(StationKind::OneApi));
    site.station_kind = Some(StationKind::Veloera);
    site.station_kind_fixed = true;
    assert_eq!(query_models(&http, &site).await.kind, Some(StationKind::Veloera));
}

#[tokio::test]
async fn a_kind_of_an_older_address_gets_no_key() {
    let station =
        DemoStation::serve(everything(200, "text/html", HTML), StationOptions::new()).unwrap();
    let mut site = site(station.base_url(), "sk-test-key-0000");
    site.station_kind = Some(StationKind::Sub2api);
    Asker::new().read(&site).await;
    assert_eq!(with_keys(&station), Vec::<String>::new());
}

#[tokio::test]
async fn the_last_resort_never_puts_the_key_into_an_address() {
    let station =
        DemoStation::serve(everything(404, "application/json", JSON_404), StationOptions::new())
            .unwrap();
    let mut site = site(station.base_url(), "sk-test-key-0000");
    site.balance_auth = BalanceAuth::UrlKey;
    let reading = Asker::new().read(&site).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::Unrecognised));
    // The billing pair is asked at once, in either order.
    let mut asked = with_keys(&station);
    asked[..2].sort();
    let expected =
        [SUBSCRIPTION, USAGE, "/v1/usage", USER_STATS, "/key/info", "/user/balance", TOKEN_USAGE];
    assert_eq!(asked, expected.map(str::to_owned));
    assert!(station.visits().iter().all(|visit| !visit.key_in_query));
}

#[tokio::test]
async fn the_last_resort_is_tried_once_but_not_lost_by_an_outage() {
    let router = everything(404, "application/json", JSON_404).route(
        "/v1/usage",
        get(|| async { r#"{"isValid":true,"planName":"P","remaining":3,"unit":"USD"}"# }),
    );
    let options = StationOptions::new().fault("/v1/usage", Fault::Status(503));
    let station = DemoStation::serve(router, options).unwrap();
    let asker = Asker::new();
    let site = site(station.base_url(), "sk-test-key-0000");
    assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::GatewayDown));
    station.behave(StationOptions::new());
    assert_eq!(asker.read(&site).await.state, ReadingState::Ok);

    let nobody =
        DemoStation::serve(everything(401, "application/json", JSON_404), StationOptions::new())
            .unwrap();
    let site = Site { url: nobody.base_url(), ..site };
    let first = asker.read(&site).await;
    let shown = with_keys(&nobody).len();
    let second = asker.read(&site).await;
    assert_eq!(error_of(&first), Some(ErrorKind::InvalidKey));
    assert_eq!(error_of(&second), error_of(&first));
    assert_eq!(with_keys(&nobody).len(), shown, "once is enough");
}

#[tokio::test]
async fn the_family_s_404_without_its_sign_names_nobody() {
    const OTHER_404: &str = r#"{"error":{"message":"Invalid URL (GET /api/status)","type":"x"}}"#;
    let router = everything(404, "application/json", OTHER_404);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    assert_eq!(identify(&Asker::new().http, &base, None).await.station, None);
}

#[tokio::test]
async fn a_relaying_node_in_trouble_is_not_taken_for_another_kind() {
    const DENIED: &str = r#"{"error":{"code":"","message":"Invalid URL (GET /api/status)","type":"invalid_request_error"}}"#;
    let signed = |status: u16, body: &'static str| {
        get(move || async move {
            (StatusCode::from_u16(status).unwrap(), [("x-oneapi-request-id", "1")], body)
        })
    };
    let node = || {
        everything(404, "application/json", DENIED)
            .route("/api/status", signed(404, DENIED))
            .route("/health", signed(200, r#"{"status":"ok"}"#))
            .route("/v1/models", signed(200, r#"{"object":"list","data":[]}"#))
    };
    let limited = Fault::RateLimited { retry_after_seconds: None };
    let options = StationOptions::new().fault("/health", limited);
    let station = DemoStation::serve(node(), options).unwrap();
    let asker = Asker::new();
    let site = site(station.base_url(), "sk-test-key-0000");
    assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::RateLimited));
    assert_eq!(with_keys(&station), Vec::<String>::new());
    station.behave(StationOptions::new());
    let reading = asker.read(&site).await;
    assert_eq!(
        (reading.state, reading.kind),
        (ReadingState::NoBalance, Some(StationKind::DoneHub))
    );
    assert_eq!(with_keys(&station), ["/v1/models"]);

    let hub = everything(404, "application/json", DENIED).route("/api/status", signed(404, DENIED));
    let hub = DemoStation::serve(hub, StationOptions::new()).unwrap();
    let base = BaseUrl::parse(&hub.base_url()).unwrap();
    let possible = identify(&asker.http, &base, None).await.kinds_possible();
    assert_eq!(possible, [StationKind::OneHub, StationKind::DoneHub]);
}

#[tokio::test]
async fn a_key_that_comes_back_is_nowhere_to_be_seen() {
    let key = "nosuchprefixkey0123456789";
    let echo = format!(
        r#"{{"isValid":true,"planName":"{key}","status":"{key}","remaining":3,"unit":"USD","x":"{}"}}"#,
        "y".repeat(256 * 1024 - 110)
    );
    let router = everything(404, "application/json", JSON_404)
        .route("/v1/usage", get(move || async move { format!("{echo}{key}") }));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let report = Asker::new().report(&site(station.base_url(), key)).await;
    assert!(!format!("{report:?}").contains(&key[..12]), "no part of it either");

    let good = r#"{"isValid":true,"planName":"nosuchprefixkey0123456789","remaining":3}"#;
    let router = everything(404, "application/json", JSON_404)
        .route("/v1/usage", get(move || async move { good }));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), key)).await;
    assert_eq!(reading.balance.unwrap().plan.as_deref(), Some("…6789"));
}

#[tokio::test]
async fn an_unlimited_key_behind_account_numbers_stays_unlimited() {
    let usage = r#"{"code":true,"data":{"object":"token_usage","name":"","total_granted":0,
        "total_used":500000,"total_available":-500000,"unlimited_quota":true,"expires_at":1999999999}}"#;
    let status = r#"{"success":true,"data":{"setup":true,"price":7,"quota_per_unit":500000,
        "quota_display_type":"CNY"}}"#;
    let router = everything(404, "application/json", JSON_404)
        .route("/api/status", get(move || async move { status }))
        .route(SUBSCRIPTION, get(|| async { r#"{"hard_limit_usd":20,"access_until":0}"# }))
        .route(USAGE, get(|| async { r#"{"total_usage":100}"# }))
        .route(TOKEN_USAGE, get(move || async move { usage }));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), "sk-test-key-0000");
    let first = asker.refresh(&mut site).await.balance.unwrap();
    assert!(first.unlimited && first.expires_at == Some(1_999_999_999));
    assert_eq!(first.used, None, "the account's use is not the key's");
    for _ in 0..2 {
        assert_eq!(asker.refresh(&mut site).await.balance.as_ref(), Some(&first));
    }
    assert_eq!(station.asked(TOKEN_USAGE).total(), 1);
    site.api_key = Secret::new("sk-other-key-1111");
    asker.refresh(&mut site).await;
    assert_eq!(station.asked(TOKEN_USAGE).total(), 2, "of another key nothing is known");
}

#[tokio::test]
async fn an_expired_key_with_money_is_expired() {
    let refused = r#"{"error":{"message":"Invalid token","type":"new_api_error"}}"#;
    let usage = r#"{"code":true,"data":{"object":"token_usage","name":"k","total_granted":500000,
        "total_used":0,"total_available":500000,"unlimited_quota":false,"expires_at":1600000000}}"#;
    let status = r#"{"success":true,"data":{"setup":true,"quota_per_unit":500000,
        "quota_display_type":"USD"}}"#;
    let answer =
        move || async move { (StatusCode::UNAUTHORIZED, [("x-new-api-version", "v1")], refused) };
    let router = everything(404, "application/json", JSON_404)
        .route("/api/status", get(move || async move { status }))
        .route(SUBSCRIPTION, get(answer))
        .route(USAGE, get(answer))
        .route(TOKEN_USAGE, get(move || async move { usage }));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), "sk-test-key-0000")).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::KeyExpired));
    assert_eq!(reading.key_valid, KeyValidity::Valid);
}

#[tokio::test]
async fn a_closed_half_with_a_spent_budget_says_so() {
    let options = StationOptions::new().fault(USAGE, Fault::Status(404));
    let station = DemoStation::start(NewApiStation::new("a"), options).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), NewApiStation::LIMITED_KEY);
    for _ in 0..10 {
        assert_eq!(asker.refresh(&mut site).await.state, ReadingState::Ok);
    }
    assert_eq!(error_of(&asker.refresh(&mut site).await), Some(ErrorKind::RateLimited));
    assert!(site.last_reading.is_some());
    assert_eq!(station.asked(TOKEN_USAGE).total(), 10);
}

#[tokio::test]
async fn a_station_that_asks_for_rest_gets_it() {
    let limited = Fault::RateLimited { retry_after_seconds: Some(600) };
    let options = StationOptions::new().fault_everywhere(limited);
    let station = DemoStation::start(OneApiStation::new("a"), options).unwrap();
    let asker = Asker::new();
    let site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    for _ in 0..3 {
        assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::RateLimited));
    }
    assert_eq!(station.total_asked(), 1);
}

#[tokio::test]
async fn a_short_rest_is_kept_and_the_question_asked_once_more() {
    let limited = Fault::RateLimited { retry_after_seconds: Some(1) };
    let options = StationOptions::new().fault_once(SUBSCRIPTION, limited);
    let station = DemoStation::start(OneApiStation::new("a"), options).unwrap();
    let asker = Asker::new();
    let site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    let reading = asker.read(&site).await;
    assert_eq!(reading.state, ReadingState::Ok);
    assert_eq!(station.asked(SUBSCRIPTION).total(), 2);
    let tried: Vec<_> = reading.tried.iter().filter(|one| one.path == SUBSCRIPTION).collect();
    assert_eq!([tried[0].outcome, tried[1].outcome], ["rate_limited", "ok"]);
    // It is once more, not again and again.
    station.behave(StationOptions::new().fault(SUBSCRIPTION, limited));
    assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::RateLimited));
    assert_eq!(station.asked(SUBSCRIPTION).total(), 4);
}

#[tokio::test]
async fn a_rest_that_is_not_told_or_too_long_is_not_waited_for() {
    for retry_after_seconds in [None, Some(2), Some(600)] {
        let limited = Fault::RateLimited { retry_after_seconds };
        let options = StationOptions::new().fault(SUBSCRIPTION, limited);
        let station = DemoStation::start(OneApiStation::new("a"), options).unwrap();
        let site = site(station.base_url(), OneApiStation::LIMITED_KEY);
        assert_eq!(error_of(&Asker::new().read(&site).await), Some(ErrorKind::RateLimited));
        assert_eq!(station.asked(SUBSCRIPTION).total(), 1, "{retry_after_seconds:?}");
    }
}

#[tokio::test]
async fn a_silent_station_was_tried_too() {
    let station = DemoStation::silent().unwrap();
    let reading = Asker::new().read(&site(station.base_url(), "sk-test-key-0000")).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::Timeout));
    let tried: Vec<(&str, &str)> =
        reading.tried.iter().map(|one| (one.path.as_str(), one.outcome)).collect();
    assert_eq!(tried, [("/api/status", "timeout")]);
}

#[tokio::test]
async fn a_log_in_token_in_place_of_a_key_reads_the_account() {
    let station = DemoStation::start(Sub2apiStation::new("a"), StationOptions::new()).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), Sub2apiStation::ACCOUNT_JWT)).await;
    let balance = reading.balance.unwrap();
    assert_eq!((reading.state, balance.scope), (ReadingState::Ok, Scope::Account));
    assert_eq!(balance.user.unwrap().email.as_deref(), Some(Sub2apiStation::ACCOUNT_EMAIL));
    assert_eq!(station.asked("/v1/usage").total(), 0);
}

#[tokio::test]
async fn an_address_of_a_page_leads_to_the_bare_station() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let pasted = format!("{}/console/token?tab=1", station.base_url());
    let reading = Asker::new().read(&site(pasted, OneApiStation::LIMITED_KEY)).await;
    assert_eq!((reading.state, reading.kind), (ReadingState::Ok, Some(StationKind::OneApi)));
    assert!(with_keys(&station).iter().all(|path| !path.starts_with("/console")));
}

#[tokio::test]
async fn endpoints_for_all_sites_hold_for_a_site_without_its_own() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let mut asker = Asker::new();
    asker.settings.endpoints.balance_usage = Some("/dashboard/billing/usage".into());
    let site = site(station.base_url(), OneApiStation::LIMITED_KEY);
    assert_eq!(asker.read(&site).await.state, ReadingState::Ok);
    assert_eq!(with_keys(&station).iter().filter(|path| *path == USAGE).count(), 0);
}

/// A new-api in front that does not know the keys of the sub2api behind it.
fn two_programs() -> Router {
    let status = r#"{"success":true,"data":{"setup":true,"quota_per_unit":500000,
        "quota_display_type":"USD"}}"#;
    let settings = r#"{"code":0,"data":{"site_name":"a","registration_enabled":true}}"#;
    let refused = r#"{"error":{"message":"无效的令牌","type":"new_api_error"}}"#;
    let usage = r#"{"isValid":true,"planName":"钱包余额","remaining":3,"unit":"USD"}"#;
    let refuse = move || async move { (StatusCode::UNAUTHORIZED, refused) };
    everything(404, "application/json", JSON_404)
        .route("/api/status", get(move || async move { status }))
        .route("/api/v1/settings/public", get(move || async move { settings }))
        .route(SUBSCRIPTION, get(refuse))
        .route(USAGE, get(refuse))
        .route("/v1/usage", get(move || async move { usage }))
}

#[tokio::test]
async fn of_two_programs_on_one_host_the_one_that_tells_a_number_is_meant() {
    let station = DemoStation::serve(two_programs(), StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), site(station.base_url(), "sk-test-key-0000"));
    for _ in 0..2 {
        let reading = asker.read(&site).await;
        assert_eq!((reading.state, reading.kind), (ReadingState::Ok, Some(StationKind::Sub2api)));
        assert_eq!(reading.kinds_possible, [StationKind::Sub2api, StationKind::NewApi]);
    }
    assert_eq!(station.asked("/api/status").total(), 1, "found once a session");
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    let known = asker.memory.recall(&base).unwrap();
    assert_eq!(known.kinds_possible, [StationKind::Sub2api, StationKind::NewApi]);
}

#[tokio::test]
async fn the_first_of_two_programs_is_believed_where_the_other_tells_nothing_either() {
    let router = two_programs();
    let options = StationOptions::new().fault("/v1/usage", Fault::Status(404));
    let station = DemoStation::serve(router, options).unwrap();
    let reading = Asker::new().read(&site(station.base_url(), "sk-test-key-0000")).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::InvalidKey));
    assert_eq!(reading.kind, Some(StationKind::NewApi));
}
