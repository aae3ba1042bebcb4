//! Check-ins against recorded and demo stations, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::veloera_station::VeloeraStation;
use konata_api::model::checkin_result::CheckinState;
use konata_api::model::checkin_setup::CheckinSetup;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::money::{Money, Unit};
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::checkin_query::{CheckinQuery, CheckinReport, takes_part};
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::station_memory::StationMemory;
use serde_json::json;
use std::time::Duration;
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;

const NEW_API_ON: &str = "new-api/real-2602-status";

async fn check_in(site: &Site) -> CheckinReport {
    let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
    let memory = StationMemory::default();
    CheckinQuery { http: &http, memory: &memory, site, on_ask: &|_| () }.run().await
}

/// A station that answers as these recordings do.
fn recorded(exchanges: &[&str], unlisted: &str) -> DemoStation {
    let json = json!({ "exchanges": exchanges, "unlisted": unlisted });
    let station = RecordedStation::of_scenario(&Fixture { id: "here".into(), json });
    DemoStation::serve(station.router(), StationOptions::new()).unwrap()
}

fn site(station: &DemoStation, access_token: &str, user_id: &str) -> Site {
    Site {
        id: "5f0c1a2b".into(),
        url: station.base_url(),
        access_token: Secret::new(access_token),
        user_id: user_id.into(),
        ..Site::default()
    }
}

/// With the account that most recordings of new-api show.
fn new_api_site(station: &DemoStation) -> Site {
    site(station, "test-access-token", "1024")
}

fn with_page(site: Site) -> Site {
    let page = "https://relay.example/console".into();
    Site { checkin: CheckinSetup { page, ..CheckinSetup::default() }, ..site }
}

fn state_and_error(report: &CheckinReport) -> (CheckinState, Option<ErrorKind>) {
    (report.result.state, report.result.failure.as_ref().map(|failure| failure.kind))
}

fn usd(amount: &str) -> Money {
    Money::new(amount.parse().unwrap(), Unit::Usd)
}

fn posts(station: &DemoStation) -> usize {
    station.visits().iter().filter(|visit| visit.method == "POST").count()
}

#[tokio::test]
async fn new_api_awards_and_tells_what_the_account_holds_then() {
    let exchanges = [NEW_API_ON, "new-api/real-2602-checkin-ok", "new-api/real-2504-user-self"];
    let station = recorded(&exchanges, "404_text");
    let token = "testaccess0000000000000000000002";
    let report = check_in(&site(&station, token, "2")).await;
    assert_eq!(state_and_error(&report), (CheckinState::Done, None));
    assert_eq!(report.result.awarded(), Some(&usd("0.1")));
    assert_eq!(report.result.balance, Some(usd("20.477412")));
    assert_eq!(report.result.message, "签到成功");
    assert_eq!(posts(&station), 1);
    // The answer about the account can hold the token in clear.
    let account = report.exchanges.iter().find(|one| one.path == "/api/user/self").unwrap();
    assert_eq!((account.status, account.body.as_str()), (Some(200), ""));
    assert!(!format!("{report:?}").contains(token));
}

#[tokio::test]
async fn veloera_has_a_form_of_its_own() {
    let exchanges =
        ["veloera/status", "veloera/check-in-status", "veloera/check-in-ok", "veloera/user-self"];
    let station = recorded(&exchanges, "404_text");
    let report = check_in(&site(&station, "test-access-token", "7")).await;
    assert_eq!(state_and_error(&report), (CheckinState::Done, None));
    assert_eq!(
        (report.result.awarded(), &report.result.balance),
        (Some(&usd("1")), &Some(usd("3")))
    );
    let paths: Vec<&str> = report.exchanges.iter().map(|one| one.path.as_str()).collect();
    let own: Vec<&str> = paths.into_iter().filter(|path| path.starts_with("/api/user/")).collect();
    assert_eq!(own, ["/api/user/check_in_status", "/api/user/check_in", "/api/user/self"]);
}

#[tokio::test]
async fn what_was_made_before_is_no_failure() {
    for (status, already, user) in [
        (NEW_API_ON, "new-api/checkin-already", "1024"),
        ("veloera/status", "veloera/check-in-already", "7"),
    ] {
        let station = recorded(&[status, already], "404_text");
        let report = check_in(&site(&station, "test-access-token", user)).await;
        assert_eq!(state_and_error(&report), (CheckinState::Already, None), "{already}");
        assert!(report.result.message.contains("签到"), "{already}");
    }
}

#[tokio::test]
async fn once_today_is_enough() {
    let station = DemoStation::start(VeloeraStation::new("a"), StationOptions::new()).unwrap();
    let id = VeloeraStation::USER_ID.to_string();
    let site = site(&station, VeloeraStation::ACCESS_TOKEN, &id);
    let first = check_in(&site).await;
    assert_eq!(first.result.state, CheckinState::Done);
    assert_eq!(
        (first.result.awarded(), &first.result.balance),
        (Some(&usd("0.5")), &Some(usd("6.5")))
    );
    assert_eq!(check_in(&site).await.result.state, CheckinState::Already);
    assert_eq!(posts(&station), 1, "the status says so, without a second try");
}

