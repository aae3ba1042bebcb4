//! Whole stations, served from their recordings over HTTP, read as their scenario says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use konata_api::demo::visits::Visit;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::settings::Settings;
use konata_api::relay::balance_query::BalanceQuery;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::log_watch::LogWatch;
use konata_api::relay::logs_query::LogsQuery;
use konata_api::relay::station_memory::StationMemory;
use konata_api::relay::wanted_logs::WantedLogs;
use serde_json::{Value, json};
use std::time::Duration;
use support::expectation::differences;
use support::fixture::Fixture;
use support::scenario_site::{SCENARIOS, served};

/// About logs, which are another question, and the same amount in another unit.
const NOT_COMPARED: [&str; 4] = ["logs_count", "newest_log_time", "logs_by_key", "balance_usd"];
const WITH_LOGS: [&str; 5] =
    ["new-api-old", "new-api-token-usage", "one-api-usd", "siliconflow-pool-login", "sub2api-new"];

#[tokio::test]
async fn every_station_reads_as_its_scenario_says() {
    let mut failures = Vec::new();
    for name in SCENARIOS {
        let scenario = Fixture::load(&format!("scenarios/{name}"));
        for difference in wrong_fields(&scenario).await {
            failures.push(format!("{name} {difference}"));
        }
    }
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

#[tokio::test]
async fn every_log_is_as_its_scenario_says() {
    for name in WITH_LOGS {
        let scenario = Fixture::load(&format!("scenarios/{name}"));
        let (_station, site) = served(&scenario);
        let query = LogsQuery {
            http: &HttpClient::new(Duration::from_secs(5), Duration::from_secs(5)),
            memory: &StationMemory::default(),
            site: &site,
            settings: &Settings::default(),
            wanted: WantedLogs { limit: Some(50), since: None, until: None },
            watch: LogWatch::default(),
        };
        let report = query.run().await;
        let expected = &scenario.json["expect"];
        if expected["logs_by_key"] == "unsupported" {
            let error = report.error.as_ref().map(|error| error.kind);
            assert_eq!(error, Some(ErrorKind::FeatureDisabled), "{name}");
            assert!(report.is_answered() && report.logs.is_empty(), "{name}");
            continue;
        }
        assert_eq!(report.error, None, "{name}");
        assert!(!report.logs.is_empty(), "{name}");
        if let Some(count) = expected.get("logs_count") {
            assert_eq!(json!(report.logs.len()), *count, "{name}");
        }
        if let Some(time) = expected.get("newest_log_time") {
            assert_eq!(json!(report.logs[0].time), *time, "{name}");
        }
    }
}

async fn wrong_fields(scenario: &Fixture) -> Vec<String> {
    let (station, site) = served(scenario);
    let query = BalanceQuery {
        http: &HttpClient::new(Duration::from_secs(5), Duration::from_secs(5)),
        memory: &StationMemory::default(),
        site: &site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    let reading = query.run().await.reading;
    let mut expected = scenario.json["expect"].as_object().unwrap().clone();
    expected.retain(|name, _| !NOT_COMPARED.contains(&name.as_str()));
    let mut wrong = differences(&expected, &reading.to_json());
    for visit in station.visits() {
        let forbidden = |rule: &&Value| is_forbidden(&visit, rule.as_str().unwrap());
        let rules = scenario.json["never"].as_array();
        wrong.extend(
            rules.into_iter().flatten().find(forbidden).map(|rule| format!("asked {rule}")),
        );
    }
    wrong
}

/// A rule is a method and the beginning of a path; ` with key` limits it to requests with one.
fn is_forbidden(visit: &Visit, rule: &str) -> bool {
    let (question, needs_key) = match rule.strip_suffix(" with key") {
        Some(question) => (question, true),
        None => (rule, false),
    };
    format!("{} {}", visit.method, visit.path).starts_with(question)
        && (visit.with_key || !needs_key)
}

#[test]
fn a_forbidden_question_is_noticed() {
    let visit = |method: &str, path: &str, with_key| Visit {
        method: method.into(),
        path: path.into(),
        with_key,
        key_in_query: false,
        accept_language: None,
    };
    assert!(is_forbidden(&visit("GET", "/health", true), "GET /health with key"));
    assert!(!is_forbidden(&visit("GET", "/health", false), "GET /health with key"));
    assert!(is_forbidden(&visit("POST", "/api/user/checkin", false), "POST /api/user"));
    assert!(!is_forbidden(&visit("GET", "/api/user/self", true), "POST /api/user"));
}
