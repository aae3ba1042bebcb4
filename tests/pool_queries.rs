//! Stations that lend keys or accounts of a pool, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::fault::Fault;
use konata_api::demo::ki2api_station::Ki2ApiStation;
use konata_api::demo::siliconflow_pool_station::SiliconFlowPoolStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::money::Unit;
use konata_api::model::pool_status::{PoolMembers, PoolStatus};
use konata_api::model::reading::ReadingState;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::connectivity_verdict::ConnectivityVerdict;
use konata_api::relay::details_query::DetailsQuery;
use konata_api::relay::identify::identify;
use konata_api::relay::models_query::query_models;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::asker::{Asker, error_of};
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;

const OVERVIEW: &str = "/api/stats/overview";
const LOGIN: &str = "/login";
const HEALTH: &str = "/health";
const TOKEN_STATUS: &str = "/v1/token/status";

/// The paths of all requests that were no question.
fn posts(station: &DemoStation) -> Vec<String> {
    let visits = station.visits().into_iter();
    visits.filter(|visit| visit.method != "GET").map(|visit| visit.path).collect()
}

fn siliconflow() -> DemoStation {
    DemoStation::start(SiliconFlowPoolStation::new(), StationOptions::new()).unwrap()
}

fn ki2api() -> DemoStation {
    DemoStation::start(Ki2ApiStation::new(), StationOptions::new()).unwrap()
}

fn with_key(station: &DemoStation, key: &str) -> Site {
    Site { url: station.base_url(), api_key: Secret::new(key), ..Site::default() }
}

fn with_log_in(station: &DemoStation, password: &str) -> Site {
    Site {
        login_name: SiliconFlowPoolStation::ADMIN_NAME.to_owned(),
        login_password: Secret::new(password),
        ..with_key(station, SiliconFlowPoolStation::CALLER_KEY)
    }
}

fn as_administrator(station: &DemoStation) -> Site {
    with_log_in(station, SiliconFlowPoolStation::ADMIN_PASSWORD)
}

/// A pool whose sessions end when `ended` grows: the cookie names its session.
fn short_sessions(log_ins: &Arc<AtomicUsize>, ended: &Arc<AtomicUsize>) -> Router {
    let closed = || {
        let body = json!({"detail": "未授权访问，请先登录"}).to_string();
        (StatusCode::UNAUTHORIZED, body).into_response()
    };
    let log_ins = Arc::clone(log_ins);
    let log_in = move |_: Bytes| async move {
        let number = log_ins.fetch_add(1, Ordering::SeqCst);
        let cookie = format!("session_id=session-number-{number}; HttpOnly; Max-Age=86400");
        ([(header::SET_COOKIE, cookie)], r#"{"message":"登录成功"}"#)
    };
    let ended = Arc::clone(ended);
    let overview = move |headers: HeaderMap| async move {
        let open = format!("session_id=session-number-{}", ended.load(Ordering::SeqCst));
        match headers.get("cookie").filter(|cookie| cookie.as_bytes() == open.as_bytes()) {
            Some(_) => json!({"key_count": 1, "total_balance": 7.5, "note": open})
                .to_string()
                .into_response(),
            None => closed(),
        }
    };
    let health = r#"{"status":"healthy","api_keys_count":1,"auto_refresh":{}}"#;
    Router::new()
        .route(HEALTH, get(move || async move { health }))
        .route(LOGIN, post(log_in))
        .route(OVERVIEW, get(overview))
}

#[tokio::test]
async fn the_administrator_logs_in_once_and_is_told_of_the_pool() {
    let station = siliconflow();
    let (asker, site) = (Asker::new(), as_administrator(&station));
    for _ in 0..3 {
        let reading = asker.read(&site).await;
        assert_eq!(reading.state, ReadingState::Ok);
        let pool = PoolStatus { members: PoolMembers::Keys, accounts: 12, ..PoolStatus::default() };
        assert_eq!(reading.pool, Some(pool));
        let balance = reading.balance.unwrap();
        let today = balance.today.unwrap();
        assert_eq!((today.requests, today.tokens, today.cost), (Some(23), Some(3_450), None));
        assert_eq!(balance.note, None, "a caller's key has no use here");
    }
    assert_eq!(posts(&station), [LOGIN]);
    assert_eq!(station.asked("/api/keys").total(), 0, "nobody asked for the keys of the pool");
    assert!(station.visits().iter().all(|visit| !visit.with_key), "no path is for a key");
}

#[tokio::test]
async fn a_session_that_ended_is_opened_anew_once() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let router = short_sessions(&log_ins, &ended);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), as_administrator(&station));
    assert_eq!(asker.read(&site).await.state, ReadingState::Ok);
    assert_eq!(log_ins.load(Ordering::SeqCst), 1);
    ended.store(1, Ordering::SeqCst);
    assert_eq!(asker.read(&site).await.state, ReadingState::Ok);
    assert_eq!(log_ins.load(Ordering::SeqCst), 2);
    ended.store(usize::MAX, Ordering::SeqCst);
    let reading = asker.read(&site).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::NotLoggedIn));
    assert_eq!(log_ins.load(Ordering::SeqCst), 3, "a station that takes no session is no loop");
}

