//! Questions for logs against stations that answer as the real ones do, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::balance::Scope;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::proxy_setting::ProxySetting;
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::{LogAuth, Site};
use konata_api::model::station_kind::StationKind;
use konata_api::relay::conversation::Conversation;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::log_watch::LogWatch;
use konata_api::relay::logs_query::{LogsQuery, LogsReport};
use konata_api::relay::redactor::Redactor;
use konata_api::relay::request::{AnswerLength, Auth, Request};
use konata_api::relay::station_memory::StationMemory;
use konata_api::relay::station_units::StationUnits;
use konata_api::relay::wanted_logs::WantedLogs;
use konata_api::store::Store;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::asker::Asker;
use support::expectation::differences;
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;
use url::form_urlencoded;

const KEY: &str = "sk-test-key-000000000001";
const TOKEN: &str = "test-access-token-0001";
const KEY_LOG: &str = "/api/log/token";
/// The time of the newest row.
const NEWEST: i64 = 1_795_240_000;

/// A station of a kind whose account holds so many rows, a minute apart.
struct Log {
    rows: u64,
    /// Names of the parameters for page and size, and the number of the first page.
    page: (&'static str, &'static str, u64),
    /// Puts the rows of a page into the kind's envelope.
    envelope: fn(Vec<Value>, u64, u64, u64) -> Value,
    /// What was asked for, query included.
    asked: Mutex<Vec<String>>,
}

fn row(index: u64) -> Value {
    let time = NEWEST - i64::try_from(index).unwrap() * 60;
    json!({
        "created_at": time, "type": 2, "model_name": format!("m{index}"), "token_name": "k",
        "quota": 500, "prompt_tokens": 10, "completion_tokens": 2, "use_time": 1,
    })
}

fn parameters(uri: &Uri) -> HashMap<String, String> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

async fn account_log(State(log): State<Arc<Log>>, headers: HeaderMap, uri: Uri) -> Response {
    log.asked.lock().unwrap().push(uri.to_string());
    let parameters = parameters(&uri);
    if headers.get("authorization").is_none_or(|sent| sent != &format!("Bearer {TOKEN}")) {
        return json!({"success": false, "message": "无权进行此操作，access token 无效"})
            .to_string()
            .into_response();
    }
    let (page_name, size_name, first) = log.page;
    let number = |name: &str| parameters.get(name).and_then(|text| text.parse::<u64>().ok());
    let size = number(size_name).unwrap_or(10);
    let page = number(page_name).unwrap_or(first);
    let begin = page.saturating_sub(first) * size;
    if parameters.contains_key("type") {
        let failed = json!({"created_at": NEWEST - 30, "type": 5, "quota": 0});
        return (log.envelope)(vec![failed], page, size, 1).to_string().into_response();
    }
    let rows = (begin..log.rows.min(begin + size)).map(row).collect();
    (log.envelope)(rows, page, size, log.rows).to_string().into_response()
}

/// Answers `/api/status` as in this recording.
fn status_of(recording: &str) -> impl Fn() -> std::future::Ready<String> + Clone + use<> {
    let body = Fixture::load(recording).json["response"]["body"].to_string();
    move || std::future::ready(body.clone())
}

fn account_station(status: &str, log: Log) -> (DemoStation, Arc<Log>) {
    let log = Arc::new(log);
    let router = Router::new()
        .route("/api/log/self", get(account_log))
        .with_state(Arc::clone(&log))
        .route("/api/status", get(status_of(status)));
    (DemoStation::serve(router, StationOptions::new()).unwrap(), log)
}

fn new_api_log(rows: u64) -> Log {
    Log {
        rows,
        page: ("p", "page_size", 1),
        envelope: |rows, page, size, total| {
            json!({"success": true, "data":
                {"items": rows, "page": page, "page_size": size, "total": total}})
        },
        asked: Mutex::default(),
    }
}

fn site(station: &DemoStation) -> Site {
    Site { id: "1".into(), url: station.base_url(), api_key: Secret::new(KEY), ..Site::default() }
}

async fn ask(site: &Site, wanted: WantedLogs) -> LogsReport {
    let settings = Settings { logs_page_size: 100, ..Settings::default() };
    ask_watched(site, &settings, wanted, LogWatch::default()).await
}

