//! Sites with an account, alone and beside a key, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::family_key::FamilyKey;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::{NewApiDisplay, NewApiStation};
use konata_api::demo::station_options::StationOptions;
use konata_api::model::balance::Scope;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::reading::ReadingState;
use konata_api::model::secret::Secret;
use konata_api::model::site::{BalanceAuth, Site};
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::asker::{Asker, error_of};
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;
use url::form_urlencoded;

const KEY: &str = "sk-test-key";
const ACCESS_TOKEN: &str = "test-access-token";
const USER_SELF: &str = "/api/user/self";

/// A station that answers as these recordings do, and plain 404s.
fn recorded(exchanges: &[&str]) -> DemoStation {
    let json = json!({"exchanges": exchanges, "unlisted": "404_text"});
    let scenario = Fixture { id: "test".into(), json };
    let router = RecordedStation::of_scenario(&scenario).router();
    DemoStation::serve(router, StationOptions::new()).unwrap()
}

/// A new-api whose key has a limit and whose account has 12.675 USD.
fn new_api() -> DemoStation {
    recorded(&[
        "new-api/status-new",
        "new-api/subscription-usd",
        "one-api/usage-usd",
        "new-api/usage-token",
        "new-api/user-self",
        "new-api/user-self-no-user-header",
    ])
}

fn with_both(station: &DemoStation) -> Site {
    Site {
        id: "1".into(),
        url: station.base_url(),
        api_key: Secret::new(KEY),
        access_token: Secret::new(ACCESS_TOKEN),
        user_id: "1024".into(),
        ..Site::default()
    }
}

#[tokio::test]
async fn the_wallet_is_the_balance_and_the_key_stands_beside_it() {
    let station = new_api();
    let reading = Asker::new().read(&with_both(&station)).await;
    let balance = reading.balance.unwrap();
    assert_eq!((reading.state, balance.scope), (ReadingState::Ok, Scope::Account));
    assert_eq!(balance.remaining, Some("12.675".parse().unwrap()));
    assert_eq!(reading.key_valid, KeyValidity::Valid);
    let key = balance.windows.iter().find(|window| window.window == "key").unwrap();
    assert_eq!(key.limit, Some(20.into()));
    assert_eq!(balance.user.and_then(|user| user.id), Some(1024.into()));
    assert_eq!(balance.note, None);
    assert!(station.most_at_once() <= 2);
}

#[tokio::test]
async fn a_refused_account_leaves_the_key_and_says_so() {
    let station = new_api();
    let mut site = with_both(&station);
    site.user_id = String::new();
    let reading = Asker::new().read(&site).await;
    let balance = reading.balance.unwrap();
    assert_eq!((reading.state, balance.scope), (ReadingState::Ok, Scope::Token));
    let note = balance.note.unwrap();
    assert_eq!((note.scope, note.kind), (Scope::Account, ErrorKind::MissingUserId));
    assert!(reading.tried.iter().any(|one| one.path == USER_SELF && one.outcome != "ok"));
}

#[tokio::test]
async fn a_refused_key_leaves_the_account() {
    let station = recorded(&["new-api/status-new", "new-api/user-self"]);
    let reading = Asker::new().read(&with_both(&station)).await;
    let balance = reading.balance.unwrap();
    assert_eq!((reading.state, balance.scope), (ReadingState::Ok, Scope::Account));
    assert_eq!(balance.note.map(|note| note.scope), Some(Scope::Token));
    assert_ne!(reading.key_valid, KeyValidity::Valid);
}

#[tokio::test]
async fn an_account_alone_is_enough() {
    let station = new_api();
    let mut site = with_both(&station);
    site.api_key = Secret::default();
    let reading = Asker::new().read(&site).await;
    assert_eq!((reading.state, reading.key_valid), (ReadingState::Ok, KeyValidity::Unknown));
    assert_eq!(reading.balance.unwrap().remaining, Some("12.675".parse().unwrap()));
    assert_eq!(station.asked("/v1/dashboard/billing/subscription").total(), 0);
}

#[tokio::test]
async fn without_the_user_s_id_the_station_says_what_is_missing() {
    let station = new_api();
    let mut site = with_both(&station);
    site.api_key = Secret::default();
    site.user_id = String::new();
    let reading = Asker::new().read(&site).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::MissingUserId));
}

