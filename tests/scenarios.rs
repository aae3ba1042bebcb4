//! Whole stations, served from their recordings over HTTP, read as their scenario says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::relay::balance_query::BalanceQuery;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::station_memory::StationMemory;
use std::time::Duration;
use support::expectation::differences;
use support::fixture::Fixture;
use support::recorded_station::RecordedStation;

const SCENARIOS: [&str; 13] = [
    "cloudflare",
    "new-api-2025-11-exhausted",
    "new-api-cny",
    "new-api-exhausted-looks-invalid",
    "new-api-old",
    "new-api-token-usage",
    "one-api-exhausted",
    "one-api-points",
    "one-api-usd",
    "one-hub-unlimited-is-account",
    "spa-everywhere",
    "sub2api-empty-wallet",
    "sub2api-new",
];
/// About logs, which are not asked yet, and the same amount in another unit.
const NOT_COMPARED: [&str; 4] = ["logs_count", "newest_log_time", "logs_by_key", "balance_usd"];

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

async fn wrong_fields(scenario: &Fixture) -> Vec<String> {
    let router = RecordedStation::of_scenario(scenario).router();
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let given = &scenario.json["given"];
    let pasted = given["base_url"].as_str().unwrap();
    let site = Site {
        id: "1".into(),
        url: pasted.replace("https://relay.example", &station.base_url()),
        api_key: Secret::new(given["key"].as_str().unwrap()),
        ..Site::default()
    };
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
    differences(&expected, &reading.to_json())
}
