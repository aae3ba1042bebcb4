//! Sites on `LiteLLM`, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::fault::Fault;
use konata_api::demo::litellm_station::LiteLlmStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::account_id::AccountId;
use konata_api::model::balance::Scope;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::call_log::LogType;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::ReadingState;
use konata_api::model::secret::Secret;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::identify::identify;
use konata_api::relay::models_query::query_models;
use serde_json::json;
use std::time::Duration;
use support::asker::{Asker, error_of, site};

const KEY_INFO: &str = "/key/info";
const USER_INFO: &str = "/user/info";

fn station(options: StationOptions) -> DemoStation {
    DemoStation::start(LiteLlmStation::default(), options).unwrap()
}

fn http() -> HttpClient {
    HttpClient::new(Duration::from_secs(2), Duration::from_secs(2))
}

#[tokio::test]
async fn it_is_recognised_without_a_key_and_tells_its_version() {
    let station = station(StationOptions::new());
    let key = Secret::new(LiteLlmStation::BUDGET_KEY);
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    let found = identify(&http(), &base, Some(&key)).await.station.unwrap();
    assert_eq!((found.kind, found.recognised_by.as_str()), (StationKind::LiteLlm, "GET /health"));
    assert_eq!(found.status.unwrap().version.as_deref(), Some("1.74.9"));
    assert!(station.visits().iter().all(|visit| !visit.with_key));
    assert_eq!(station.asked("/health").total(), 1);
}

#[tokio::test]
async fn the_health_of_all_models_is_never_paid_for() {
    let station = station(StationOptions::new());
    let mut site = site(station.base_url(), LiteLlmStation::BUDGET_KEY);
    let bearer = format!("Bearer {}", LiteLlmStation::BUDGET_KEY);
    let headers = ["Authorization", "X-LiteLLM-API-Key", "x-api-key"];
    site.headers =
        headers.map(|name| (name.to_owned(), Secret::new(&*bearer))).into_iter().collect();
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok);
    let health = station.asked("/health");
    assert_eq!((health.with_key, health.without_key), (0, 1));
}

#[tokio::test]
async fn a_budget_of_its_own_needs_no_owner_and_is_a_window() {
    let station = station(StationOptions::new());
    let report = Asker::new().report(&site(station.base_url(), LiteLlmStation::BUDGET_KEY)).await;
    let balance = report.reading.balance.unwrap();
    let window = &balance.windows[0];
    assert_eq!((window.window.as_str(), window.limit), ("30d", Some(25.into())));
    assert!(window.resets_at.is_some());
    assert_eq!(station.asked(USER_INFO).total(), 0);
    let shown = format!("{:?}", report.exchanges);
    assert!(shown.contains("max_budget") && !shown.contains("1c919dcf837e"), "{shown}");
}

#[tokio::test]
async fn the_owner_s_budget_is_the_limit_of_a_key_without_one() {
    let station = station(StationOptions::new());
    let owned = site(station.base_url(), LiteLlmStation::OWNER_KEY);
    let balance = Asker::new().read(&owned).await.balance.unwrap();
    assert_eq!(
        (balance.scope, balance.remaining),
        (Scope::Account, Some("62.75".parse().unwrap()))
    );
    assert_eq!(balance.name_of_key.as_deref(), Some("owner"));
    assert_eq!(balance.user.unwrap().id, Some(AccountId::from("xiaoming".to_owned())));
    station.behave(StationOptions::new().fault(USER_INFO, Fault::Status(403)));
    let balance = Asker::new().read(&owned).await.balance.unwrap();
    assert_eq!((balance.scope, balance.unlimited), (Scope::Token, true));
}

#[tokio::test]
async fn an_account_is_opened_with_a_key_of_its() {
    let station = station(StationOptions::new());
    let mut site = site(station.base_url(), "");
    site.access_token = Secret::new(LiteLlmStation::OWNER_KEY);
    let balance = Asker::new().read(&site).await.balance.unwrap();
    assert_eq!(
        (balance.scope, balance.remaining),
        (Scope::Account, Some("62.75".parse().unwrap()))
    );
}

#[tokio::test]
async fn the_log_of_a_key_is_asked_for_by_its_hash() {
    let station = station(StationOptions::new());
    let report = Asker::new().logs(&site(station.base_url(), LiteLlmStation::BUDGET_KEY)).await;
    assert_eq!(report.error, None);
    let told: Vec<_> = report.logs.iter().map(|row| (row.log_type, row.cost)).collect();
    let paid = |cost: &str| (LogType::Consume, Some(cost.parse().unwrap()));
    assert_eq!(told, [paid("0.03"), paid("0.045"), (LogType::Error, Some(0.into()))]);
    assert!(station.visits().iter().all(|visit| !visit.path.contains("sk-demo")));
    let refused = Asker::new().logs(&site(station.base_url(), LiteLlmStation::OWNER_KEY)).await;
    assert_eq!(refused.error.unwrap().kind, ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn the_master_key_is_good_and_has_no_balance() {
    let station = station(StationOptions::new());
    let reading = Asker::new().read(&site(station.base_url(), LiteLlmStation::MASTER_KEY)).await;
    assert_eq!((reading.state, reading.key_valid), (ReadingState::NoBalance, KeyValidity::Valid));
}

#[tokio::test]
async fn without_a_database_the_models_tell_whether_a_key_is_good() {
    let refused = |kind: &str, code: u16| {
        let error = json!({"message": "no", "type": kind, "param": null, "code": code.to_string()});
        (StatusCode::from_u16(code).unwrap(), json!({"error": error}).to_string())
    };
    for (models, expected) in [
        ((StatusCode::OK, r#"{"object":"list","data":[]}"#.to_owned()), ReadingState::NoBalance),
        (refused("token_not_found_in_db", 401), ReadingState::Error),
    ] {
        let (closed, no_table) = (refused("auth_error", 401), refused("no_db_connection", 400));
        let router = Router::new()
            .route("/health", get(move || async move { closed }))
            .route(KEY_INFO, get(move || async move { no_table }))
            .route("/v1/models", get(move || async move { models }));
        let station = DemoStation::serve(router, StationOptions::new()).unwrap();
        let reading = Asker::new().read(&site(station.base_url(), "sk-test-key-0000")).await;
        assert_eq!(reading.state, expected);
    }
}

#[tokio::test]
async fn an_overspent_key_is_exhausted_here_and_refused_elsewhere() {
    let station = station(StationOptions::new());
    let site = site(station.base_url(), LiteLlmStation::OVERSPENT_KEY);
    let reading = Asker::new().read(&site).await;
    assert_eq!(reading.state, ReadingState::Exhausted);
    assert_eq!(reading.balance.unwrap().remaining, Some("-0.02".parse().unwrap()));
    let models = query_models(&http(), &site).await.models;
    assert_eq!(models.unwrap_err().kind, ErrorKind::KeyExhausted);
}

#[tokio::test]
async fn an_unknown_key_is_refused_and_its_hash_is_not_repeated() {
    let station = station(StationOptions::new());
    let report = Asker::new().report(&site(station.base_url(), "sk-nobody-knows-this-one")).await;
    assert_eq!(error_of(&report.reading), Some(ErrorKind::InvalidKey));
    assert_eq!(report.reading.key_valid, KeyValidity::Refused);
    let told = format!("{:?} {:?}", report.reading, report.exchanges);
    assert!(told.contains("Key Hash") && !told.contains("0d62f396c131"), "{told}");
}