#[tokio::test]
async fn a_station_that_does_not_offer_it_is_shown_no_account() {
    for status in ["new-api/real-0916-status", "veloera/real-status", "one-hub/real-status"] {
        let station = recorded(&[status], "404_text");
        let report = check_in(&new_api_site(&station)).await;
        let expected = (CheckinState::Skipped, Some(ErrorKind::FeatureDisabled));
        assert_eq!(state_and_error(&report), expected, "{status}");
        assert!(station.visits().iter().all(|visit| !visit.with_key), "{status}");
    }
    let one_api = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let report = check_in(&new_api_site(&one_api)).await;
    assert_eq!(report.result.state, CheckinState::Skipped);
    assert!(one_api.visits().iter().all(|visit| !visit.with_key));
}

#[tokio::test]
async fn a_switch_that_only_the_question_tells_counts_too() {
    let station = recorded(&[NEW_API_ON, "new-api/checkin-disabled"], "404_text");
    let report = check_in(&new_api_site(&station)).await;
    let expected = (CheckinState::Skipped, Some(ErrorKind::FeatureDisabled));
    assert_eq!(state_and_error(&report), expected);
    assert_eq!(report.result.failure.unwrap().message, "签到功能未启用");
}

#[tokio::test]
async fn a_human_check_leads_to_the_page_where_there_is_one() {
    let station = recorded(&[NEW_API_ON, "new-api/checkin-turnstile"], "404_text");
    let without = check_in(&new_api_site(&station)).await;
    let turnstile = Some(ErrorKind::TurnstileRequired);
    assert_eq!(state_and_error(&without), (CheckinState::Failed, turnstile));
    let with = check_in(&with_page(new_api_site(&station))).await;
    assert_eq!(state_and_error(&with), (CheckinState::OpenPage, turnstile));
}

#[tokio::test]
async fn a_protection_page_is_told_and_no_account_shown() {
    let station = recorded(&[], "cloudflare_challenge");
    let site = new_api_site(&station);
    let challenge = Some(ErrorKind::WafChallenge);
    assert_eq!(state_and_error(&check_in(&site).await), (CheckinState::Failed, challenge));
    let report = check_in(&with_page(site)).await;
    assert_eq!(state_and_error(&report), (CheckinState::OpenPage, challenge));
    assert!(station.visits().iter().all(|visit| !visit.with_key));
}

#[tokio::test]
async fn accounts_that_are_not_let_in() {
    let station = DemoStation::start(VeloeraStation::new("a"), StationOptions::new()).unwrap();
    let token = VeloeraStation::ACCESS_TOKEN;
    let by_cookie = Site {
        session_cookie: Secret::new("session=longgone000000000000"),
        ..site(&station, "", "7")
    };
    for (site, kind) in [
        (site(&station, "nosuchaccess", "7"), ErrorKind::UnauthorizedAccount),
        (site(&station, token, ""), ErrorKind::MissingUserId),
        (site(&station, token, "99"), ErrorKind::UserIdMismatch),
        (by_cookie, ErrorKind::NotLoggedIn),
    ] {
        let report = check_in(&site).await;
        assert_eq!(state_and_error(&report), (CheckinState::Failed, Some(kind)));
    }
    assert_eq!(posts(&station), 0, "the status question told already");
}

#[tokio::test]
async fn any_router_wants_a_session_and_a_page_s_header() {
    for (recording, state) in [
        ("anyrouter/sign-in-ok", CheckinState::Done),
        ("anyrouter/sign-in-already", CheckinState::Already),
    ] {
        let station = recorded(&[recording], "404_text");
        let site = Site {
            session_cookie: Secret::new("session=test"),
            station_kind: Some(StationKind::AnyRouter),
            station_kind_fixed: true,
            ..site(&station, "", "")
        };
        let report = check_in(&site).await;
        assert_eq!(state_and_error(&report), (state, None), "{recording}");
        assert_eq!(report.result.awarded(), None, "{recording}");
    }
}