#[tokio::test]
async fn the_account_of_somebody_else_is_noticed_where_the_station_does_not_care() {
    let station = recorded(&[
        "new-api/real-rc21-status-announcements",
        "new-api/real-2608-user-self-without-user-header",
    ]);
    let mut site = with_both(&station);
    site.api_key = Secret::default();
    site.access_token = Secret::new("testaccess0000000000000000000002");
    assert_eq!(error_of(&Asker::new().read(&site).await), Some(ErrorKind::UserIdMismatch));
    for id in ["2", "", "ming"] {
        site.user_id = id.into();
        assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok, "{id}");
    }
}

#[tokio::test]
async fn what_an_account_answers_is_not_shown() {
    let station = recorded(&["new-api/status-2025-04", "new-api/real-2504-user-self"]);
    let mut site = with_both(&station);
    site.api_key = Secret::default();
    site.access_token = Secret::new("testaccess0000000000000000000002");
    site.user_id = "2".into();
    let report = Asker::new().report(&site).await;
    assert_eq!(report.reading.state, ReadingState::Ok);
    let exchange = report.exchanges.iter().find(|one| one.path == USER_SELF).unwrap();
    assert_eq!((exchange.status, exchange.body.as_str()), (Some(200), ""));
    assert!(!format!("{report:?}").contains("testaccess"));
}

#[tokio::test]
async fn a_station_without_the_account_s_path_keeps_its_kind() {
    let station =
        recorded(&["new-api/status-new", "new-api/subscription-usd", "one-api/usage-usd"]);
    let reading = Asker::new().read(&with_both(&station)).await;
    assert_eq!((reading.state, reading.kind), (ReadingState::Ok, Some(StationKind::NewApi)));
    assert_eq!(station.asked("/api/status").total(), 1);
}

#[tokio::test]
async fn an_account_that_asks_for_rest_gets_it() {
    let station = new_api();
    let limited = Fault::RateLimited { retry_after_seconds: Some(600) };
    station.behave(StationOptions::new().fault(USER_SELF, limited));
    let (asker, site) = (Asker::new(), with_both(&station));
    let first = asker.read(&site).await;
    assert_eq!(first.balance.unwrap().note.map(|note| note.kind), Some(ErrorKind::RateLimited));
    let before = station.total_asked();
    assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::RateLimited));
    assert_eq!(station.total_asked(), before);
}

#[tokio::test]
async fn a_silent_station_is_not_asked_about_the_account_too() {
    let station = new_api();
    let billing = "/v1/dashboard/billing";
    station.behave(
        StationOptions::new()
            .fault(&format!("{billing}/subscription"), Fault::Status(502))
            .fault(&format!("{billing}/usage"), Fault::Status(502)),
    );
    let reading = Asker::new().read(&with_both(&station)).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::GatewayDown));
    assert_eq!(station.asked(USER_SELF).total(), 0);
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// `/api/user/self` to whoever sends these headers.
fn account_behind(required: &'static [(&'static str, &'static str)]) -> Router {
    let status = r#"{"success":true,"data":{"setup":true,"quota_per_unit":500000,
        "quota_display_type":"USD"}}"#;
    let account = r#"{"success":true,"data":{"id":7,"username":"ming","quota":500000}}"#;
    let refused = r#"{"success":false,"message":"无权进行此操作，access token 无效"}"#;
    let answer = move |headers: HeaderMap| async move {
        let fits = required.iter().all(|(name, value)| header(&headers, name) == *value);
        if fits { account } else { refused }
    };
    Router::new()
        .route("/api/status", get(move || async move { status }))
        .route(USER_SELF, get(answer))
}

#[tokio::test]
async fn the_session_of_a_browser_opens_an_account() {
    let router = account_behind(&[("cookie", "session=abc=="), ("new-api-user", "7")]);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let site = Site {
        url: station.base_url(),
        session_cookie: Secret::new("session=abc=="),
        user_id: "7".into(),
        ..Site::default()
    };
    let reading = Asker::new().read(&site).await;
    assert_eq!(reading.balance.unwrap().remaining, Some(1.into()));
}

#[tokio::test]
async fn a_session_opens_what_a_token_no_longer_does() {
    let router = account_behind(&[("cookie", "session=abc==")]);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let mut site = Site {
        url: station.base_url(),
        access_token: Secret::new(ACCESS_TOKEN),
        session_cookie: Secret::new("session=abc=="),
        ..Site::default()
    };
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok);
    site.session_cookie = Secret::new("session=ended");
    let reading = Asker::new().read(&site).await;
    assert_eq!(error_of(&reading), Some(ErrorKind::UnauthorizedAccount));
    assert_eq!(station.asked(USER_SELF).total(), 4, "each credential once");
}

