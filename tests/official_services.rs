//! Services known by their host: the kind is given and the address is one of this machine, where
//! their recorded answers are served to nothing but the requests that they require.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::balance::{Balance, Scope};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::{Reading, ReadingState};
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::balance_query::{BalanceQuery, BalanceReport};
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::models_query::query_models;
use konata_api::relay::recorded_exchange::RecordedExchange;
use konata_api::relay::station_memory::StationMemory;
use serde_json::{Map, Value};
use std::time::Duration;
use support::expectation::differences;
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;

/// Services that answer a key, with a recording of the answer.
const ANSWERS: [&str; 9] = [
    "deepseek/balance",
    "kimi-plan/usages",
    "minimax-plan/remains",
    "moonshot/balance",
    "novita/balance",
    "openrouter/key",
    "siliconflow/user-info",
    "stepfun/accounts",
    "zhipu-plan/quota-limit",
];

fn http() -> HttpClient {
    HttpClient::new(Duration::from_secs(5), Duration::from_secs(5))
}

async fn report(site: &Site) -> BalanceReport {
    let query = BalanceQuery {
        http: &http(),
        memory: &StationMemory::default(),
        site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    query.run().await
}

async fn read(site: &Site) -> Reading {
    report(site).await.reading
}

/// A site whose kind the user chose.
fn site(kind: StationKind, url: impl Into<String>, key: &str) -> Site {
    Site {
        id: "1".into(),
        url: url.into(),
        api_key: Secret::new(key),
        station_kind: Some(kind),
        station_kind_fixed: true,
        ..Site::default()
    }
}

fn serve(router: Router) -> DemoStation {
    DemoStation::serve(router, StationOptions::new()).unwrap()
}

fn recorded(id: &str) -> (Fixture, DemoStation) {
    let station = serve(RecordedStation::of_exchange(Fixture::load(id)).router());
    (Fixture::load(id), station)
}

fn kind_of(fixture: &Fixture) -> StationKind {
    StationKind::from_name(fixture.id.split('/').next().unwrap()).unwrap()
}

/// The key that a recording requires, wherever it stands.
fn key_of(fixture: &Fixture) -> String {
    let headers = &fixture.json["request"]["headers_required"];
    let key = headers["Authorization"].as_str().unwrap();
    key.trim_start_matches("Bearer ").to_owned()
}

fn error_of(reading: &Reading) -> Option<ErrorKind> {
    reading.failure.as_ref().map(|failure| failure.kind)
}

fn asked(station: &DemoStation) -> Vec<String> {
    station.visits().iter().map(|visit| format!("{} {}", visit.method, visit.path)).collect()
}

#[tokio::test]
async fn every_service_is_asked_one_question_and_reads_as_recorded() {
    for id in ANSWERS {
        let (fixture, station) = recorded(id);
        let site = site(kind_of(&fixture), station.base_url(), &key_of(&fixture));
        let reading = read(&site).await;
        let mut expected = fixture.json["expect"].as_object().unwrap().clone();
        expected.retain(|name, _| !["endpoint", "outcome", "name"].contains(&name.as_str()));
        let differences = differences(&expected, &reading.to_json());
        assert!(differences.is_empty(), "{id}: {differences:?}\n{reading:#?}");
        assert_eq!((reading.state, reading.key_valid), (ReadingState::Ok, KeyValidity::Valid));
        let question = format!("GET {}", fixture.json["request"]["path"].as_str().unwrap());
        assert_eq!(asked(&station), [question], "{id}");
    }
}

#[tokio::test]
async fn a_reading_with_parts_and_shares_survives_being_stored() {
    for id in ["deepseek/balance", "zhipu-plan/quota-limit"] {
        let (fixture, station) = recorded(id);
        let reading = read(&site(kind_of(&fixture), station.base_url(), &key_of(&fixture))).await;
        let stored = Reading::from_json(&reading.to_json().into()).unwrap();
        assert_eq!(stored.balance, reading.balance, "{id}");
    }
}

#[tokio::test]
async fn a_wrong_key_is_refused_by_every_service() {
    let bodies = [
        r#"{"error":{"message":"Authentication Fails","type":"authentication_error"}}"#,
        r#"{"code":401,"msg":"令牌已过期或验证不正确","success":false}"#,
        "\"Api key is invalid\"",
    ];
    for body in bodies {
        for id in ANSWERS {
            let station = serve(Router::new().fallback(get((StatusCode::UNAUTHORIZED, body))));
            let fixture = Fixture::load(id);
            let reading = read(&site(kind_of(&fixture), station.base_url(), "sk-wrong")).await;
            assert_eq!(error_of(&reading), Some(ErrorKind::InvalidKey), "{id} {body}");
        }
    }
}

#[test]
fn only_the_service_itself_proves_a_key_wrong() {
    for id in ["deepseek/key-invalid", "siliconflow/key-invalid"] {
        let mut fixture = Fixture::load(id);
        assert_eq!(replayed(&fixture)["key_valid"], false, "{id}");
        fixture.json["request"]["base_url"] = "https://relay.example".into();
        assert_eq!(replayed(&fixture)["key_valid"], "unknown", "{id}");
    }
}

fn replayed(fixture: &Fixture) -> Map<String, Value> {
    RecordedExchange::parse(&fixture.json.to_string()).unwrap().replay().unwrap()
}

#[tokio::test]
async fn refusals_with_a_good_status_are_refusals() {
    for (kind, body) in [
        (StationKind::ZhipuPlan, r#"{"code":401,"msg":"令牌已过期或验证不正确","success":false}"#),
        (
            StationKind::MiniMaxPlan,
            r#"{"base_resp":{"status_code":1004,"status_msg":"cookie is missing, log in again"}}"#,
        ),
    ] {
        let station = serve(Router::new().fallback(get(body)));
        let reading = read(&site(kind, station.base_url(), "sk-wrong")).await;
        assert_eq!(error_of(&reading), Some(ErrorKind::InvalidKey), "{}", kind.name());
        assert!(!reading.failure.unwrap().message.is_empty(), "{}", kind.name());
    }
}

#[tokio::test]
async fn a_plan_with_a_full_window_is_used_up() {
    let body = r#"{"data":{"limits":[{"type":"TOKENS_LIMIT","unit":3,"percentage":100},
        {"type":"TOKENS_LIMIT","unit":6,"percentage":40}]},"success":true}"#;
    let station = serve(Router::new().fallback(get(body)));
    let reading = read(&site(StationKind::ZhipuPlan, station.base_url(), "key")).await;
    let is_used_up = reading.balance.as_ref().is_some_and(Balance::is_used_up);
    assert_eq!((reading.state, is_used_up), (ReadingState::Exhausted, true));
}