#[tokio::test]
async fn voapi_v2_wants_its_token_bare_and_counts_what_it_says() {
    for (answer, expected) in [
        (r#"{"code":0,"data":null,"msg":"签到成功"}"#, (CheckinState::Done, None)),
        (r#"{"code":1,"data":null,"msg":"今天签过了"}"#, (CheckinState::Already, None)),
        (
            r#"{"code":2,"data":null,"msg":"登录过期"}"#,
            (CheckinState::Failed, Some(ErrorKind::NotLoggedIn)),
        ),
    ] {
        let router = Router::new().route(
            "/api/check_in",
            post(move |headers: axum::http::HeaderMap| async move {
                let is_bare = headers.get("authorization").is_some_and(|sent| sent == "a.jwt.b");
                if is_bare { answer } else { r#"{"code":9,"data":null,"msg":"?"}"# }
            }),
        );
        let router = router.fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") });
        let station = DemoStation::serve(router, StationOptions::new()).unwrap();
        let site = Site {
            station_kind: Some(StationKind::VoApiV2),
            station_kind_fixed: true,
            ..site(&station, "a.jwt.b", "")
        };
        let report = check_in(&site).await;
        assert_eq!(state_and_error(&report), expected, "{answer}");
        assert_eq!(report.result.awarded(), None, "{answer}");
    }
}

#[tokio::test]
async fn a_chosen_path_and_own_headers_are_used_on_an_unknown_api() {
    let router = Router::new().route(
        "/api/clock",
        post(|headers: axum::http::HeaderMap| async move {
            match (headers.get("cookie"), headers.get("x-own"), headers.get("new-api-user")) {
                (Some(_), Some(_), Some(id)) if id == "42" => {
                    r#"{"success":true,"message":"ok","data":{"quota_awarded":7}}"#
                }
                _ => r#"{"success":false,"message":"no"}"#,
            }
        }),
    );
    let router = router.fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") });
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let checkin = CheckinSetup {
        path: "api/clock".into(),
        headers: [("X-Own".to_owned(), Secret::new("1"))].into_iter().collect(),
        ..CheckinSetup::default()
    };
    let site =
        Site { session_cookie: Secret::new("session=test"), checkin, ..site(&station, "", "42") };
    let report = check_in(&site).await;
    assert_eq!(state_and_error(&report), (CheckinState::Done, None), "{report:?}");
    // Nobody told how many points are a dollar.
    assert_eq!(report.result.awarded(), Some(&Money::new(7.into(), Unit::Points)));
    assert_eq!(report.result.award.unwrap().awarded_usd, None);
}

#[tokio::test]
async fn whatever_answers_the_check_in_has_an_end() {
    const NOTHING: &str = "";
    let answers = Router::new()
        .route("/null", post(|| async { r#"{"success":true,"data":null}"# }))
        .route("/page", post(|| async { Html("<html></html>") }))
        .route("/empty", post(|| async { NOTHING }))
        .route("/half", post(|| async { r#"{"success":"# }))
        .route("/captcha", post(|| async { r#"{"success":false,"message":"请输入图形验证码"}"# }))
        .route("/busy", post(|| async { StatusCode::TOO_MANY_REQUESTS }))
        .route("/broken", post(|| async { (StatusCode::BAD_GATEWAY, Html("<html></html>")) }))
        .route("/moved", post(|| async { Redirect::to("/null") }))
        .route("/silent", post(|| async { std::future::pending::<()>().await }))
        .route("/api/status", get(|| async { r#"{"hello":"world"}"# }))
        .fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") });
    let station = DemoStation::serve(answers, StationOptions::new()).unwrap();
    for (path, state, error) in [
        ("/null", CheckinState::Done, None),
        ("/page", CheckinState::Failed, Some(ErrorKind::HtmlPage)),
        ("/empty", CheckinState::Failed, Some(ErrorKind::EmptyBody)),
        ("/half", CheckinState::Failed, Some(ErrorKind::MalformedBody)),
        ("/captcha", CheckinState::Failed, Some(ErrorKind::CaptchaRequired)),
        ("/busy", CheckinState::Failed, Some(ErrorKind::RateLimited)),
        ("/broken", CheckinState::Failed, Some(ErrorKind::GatewayDown)),
        ("/moved", CheckinState::Failed, Some(ErrorKind::Redirect)),
        ("/silent", CheckinState::Failed, Some(ErrorKind::Timeout)),
        ("/missing", CheckinState::Failed, Some(ErrorKind::EndpointMissing)),
    ] {
        let mut site = site(&station, "test-access-token", "7");
        site.checkin.path = path.into();
        let report = check_in(&site).await;
        assert_eq!(state_and_error(&report), (state, error), "{path}");
        assert_eq!(report.result.awarded(), None, "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_not() {
    let station = recorded(&[NEW_API_ON], "404_text");
    let complete = new_api_site(&station);
    let no_account = site(&station, "", "1024");
    let disabled = Site { disabled: true, ..complete.clone() };
    let no_address = Site { url: String::new(), ..complete };
    for (site, kind) in [
        (no_account.clone(), ErrorKind::IncompleteSite),
        (disabled, ErrorKind::DisabledSite),
        (no_address, ErrorKind::IncompleteSite),
    ] {
        let report = check_in(&site).await;
        assert_eq!(state_and_error(&report), (CheckinState::Skipped, Some(kind)));
    }
    let by_hand = check_in(&with_page(no_account)).await;
    assert_eq!(state_and_error(&by_hand), (CheckinState::OpenPage, None));
    assert_eq!(station.total_asked(), 0);
}

#[test]
fn who_takes_part_when_nobody_is_named() {
    let account = Site { access_token: Secret::new("test-access-token"), ..Site::default() };
    let of_kind = |kind| Site { station_kind: Some(kind), ..account.clone() };
    assert!(takes_part(&account), "what its station is, the check-in will find out");
    assert!(takes_part(&of_kind(StationKind::Veloera)));
    assert!(takes_part(&with_page(Site::default())));
    for site in [
        Site::default(),
        of_kind(StationKind::OneHub),
        of_kind(StationKind::Sub2api),
        Site { disabled: true, ..with_page(account.clone()) },
    ] {
        assert!(!takes_part(&site), "{site:?}");
    }
}