#[tokio::test]
async fn a_fork_gets_the_user_in_the_header_of_its_own() {
    for (kind, required) in [
        (StationKind::SuperApi, &[("user-id", "7"), ("new-api-user", "")] as &[_]),
        (StationKind::RixApi, &[("rix-api-user", "7"), ("user-id", "")]),
        (StationKind::AnyRouter, &[("user-id", "7"), ("new-api-user", "7")]),
    ] {
        let station = DemoStation::serve(account_behind(required), StationOptions::new()).unwrap();
        let site = Site {
            url: station.base_url(),
            access_token: Secret::new(ACCESS_TOKEN),
            user_id: "7".into(),
            station_kind: Some(kind),
            station_kind_fixed: true,
            ..Site::default()
        };
        let reading = Asker::new().read(&site).await;
        assert_eq!((reading.state, reading.kind), (ReadingState::Ok, Some(kind)));
    }
}

#[tokio::test]
async fn the_site_s_own_headers_go_along_with_every_request() {
    let gate = |headers: HeaderMap| async move {
        match header(&headers, "x-gate") {
            "open-sesame" => r#"{"isValid":true,"mode":"unrestricted","remaining":3,"balance":3,
                "code":0,"data":{"site_name":"a","registration_enabled":true}}"#
                .into_response(),
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    };
    let station = DemoStation::serve(Router::new().fallback(gate), StationOptions::new()).unwrap();
    let mut site = Site { url: station.base_url(), api_key: Secret::new(KEY), ..Site::default() };
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Error);
    site.headers = [("X-Gate".to_owned(), Secret::new("open-sesame"))].into_iter().collect();
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok);
}

#[tokio::test]
async fn a_key_goes_where_the_user_said() {
    let usage = |headers: HeaderMap| async move {
        let places = (header(&headers, "x-api-key"), header(&headers, "authorization"));
        match places {
            (KEY, "") => r#"{"isValid":true,"planName":"P","remaining":3,"unit":"USD"}"#,
            _ => r#"{"code":"API_KEY_REQUIRED","message":"API key is required"}"#,
        }
    };
    let settings = r#"{"code":0,"data":{"site_name":"a","registration_enabled":true}}"#;
    let router = Router::new()
        .route("/api/v1/settings/public", get(move || async move { settings }))
        .route("/v1/usage", get(usage));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let mut site = Site { url: station.base_url(), api_key: Secret::new(KEY), ..Site::default() };
    assert_eq!(error_of(&Asker::new().read(&site).await), Some(ErrorKind::KeyMissing));
    site.balance_auth = BalanceAuth::XApiKey;
    assert_eq!(Asker::new().read(&site).await.state, ReadingState::Ok);
}

#[tokio::test]
async fn a_kind_chosen_by_hand_gets_its_token_bare() {
    let account = r#"{"code":0,"data":{"id":42,"basicBalance":"10.00","bindBalance":"2.50"}}"#;
    let answer = move |headers: HeaderMap| async move {
        match header(&headers, "authorization") {
            "test.jwt.token" => account,
            _ => r#"{"code":2,"data":null,"msg":"auth expire"}"#,
        }
    };
    let page = || async { "<!doctype html><html></html>" };
    let router = Router::new().route("/api/user/info", get(answer)).fallback(page);
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let site = Site {
        url: station.base_url(),
        access_token: Secret::new("test.jwt.token"),
        station_kind: Some(StationKind::VoApiV2),
        station_kind_fixed: true,
        ..Site::default()
    };
    let reading = Asker::new().read(&site).await;
    assert_eq!(reading.balance.unwrap().remaining, Some("12.5".parse().unwrap()));
    let expired = Site { access_token: Secret::new("test.jwt.expired"), ..site.clone() };
    assert_eq!(error_of(&Asker::new().read(&expired).await), Some(ErrorKind::NotLoggedIn));
    let key_only = Site { access_token: Secret::default(), api_key: Secret::new(KEY), ..site };
    let reading = Asker::new().read(&key_only).await;
    assert_eq!(
        (reading.state, error_of(&reading)),
        (ReadingState::Skipped, Some(ErrorKind::IncompleteSite))
    );
}

