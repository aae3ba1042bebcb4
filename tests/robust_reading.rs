//! What stations do to an answer on its way must not change what is read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::disguise::Disguise;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::sub2api_station::Sub2apiStation;
use konata_api::model::balance::Balance;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::{Reading, ReadingState};
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::relay::balance_query::BalanceQuery;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::station_memory::StationMemory;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::time::Duration;

const SUBSCRIPTION: &str = "/v1/dashboard/billing/subscription";

async fn read(station: &DemoStation, key: &str) -> Reading {
    let url = station.base_url();
    let site = Site { id: "1".into(), url, api_key: Secret::new(key), ..Site::default() };
    let query = BalanceQuery {
        http: &HttpClient::new(Duration::from_secs(2), Duration::from_secs(2)),
        memory: &StationMemory::default(),
        site: &site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    query.run().await.reading
}

fn error_of(reading: &Reading) -> Option<ErrorKind> {
    reading.failure.as_ref().map(|failure| failure.kind)
}

fn one_api() -> DemoStation {
    DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap()
}

/// What does not change while a demo station pretends that its keys are in use.
fn lasting(balance: &Balance) -> Value {
    let limits: Vec<_> = balance.windows.iter().map(|one| (&one.window, one.limit)).collect();
    json!([
        balance.scope,
        balance.total,
        balance.unit,
        balance.unlimited,
        balance.expires_at,
        balance.name_of_key,
        limits,
    ])
}

fn differs_little(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < Decimal::ONE,
        (one, other) => one == other,
    }
}

#[tokio::test]
async fn a_disguised_answer_reads_as_the_plain_one() {
    let quiet = StationOptions::new;
    let new_api = DemoStation::start(NewApiStation::new("a"), quiet()).unwrap();
    let in_yuan = DemoStation::start(NewApiStation::in_yuan("a"), quiet()).unwrap();
    let sub2api = DemoStation::start(Sub2apiStation::new("a"), quiet()).unwrap();
    let one_api = one_api();
    let sites = [
        (&one_api, OneApiStation::LIMITED_KEY),
        (&one_api, OneApiStation::UNLIMITED_KEY),
        (&new_api, NewApiStation::LIMITED_KEY),
        (&in_yuan, NewApiStation::YUAN_KEY),
        (&sub2api, Sub2apiStation::WALLET_KEY),
        (&sub2api, Sub2apiStation::SUBSCRIPTION_KEY),
    ];
    for (station, key) in sites {
        station.behave(StationOptions::new());
        let plain = read(station, key).await;
        assert_eq!(plain.state, ReadingState::Ok, "{plain:?}");
        for disguise in [Disguise::MarkedPage, Disguise::NumbersAsText, Disguise::Exponents] {
            station.behave(StationOptions::new().fault_everywhere(Fault::Disguised(disguise)));
            let disguised = read(station, key).await;
            assert_eq!(disguised.kind, plain.kind, "{disguise:?}");
            let (told, expected) = (disguised.balance.unwrap(), plain.balance.as_ref().unwrap());
            assert_eq!(lasting(&told), lasting(expected), "{disguise:?}");
            assert!(differs_little(told.remaining, expected.remaining), "{disguise:?} {told:?}");
            assert!(differs_little(told.used, expected.used), "{disguise:?} {told:?}");
        }
    }
}

#[tokio::test]
async fn a_protection_says_nothing_of_the_key() {
    let station = one_api();
    for (fault, expected) in
        [(Fault::Challenge, ErrorKind::WafChallenge), (Fault::Block, ErrorKind::WafBlock)]
    {
        station.behave(StationOptions::new().fault(SUBSCRIPTION, fault));
        let reading = read(&station, OneApiStation::LIMITED_KEY).await;
        assert_eq!((reading.state, error_of(&reading)), (ReadingState::Blocked, Some(expected)));
        assert_eq!(reading.key_valid, KeyValidity::Unknown);
    }
}

#[tokio::test]
async fn a_redirect_to_elsewhere_is_told_and_not_followed() {
    let station = one_api();
    for (address, expected) in [
        ("https://www.frontend.example/v1/x", ErrorKind::RedirectOtherHost),
        ("/login?next=/v1/x", ErrorKind::RedirectLogin),
        ("/console", ErrorKind::Redirect),
    ] {
        station.behave(StationOptions::new().fault(SUBSCRIPTION, Fault::MovedTo(address)));
        let reading = read(&station, OneApiStation::LIMITED_KEY).await;
        assert_eq!(error_of(&reading), Some(expected), "{address}");
        assert_eq!(station.asked("/console").total() + station.asked("/login").total(), 0);
    }
}

#[tokio::test]
async fn a_prefix_that_a_redirect_forgot_is_put_back() {
    let status = r#"{"success":true,"data":{"quota_per_unit":500000,"display_in_currency":true,
        "oidc":false,"oidc_well_known":"","lark_client_id":"","chat_link":""}}"#;
    let subscription = r#"{"object":"billing_subscription","hard_limit_usd":20,"access_until":0}"#;
    let usage = r#"{"object":"list","total_usage":500}"#;
    let moved = (StatusCode::MOVED_PERMANENTLY, [("location", format!("{SUBSCRIPTION}/"))]);
    let router = Router::new()
        .route("/relay/api/status", get(status))
        .route(&format!("/relay{SUBSCRIPTION}"), get(moved))
        .route(&format!("/relay{SUBSCRIPTION}/"), get(subscription))
        .route("/relay/v1/dashboard/billing/usage", get(usage));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let url = format!("{}/relay", station.base_url());
    let site = Site { id: "1".into(), url, api_key: Secret::new("sk-key"), ..Site::default() };
    let query = BalanceQuery {
        http: &HttpClient::new(Duration::from_secs(2), Duration::from_secs(2)),
        memory: &StationMemory::default(),
        site: &site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    let reading = query.run().await.reading;
    assert_eq!(reading.balance.unwrap().remaining, Some(15.into()));
}

#[tokio::test]
async fn noise_nulls_and_huge_numbers_are_no_money() {
    let subscription = |limit: &str| format!(r#"{{"hard_limit_usd":{limit},"access_until":null}}"#);
    let with = |limit: &str, usage: &str| {
        let usage = format!(r#"{{"object":"list","total_usage":{usage}}}"#);
        let router = Router::new()
            .route(SUBSCRIPTION, get(subscription(limit)))
            .route("/v1/dashboard/billing/usage", get(usage))
            .fallback((StatusCode::NOT_FOUND, "404 page not found"));
        DemoStation::serve(router, StationOptions::new()).unwrap()
    };
    for (limit, usage, left) in [
        ("20", "5.551115123125783e-17", Some("20")),
        ("1.7999999999999998", "\"80.0\"", Some("1")),
        ("9007199254740993", "0", Some("9007199254740993")),
        ("null", "0", None),
        ("20", "null", None),
        ("1e400", "0", None),
        ("\"n/a\"", "0", None),
    ] {
        let reading = read(&with(limit, usage), "sk-key-0000").await;
        let remaining = reading.balance.as_ref().and_then(|balance| balance.remaining);
        assert_eq!(remaining, left.map(|left| left.parse().unwrap()), "{limit} {usage}");
        assert_eq!(reading.state == ReadingState::Ok, left.is_some(), "{limit} {usage}");
    }
}