#[tokio::test]
async fn neither_password_nor_session_is_shown() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let router = short_sessions(&log_ins, &ended);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let report = Asker::new().report(&as_administrator(&station)).await;
    assert_eq!(report.reading.state, ReadingState::Ok);
    let shown = format!("{:?}", report.exchanges);
    assert!(shown.contains("total_balance"), "{shown}");
    for secret in ["session-number-0", SiliconFlowPoolStation::ADMIN_PASSWORD] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn the_log_comes_page_by_page_with_its_keys_masked() {
    let station = siliconflow();
    let (asker, site) = (Asker::new(), as_administrator(&station));
    let report = asker.logs(&site).await;
    assert_eq!((report.error.as_ref(), report.truncated), (None, false));
    assert_eq!((report.logs.len(), report.total), (23, Some(23)));
    assert!(report.logs.is_sorted_by(|one, next| one.time >= next.time));
    assert_eq!(report.logs[0].token.as_deref(), Some("sk-…0000"));
    assert!(report.logs.iter().all(|row| row.cost.is_none() && row.input_tokens == Some(100)));
    assert!(!format!("{report:?}").contains("demoguijipool"));
    asker.read(&site).await;
    assert_eq!(posts(&station), [LOGIN], "one session is for everything");
}

#[tokio::test]
async fn the_keys_of_the_pool_are_told_masked() {
    let station = siliconflow();
    let asker = Asker::new();
    let site = as_administrator(&station);
    let query = DetailsQuery { http: &asker.http, memory: &asker.memory, site: &site };
    let report = query.run().await;
    let keys = report.details.unwrap().keys.unwrap().unwrap();
    assert_eq!((keys.keys.len(), &keys.unit), (12, &Unit::Cny));
    assert_eq!(keys.keys[0].name, "sk-…0000");
    assert_eq!(keys.keys[0].remaining, Some(120.into()));
    let shown = format!("{keys:?} {:?}", report.exchanges);
    assert!(!shown.contains("demoguijipool"), "{shown}");
    assert_eq!(posts(&station), [LOGIN]);
}

