//! Every recorded answer means what its recording says, as it stands and served over HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::proxy_setting::ProxySetting;
use konata_api::relay::http_client::{HttpClient, Sending};
use konata_api::relay::recorded_exchange::RecordedExchange;
use serde_json::{Map, Value, json};
use std::time::Duration;
use support::expectation::differences;
use support::fixture::Fixture;
use support::fixture_request::request;
use support::recorded_station::RecordedStation;

const STATIONS: [&str; 26] = [
    "aihubmix",
    "anthropic",
    "anyrouter",
    "chat-api",
    "claude-relay-service",
    "deepseek",
    "done-hub",
    "ki2api",
    "kimi-plan",
    "litellm",
    "minimax-plan",
    "moonshot",
    "new-api",
    "novita",
    "one-api",
    "one-hub",
    "openai",
    "openrouter",
    "siliconflow",
    "siliconflow-pool",
    "stepfun",
    "sub2api",
    "traps",
    "veloera",
    "voapi-v2",
    "zhipu-plan",
];
const QUESTIONS: [&str; 20] = [
    "status",
    "balance_key",
    "balance_key_used",
    "token_usage",
    "balance_account",
    "login",
    "key_id",
    "stats",
    "models",
    "pool_status",
    "model_stats",
    "tokens",
    "pricing",
    "notice",
    "checkin",
    "checkin_status",
    "logs_key",
    "logs_account",
    "ratelimit",
    "probe",
];
/// Recordings known to be wrong, each with the field and the reason.
const KNOWN_WRONG: [(&str, &str); 4] = [
    // The same fields as new-api/real-2504-status, of which a running server's meaning is false.
    ("new-api/status-2025-04", "checkin"),
    // JSON that names nobody is no error of a probe, only of a question about money.
    ("claude-relay-service/real-org-usage-trap", "outcome"),
    ("claude-relay-service/real-org-usage-trap", "error"),
    // Its own notes say that the hash has to be cleaned.
    ("litellm/real-key-info-invalid", "error.message"),
];

#[test]
fn every_answer_means_what_is_expected() {
    let mut failures = Vec::new();
    let mut compared = 0;
    for fixture in STATIONS.iter().flat_map(|station| Fixture::folder(station)) {
        if !QUESTIONS.contains(&fixture.endpoint()) {
            continue;
        }
        compared += 1;
        for difference in wrong_fields(&fixture) {
            failures.push(format!("{} {difference}", fixture.id));
        }
    }
    assert!(compared > 100, "only {compared} recordings were found");
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

/// What stands in front of a station stands there whatever is asked.
#[test]
fn a_trap_is_one_for_every_question() {
    let traps = Fixture::folder("traps");
    assert!(traps.len() >= 14, "only {} traps", traps.len());
    for fixture in traps.iter().filter(|trap| trap.json["expect"]["outcome"] == "error") {
        for question in QUESTIONS {
            let mut json = fixture.json.clone();
            json["endpoint"] = question.into();
            json["expect"]["endpoint"] = question.into();
            let asked = Fixture { id: fixture.id.clone(), json };
            assert_eq!(all_differences(&asked), Vec::<String>::new(), "{} {question}", fixture.id);
        }
    }
}

#[test]
fn recordings_known_to_be_wrong_still_are() {
    for (id, field) in KNOWN_WRONG {
        let fixture = Fixture::load(id);
        let wrong = all_differences(&fixture);
        assert!(wrong.iter().any(|d| d.starts_with(field)), "{id}: {field} agrees now");
    }
}

#[tokio::test]
async fn every_answer_means_the_same_over_http() {
    let mut failures = Vec::new();
    for fixture in STATIONS.iter().flat_map(|station| Fixture::folder(station)) {
        if QUESTIONS.contains(&fixture.endpoint()) {
            let received = received(&fixture).await;
            for difference in wrong_fields(&received) {
                failures.push(format!("{} {difference}", fixture.id));
            }
        }
    }
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

/// The same exchange with the answer that came over HTTP to the recorded request.
async fn received(fixture: &Fixture) -> Fixture {
    let (id, json) = (fixture.id.clone(), fixture.json.clone());
    let router = RecordedStation::of_exchange(Fixture { id: id.clone(), json }).router();
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let request = request(&fixture.json["request"]);
    let mut url = BaseUrl::parse(&station.base_url()).unwrap().join(&request.path);
    if !request.query.is_empty() {
        url.query_pairs_mut().extend_pairs(&request.query);
    }
    let http = HttpClient::new(Duration::from_secs(5), Duration::from_secs(5));
    let sending = Sending { request: &request, proxy: &ProxySetting::None };
    let response = http.send(url, sending).await.unwrap();
    let headers: Map<String, Value> =
        response.headers.into_iter().map(|(name, value)| (name, value.into())).collect();
    let mut json = fixture.json.clone();
    json["response"] = json!({
        "status": response.status,
        "headers": headers,
        "body_base64": BASE64_STANDARD.encode(response.body),
    });
    Fixture { id, json }
}

fn wrong_fields(fixture: &Fixture) -> Vec<String> {
    let mut wrong = all_differences(fixture);
    for (_, field) in KNOWN_WRONG.iter().filter(|(id, _)| *id == fixture.id) {
        wrong.retain(|difference| !difference.starts_with(field));
    }
    wrong
}

fn all_differences(fixture: &Fixture) -> Vec<String> {
    let replayed = RecordedExchange::parse(&fixture.json.to_string()).unwrap().replay().unwrap();
    let mut expected = fixture.json["expect"].as_object().unwrap().clone();
    // One exchange alone may name less of the kind than its recording does, never something else.
    if !matches!(fixture.endpoint(), "status" | "probe") {
        expected.remove("kind");
        expected.remove("kinds_possible");
    }
    differences(&expected, &replayed)
}

#[test]
fn comparing_notices_every_kind_of_difference() {
    let fixture = Fixture::load("sub2api/v1-usage-quota-limited");
    let right = fixture.json["expect"].as_object().unwrap();
    assert!(all_differences(&fixture).is_empty());
    for (field, wrong) in [
        ("balance", serde_json::json!(6.001)),
        ("unit", serde_json::json!("CNY")),
        ("windows", serde_json::json!([])),
        ("windows", serde_json::json!([{"window": "5h", "limit": 3}])),
        ("unlimited", serde_json::json!(true)),
        ("expires_at", serde_json::json!(null)),
        ("error", serde_json::json!({"kind": "timeout"})),
    ] {
        let mut json = fixture.json.clone();
        let mut expected = right.clone();
        expected.insert(field.to_owned(), wrong);
        json["expect"] = expected.into();
        let changed = Fixture { id: fixture.id.clone(), json };
        assert_eq!(all_differences(&changed).len(), 1, "{field}");
    }
}
