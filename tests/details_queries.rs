//! What stations tell beside balances, over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::get;
use konata_api::app::App;
use konata_api::app::action::Action;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::one_hub_station::OneHubStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::sub2api_station::Sub2apiStation;
use konata_api::demo::veloera_station::VeloeraStation;
use konata_api::model::announcement::{Announcement, AnnouncementLevel};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::details_query::{DetailsQuery, DetailsReport, StationDetails};
use konata_api::relay::error::RelayError;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::station_memory::StationMemory;
use konata_api::store::Store;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, Snapshot};
use konata_api::worker::link::Link;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::fixture::Fixture;

const TOKEN: &str = "testaccess0000000000000000000002";

async fn ask(site: &Site) -> DetailsReport {
    let http = HttpClient::new(Duration::from_secs(2), Duration::from_secs(2));
    DetailsQuery { http: &http, memory: &StationMemory::default(), site }.run().await
}

async fn details(site: &Site) -> StationDetails {
    *ask(site).await.details.unwrap()
}

/// The body that a recording tells, whatever the query.
fn telling(id: &str) -> String {
    Fixture::load(id).json["response"]["body"].to_string()
}

/// The same, only to the account.
fn telling_account(id: &str, user_header: &'static str) -> axum::routing::MethodRouter {
    let body = telling(id);
    get(move |headers: HeaderMap| async move {
        let is_it = headers
            .get("authorization")
            .is_some_and(|sent| sent.to_str().is_ok_and(|sent| sent == format!("Bearer {TOKEN}")));
        if is_it && (user_header.is_empty() || headers.contains_key(user_header)) {
            body
        } else {
            r#"{"success":false,"message":"无权进行此操作，未登录且未提供 access token"}"#
                .to_owned()
        }
    })
}

fn serve(router: Router) -> DemoStation {
    let router = router.fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") });
    DemoStation::serve(router, StationOptions::new()).unwrap()
}

fn site(station: &DemoStation) -> Site {
    Site {
        url: station.base_url(),
        access_token: Secret::new(TOKEN),
        user_id: "2".into(),
        ..Site::default()
    }
}

fn router_of(sides: [(&str, &str); 3]) -> Router {
    sides.into_iter().fold(Router::new(), |router, (path, id)| {
        let body = telling(id);
        router.route(path, get(move || async move { body }))
    })
}

#[tokio::test]
async fn new_api_tells_notice_prices_and_keys_without_their_secrets() {
    let router = router_of([
        ("/api/status", "new-api/real-rc21-status-announcements"),
        ("/api/notice", "one-api/notice"),
        ("/api/pricing", "new-api/real-2504-pricing"),
    ])
    .route("/api/token/", telling_account("new-api/real-0916-token-list", "New-Api-User"));
    let station = serve(router);
    let report = ask(&site(&station)).await;
    let told = report.details.as_ref().unwrap();
    assert_eq!(told.kind, StationKind::NewApi);
    let announced = Announcement {
        text: "维护".to_owned(),
        remark: Some("x".to_owned()),
        level: AnnouncementLevel::Warning,
        published_at: Some(1_795_168_800),
    };
    assert_eq!(told.announcements, [announced]);
    assert!(told.notice.as_ref().unwrap().as_ref().unwrap().contains("维护"));
    let keys = told.keys.as_ref().unwrap().as_ref().unwrap();
    assert_eq!(keys.keys[2].remaining, Some("-1.49".parse().unwrap()));
    assert_eq!(told.prices.as_ref().unwrap().as_ref().unwrap().prices.len(), 6);
    let list = report.exchanges.iter().find(|one| one.path == "/api/token/").unwrap();
    assert_eq!((list.status, list.body.as_str()), (Some(200), ""));
    assert!(!format!("{report:?}").contains("testkey"), "keys stand there in clear");
}