#[tokio::test]
async fn a_session_that_ended_is_opened_anew_for_the_log_too() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let log = get(|headers: HeaderMap| async move {
        let is_second =
            headers.get("cookie").is_some_and(|sent| sent.as_bytes().ends_with(b"number-1"));
        if is_second {
            (StatusCode::OK, r#"{"logs":[],"total":0,"page":1,"page_size":10}"#)
        } else {
            (StatusCode::UNAUTHORIZED, r#"{"detail":"未授权访问，请先登录"}"#)
        }
    });
    let router = short_sessions(&log_ins, &ended).route("/logs", log);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let report = Asker::new().logs(&as_administrator(&station)).await;
    assert_eq!((report.error, report.total), (None, Some(0)));
    assert_eq!(log_ins.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn ki2api_has_no_log_and_is_not_asked_for_one() {
    let station = ki2api();
    let report = Asker::new().logs(&with_key(&station, Ki2ApiStation::KEY)).await;
    assert_eq!(report.error.map(|error| error.kind), Some(ErrorKind::FeatureDisabled));
    assert!(station.visits().iter().all(|visit| !visit.with_key));
}

#[tokio::test]
async fn a_refused_password_is_not_tried_again_soon() {
    let station = siliconflow();
    let (asker, site) = (Asker::new(), with_log_in(&station, "wrong-password"));
    for _ in 0..3 {
        let reading = asker.read(&site).await;
        assert_eq!(error_of(&reading), Some(ErrorKind::UnauthorizedAccount));
        assert_eq!((reading.state, reading.key_valid), (ReadingState::Error, KeyValidity::Unknown));
    }
    let report = asker.logs(&site).await;
    assert_eq!(report.error.map(|error| error.kind), Some(ErrorKind::UnauthorizedAccount));
    assert_eq!(station.asked(LOGIN).total(), 1);
}

#[tokio::test]
async fn a_key_alone_is_not_enough_for_a_pool_of_keys() {
    let station = siliconflow();
    let site = with_key(&station, SiliconFlowPoolStation::CALLER_KEY);
    let reading = Asker::new().read(&site).await;
    assert_eq!(reading.kind, Some(StationKind::SiliconFlowPool));
    assert_eq!(
        (reading.state, error_of(&reading)),
        (ReadingState::Skipped, Some(ErrorKind::IncompleteSite))
    );
    assert!(station.visits().iter().all(|visit| !visit.with_key));
    let models = query_models(&Asker::new().http, &with_key(&station, "sk-wrong")).await;
    assert_eq!(models.models.as_ref().map(Vec::len), Ok(3));
    assert_eq!(models.verdict(), ConnectivityVerdict::KeyUnproven, "anybody is told the models");
}

#[tokio::test]
async fn ki2api_has_no_balance_and_says_whether_the_key_is_good() {
    let station = ki2api();
    let asker = Asker::new();
    let report = asker.report(&with_key(&station, Ki2ApiStation::KEY)).await;
    let reading = &report.reading;
    assert_eq!((reading.state, reading.key_valid), (ReadingState::NoBalance, KeyValidity::Valid));
    assert_eq!(reading.pool.map(|pool| (pool.accounts, pool.usable())), Some((3, Some(2))));
    let shown = format!("{:?}", report.exchanges);
    assert!(!shown.contains(Ki2ApiStation::TOKEN_PREVIEW), "{shown}");
    let shown_key: Vec<String> = station
        .visits()
        .into_iter()
        .filter(|visit| visit.with_key)
        .map(|visit| format!("{} {}", visit.method, visit.path))
        .collect();
    assert_eq!(shown_key, ["GET /v1/models", "GET /v1/token/status"]);
}

#[tokio::test]
async fn a_pool_without_a_working_account_has_seen_that_the_key_is_good() {
    let health = json!({ "status": "healthy", "service": "Ki2API", "token_configs": 0 });
    let refusal =
        json!({ "detail": { "error": { "message": "no token left", "type": "api_error" } } });
    let router = Router::new().route(HEALTH, get(move || async move { health.to_string() })).route(
        "/v1/models",
        get(move || async move { (StatusCode::SERVICE_UNAVAILABLE, refusal.to_string()) }),
    );
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let reading = Asker::new().read(&with_key(&station, Ki2ApiStation::KEY)).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::ServerError));
    assert_eq!(reading.key_valid, KeyValidity::Valid);
}

#[tokio::test]
async fn a_refused_key_is_not_shown_to_the_pool() {
    let station = ki2api();
    let reading = Asker::new().read(&with_key(&station, "sk-wrong-0000000000000000")).await;
    assert_eq!(reading.kind, Some(StationKind::Ki2Api));
    assert_eq!(error_of(&reading), Some(ErrorKind::InvalidKey));
    assert_eq!((reading.state, reading.key_valid), (ReadingState::Error, KeyValidity::Refused));
    assert_eq!(reading.pool, None);
    assert_eq!(station.asked(TOKEN_STATUS).total(), 0);
}

#[tokio::test]
async fn a_pool_that_does_not_tell_leaves_all_else_standing() {
    let station = ki2api();
    let site = with_key(&station, Ki2ApiStation::KEY);
    for fault in [Fault::Status(502), Fault::EmptyBody, Fault::WebPage] {
        station.behave(StationOptions::new().fault(TOKEN_STATUS, fault));
        let reading = Asker::new().read(&site).await;
        assert_eq!((reading.state, reading.pool), (ReadingState::NoBalance, None), "{fault:?}");
    }
}

#[tokio::test]
async fn who_answers_is_asked_once_for_both_and_without_a_key() {
    for (station, kind) in
        [(siliconflow(), StationKind::SiliconFlowPool), (ki2api(), StationKind::Ki2Api)]
    {
        let base = BaseUrl::parse(&format!("{}/v1", station.base_url())).unwrap();
        let key = Secret::new("sk-of-somebody-0000000000");
        let identified = identify(&Asker::new().http, &base, Some(&key)).await;
        let found = identified.station.unwrap();
        assert_eq!((found.kind, found.recognised_by.as_str()), (kind, "GET /health"));
        assert_eq!(station.asked(HEALTH).total(), 1);
        assert!(station.visits().iter().all(|visit| !visit.with_key));
        let told = identified.tried.iter().find(|one| one.path == HEALTH).unwrap();
        assert_eq!(told.outcome, "ok");
    }
}

#[tokio::test]
async fn a_first_page_names_it_where_its_health_is_hidden() {
    let json = json!({"exchanges": ["ki2api/real-root"], "unlisted": "fastapi_404"});
    let scenario = Fixture { id: "test".into(), json };
    let router = RecordedStation::of_scenario(&scenario).router();
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    let found = identify(&Asker::new().http, &base, None).await.station.unwrap();
    assert_eq!((found.kind, found.recognised_by.as_str()), (StationKind::Ki2Api, "GET /"));
    assert_eq!(found.status.and_then(|status| status.version).as_deref(), Some("3.0.1"));
}

#[tokio::test]
async fn first_pages_of_others_are_left_alone() {
    let station = DemoStation::serve(Router::new(), StationOptions::new()).unwrap();
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    assert!(identify(&Asker::new().http, &base, None).await.station.is_none());
    assert_eq!((station.asked(HEALTH).total(), station.asked("/").total()), (1, 0));
}