#[tokio::test]
async fn a_key_without_a_limit_has_what_the_account_has_where_it_may_know() {
    const KEY: &str = r#"{"data":{"label":"mine","limit":null,"limit_remaining":null,"usage":1}}"#;
    const CREDITS: &str = r#"{"data":{"total_credits":100.5,"total_usage":25.75}}"#;
    let refused = (StatusCode::FORBIDDEN, r#"{"error":{"message":"no","code":403}}"#);
    let open =
        serve(Router::new().route("/api/v1/key", get(KEY)).route("/api/v1/credits", get(CREDITS)));
    let closed =
        serve(Router::new().route("/api/v1/key", get(KEY)).route("/api/v1/credits", get(refused)));
    let told = read(&site(StationKind::OpenRouter, open.base_url(), "sk-or-key")).await;
    let balance = told.balance.unwrap();
    assert_eq!(
        (balance.scope, balance.remaining),
        (Scope::Account, Some("74.75".parse().unwrap()))
    );
    assert_eq!(balance.name_of_key.as_deref(), Some("mine"));
    let told = read(&site(StationKind::OpenRouter, closed.base_url(), "sk-or-key")).await;
    let balance = told.balance.unwrap();
    assert_eq!((balance.scope, balance.unlimited), (Scope::Token, true));
}

#[tokio::test]
async fn a_management_key_reads_the_credits() {
    let (fixture, station) = recorded("openrouter/credits");
    let access_token = Secret::new(key_of(&fixture));
    let url = station.base_url();
    let site = Site { access_token, ..site(StationKind::OpenRouter, url, "") };
    let balance = read(&site).await.balance.unwrap();
    assert_eq!(
        (balance.scope, balance.remaining),
        (Scope::Account, Some("74.75".parse().unwrap()))
    );
}

#[tokio::test]
async fn an_administrators_key_reads_what_was_spent() {
    let mut fixture = Fixture::load("openai/costs");
    let key = key_of(&fixture);
    fixture.json["request"]["query"] = serde_json::json!({"limit": "30"});
    let station = serve(RecordedStation::of_exchange(fixture).router());
    let access_token = Secret::new(key);
    let site = Site { access_token, ..site(StationKind::OpenAi, station.base_url(), "") };
    let balance = read(&site).await.balance.unwrap();
    assert_eq!((balance.used, balance.remaining), (Some("0.06".parse().unwrap()), None));
    assert_eq!(balance.windows[0].window, "30d");
    assert_eq!(asked(&station), ["GET /v1/organization/costs"]);
}

/// A model list for the good key only, and nothing else.
fn models_only() -> Router {
    let list = |headers: HeaderMap| async move {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let is_known = header("authorization") == Some("Bearer sk-good")
            || header("x-api-key") == Some("sk-good")
                && header("anthropic-version") == Some("2023-06-01");
        let list = r#"{"object":"list","data":[{"id":"model-a"}]}"#;
        let refusal = r#"{"type":"error","error":{"type":"authentication_error","message":"no"}}"#;
        if is_known { (StatusCode::OK, list) } else { (StatusCode::UNAUTHORIZED, refusal) }
    };
    Router::new().route("/v1/models", get(list))
}

#[tokio::test]
async fn without_a_balance_a_key_is_checked_and_nothing_is_paid() {
    for kind in [StationKind::Anthropic, StationKind::OpenAi] {
        let station = serve(models_only());
        let reading = read(&site(kind, station.base_url(), "sk-good")).await;
        assert_eq!(
            (reading.state, reading.key_valid),
            (ReadingState::NoBalance, KeyValidity::Valid)
        );
        let reading = read(&site(kind, station.base_url(), "sk-wrong")).await;
        assert_eq!(error_of(&reading), Some(ErrorKind::InvalidKey), "{}", kind.name());
        assert_eq!(asked(&station), ["GET /v1/models", "GET /v1/models"], "{}", kind.name());
    }
}

#[tokio::test]
async fn the_models_of_a_service_are_asked_its_own_way() {
    let list = r#"{"object":"list","data":[{"id":"model-a"}]}"#;
    for (kind, path) in [
        (StationKind::DeepSeek, "/models"),
        (StationKind::OpenRouter, "/api/v1/models"),
        (StationKind::KimiPlan, "/coding/v1/models"),
        (StationKind::Moonshot, "/v1/models"),
    ] {
        let station = serve(Router::new().route(path, get(list)));
        let report = query_models(&http(), &site(kind, station.base_url(), "sk-good")).await;
        assert_eq!(report.models.unwrap(), ["model-a"], "{path}");
        assert_eq!(report.kind, Some(kind));
        assert!(report.latency_ms.is_some(), "{path}");
    }
    let station = serve(models_only());
    let anthropic = site(StationKind::Anthropic, station.base_url(), "sk-good");
    let report = query_models(&http(), &anthropic).await;
    assert_eq!(report.models.unwrap(), ["model-a"]);
}

#[tokio::test]
async fn what_is_not_supported_is_recognised_and_asked_nothing() {
    for (url, kind) in [
        ("https://ark.cn-beijing.volces.com/api/coding/v3", StationKind::Volcengine),
        ("https://zenmux.ai/api/v1", StationKind::ZenMux),
    ] {
        let mut site = Site { station_kind_fixed: false, ..site(kind, url, "sk-key") };
        site.station_kind = None;
        let report = report(&site).await;
        assert_eq!(report.reading.kind, Some(kind), "{url}");
        assert_eq!(report.reading.state, ReadingState::Skipped, "{url}");
        assert_eq!(error_of(&report.reading), Some(ErrorKind::NotSupported), "{url}");
        assert!(report.exchanges.is_empty(), "{url}");
        let news = SiteNews { site: "1".into(), reading: report.reading, key_details: None };
        assert!(news.changes_anything());
        site.take_news(&news);
        assert_eq!((site.station_kind, site.last_error), (Some(kind), None), "{url}");
        let models = query_models(&http(), &site).await;
        assert_eq!(models.models.unwrap_err().kind, ErrorKind::NotSupported, "{url}");
        assert_eq!(models.reachable, None, "{url}");
    }
}