#[tokio::test]
async fn one_hub_tells_prices_in_two_answers() {
    let station = DemoStation::start(OneHubStation::new("a"), StationOptions::new()).unwrap();
    let told = details(&Site { url: station.base_url(), ..Site::default() }).await;
    assert_eq!(told.kind, StationKind::OneHub);
    let prices = told.prices.unwrap().unwrap();
    let per_call: Vec<_> = prices.prices.iter().filter_map(|price| price.per_call).collect();
    assert_eq!(per_call, ["0.1".parse().unwrap()]);
    assert_eq!(prices.prices.iter().filter(|price| price.is_default).count(), 1);
    assert_eq!(prices.group_ratios["vip"].0, "0.8".parse().unwrap());
    assert!(told.keys.is_none(), "there is no account to ask with");
    assert_eq!(told.notice.unwrap().unwrap(), "");
    assert!(station.visits().iter().all(|visit| !visit.with_key));
}

#[tokio::test]
async fn one_part_that_fails_leaves_the_others() {
    let router = router_of([
        ("/api/status", "one-hub/real-status"),
        ("/api/notice", "one-api/notice"),
        ("/api/available_model", "one-hub/available-model"),
    ])
    .route("/api/token/", telling_account("one-hub/real-token-list", "no-such-header"));
    let told = details(&site(&serve(router))).await;
    assert_eq!(told.prices.unwrap().unwrap().prices.len(), 1, "without the groups");
    let refused = told.keys.unwrap().unwrap_err();
    assert_eq!(refused.kind, ErrorKind::NotLoggedIn);
    assert!(told.notice.unwrap().is_ok());
}

#[tokio::test]
async fn keys_of_one_api_come_page_by_page() {
    let status = telling("one-api/real-status");
    let row = |number: usize| json!({"name": number.to_string(), "status": 1, "key": "secret"});
    let page = move |uri: Uri| async move {
        let query: HashMap<_, _> =
            url::form_urlencoded::parse(uri.query().unwrap().as_bytes()).collect();
        let number: usize = query["p"].parse().unwrap();
        let rows: Vec<Value> = (number * 10..(number * 10 + 10).min(23)).map(row).collect();
        json!({"success": true, "message": "", "data": rows}).to_string()
    };
    let router = Router::new()
        .route("/api/status", get(move || async move { status }))
        .route("/api/token/", get(page));
    let station = serve(router);
    let told = details(&site(&station)).await;
    let keys = told.keys.unwrap().unwrap().keys;
    let names: Vec<String> = (0..23).map(|number| number.to_string()).collect();
    assert_eq!(keys.iter().map(|key| key.name.clone()).collect::<Vec<_>>(), names);
    assert_eq!(station.asked("/api/token/").total(), 3);
    assert!(told.prices.is_none(), "one-api has none");
    assert_eq!(told.notice.unwrap().unwrap_err().kind, ErrorKind::EndpointMissing);
}

#[tokio::test]
async fn sub2api_tells_its_keys() {
    let settings = Fixture::folder("sub2api")
        .into_iter()
        .find(|one| one.endpoint() == "status" && one.json["expect"]["outcome"] == "ok")
        .unwrap();
    let body = settings.json["response"]["body"].to_string();
    let path = settings.json["request"]["path"].as_str().unwrap();
    let router = Router::new()
        .route(path, get(move || async move { body }))
        .route("/api/v1/keys", telling_account("sub2api/real-keys", ""));
    let told = details(&site(&serve(router))).await;
    assert_eq!(told.kind, StationKind::Sub2api);
    let keys = told.keys.unwrap().unwrap().keys;
    assert_eq!(
        keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>(),
        ["nogroup", "dis", "std"]
    );
    assert!(told.notice.is_none() && told.prices.is_none());
}

#[test]
fn the_worker_asks_for_details_and_tells_them_once() {
    let station = DemoStation::start(OneHubStation::new("a"), StationOptions::new()).unwrap();
    let content = json!({"sites": [{"id": "hub", "url": station.base_url()}]});
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stats.json"), content.to_string()).unwrap();
    let (store, incidents) = Store::open(folder.path()).unwrap();
    let link = konata_api::worker::start(Arc::new(store), incidents, || ()).unwrap();
    for (number, site) in [(1, "hub"), (2, "gone")] {
        link.send(Command::AskDetails { number, site: site.into() });
        let told = loop {
            if let Event::DetailsTold { number, site, report } = link.wait_event().unwrap() {
                break (number, site, report.details.is_ok());
            }
        };
        assert_eq!(told, (number, site.to_owned(), site == "hub"));
    }
}