async fn ask_watched(
    site: &Site,
    settings: &Settings,
    wanted: WantedLogs,
    watch: LogWatch,
) -> LogsReport {
    let query = LogsQuery {
        http: &HttpClient::new(Duration::from_secs(2), Duration::from_secs(2)),
        memory: &StationMemory::default(),
        site,
        settings,
        wanted,
        watch,
    };
    query.run().await
}

async fn by_account(station: &DemoStation, wanted: WantedLogs) -> LogsReport {
    let site = Site { api_key: Secret::default(), ..site(station) };
    ask(&with_account(&site, TOKEN), wanted).await
}

fn with_account(site: &Site, token: &str) -> Site {
    Site { access_token: Secret::new(token), user_id: "2".into(), ..site.clone() }
}

async fn by_key(site: &Site) -> LogsReport {
    ask(site, newest(50)).await
}

fn newest(limit: usize) -> WantedLogs {
    WantedLogs { limit: Some(limit), since: None, until: None }
}

fn times(report: &LogsReport) -> Vec<i64> {
    report.logs.iter().map(|row| row.time).collect()
}

fn error_of(report: &LogsReport) -> Option<ErrorKind> {
    report.error.as_ref().map(|error| error.kind)
}

#[tokio::test]
async fn an_account_is_asked_page_by_page_in_the_way_of_its_kind() {
    let list = |rows, _, _, _| json!({"success": true, "data": rows});
    let list_and_total = |rows, _, _, total| json!({"success": true, "data": rows, "total": total});
    let hub = |rows, page, size, total| {
        json!({"success": true, "data":
            {"data": rows, "page": page, "size": size, "total_count": total}})
    };
    for (status, page, envelope, asked_for) in [
        ("one-api/status", ("p", "", 0), list as fn(_, _, _, _) -> _, 13),
        ("new-api/status-new", ("p", "page_size", 1), new_api_log(0).envelope, 2),
        ("veloera/status", ("p", "page_size", 1), new_api_log(0).envelope, 2),
        // Its failed calls are another list.
        ("chat-api/status", ("p", "pageSize", 0), list_and_total, 3),
        ("one-hub/status", ("page", "size", 1), hub, 2),
        ("done-hub/status", ("page", "size", 1), hub, 2),
    ] {
        let log = Log { rows: 125, page, envelope, asked: Mutex::default() };
        let (station, log) = account_station(status, log);
        let report = by_account(&station, newest(500)).await;
        let mut expected: Vec<i64> = (0..125).map(|index| NEWEST - index * 60).collect();
        if status == "chat-api/status" {
            expected.insert(1, NEWEST - 30);
            assert_eq!(report.total, Some(126));
        }
        assert_eq!((error_of(&report), times(&report)), (None, expected), "{status}");
        assert!(!report.truncated, "{status}");
        let asked = log.asked.lock().unwrap();
        assert_eq!(asked.len(), asked_for, "{status}: {asked:?}");
        assert_eq!(report.logs[0].cost, Some("0.001".parse().unwrap()), "{status}");
    }
}

#[tokio::test]
async fn a_member_that_is_not_known_is_asked_in_the_way_of_all() {
    let list = |rows, _, _, _| json!({"success": true, "data": rows});
    let hub = |rows, page, size, total| {
        json!({"success": true, "data":
            {"data": rows, "page": page, "size": size, "total_count": total}})
    };
    for (page, envelope) in [
        (("p", "page_size", 1), new_api_log(0).envelope),
        (("page", "size", 1), hub as fn(_, _, _, _) -> _),
        (("p", "pageSize", 0), list),
    ] {
        let log = Log { rows: 125, page, envelope, asked: Mutex::default() };
        let (station, _log) = account_station("one-api/status", log);
        let site = Site {
            station_kind: Some(StationKind::OneApiFamily),
            station_kind_fixed: true,
            ..site(&station)
        };
        let report = ask(&with_account(&site, TOKEN), newest(500)).await;
        assert_eq!((error_of(&report), report.logs.len()), (None, 125), "{page:?}");
    }
}