/// A sub2api panel whose sessions end when `ended` grows: the token names its session.
fn panel(log_ins: &Arc<AtomicUsize>, ended: &Arc<AtomicUsize>) -> Router {
    let settings = r#"{"code":0,"data":{"site_name":"a","registration_enabled":true}}"#;
    let log_ins = Arc::clone(log_ins);
    let log_in = move |body: Bytes| async move {
        let body: Value = serde_json::from_slice(&body).unwrap();
        let number = log_ins.fetch_add(1, Ordering::SeqCst);
        if body == json!({"email": "ming@example.com", "password": "right-password"}) {
            let token = format!("session.of.number{number}");
            (StatusCode::OK, json!({"code": 0, "data": {"access_token": token}}).to_string())
        } else {
            let refusal = json!({"code": 401, "message": "no", "reason": "INVALID_CREDENTIALS"});
            (StatusCode::UNAUTHORIZED, refusal.to_string())
        }
    };
    let ended = Arc::clone(ended);
    let account = move |headers: HeaderMap| async move {
        let open = format!("Bearer session.of.number{}", ended.load(Ordering::SeqCst));
        if header(&headers, "authorization") == open {
            let account = json!({"id": 2, "balance": 18.5, "username": open});
            (StatusCode::OK, json!({"code": 0, "data": account}).to_string())
        } else {
            let refusal = json!({"code": "TOKEN_EXPIRED", "message": "Token has expired"});
            (StatusCode::UNAUTHORIZED, refusal.to_string())
        }
    };
    Router::new()
        .route("/api/v1/settings/public", get(move || async move { settings }))
        .route("/api/v1/auth/login", post(log_in))
        .route("/api/v1/auth/me", get(account))
}

fn with_log_in(station: &DemoStation, password: &str) -> Site {
    Site {
        url: station.base_url(),
        login_name: "ming@example.com".into(),
        login_password: Secret::new(password),
        ..Site::default()
    }
}

