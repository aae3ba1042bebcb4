//! Sites on claude-relay-service, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use konata_api::demo::claude_relay_station::ClaudeRelayStation;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::fault::Fault;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::ReadingState;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::models_query::query_models;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use support::asker::{Asker, error_of, site};

const KEY_ID: &str = "/apiStats/api/get-key-id";
const USER_STATS: &str = "/apiStats/api/user-stats";

fn station(options: StationOptions) -> DemoStation {
    DemoStation::start(ClaudeRelayStation::default(), options).unwrap()
}

#[tokio::test]
async fn the_id_of_a_key_is_asked_for_once_and_never_shown() {
    let station = station(StationOptions::new());
    let asker = Asker::new();
    let site = site(station.base_url(), ClaudeRelayStation::WEEKLY_KEY);
    let first = asker.report(&site).await;
    let second = asker.report(&site).await;
    for report in [&first, &second] {
        assert_eq!(
            report.reading.balance.as_ref().unwrap().remaining,
            Some("2.4".parse().unwrap())
        );
        let shown = format!("{:?}", report.exchanges);
        assert!(shown.contains("success"), "the answers are there");
        for secret in ["84b7e6d1-20ca", ClaudeRelayStation::WEEKLY_KEY] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    assert_eq!(station.asked(KEY_ID).total(), 1);
    assert_eq!((station.asked(USER_STATS).total(), station.asked(USER_STATS).with_key), (2, 0));
    assert!(station.visits().iter().all(|visit| !visit.path.starts_with("/api/v1/models")));
}

#[tokio::test]
async fn where_no_ids_are_given_the_key_is_asked_itself_and_its_week_is_left_out() {
    let station = station(StationOptions::new().fault(KEY_ID, Fault::Status(404)));
    let reading =
        Asker::new().read(&site(station.base_url(), ClaudeRelayStation::LIMITED_KEY)).await;
    let balance = reading.balance.unwrap();
    assert_eq!(balance.remaining, Some("3.75".parse().unwrap()));
    let week = balance.windows.iter().find(|window| window.window == "7d").unwrap();
    assert_eq!((week.limit, week.used), (Some(40.into()), None));
    let short = &balance.windows[0];
    assert_eq!((short.window.as_str(), short.resets_at.is_some()), ("300m", true));
}

#[tokio::test]
async fn an_id_that_is_gone_is_asked_for_anew() {
    let is_gone = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&is_gone);
    let stats = move |body: String| async move {
        let sent: Value = serde_json::from_str(&body).unwrap();
        if sent["apiId"] == "id-of-yesterday" && gone.load(Ordering::Relaxed) {
            let body = json!({
                "error": "API key not found", "message": "The specified API key does not exist"
            });
            return (StatusCode::NOT_FOUND, body.to_string());
        }
        let limits = json!({"dailyCostLimit": 8, "currentDailyCost": 2, "totalCostLimit": 0});
        let data = json!({"id": sent["apiId"], "usage": {"total": {"cost": 2}}, "limits": limits});
        (StatusCode::OK, json!({"success": true, "data": data}).to_string())
    };
    let new_id = Arc::clone(&is_gone);
    let id = move || async move {
        let id = if new_id.load(Ordering::Relaxed) { "id-of-today" } else { "id-of-yesterday" };
        json!({"success": true, "data": {"id": id}}).to_string()
    };
    let health = || async { r#"{"service":"claude-relay-service","version":"1.1.200"}"# };
    let router = Router::new()
        .route("/health", get(health))
        .route(USER_STATS, post(stats))
        .route(KEY_ID, post(id));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let asker = Asker::new();
    let mut site = site(station.base_url(), "cr_test_key_000000");
    site.station_kind = Some(StationKind::ClaudeRelayService);
    for gone in [false, true, true] {
        is_gone.store(gone, Ordering::Relaxed);
        let reading = asker.read(&site).await;
        assert_eq!(reading.balance.unwrap().remaining, Some(6.into()));
    }
    assert_eq!((station.asked(KEY_ID).total(), station.asked(USER_STATS).total()), (2, 4));
}

#[tokio::test]
async fn a_pasted_relay_path_and_a_sick_station_are_recognised() {
    let sick = Router::new().route(
        "/api/health",
        get(|| async {
            let body = r#"{"status":"unhealthy","service":"claude-relay-service","healthy":false}"#;
            (StatusCode::SERVICE_UNAVAILABLE, body)
        }),
    );
    let station = DemoStation::serve(sick, StationOptions::new()).unwrap();
    let mut site = site(format!("{}/api", station.base_url()), "cr_test_key_000000");
    site.station_kind = Some(StationKind::ClaudeRelayService);
    let reading = Asker::new().read(&site).await;
    assert_eq!(reading.kind, Some(StationKind::ClaudeRelayService));
    assert_eq!(station.asked(KEY_ID).total(), 1, "at the origin");
}

#[tokio::test]
async fn overspent_and_unknown_keys_are_told_apart() {
    let station = station(StationOptions::new());
    let asker = Asker::new();
    let overspent = site(station.base_url(), ClaudeRelayStation::OVERSPENT_KEY);
    let reading = asker.read(&overspent).await;
    assert_eq!((reading.state, reading.key_valid), (ReadingState::Exhausted, KeyValidity::Valid));
    assert_eq!(reading.balance.unwrap().remaining, Some("-0.35".parse().unwrap()));
    let unknown = asker.read(&site(station.base_url(), "cr_nobodyknowsthiskey0000")).await;
    assert_eq!(error_of(&unknown), Some(ErrorKind::InvalidKey));
    assert_eq!(unknown.key_valid, KeyValidity::Refused);
}

#[tokio::test]
async fn a_key_whose_time_did_not_begin_is_said_to_be_one() {
    let station = station(StationOptions::new());
    let reading = Asker::new().read(&site(station.base_url(), ClaudeRelayStation::FRESH_KEY)).await;
    let balance = reading.balance.unwrap();
    assert!(balance.not_activated);
    assert_eq!(balance.remaining, Some(30.into()));
}

#[tokio::test]
async fn the_last_calls_are_read_and_nothing_starts_a_clock() {
    let station = station(StationOptions::new());
    let asker = Asker::new();
    let limited = site(station.base_url(), ClaudeRelayStation::LIMITED_KEY);
    let report = asker.logs(&limited).await;
    let models: Vec<_> = report.logs.iter().filter_map(|row| row.model.as_deref()).collect();
    assert_eq!(models, ["claude-sonnet-4-5-20250929", "claude-opus-4-5-20251101"]);
    assert_eq!(report.logs[0].cost, Some("0.01215".parse().unwrap()));
    assert_eq!(station.asked("/api/v1/usage").with_key, 1);
    let fresh = site(station.base_url(), ClaudeRelayStation::FRESH_KEY);
    let refused = asker.logs(&fresh).await.error.unwrap();
    assert_eq!((refused.kind, refused.key_valid), (ErrorKind::NotActivated, KeyValidity::Valid));
    let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
    let models = query_models(&http, &fresh).await.models;
    assert_eq!(models.unwrap_err().kind, ErrorKind::NotActivated);
    assert_eq!(station.asked("/api/v1/usage").with_key, 1);
    assert_eq!(station.asked("/api/v1/models").with_key, 0);
}

#[tokio::test]
async fn models_are_asked_for_below_the_relay() {
    let station = station(StationOptions::new());
    let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
    let site = site(format!("{}/claude", station.base_url()), ClaudeRelayStation::LIMITED_KEY);
    let report = query_models(&http, &site).await;
    assert_eq!(report.models.unwrap().len(), 2);
    assert_eq!(report.kind, Some(StationKind::ClaudeRelayService));
    assert!(report.latency_ms.is_some());
}