#[tokio::test]
async fn recorded_logs_read_the_same_over_http() {
    for (status, log, account, limit) in [
        ("one-api/real-status", "one-api/real-log-self-all-types", true, 10),
        ("sub2api/settings-public", "sub2api/real-usage-list", true, 3),
        ("new-api/real-rc21-status-announcements", "new-api/real-rc21-log-token-bearer", false, 50),
        ("new-api/real-2504-status", "new-api/real-2504-log-token-query-key", false, 50),
        ("chat-api/real-status", "chat-api/real-log-token", false, 50),
    ] {
        let scenario = json!({"exchanges": [status, log], "unlisted": "404_text"});
        let scenario = Fixture { id: String::new(), json: scenario };
        let router = RecordedStation::of_scenario(&scenario).router();
        let station = DemoStation::serve(router, StationOptions::new()).unwrap();
        let recorded = Fixture::load(log).json;
        let request = &recorded["request"];
        let sent = request["headers_required"]["Authorization"].as_str().unwrap_or_default();
        let secret = sent.strip_prefix("Bearer ").or(request["query"]["key"].as_str()).unwrap();
        let site = site(&station);
        let site = if account {
            with_account(&Site { api_key: Secret::default(), ..site }, secret)
        } else {
            Site { api_key: Secret::new(secret), ..site }
        };
        let report = ask(&site, newest(limit)).await;
        assert_eq!(error_of(&report), None, "{log}");
        let expected = json!({"logs": recorded["expect"]["logs"]});
        let told = json!({"logs": report.logs});
        let wrong = differences(expected.as_object().unwrap(), told.as_object().unwrap());
        assert!(wrong.is_empty(), "{log}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_log_in_token_in_the_key_s_place_opens_the_account() {
    const JWT: &str = "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl";
    let log = Fixture::load("sub2api/real-usage-list").json["response"]["body"].to_string();
    let router = Router::new()
        .route("/api/v1/settings/public", get(status_of("sub2api/settings-public")))
        .route("/api/v1/usage", get(move || std::future::ready(log.clone())));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let site = Site { api_key: Secret::new(JWT), ..site(&station) };
    let report = by_key(&site).await;
    assert_eq!((error_of(&report), report.total), (None, Some(8)));
    assert!(!format!("{report:?}").contains("upstream"), "the operator's key is not kept");
    let key = Site { api_key: Secret::new(KEY), ..site };
    assert_eq!(error_of(&by_key(&key).await), Some(ErrorKind::FeatureDisabled));
}

#[tokio::test]
async fn nothing_of_a_log_is_kept_to_be_shown() {
    let (station, _log) = account_station("new-api/status-new", new_api_log(3));
    let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
    let conversation = Conversation::new(&http, ProxySetting::None, Redactor::default(), &|_| ());
    let base = BaseUrl::parse(&station.base_url()).unwrap();
    let auth = Auth::Bearer(Secret::new(TOKEN));
    let request = Request {
        has_secret_answer: true,
        length: AnswerLength::Long,
        ..Request::with_auth("/api/log/self?p=1&page_size=3", auth)
    };
    let units = StationUnits::default();
    let heard = conversation.ask_raw(&base, &request, &units, |answer, _, _| Ok(answer.json()));
    assert_eq!(heard.await.outcome.unwrap().unwrap()["data"]["total"], 3);
    let exchanges = conversation.into_transcript().exchanges;
    assert_eq!((exchanges.len(), exchanges[0].path.as_str()), (1, "/api/log/self"));
    assert_eq!((exchanges[0].status, exchanges[0].body.as_str()), (Some(200), ""));
}

#[tokio::test]
async fn older_builds_that_count_from_nought_lose_no_page() {
    let log = Log {
        page: ("p", "page_size", 0),
        envelope: |rows, _, _, _| json!({"success": true, "data": rows}),
        ..new_api_log(150)
    };
    let (station, log) = account_station("new-api/status-2025-04", log);
    let report = by_account(&station, newest(500)).await;
    assert_eq!((report.logs.len(), report.logs[0].time), (150, NEWEST));
    assert_eq!(log.asked.lock().unwrap().len(), 3, "the second page is asked for once too often");
}

#[tokio::test]
async fn no_more_is_asked_for_than_is_wanted() {
    let (station, log) = account_station("new-api/status-new", new_api_log(5_000));
    let few = by_account(&station, newest(7)).await;
    assert_eq!((few.logs.len(), few.total, few.truncated), (7, Some(5_000), false));
    assert_eq!(*log.asked.lock().unwrap(), ["/api/log/self?p=1&page_size=7"]);
    let since = NEWEST - 149 * 60;
    let recent =
        by_account(&station, WantedLogs { limit: None, since: Some(since), until: None }).await;
    assert_eq!((recent.logs.len(), recent.logs.last().unwrap().time), (150, since));
    assert_eq!(log.asked.lock().unwrap().len(), 1 + 2);
    let both =
        by_account(&station, WantedLogs { limit: Some(20), since: Some(since), until: None }).await;
    assert_eq!(both.logs.len(), 20);
}

/// An account's log behind what `opens` says of a request's headers; else `refusal`.
fn guarded(opens: fn(&HeaderMap) -> bool, refusal: &'static str) -> Router {
    let log = move |headers: HeaderMap| async move {
        if opens(&headers) {
            (new_api_log(0).envelope)(vec![row(0)], 1, 50, 1).to_string()
        } else {
            json!({"success": false, "message": refusal}).to_string()
        }
    };
    Router::new()
        .route("/api/log/self", get(log))
        .route("/api/status", get(status_of("new-api/status-new")))
}

fn sends(headers: &HeaderMap, name: &str, value: &str) -> bool {
    headers.get(name).is_some_and(|sent| sent == value)
}

#[tokio::test]
async fn the_account_is_shown_as_its_kind_wants_it() {
    let by_user: fn(&HeaderMap) -> bool = |headers| sends(headers, "new-api-user", "2");
    let by_session: fn(&HeaderMap) -> bool = |headers| sends(headers, "cookie", "session=abc");
    for (opens, refusal, session, expected) in [
        (by_user, "无权进行此操作，未提供 New-Api-User", "", None),
        (by_session, "无权进行此操作，access token 无效", "session=abc", None),
        (by_session, "无权进行此操作，access token 无效", "", Some(ErrorKind::UnauthorizedAccount)),
    ] {
        let station = DemoStation::serve(guarded(opens, refusal), StationOptions::new()).unwrap();
        let keyless = Site {
            api_key: Secret::default(),
            session_cookie: Secret::new(session),
            ..site(&station)
        };
        let report = ask(&with_account(&keyless, TOKEN), newest(50)).await;
        let rows = usize::from(expected.is_none());
        assert_eq!((error_of(&report), report.logs.len()), (expected, rows), "{refusal} {session}");
    }
}

#[tokio::test]
async fn a_log_in_opens_the_log_of_a_panel() {
    let log = Fixture::load("sub2api/real-usage-list").json["response"]["body"].to_string();
    let usage = move |headers: HeaderMap| async move {
        if sends(&headers, "authorization", &format!("Bearer {TOKEN}")) {
            (StatusCode::OK, log)
        } else {
            let refusal = json!({"code": "TOKEN_EXPIRED", "message": "Token has expired"});
            (StatusCode::UNAUTHORIZED, refusal.to_string())
        }
    };
    let opened = json!({"code": 0, "data": {"access_token": TOKEN, "token_type": "Bearer"}});
    let router = Router::new()
        .route("/api/v1/settings/public", get(status_of("sub2api/settings-public")))
        .route("/api/v1/auth/login", post(move || std::future::ready(opened.to_string())))
        .route("/api/v1/usage", get(usage));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let with_log_in = Site {
        api_key: Secret::default(),
        login_name: "ming@example.com".into(),
        login_password: Secret::new("password"),
        ..site(&station)
    };
    assert_eq!(ask(&with_log_in, newest(3)).await.logs.len(), 3);
    // An old token beside it is refused first.
    let report = ask(&with_account(&with_log_in, "old-token-000000"), newest(3)).await;
    assert_eq!((error_of(&report), report.logs.len()), (None, 3));
    let log_ins = station.asked("/api/v1/auth/login").total();
    assert_eq!(log_ins, 2, "once for each program that asks");
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let refused = json!({"code": "INVALID_CREDENTIALS", "message": "invalid email or password"});
    let refuse = move || async move { (StatusCode::UNAUTHORIZED, refused.to_string()) };
    let router = Router::new()
        .route("/api/v1/settings/public", get(status_of("sub2api/settings-public")))
        .route("/api/v1/auth/login", post(refuse));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let with_log_in = Site {
        api_key: Secret::default(),
        login_name: "ming@example.com".into(),
        login_password: Secret::new("wrong"),
        ..site(&station)
    };
    let report = ask(&with_log_in, newest(3)).await;
    assert_eq!(error_of(&report), Some(ErrorKind::UnauthorizedAccount));
    assert_eq!(station.asked("/api/v1/auth/login").total(), 1);
}

#[tokio::test]
async fn rows_before_a_failure_stand_beside_it() {
    let page = |uri: Uri| async move {
        if parameters(&uri)["p"] != "1" {
            return (StatusCode::TOO_MANY_REQUESTS, String::new());
        }
        let rows: Vec<Value> = (0..100).map(row).collect();
        (StatusCode::OK, (new_api_log(0).envelope)(rows, 1, 100, 300).to_string())
    };
    let router = Router::new()
        .route("/api/log/self", get(page))
        .route("/api/status", get(status_of("new-api/status-new")));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let report = by_account(&station, newest(300)).await;
    assert_eq!((report.logs.len(), report.truncated), (100, true));
    assert_eq!(error_of(&report), Some(ErrorKind::RateLimited));
    assert!(!report.is_answered());
}

#[tokio::test]
async fn a_log_without_an_end_is_left_and_said_to_be_cut() {
    let log = Log {
        envelope: |rows, page, size, _| json!({"success": true, "data": {"items": rows, "page": page, "page_size": size}}),
        ..new_api_log(1_000_000)
    };
    let (station, log) = account_station("new-api/status-new", log);
    let all = WantedLogs { limit: None, since: Some(1), until: None };
    let report = by_account(&station, all).await;
    assert!(report.truncated);
    assert_eq!((report.logs.len(), log.asked.lock().unwrap().len()), (10_000, 100));
}

#[tokio::test]
async fn a_station_that_sends_the_same_page_again_is_asked_twice() {
    let log = Log {
        page: ("", "page_size", 1),
        envelope: |rows, _, _, _| json!({"success": true, "data": {"items": rows}}),
        ..new_api_log(1_000)
    };
    let (station, log) = account_station("new-api/status-new", log);
    let report = by_account(&station, newest(1_000)).await;
    assert_eq!((report.logs.len(), log.asked.lock().unwrap().len()), (100, 2));
}

/// What a station says of a key's log: by where the key stood.
#[derive(Clone, Default)]
struct KeyLog {
    by_header: Told,
    by_address: Told,
    version: bool,
}

#[derive(Clone, Debug)]
struct Told {
    status: u16,
    body: String,
}

impl Default for Told {
    fn default() -> Self {
        Self { status: 400, body: "{}".into() }
    }
}

async fn key_log(State(log): State<KeyLog>, headers: HeaderMap, uri: Uri) -> Response {
    let parameters = parameters(&uri);
    let sent = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
    let told = match (parameters.get("key"), sent) {
        (Some(key), None) if key == KEY => log.by_address,
        (None, Some(sent)) if sent == format!("Bearer {KEY}") => log.by_header,
        _ => Told::default(),
    };
    let version = if log.version { "v1.0.0" } else { "" };
    let headers = log.version.then_some([("x-new-api-version", version)]);
    (StatusCode::from_u16(told.status).unwrap(), headers.unwrap_or([("x-other", "")]), told.body)
        .into_response()
}

fn key_station(status: &str, log: KeyLog) -> DemoStation {
    let router = Router::new()
        .route(KEY_LOG, get(key_log))
        .with_state(log)
        .route("/api/status", get(status_of(status)));
    DemoStation::serve(router, StationOptions::new()).unwrap()
}

fn ok(rows: &[Value]) -> Told {
    told(200, &json!({"success": true, "message": "", "data": rows}).to_string())
}

fn refused(status: u16, message: &str) -> Told {
    told(status, &json!({"success": false, "message": message}).to_string())
}

fn told(status: u16, body: &str) -> Told {
    Told { status, body: body.to_owned() }
}

/// How often the key was shown in a header, and in an address.
fn places(station: &DemoStation) -> (usize, usize) {
    let visits = station.visits();
    let asked: Vec<_> = visits.iter().filter(|visit| visit.path == KEY_LOG).collect();
    let in_address = asked.iter().filter(|visit| visit.key_in_query).count();
    (asked.len() - in_address, in_address)
}

#[tokio::test]
async fn a_key_s_log_is_whole_but_where_as_many_rows_came_as_ever_come() {
    for (count, is_whole) in [(999_i64, true), (1_000, false), (1_001, true)] {
        let rows: Vec<Value> = (0..count.unsigned_abs()).map(row).collect();
        let log = KeyLog { by_address: ok(&rows), ..KeyLog::default() };
        let station = key_station("new-api/status-2025-04", log);
        let oldest = NEWEST - (count - 1) * 60;
        let wanted = WantedLogs { limit: None, since: Some(oldest - 500), until: None };
        let report = ask(&site(&station), wanted).await;
        let from = report.fetched.unwrap().from;
        let whole_from = if is_whole { oldest - 500 } else { oldest + 1 };
        assert_eq!((report.truncated, from), (!is_whole, whole_from), "{count}");
    }
}

#[tokio::test]
async fn a_key_stands_where_kind_and_build_look_for_it() {
    let rows = [row(0), row(1)];
    let panic = r#"{"error":{"message":"Panic detected, error: x","type":"chat_api_panic"}}"#;
    let (new, old) = ("new-api/status-new", "new-api/status-2025-04");
    let only_address = |by_header| KeyLog { by_header, by_address: ok(&rows), version: false };
    let only_header = |by_address| KeyLog { by_header: ok(&rows), by_address, version: true };
    for (status, log, asked) in [
        (new, only_header(refused(401, "未提供令牌")), (1, 0)),
        (new, only_address(ok(&[])), (1, 1)),
        (new, only_address(refused(200, "record not found")), (1, 1)),
        (new, only_address(refused(401, "无效的令牌")), (1, 1)),
        (new, only_address(told(500, panic)), (1, 1)),
        (old, only_address(Told::default()), (0, 1)),
        // It was updated since its status was read, or is a fork.
        (old, only_header(refused(401, "未提供 Authorization 请求头")), (1, 1)),
        ("chat-api/status", only_address(Told::default()), (0, 1)),
    ] {
        let station = key_station(status, log.clone());
        let report = by_key(&site(&station)).await;
        let got = (error_of(&report), report.logs.len(), places(&station));
        assert_eq!(got, (None, 2, asked), "{status} {:?} {:?}", log.by_header, log.by_address);
        assert_eq!(times(&report), [NEWEST, NEWEST - 60]);
        assert_eq!(report.total, Some(2));
    }
}

#[tokio::test]
async fn a_key_never_stands_in_an_address_without_need() {
    let in_address = || KeyLog { by_address: ok(&[row(0)]), ..KeyLog::default() };
    for (log, expected) in [
        // The station shows that it reads headers.
        (KeyLog { by_header: ok(&[]), version: true, ..in_address() }, None),
        (
            KeyLog { by_header: refused(401, "无效的令牌"), version: true, ..in_address() },
            Some(ErrorKind::InvalidKey),
        ),
        (KeyLog { by_header: told(429, ""), ..in_address() }, Some(ErrorKind::RateLimited)),
        (KeyLog { by_header: told(502, "<html>"), ..in_address() }, Some(ErrorKind::GatewayDown)),
        (KeyLog { by_header: told(200, "<html>"), ..in_address() }, Some(ErrorKind::HtmlPage)),
        (
            KeyLog { by_header: refused(403, "用户已被封禁"), ..in_address() },
            Some(ErrorKind::UserBanned),
        ),
    ] {
        let station = key_station("new-api/status-new", log.clone());
        let report = by_key(&site(&station)).await;
        let got = (error_of(&report), report.logs.len(), places(&station));
        assert_eq!(got, (expected, 0, (1, 0)), "{:?}", log.by_header);
    }
}

#[tokio::test]
async fn the_user_decides_where_the_key_stands() {
    let log = KeyLog { by_header: ok(&[]), by_address: ok(&[row(0)]), version: false };
    for (auth, asked, rows) in [
        (LogAuth::Bearer, (1, 0), 0),
        (LogAuth::UrlKey, (0, 1), 1),
        (LogAuth::Automatic, (1, 1), 1),
    ] {
        let station = key_station("new-api/status-new", log.clone());
        let report = by_key(&Site { log_auth: auth, ..site(&station) }).await;
        assert_eq!((places(&station), report.logs.len()), (asked, rows), "{auth:?}");
    }
}

#[tokio::test]
async fn the_more_telling_of_two_answers_counts() {
    for (by_header, by_address, expected) in [
        (ok(&[]), refused(200, "record not found"), Some(ErrorKind::InvalidKey)),
        (refused(401, "无效的令牌"), ok(&[]), Some(ErrorKind::InvalidKey)),
        (refused(200, "record not found"), ok(&[]), None),
    ] {
        let log = KeyLog { by_header, by_address, version: false };
        let station = key_station("new-api/status-new", log.clone());
        assert_eq!(error_of(&by_key(&site(&station)).await), expected, "{:?}", log.by_header);
    }
}

#[tokio::test]
async fn kinds_without_a_log_for_keys_are_not_asked_for_one() {
    for status in ["one-api/status", "one-hub/status", "done-hub/status", "veloera/status"] {
        let station = key_station(status, KeyLog { by_header: ok(&[row(0)]), ..KeyLog::default() });
        let report = by_key(&site(&station)).await;
        assert_eq!(error_of(&report), Some(ErrorKind::FeatureDisabled), "{status}");
        assert!(report.is_answered() && report.logs.is_empty(), "{status}");
        assert_eq!(places(&station), (0, 0), "{status}");
    }
}

#[tokio::test]
async fn a_path_of_the_user_s_own_is_asked() {
    let rows = || ok(&[row(0)]);
    let log = KeyLog { by_header: rows(), by_address: rows(), version: false };
    let router = Router::new()
        .route("/logs/mine", get(key_log))
        .with_state(log)
        .route("/api/status", get(status_of("one-api/status")));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let mut site = site(&station);
    site.endpoints.logs = Some("/logs/mine".into());
    let report = by_key(&site).await;
    assert_eq!(report.logs.len(), 1);
    let known_from = report.fetched.map(|span| span.from);
    assert_eq!(known_from, Some(report.logs[0].time + 1), "there may be older rows");
    site.endpoints.logs = Some("/logs/wrong".into());
    assert_eq!(error_of(&by_key(&site).await), Some(ErrorKind::EndpointMissing));
    assert!(station.visits().iter().all(|visit| !visit.key_in_query));
}

#[tokio::test]
async fn an_account_comes_before_a_key_and_a_key_makes_up_for_it() {
    let log = Arc::new(new_api_log(3));
    let key_rows = KeyLog { by_header: ok(&[row(7)]), version: true, ..KeyLog::default() };
    let router = Router::new()
        .route("/api/log/self", get(account_log))
        .with_state(log)
        .merge(Router::new().route(KEY_LOG, get(key_log)).with_state(key_rows))
        .route("/api/status", get(status_of("new-api/status-new")));
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let site = site(&station);
    assert_eq!(ask(&with_account(&site, TOKEN), newest(50)).await.logs.len(), 3);
    assert_eq!(places(&station), (0, 0));
    let wrong = ask(&with_account(&site, "wrong-token-000000"), newest(50)).await;
    assert_eq!((error_of(&wrong), wrong.logs.len()), (None, 1));
    let alone = Site { api_key: Secret::default(), ..site };
    let refused = ask(&with_account(&alone, "wrong-token-000000"), newest(50)).await;
    assert!(refused.error.is_some() && !refused.is_answered());
}

#[tokio::test]
async fn a_log_relay_gets_the_whole_address_and_the_station_no_key() {
    let asked: Arc<Mutex<Vec<(String, bool)>>> = Arc::default();
    let heard = Arc::clone(&asked);
    let relay = Router::new().route(
        "/fetch",
        get(move |uri: Uri, headers: HeaderMap| {
            let with_key = headers.contains_key("authorization");
            heard.lock().unwrap().push((parameters(&uri)["url"].clone(), with_key));
            async { ok(&[row(0)]).body }
        }),
    );
    let relay = DemoStation::serve(relay, StationOptions::new()).unwrap();
    let station = key_station("new-api/status-2025-04", KeyLog::default());
    let log_relay = format!("{}/fetch/", relay.base_url());
    let site = Site { log_relay: log_relay.clone(), ..site(&station) };
    assert_eq!(by_key(&site).await.logs.len(), 1);
    let address = format!("{}{KEY_LOG}?key={KEY}", station.base_url());
    assert_eq!(*asked.lock().unwrap(), [(address, false)]);
    assert_eq!(places(&station), (0, 0));
    // A relay is there because the station may be out of reach.
    let gone =
        Site { url: "http://127.0.0.1:1".into(), station_kind: Some(StationKind::NewApi), ..site };
    assert_eq!(by_key(&gone).await.logs.len(), 1);
    assert_eq!(asked.lock().unwrap()[1], (format!("http://127.0.0.1:1{KEY_LOG}"), true));
}

#[tokio::test]
async fn a_log_of_many_megabytes_is_cut_and_said_to_be() {
    let mut rows = Vec::new();
    for index in 0..70 {
        let mut row = row(index);
        row["other"] = "x".repeat(1024 * 1024).into();
        rows.push(row);
    }
    let station = key_station(
        "new-api/status-2025-04",
        KeyLog { by_address: ok(&rows), ..KeyLog::default() },
    );
    let report = by_key(&site(&station)).await;
    assert_eq!((error_of(&report), report.truncated, report.total), (None, true, None));
    assert_eq!((report.logs.len(), report.logs[0].time), (50, NEWEST));
}

#[tokio::test]
async fn questions_for_a_key_s_log_keep_the_station_s_budget() {
    let log = KeyLog { by_header: ok(&[row(0)]), version: true, ..KeyLog::default() };
    let station = key_station("new-api/status-new", log);
    let (http, memory) =
        (HttpClient::new(Duration::from_secs(2), Duration::from_secs(2)), StationMemory::default());
    let mut outcomes = Vec::new();
    for _ in 0..12 {
        let query = LogsQuery {
            http: &http,
            memory: &memory,
            site: &site(&station),
            settings: &Settings::default(),
            wanted: newest(50),
            watch: LogWatch::default(),
        };
        outcomes.push(error_of(&query.run().await));
    }
    assert_eq!(places(&station), (10, 0));
    assert_eq!(outcomes[9..], [None, Some(ErrorKind::RateLimited), Some(ErrorKind::RateLimited)]);
}

#[tokio::test]
async fn demo_stations_tell_their_logs() {
    let stations = DemoStations::start().unwrap();
    for demo in stations.sites() {
        let kind = demo.expected.kind;
        if demo.expected.error_kind.is_some() {
            continue;
        }
        let site = Site { url: demo.base_url.clone(), api_key: demo.api_key, ..Site::default() };
        let report = by_key(&site).await;
        let expected = match kind {
            Some(StationKind::NewApi) => (None, 50),
            Some(StationKind::ClaudeRelayService) => (None, 2),
            Some(StationKind::LiteLlm) if demo.expected.scope == Some(Scope::Token) => (None, 3),
            // The key's role may not look.
            Some(StationKind::LiteLlm) => (Some(ErrorKind::PermissionDenied), 0),
            _ => (Some(ErrorKind::FeatureDisabled), 0),
        };
        assert_eq!((error_of(&report), report.logs.len()), expected, "{}", demo.name);
        assert!(report.logs.is_sorted_by(|newer, older| newer.time > older.time));
        assert!(report.logs.iter().all(|row| row.cost.is_some() && row.model.is_some()));
    }
}

#[tokio::test]
async fn demo_accounts_tell_their_logs_page_by_page() {
    let stations = DemoStations::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stats.json"), stations.stats_json().to_string()).unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for name in ["栖霞 API", "青鸾公益", "青鸟 Claude"] {
        let site = store.sites().into_iter().find(|site| site.name == name).unwrap();
        let report = Asker::new().logs(&site).await;
        assert_eq!((error_of(&report), report.logs.len()), (None, 72), "{name}");
        assert_eq!(report.total, Some(72), "{name}");
        assert!(report.exchanges.len() >= 2, "{name}: one page held all of it");
        assert!(report.logs.iter().all(|row| row.cost.is_some() && row.model.is_some()));
    }
}

#[tokio::test]
async fn what_is_incomplete_or_disabled_is_not_asked() {
    let station = key_station("new-api/status-new", KeyLog::default());
    let disabled = Site { disabled: true, ..site(&station) };
    let keyless = Site { api_key: Secret::default(), ..site(&station) };
    for (site, kind) in [(disabled, ErrorKind::DisabledSite), (keyless, ErrorKind::IncompleteSite)]
    {
        let report = by_key(&site).await;
        assert_eq!(error_of(&report), Some(kind));
        assert!(report.is_answered());
    }
    assert_eq!(station.total_asked(), 0);
}