#[tokio::test]
async fn a_session_is_opened_once_and_renewed_when_it_ended() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let station = DemoStation::serve(panel(&log_ins, &ended), StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), with_log_in(&station, "right-password"));
    for _ in 0..3 {
        let reading = asker.read(&site).await;
        assert_eq!(reading.balance.unwrap().remaining, Some("18.5".parse().unwrap()));
    }
    assert_eq!(log_ins.load(Ordering::SeqCst), 1);
    ended.store(1, Ordering::SeqCst);
    assert_eq!(asker.read(&site).await.state, ReadingState::Ok);
    assert_eq!(log_ins.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_session_is_nowhere_to_be_seen() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let station = DemoStation::serve(panel(&log_ins, &ended), StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), with_log_in(&station, "right-password"));
    for round in ["opened", "remembered"] {
        let report = asker.report(&site).await;
        assert_eq!(report.reading.state, ReadingState::Ok, "{round}");
        let shown = format!("{report:?}");
        assert!(
            !shown.contains("session.of.number") && !shown.contains("right-password"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_tried_over_and_over() {
    let (log_ins, ended) = (Arc::default(), Arc::default());
    let station = DemoStation::serve(panel(&log_ins, &ended), StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), with_log_in(&station, "wrong-password"));
    for _ in 0..3 {
        assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::UnauthorizedAccount));
    }
    assert_eq!(log_ins.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_session_that_is_refused_at_once_is_no_loop() {
    let (log_ins, ended) = (Arc::default(), Arc::new(AtomicUsize::new(usize::MAX)));
    let station = DemoStation::serve(panel(&log_ins, &ended), StationOptions::new()).unwrap();
    let (asker, site) = (Asker::new(), with_log_in(&station, "right-password"));
    assert_eq!(error_of(&asker.read(&site).await), Some(ErrorKind::UnauthorizedAccount));
    assert_eq!(log_ins.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn six_keys_of_one_station_ask_for_their_details_six_times_at_most() {
    let keys: Vec<String> = (0..6).map(|number| format!("sk-refreshedkey00000{number}")).collect();
    let station =
        keys.iter().fold(NewApiStation::empty("a", NewApiDisplay::Usd), |station, key| {
            station.key(key, FamilyKey::limited("k", 5_000_000, 500_000))
        });
    let station = DemoStation::start(station, StationOptions::new()).unwrap();
    let mut sites: Vec<Site> = keys
        .iter()
        .map(|key| Site {
            id: key.clone(),
            url: station.base_url(),
            api_key: Secret::new(key.as_str()),
            ..Site::default()
        })
        .collect();
    let asker = Asker::new();
    for _ in 0..24 {
        for site in &mut sites {
            let report = asker.report(site).await;
            assert_eq!(report.reading.failure, None);
            site.take_news(&SiteNews {
                site: site.id.clone(),
                reading: report.reading,
                key_details: report.key_details,
            });
        }
    }
    assert_eq!(station.asked("/v1/dashboard/billing/subscription").total(), 24 * 6);
    assert_eq!(station.asked("/api/usage/token/").total(), 6);
}

#[tokio::test]
async fn a_used_up_key_beside_an_account_is_asked_about_once_a_day() {
    let station = recorded(&[
        "new-api/real-rc21-status-announcements",
        "new-api/real-rc21-key-exhausted-looks-invalid",
        "new-api/real-rc21-usage-exhausted-looks-invalid",
        "new-api/real-rc21-usage-token-debt",
        "new-api/real-2608-user-self-without-user-header",
    ]);
    let mut site = with_both(&station);
    site.api_key = Secret::new("sk-testkeydebt0000000000000000000000000000000000000");
    site.access_token = Secret::new("testaccess0000000000000000000002");
    site.user_id = "2".into();
    let asker = Asker::new();
    for round in 0..12 {
        let report = asker.report(&site).await;
        let balance = report.reading.balance.as_ref().unwrap();
        assert_eq!((report.reading.state, balance.scope), (ReadingState::Ok, Scope::Account));
        assert_eq!(report.reading.key_valid, KeyValidity::Valid, "round {round}");
        site.take_news(&SiteNews {
            site: site.id.clone(),
            reading: report.reading,
            key_details: report.key_details,
        });
    }
    assert_eq!(station.asked("/api/usage/token/").total(), 1);
    site.access_token = Secret::new("a-token-that-opens-nothing");
    let reading = asker.read(&site).await;
    assert_eq!(reading.state, ReadingState::Exhausted);
    assert_eq!(reading.balance.map(|balance| balance.scope), Some(Scope::Token));
}

#[tokio::test]
async fn what_was_spent_since_midnight_is_told_in_the_station_s_unit() {
    let stat = |uri: Uri| async move {
        let query: Vec<(String, String)> =
            form_urlencoded::parse(uri.query().unwrap().as_bytes()).into_owned().collect();
        let number = |name: &str| {
            let value = query.iter().find(|(known, _)| known == name);
            value.unwrap().1.parse::<i64>().unwrap()
        };
        let span = number("end_timestamp") - number("start_timestamp");
        assert!((0..=25 * 3600).contains(&span), "{span}");
        r#"{"success":true,"data":{"quota":250000,"rpm":0,"tpm":0}}"#
    };
    let router = account_behind(&[]).route("/api/log/self/stat", get(stat));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let site = Site {
        url: station.base_url(),
        access_token: Secret::new(ACCESS_TOKEN),
        ..Site::default()
    };
    let today = Asker::new().read(&site).await.balance.unwrap().today.unwrap();
    assert_eq!(today.cost, Some("0.5".parse().unwrap()));
}

#[tokio::test]
async fn the_totals_of_a_panel_are_asked_only_where_no_key_tells_of_today() {
    let exchanges = [
        "sub2api/settings-public",
        "sub2api/v1-usage-wallet-new",
        "sub2api/real-auth-me",
        "sub2api/real-subscriptions-progress",
        "sub2api/real-dashboard-stats",
    ];
    let station = recorded(&exchanges);
    let mut site = with_both(&station);
    site.access_token = Secret::new("test.jwt.ming");
    let totals = "/api/v1/usage/dashboard/stats";
    let asker = Asker::new();
    let balance = asker.read(&site).await.balance.unwrap();
    assert_eq!(balance.remaining, Some("18.32685".parse().unwrap()));
    assert_eq!((balance.today.is_some(), station.asked(totals).total()), (true, 0));
    site.api_key = Secret::default();
    let balance = asker.read(&site).await.balance.unwrap();
    assert_eq!(balance.used, Some("0.09315".parse().unwrap()));
    assert_eq!(balance.today.unwrap().cost, Some("0.09315".parse().unwrap()));
    assert_eq!(station.asked(totals).total(), 1);
}
