//! The demo stations answer as the recorded stations do, and can be slowed, spoilt and counted.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end here")]

use konata_api::demo::claude_relay_station::ClaudeRelayStation;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::fault::Fault;
use konata_api::demo::ki2api_station::Ki2ApiStation;
use konata_api::demo::litellm_station::LiteLlmStation;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::old_new_api_station::OldNewApiStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::one_hub_station::OneHubStation;
use konata_api::demo::siliconflow_pool_station::SiliconFlowPoolStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::sub2api_station::Sub2apiStation;
use konata_api::demo::veloera_station::VeloeraStation;
use konata_api::demo::web_page_station::WebPageStation;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, redirect};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const SUBSCRIPTION: &str = "/v1/dashboard/billing/subscription";
const USAGE: &str = "/v1/dashboard/billing/usage";
const TOKEN_USAGE: &str = "/api/usage/token/";

/// An answer as it came.
struct Told {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Told {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn error_message(&self) -> String {
        let message = self.json()["error"]["message"].as_str().unwrap().to_owned();
        message.split(" (request id: ").next().unwrap().to_owned()
    }
}

fn client() -> Client {
    Client::builder().no_proxy().redirect(redirect::Policy::none()).build().unwrap()
}

async fn send(station: &DemoStation, method: Method, path: &str, headers: &[(&str, &str)]) -> Told {
    let mut request = client().request(method, format!("{}{path}", station.base_url()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    Told {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

async fn ask(station: &DemoStation, path: &str) -> Told {
    send(station, Method::GET, path, &[]).await
}

async fn ask_with(station: &DemoStation, path: &str, key: &str) -> Told {
    let authorization = format!("Bearer {key}");
    let headers = [("authorization", authorization.as_str()), ("accept-language", "zh-CN")];
    send(station, Method::GET, path, &headers).await
}

fn one_api() -> DemoStation {
    DemoStation::start(OneApiStation::new("晨星 API"), StationOptions::new()).unwrap()
}

fn new_api() -> DemoStation {
    DemoStation::start(NewApiStation::new("云雀中转"), StationOptions::new()).unwrap()
}

fn sub2api() -> DemoStation {
    DemoStation::start(Sub2apiStation::new("青鸟 Claude"), StationOptions::new()).unwrap()
}

#[tokio::test]
async fn one_api_shows_its_marks() {
    let station = one_api();
    let status = ask(&station, "/api/status").await;
    assert_eq!(status.header("content-type"), Some("application/json; charset=utf-8"));
    assert!(status.header("x-oneapi-request-id").is_some_and(|id| id.len() == 31));
    let data = &status.json()["data"];
    for mark in ["oidc", "oidc_well_known", "lark_client_id", "chat_link"] {
        assert!(data.get(mark).is_some(), "{mark}");
    }
    for other in ["price", "setup", "docs_link", "PaymentUSDRate"] {
        assert!(data.get(other).is_none(), "{other}");
    }
    assert_eq!(data["system_name"], "晨星 API");
}

#[tokio::test]
async fn one_api_spends_a_cent_with_every_reading_after_the_first() {
    let station = one_api();
    let total = ask_with(&station, SUBSCRIPTION, OneApiStation::LIMITED_KEY).await.json();
    assert_eq!(total["hard_limit_usd"].to_string(), "20");
    assert_eq!(total["access_until"], 0);
    let mut told = Vec::new();
    for _ in 0..3 {
        let usage = ask_with(&station, USAGE, OneApiStation::LIMITED_KEY).await.json();
        told.push((usage["total_usage"].as_f64().unwrap() * 10.0).round() / 10.0);
    }
    assert_eq!(told, [732.5, 733.5, 734.5]);
    let total = ask_with(&station, SUBSCRIPTION, OneApiStation::LIMITED_KEY).await.json();
    assert_eq!(total["hard_limit_usd"].to_string(), "20");
}

#[tokio::test]
async fn one_api_knows_its_keys() {
    let station = one_api();
    let with_channel = format!("{}-7", OneApiStation::LIMITED_KEY);
    for (key, status, message) in [
        ("sk-nosuch", 401, "无效的令牌"),
        (OneApiStation::USED_UP_KEY, 401, "该令牌额度已用尽"),
        (OneApiStation::EXPIRED_KEY, 401, "该令牌已过期"),
        (OneApiStation::DISABLED_KEY, 401, "该令牌状态不可用"),
        (&with_channel, 403, "普通用户不支持指定渠道"),
    ] {
        for path in [SUBSCRIPTION, USAGE, "/v1/models"] {
            let told = ask_with(&station, path, key).await;
            assert_eq!((told.status, told.error_message().as_str()), (status, message), "{path}");
            assert_eq!(told.json()["error"]["type"], "one_api_error");
            let id = told.header("x-oneapi-request-id").unwrap();
            assert!(told.text.contains(&format!("(request id: {id})")));
        }
    }
    let missing = ask(&station, SUBSCRIPTION).await;
    assert_eq!((missing.status, missing.error_message().as_str()), (401, "未提供令牌"));
}

#[tokio::test]
async fn one_api_unlimited_key_and_models() {
    let station = one_api();
    let key = OneApiStation::UNLIMITED_KEY;
    let total = ask_with(&station, SUBSCRIPTION, key).await.json();
    assert_eq!(total["hard_limit_usd"].to_string(), "100000000");
    assert_eq!(ask_with(&station, USAGE, key).await.json()["total_usage"].to_string(), "0");
    let models = ask_with(&station, "/v1/models", key).await.json();
    assert_eq!(models["object"], "list");
    assert!(models["data"][0]["permission"].is_array());
}

#[tokio::test]
async fn one_api_tells_unknown_paths_by_json_below_its_prefixes_only() {
    let station = one_api();
    for path in ["/api/usage/token/", "/api/log/token", "/v1/usage", "/v1/v1/models"] {
        let told = ask(&station, path).await;
        assert_eq!(told.status, 404);
        assert_eq!(told.header("cache-control"), Some("max-age=604800"));
        assert_eq!(told.error_message(), format!("Invalid URL (GET {path})"));
        assert_eq!(told.json()["error"]["type"], "invalid_request_error");
        assert!(told.header("x-oneapi-request-id").is_some());
    }
    let page = ask(&station, "/user/balance").await;
    assert_eq!((page.status, page.header("cache-control")), (200, Some("no-cache")));
    assert!(page.text.starts_with("<!doctype html>"));
    assert!(page.header("x-oneapi-request-id").is_some());
    let slash = ask(&station, "/v1/dashboard/billing/subscription/").await;
    assert_eq!((slash.status, slash.header("location")), (301, Some(SUBSCRIPTION)));
    assert_eq!(slash.header("x-oneapi-request-id"), None);
    let account = ask_with(&station, "/api/user/self", OneApiStation::LIMITED_KEY).await;
    assert_eq!((account.status, account.json()["success"].as_bool()), (200, Some(false)));
}

#[tokio::test]
async fn new_api_shows_its_marks_and_its_currency() {
    let station = new_api();
    let status = ask(&station, "/api/status").await;
    assert_eq!(status.header("x-new-api-version"), Some("v1.0.0-rc.21"));
    let data = &status.json()["data"];
    for mark in ["price", "docs_link", "chats", "setup", "self_use_mode_enabled"] {
        assert!(data.get(mark).is_some(), "{mark}");
    }
    for other in ["check_in_enabled", "PaymentUSDRate", "oidc_well_known"] {
        assert!(data.get(other).is_none(), "{other}");
    }
    assert_eq!(data["quota_display_type"], "USD");

    let yuan = DemoStation::start(NewApiStation::in_yuan("北岸 Relay"), StationOptions::new());
    let yuan = yuan.unwrap();
    let data = ask(&yuan, "/api/status").await.json()["data"].clone();
    assert_eq!(data["quota_display_type"], "CNY");
    assert_eq!(data["usd_exchange_rate"].to_string(), "7.3");
    let total = ask_with(&yuan, SUBSCRIPTION, NewApiStation::YUAN_KEY).await.json();
    assert_eq!(total["hard_limit_usd"].to_string(), "146");
    let usage = ask_with(&yuan, USAGE, NewApiStation::YUAN_KEY).await.json();
    assert!((usage["total_usage"].as_f64().unwrap() - 5347.25).abs() < 1e-6);
    let points = ask_with(&yuan, TOKEN_USAGE, NewApiStation::YUAN_KEY).await.json();
    assert_eq!(points["data"]["total_granted"], 10_000_000);
}

#[tokio::test]
async fn new_api_used_up_key_looks_wrong_but_on_token_usage() {
    let station = new_api();
    let key = NewApiStation::USED_UP_KEY;
    for path in [SUBSCRIPTION, USAGE, "/v1/models"] {
        let told = ask_with(&station, path, key).await;
        assert_eq!((told.status, told.error_message().as_str()), (401, "无效的令牌"));
        assert_eq!(told.json()["error"]["code"], "");
        assert_eq!(told.json()["error"]["type"], "new_api_error");
    }
    assert_eq!(ask(&station, "/v1/models").await.error_message(), "Invalid token");
    let told = ask_with(&station, TOKEN_USAGE, key).await.json();
    assert_eq!((told["code"].as_bool(), told["message"].as_str()), (Some(true), Some("ok")));
    let data = &told["data"];
    assert_eq!(data["object"], "token_usage");
    assert_eq!(data["total_granted"], 5_000);
    assert_eq!(data["total_used"], 750_000);
    assert_eq!(data["total_available"], -745_000);
    assert_eq!(data["unlimited_quota"], false);
}

#[tokio::test]
async fn new_api_unlimited_key_counts_its_use() {
    let station = new_api();
    let key = NewApiStation::UNLIMITED_KEY;
    let total = ask_with(&station, SUBSCRIPTION, key).await.json();
    assert_eq!(total["hard_limit_usd"].to_string(), "100000000");
    let usage = ask_with(&station, USAGE, key).await.json()["total_usage"].as_f64().unwrap();
    assert!((usage - 3642.0).abs() < 1e-6);
    let data = ask_with(&station, TOKEN_USAGE, key).await.json()["data"].clone();
    assert_eq!(data["unlimited_quota"], true);
    assert_eq!(data["total_available"], -18_210_000);
    assert_eq!(data["total_granted"], 0);
}

#[tokio::test]
async fn new_api_token_usage_wants_its_slash_and_the_word_bearer() {
    let station = new_api();
    let redirect = ask_with(&station, "/api/usage/token", NewApiStation::LIMITED_KEY).await;
    assert_eq!((redirect.status, redirect.header("location")), (301, Some(TOKEN_USAGE)));
    assert_eq!(redirect.text, "<a href=\"/api/usage/token/\">Moved Permanently</a>.\n\n");
    assert_eq!(redirect.header("x-oneapi-request-id"), None);
    let bare = [("authorization", NewApiStation::LIMITED_KEY)];
    let told = send(&station, Method::GET, TOKEN_USAGE, &bare).await;
    assert_eq!((told.status, told.json()["message"].as_str()), (401, Some("Invalid Bearer token")));
    let missing = ask(&station, TOKEN_USAGE).await;
    assert_eq!(missing.json()["message"], "Token not provided");
    let wrong = ask_with(&station, TOKEN_USAGE, "sk-nosuch").await;
    assert_eq!((wrong.status, wrong.json()["message"].as_str()), (401, Some("无效的令牌")));
    let query = format!("/api/log/token?key={}", NewApiStation::LIMITED_KEY);
    assert_eq!(ask(&station, &query).await.json()["message"], "Token not provided");
    let logs = ask_with(&station, "/api/log/token", NewApiStation::LIMITED_KEY).await;
    assert_eq!((logs.status, logs.json()["success"].as_bool()), (200, Some(true)));
}

#[tokio::test]
async fn new_api_refuses_the_twenty_first_critical_call() {
    let station = new_api();
    for _ in 0..20 {
        assert_eq!(ask_with(&station, TOKEN_USAGE, NewApiStation::LIMITED_KEY).await.status, 200);
    }
    let told = ask_with(&station, TOKEN_USAGE, NewApiStation::LIMITED_KEY).await;
    assert_eq!((told.status, told.text.as_str()), (429, ""));
    assert_eq!(told.header("retry-after"), Some("1200"));
    assert_eq!(told.header("content-length"), Some("0"));
    assert!(told.header("x-oneapi-request-id").is_some());
    assert_eq!(ask_with(&station, "/api/log/token", "sk-any").await.status, 429);
    assert_eq!(ask_with(&station, USAGE, NewApiStation::LIMITED_KEY).await.status, 200);
}

#[tokio::test]
async fn new_api_lists_models_in_both_shapes() {
    let station = new_api();
    let models = ask_with(&station, "/v1/models", NewApiStation::LIMITED_KEY).await.json();
    assert_eq!(
        (models["object"].as_str(), models["success"].as_bool()),
        (Some("list"), Some(true))
    );
    assert!(models["data"][0]["supported_endpoint_types"].is_array());
    let headers = [("x-api-key", NewApiStation::LIMITED_KEY), ("anthropic-version", "2023-06-01")];
    let models = send(&station, Method::GET, "/v1/models", &headers).await.json();
    assert_eq!(models["has_more"], false);
    assert_eq!(models["data"][0]["type"], "model");
}

#[tokio::test]
async fn sub2api_tells_wallet_and_subscription() {
    let station = sub2api();
    let wallet = ask_with(&station, "/v1/usage", Sub2apiStation::WALLET_KEY).await.json();
    assert_eq!(wallet["planName"], "钱包余额");
    assert_eq!(wallet["remaining"].to_string(), "18.42");
    assert_eq!(wallet["usage"]["today"]["actual_cost"].to_string(), "0.42");
    assert_eq!(wallet["usage"]["total"]["actual_cost"].to_string(), "11.58");
    let plan = ask_with(&station, "/v1/usage", Sub2apiStation::SUBSCRIPTION_KEY).await.json();
    assert_eq!(plan["mode"], "unrestricted");
    let windows = &plan["subscription"];
    assert_eq!(windows["daily_limit_usd"], 10);
    assert_eq!(windows["weekly_limit_usd"], 50);
    assert!(windows["monthly_limit_usd"].is_null());
    assert!(windows["expires_at"].as_str().unwrap().ends_with('Z'));
    let in_query = format!("/v1/usage?key={}", Sub2apiStation::WALLET_KEY);
    let refused = ask_with(&station, &in_query, Sub2apiStation::WALLET_KEY).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.json()["code"], "api_key_in_query_deprecated");
    assert_eq!(ask(&station, "/v1/usage").await.json()["code"], "API_KEY_REQUIRED");
    let wrong = ask_with(&station, "/v1/models", "sk-nosuch").await;
    assert_eq!((wrong.status, wrong.json()["code"].as_str()), (401, Some("INVALID_API_KEY")));
}

#[tokio::test]
async fn sub2api_panel_and_its_account() {
    let station = sub2api();
    let settings = ask(&station, "/api/v1/settings/public").await.json();
    assert_eq!(
        (settings["code"].as_i64(), settings["message"].as_str()),
        (Some(0), Some("success"))
    );
    assert_eq!(settings["data"]["site_name"], "青鸟 Claude");
    let nobody = ask(&station, "/api/v1/auth/me").await;
    assert_eq!((nobody.status, nobody.json()["code"].as_str()), (401, Some("UNAUTHORIZED")));
    let login = client()
        .post(format!("{}/api/v1/auth/login", station.base_url()))
        .body(r#"{"email":"xiaoming@example.com","password":"demo-password"}"#)
        .send()
        .await
        .unwrap();
    let login: Value = serde_json::from_str(&login.text().await.unwrap()).unwrap();
    let token = login["data"]["access_token"].as_str().unwrap();
    let account = ask_with(&station, "/api/v1/auth/me", token).await.json();
    assert_eq!(account["data"]["balance"].to_string(), "18.42");
    assert_eq!(account["data"]["status"], "active");
}

#[tokio::test]
async fn sub2api_serves_its_page_outside_its_list() {
    let station = sub2api();
    for path in ["/api/status", SUBSCRIPTION, "/v1/nosuch"] {
        let told = ask(&station, path).await;
        assert_eq!((told.status, told.text.as_str()), (404, "404 page not found"), "{path}");
        assert_eq!(told.header("content-type"), Some("text/plain"));
    }
    for path in ["/dashboard/billing/subscription", "/api", "/v1", "/user/balance"] {
        for method in [Method::GET, Method::POST] {
            let told = send(&station, method, path, &[]).await;
            assert_eq!(told.status, 200);
            assert!(told.text.contains("<title>Sub2API</title>"), "{path}");
        }
    }
}

#[tokio::test]
async fn each_new_api_tells_a_key_s_log_where_its_build_looks_for_the_key() {
    const LOG: &str = "/api/log/token";
    let new = new_api();
    let told = ask_with(&new, LOG, NewApiStation::LIMITED_KEY).await.json();
    let rows = told["data"].as_array().unwrap();
    assert_eq!(rows.len(), 72);
    assert!(rows[0]["created_at"].as_i64() > rows[1]["created_at"].as_i64());
    let in_address = format!("{LOG}?key={}", NewApiStation::LIMITED_KEY);
    assert_eq!(ask(&new, &in_address).await.status, 401);

    let old = OldNewApiStation::new("老桥 API");
    let old = DemoStation::start(old, StationOptions::new()).unwrap();
    let in_address = format!("{LOG}?key={}", OldNewApiStation::LIMITED_KEY);
    let told = ask(&old, &in_address).await;
    assert_eq!(told.header("x-new-api-version"), None);
    let rows = told.json()["data"].as_array().unwrap().clone();
    assert!(rows.len() > 60);
    assert!(rows[0]["created_at"].as_i64() < rows[1]["created_at"].as_i64());
    let unheard = ask_with(&old, LOG, OldNewApiStation::LIMITED_KEY).await;
    assert_eq!((unheard.status, &unheard.json()["data"]), (200, &serde_json::json!([])));
}

#[tokio::test]
async fn pages_and_challenges_stand_before_everything() {
    let stations = DemoStations::start().unwrap();
    for method in [Method::GET, Method::POST, Method::DELETE] {
        let page = send(&stations.web_page, method.clone(), SUBSCRIPTION, &[]).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, Some("text/html; charset=utf-8"))
        );
        assert!(page.text.starts_with("<!doctype html>"));
        let challenge = send(&stations.challenge, method, "/api/status", &[]).await;
        assert_eq!((challenge.status, challenge.header("cf-mitigated")), (403, Some("challenge")));
        assert_eq!(challenge.header("server"), Some("cloudflare"));
        assert!(challenge.text.contains("<title>Just a moment...</title>"));
    }
}

#[tokio::test]
async fn a_dead_port_refuses() {
    let stations = DemoStations::start().unwrap();
    let error = client().get(stations.dead.base_url()).send().await.unwrap_err();
    assert!(error.is_connect());
}

#[test]
fn the_set_ends_while_a_client_waits_for_the_silent_station() {
    let stations = DemoStations::start().unwrap();
    let url = stations.silent.base_url();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let waiting = runtime.spawn(async move { client().get(url).send().await });
    while stations.silent.total_asked() == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = Instant::now();
    drop(stations);
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(runtime.block_on(waiting).unwrap().is_err());
}

#[tokio::test]
async fn twenty_slow_stations_answer_side_by_side() {
    let slow = || StationOptions::new().latency(Duration::from_millis(200));
    let stations: Vec<DemoStation> = (0..20)
        .map(|number| {
            DemoStation::start(OneApiStation::new(&format!("慢站 {number}")), slow()).unwrap()
        })
        .collect();
    let start = Instant::now();
    let answers = stations.iter().map(|station| ask(station, "/api/status"));
    let answers = futures_util::future::join_all(answers).await;
    assert!(answers.iter().all(|told| told.status == 200));
    assert!(start.elapsed() >= Duration::from_millis(200));
    // One after another would take 4 s.
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[tokio::test]
async fn calls_are_counted() {
    let station = one_api();
    station.behave(StationOptions::new().latency(Duration::from_millis(100)));
    let key = OneApiStation::LIMITED_KEY;
    let (_, _, _) = tokio::join!(
        ask(&station, "/api/status"),
        ask_with(&station, USAGE, key),
        ask_with(&station, USAGE, key),
    );
    station.behave(StationOptions::new());
    ask(&station, USAGE).await;
    ask(&station, &format!("{USAGE}?key={key}")).await;
    let usage = station.asked(USAGE);
    assert_eq!((usage.with_key, usage.without_key, usage.total()), (3, 1, 4));
    assert_eq!((station.asked("/api/status").total(), station.total_asked()), (1, 5));
    assert_eq!(station.most_at_once(), 3);
    let visits = station.visits();
    assert_eq!(visits.iter().filter(|visit| visit.key_in_query).count(), 1);
    assert!(!format!("{visits:?}").contains(key));
}

#[tokio::test]
async fn half_of_a_pair_can_fail_and_heal() {
    let station = one_api();
    let key = OneApiStation::LIMITED_KEY;
    station.behave(StationOptions::new().fault(USAGE, Fault::Status(502)));
    assert_eq!(ask_with(&station, SUBSCRIPTION, key).await.status, 200);
    let broken = ask_with(&station, USAGE, key).await;
    assert_eq!((broken.status, broken.header("server")), (502, Some("nginx")));
    assert!(broken.text.contains("<title>502 Bad Gateway</title>"));
    station.behave(StationOptions::new());
    let usage = ask_with(&station, USAGE, key).await.json();
    assert_eq!(usage["total_usage"].to_string(), "732.5");
}

#[tokio::test]
async fn veloera_shows_its_marks_and_knows_its_accounts() {
    let station = DemoStation::start(VeloeraStation::new("青鸾公益"), StationOptions::new());
    let station = station.unwrap();
    let data = ask(&station, "/api/status").await.json()["data"].take();
    assert_eq!(data["check_in_enabled"], true);
    assert!(data.get("price").is_some() && data.get("quota_display_type").is_none());
    let wrong = ask_with(&station, USAGE, "sk-wrong").await.json();
    assert_eq!(wrong["error"]["type"], "veloera_error");
    let bearer = format!("Bearer {}", VeloeraStation::ACCESS_TOKEN);
    let user = VeloeraStation::USER_ID.to_string();
    for (headers, text) in [
        (vec![], "未登录且未提供 access token"),
        (vec![("authorization", "Bearer x")], "access token 无效"),
        (vec![("authorization", bearer.as_str())], "未提供 Veloera-User"),
        (vec![("authorization", bearer.as_str()), ("veloera-user", "8")], "与登录用户不匹配"),
    ] {
        let told = send(&station, Method::GET, "/api/user/self", &headers).await.json();
        assert!(told["message"].as_str().unwrap().contains(text), "{told}");
    }
    let account = [("authorization", bearer.as_str()), ("veloera-user", user.as_str())];
    let other = send(&station, Method::GET, "/api/user/checkin", &account).await.json();
    assert_eq!(other["message"], "无权进行此操作，权限不足");
    let post = || send(&station, Method::POST, "/api/user/check_in", &account);
    assert_eq!(post().await.json()["data"]["quota"], 250_000);
    assert_eq!(post().await.json()["message"], "你今天已经签到过了");
    let told = send(&station, Method::GET, "/api/user/self", &account).await.json();
    assert_eq!(told["data"]["quota"], 3_250_000);
}

#[tokio::test]
async fn one_hub_shows_its_marks_and_the_account_behind_an_unlimited_key() {
    let station = DemoStation::start(OneHubStation::new("澄海 Hub"), StationOptions::new());
    let station = station.unwrap();
    let data = ask(&station, "/api/status").await.json()["data"].take();
    assert!(data.get("PaymentUSDRate").is_some() && data.get("GeminiAPIEnabled").is_none());
    let total = |key| ask_with(&station, SUBSCRIPTION, key);
    assert_eq!(total(OneHubStation::LIMITED_KEY).await.json()["hard_limit_usd"], 5);
    assert_eq!(total(OneHubStation::UNLIMITED_KEY).await.json()["hard_limit_usd"], 22);
    assert_eq!(total("sk-wrong").await.json()["error"]["type"], "one_hub_error");
    let missing = ask(&station, "/api/log/token").await;
    assert_eq!(missing.status, 404);
    assert!(missing.json()["error"].get("param").is_none());
    let models = ask(&station, "/api/available_model").await.json();
    assert_eq!(models["data"]["mj_imagine"]["price"]["type"], "times");
}

#[tokio::test]
async fn claude_relay_service_tells_the_use_of_a_week_by_id_only() {
    let station = DemoStation::start(ClaudeRelayStation::default(), StationOptions::new()).unwrap();
    let post = async |path: &str, sent: Value| {
        let url = format!("{}/apiStats/api/{path}", station.base_url());
        let response = client().post(url).body(sent.to_string()).send().await.unwrap();
        let status = response.status().as_u16();
        (status, serde_json::from_str::<Value>(&response.text().await.unwrap()).unwrap())
    };
    let key = json!({"apiKey": ClaudeRelayStation::WEEKLY_KEY});
    let (_, told) = post("get-key-id", key.clone()).await;
    let id = json!({"apiId": told["data"]["id"], "apiKey": "cr_another"});
    let (_, by_id) = post("user-stats", id).await;
    let (_, by_key) = post("user-stats", key).await;
    assert_eq!(by_id["data"]["limits"]["weeklyOpusCost"].to_string(), "27.6");
    assert_eq!(by_key["data"]["limits"]["weeklyOpusCost"].to_string(), "0.0");
    assert_eq!(
        (&by_id["data"]["permissions"], &by_key["data"]["permissions"]),
        (&json!("[]"), &json!([]))
    );
    let (status, refused) = post("user-stats", json!({"apiKey": "cr_nosuchkey"})).await;
    assert_eq!((status, refused["message"].as_str()), (401, Some("API key not found")));
    assert_eq!(post("user-stats", json!({"apiId": "no"})).await.0, 404);
    assert_eq!(post("user-stats", json!({})).await.0, 400);
}

#[tokio::test]
async fn claude_relay_service_shows_its_marks() {
    let station = DemoStation::start(ClaudeRelayStation::default(), StationOptions::new()).unwrap();
    let home = ask(&station, "/").await;
    assert_eq!((home.status, home.header("location")), (302, Some("/admin-next/api-stats")));
    assert_eq!(ask(&station, "/health").await.json()["service"], "claude-relay-service");
    let missing = ask(&station, "/api/log/token?key=cr_x").await;
    assert_eq!(missing.json()["message"], "Route /api/log/token?key=cr_x not found");
    assert!(missing.status == 404 && missing.json()["timestamp"].is_string());
    let closed = ask(&station, "/api/v1/models").await;
    assert_eq!((closed.status, closed.json()["error"].as_str()), (401, Some("Missing API key")));
}

#[tokio::test]
async fn litellm_refuses_in_its_own_way() {
    let station = DemoStation::start(LiteLlmStation::default(), StationOptions::new()).unwrap();
    let missing = ask(&station, "/api/status").await;
    assert_eq!((missing.status, missing.text.as_str()), (404, r#"{"detail":"Not Found"}"#));
    let closed = ask(&station, "/health").await;
    assert_eq!((closed.status, closed.json()["error"]["code"].as_str()), (401, Some("401")));
    for (key, path, status, error_type) in [
        (LiteLlmStation::OVERSPENT_KEY, "/v1/models", 422, "budget_exceeded"),
        (LiteLlmStation::MASTER_KEY, "/key/info", 404, "not_found_error"),
        (LiteLlmStation::BUDGET_KEY, "/spend/logs", 401, "auth_error"),
        ("sk-nosuch", "/key/info", 401, "token_not_found_in_db"),
    ] {
        let told = ask_with(&station, path, key).await;
        assert_eq!(
            (told.status, told.json()["error"]["type"].as_str()),
            (status, Some(error_type))
        );
    }
    let info = ask_with(&station, "/key/info", LiteLlmStation::BUDGET_KEY).await.json();
    assert_eq!(info["info"]["budget_duration"], "30d");
    assert!(info["info"]["budget_reset_at"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn siliconflow_pool_tells_its_administrator_only() {
    let station = DemoStation::start(SiliconFlowPoolStation::new(), StationOptions::new()).unwrap();
    let health = ask(&station, "/health").await.json();
    assert!(health["api_keys_count"] == 12 && health["auto_refresh"].is_object());
    let unknown = ask_with(&station, "/v1/usage", SiliconFlowPoolStation::CALLER_KEY).await;
    assert_eq!((unknown.status, unknown.text.starts_with('<')), (404, true));
    let models = ask_with(&station, "/v1/models", "sk-wrong").await;
    assert_eq!((models.status, models.json()["object"].as_str()), (200, Some("list")));
    let for_browsers = ask(&station, "/logs").await;
    assert_eq!((for_browsers.status, for_browsers.text.starts_with('<')), (401, true));
    let json_only = ("accept", "application/json");
    let closed = send(&station, Method::GET, "/api/stats/overview", &[json_only]).await;
    assert_eq!(closed.json()["detail"], "未授权访问，请先登录");

    let log_in = |password: &str| {
        let name = SiliconFlowPoolStation::ADMIN_NAME;
        let body = format!(r#"{{"username":"{name}","password":"{password}"}}"#);
        client().post(format!("{}/login", station.base_url())).body(body).send()
    };
    assert_eq!(log_in("wrong").await.unwrap().status(), 401);
    let opened = log_in(SiliconFlowPoolStation::ADMIN_PASSWORD).await.unwrap();
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let session = [json_only, ("cookie", cookie)];
    let get = async |path: &str| send(&station, Method::GET, path, &session).await;
    assert_eq!(get("/api/stats/overview").await.json()["total_balance"], 1204.1);
    let lengths = async |list: &str, path: &str| {
        let mut lengths = Vec::new();
        for page in 1..=4 {
            let told = get(&format!("{path}?page={page}")).await.json();
            lengths.push(told[list].as_array().unwrap().len());
        }
        lengths
    };
    assert_eq!(lengths("keys", "/api/keys").await, [10, 2, 0, 0]);
    assert_eq!(lengths("logs", "/logs").await, [10, 10, 3, 0]);
}

#[tokio::test]
async fn ki2api_names_itself_and_checks_its_one_key() {
    let station = DemoStation::start(Ki2ApiStation::new(), StationOptions::new()).unwrap();
    for path in ["/", "/health"] {
        assert_eq!(ask(&station, path).await.json()["service"], "Ki2API");
    }
    assert_eq!(ask(&station, "/api/status").await.json()["detail"], "Not Found");
    let models = |key| ask_with(&station, "/v1/models", key);
    assert_eq!(models(Ki2ApiStation::KEY).await.json()["data"][0]["owned_by"], "ki2api");
    let refused = models("sk-wrong").await;
    let error = &refused.json()["detail"]["error"];
    assert_eq!((refused.status, &error["message"]), (401, &"Invalid API key provided".into()));
    assert_eq!(ask(&station, "/v1/models").await.json()["detail"]["error"], {
        let mut missing = error.clone();
        missing["message"] = "You didn't provide an API key.".into();
        missing
    });
    let status = || ask_with(&station, "/v1/token/status", Ki2ApiStation::KEY);
    let told = status().await.json();
    assert_eq!(told["token_manager"]["tokens"]["0"]["is_exhausted"], true);
    assert_eq!(told["configs"][0]["refresh_token_preview"], Ki2ApiStation::TOKEN_PREVIEW);
    let bearer = format!("Bearer {}", Ki2ApiStation::KEY);
    send(&station, Method::POST, "/v1/token/reset", &[("authorization", &bearer)]).await;
    let told = status().await.json();
    assert_eq!(told["token_manager"]["tokens"]["0"]["is_exhausted"], false);
}

#[tokio::test]
async fn every_fault_is_what_it_says() {
    let limited = Fault::RateLimited { retry_after_seconds: Some(180) };
    let options = StationOptions::new()
        .fault("/limited", limited)
        .fault("/empty", Fault::EmptyBody)
        .fault("/half", Fault::MalformedBody)
        .fault("/page", Fault::WebPage)
        .fault("/guarded", Fault::Challenge)
        .fault("/cut", Fault::Disconnect)
        .fault_everywhere(Fault::Silence);
    let station = DemoStation::start(WebPageStation, options).unwrap();
    let told = ask(&station, "/limited").await;
    assert_eq!((told.status, told.header("retry-after")), (429, Some("180")));
    assert_eq!(ask(&station, "/empty").await.text, "");
    assert_eq!(ask(&station, "/half").await.text, r#"{"object":"#);
    assert_eq!(ask(&station, "/page").await.status, 200);
    assert_eq!(ask(&station, "/guarded").await.status, 403);
    let url = station.base_url();
    let cut = client().get(format!("{url}/cut")).send().await;
    let cut = match cut {
        Ok(response) => response.text().await.map(|_| ()),
        Err(error) => Err(error),
    };
    assert!(cut.is_err_and(|error| !error.is_timeout()));
    let silent = client().get(url).timeout(Duration::from_millis(100)).send().await;
    assert!(silent.unwrap_err().is_timeout());
}

#[tokio::test]
async fn sites_are_told_apart_and_go_into_a_file() {
    let stations = DemoStations::start().unwrap();
    let sites = stations.sites();
    let distinct = |texts: Vec<String>| texts.into_iter().collect::<BTreeSet<_>>().len();
    assert!(sites.len() >= 12);
    assert_eq!(distinct(sites.iter().map(|site| site.name.to_owned()).collect()), sites.len());
    assert_eq!(distinct(sites.iter().map(|site| site.id[..2].to_owned()).collect()), sites.len());
    let stations_used = distinct(sites.iter().map(|site| site.base_url.clone()).collect());
    assert!(stations_used < sites.len(), "some sites sit on one station");
    assert!(sites.iter().all(|site| site.id.len() == 8));
    assert!(sites.iter().all(|site| site.id.chars().all(|c| c.is_ascii_hexdigit())));
    let file = stations.stats_json();
    assert_eq!(file["sites"].as_array().unwrap().len(), sites.len());
    assert_eq!(file["sites"][0]["id"], sites[0].id);
    assert_eq!(file["sites"][0]["api_key"], OneApiStation::LIMITED_KEY);
    assert_eq!(file["sites"][0]["url"], stations.one_api.base_url());
}

#[tokio::test]
async fn the_table_agrees_with_itself() {
    for site in DemoStations::start().unwrap().sites() {
        let expected = site.expected;
        let (is_good, has_balance) = (expected.state.is_good(), expected.state.has_balance());
        assert_eq!(expected.error_kind.is_none(), is_good, "{}", site.name);
        assert_eq!(expected.scope.is_some(), has_balance, "{}", site.name);
        assert_eq!(expected.unit.is_some(), has_balance, "{}", site.name);
        if let (Some(balance), Some(used), Some(total)) =
            (expected.balance, expected.used, expected.total)
        {
            assert_eq!(balance + used, total, "{}", site.name);
        }
    }
}

#[tokio::test]
async fn the_plan_s_account_is_told_only_to_its_owner() {
    let station = DemoStation::start(NewApiStation::with_plan("a"), StationOptions::new()).unwrap();
    let bearer = format!("Bearer {}", NewApiStation::PLAN_ACCESS_TOKEN);
    let user = NewApiStation::PLAN_USER_ID.to_string();
    let owner = [("authorization", bearer.as_str()), ("New-Api-User", user.as_str())];
    let tell = |path, headers| send(&station, Method::GET, path, headers);
    assert_eq!(tell("/api/user/self", &owner[..]).await.json()["data"]["quota"], 0);
    let plans = tell("/api/subscription/self", &owner[..]).await.json();
    let plan = &plans["data"]["subscriptions"][0]["subscription"];
    assert_eq!(
        (&plan["amount_total"], &plan["amount_used"]),
        (&5_000_000.into(), &1_300_000.into())
    );
    let keys = tell("/api/token/", &owner[..]).await.json();
    assert_eq!(keys["data"]["total"], 5);
    assert!(keys["data"]["items"][0]["key"].as_str().unwrap().contains('*'));
    for path in ["/api/user/self", "/api/subscription/self", "/api/token/"] {
        assert_eq!(tell(path, &owner[..1]).await.json()["success"], false, "{path}");
    }
    assert_eq!(tell("/api/user/groups", &owner[..]).await.json()["success"], false);
}