#[test]
fn the_newest_details_stand_until_newer_ones_come() {
    let (command_sender, commands) = channel();
    let (events, incoming) = channel();
    let command_sender = Mutex::new(command_sender);
    let send = move |command| command_sender.lock().unwrap().send(command).unwrap();
    let mut app = App::new(Link::new(send, incoming));
    let site = Site { id: "a".into(), ..Site::default() };
    let snapshot = Snapshot { sites: [site].into(), settings: Arc::default() };
    events.send(Event::Loaded(snapshot)).unwrap();
    let tell = |app: &mut App, number, kind| {
        let report = Arc::new(DetailsReport::failed(RelayError::new(kind)));
        events.send(Event::DetailsTold { number, site: "a".into(), report }).unwrap();
        app.receive();
        let details = &app.state().details["a"];
        let error = details.report.as_ref().map(|report| report.details.as_ref().unwrap_err().kind);
        (details.under_way, error)
    };
    app.receive();
    app.apply(Action::AskDetails("a".into()));
    app.apply(Action::AskDetails("a".into()));
    let asked = commands.try_iter().filter(|one| matches!(one, Command::AskDetails { .. }));
    assert_eq!(asked.count(), 1, "it is being asked already");
    assert_eq!(tell(&mut app, 1, ErrorKind::Timeout), (false, Some(ErrorKind::Timeout)));
    app.apply(Action::AskDetails("a".into()));
    assert_eq!(tell(&mut app, 1, ErrorKind::Dns), (true, Some(ErrorKind::Timeout)), "an old one");
    assert_eq!(tell(&mut app, 2, ErrorKind::Cancelled), (false, Some(ErrorKind::Timeout)));
}

#[tokio::test]
async fn what_cannot_be_asked_is_not() {
    let station = DemoStation::start(OneHubStation::new("a"), StationOptions::new()).unwrap();
    let disabled = Site { disabled: true, ..site(&station) };
    for (site, kind) in
        [(disabled, ErrorKind::DisabledSite), (Site::default(), ErrorKind::IncompleteSite)]
    {
        assert_eq!(ask(&site).await.details.unwrap_err().kind, kind);
    }
    assert_eq!(station.total_asked(), 0);
}

#[tokio::test]
async fn the_demo_s_accounts_tell_their_keys_and_no_secret() {
    let stations = DemoStations::start().unwrap();
    let asked = |station: &DemoStation, token: &str, user_id: String| Site {
        url: station.base_url(),
        access_token: Secret::new(token),
        user_id,
        ..Site::default()
    };
    let plan = asked(
        &stations.plan_new_api,
        NewApiStation::PLAN_ACCESS_TOKEN,
        NewApiStation::PLAN_USER_ID.to_string(),
    );
    let veloera =
        asked(&stations.veloera, VeloeraStation::ACCESS_TOKEN, VeloeraStation::USER_ID.to_string());
    let sub2api = asked(&stations.sub2api, Sub2apiStation::ACCOUNT_JWT, String::new());
    for (site, names, secret) in [
        (plan, &["日常", "给同事", "试用", "旧脚本", "备用"][..], NewApiStation::PLAN_KEY),
        (veloera, &["日常"][..], VeloeraStation::KEY),
        (sub2api, &["钱包", "月卡"][..], Sub2apiStation::WALLET_KEY),
    ] {
        let report = ask(&site).await;
        let told = report.details.as_ref().unwrap();
        let keys = &told.keys.as_ref().unwrap().as_ref().unwrap().keys;
        let told_names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        assert_eq!(told_names, names);
        let secret = secret.trim_start_matches("sk-");
        assert!(!format!("{report:?}").contains(secret), "{names:?}");
    }
}

#[tokio::test]
async fn a_wrong_account_hides_neither_notice_nor_prices() {
    let stations = DemoStations::start().unwrap();
    let site = Site { user_id: "3".into(), ..site(&stations.plan_new_api) };
    let told = details(&site).await;
    assert_eq!(told.keys.unwrap().unwrap_err().kind, ErrorKind::UnauthorizedAccount);
    assert!(told.notice.unwrap().unwrap().contains("月卡"));
    assert!(told.prices.unwrap().unwrap().prices.len() > 20);
}
