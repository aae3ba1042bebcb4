//! What is recorded of a query tells the same as the query, and no secret.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

mod support;

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::proxy_setting::ProxySetting;
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::balance_query::{BalanceQuery, BalanceReport};
use konata_api::relay::conversation::Conversation;
use konata_api::relay::exchange::Exchange;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::question::Question;
use konata_api::relay::recorded_exchange::RecordedExchange;
use konata_api::relay::redactor::Redactor;
use konata_api::relay::request::Request;
use konata_api::relay::station_memory::StationMemory;
use konata_api::relay::station_units::StationUnits;
use konata_api::store::Store;
use konata_api::worker;
use konata_api::worker::event::Event;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;
use support::expectation::differences;
use support::fixture::Fixture;
use support::fixture_request::request;
use support::recorded_station::RecordedStation;
use support::scenario_site::{SCENARIOS, served};
use tempfile::TempDir;

/// Of the people whom the recordings name.
const REPLACED_NAMES: [&str; 3] = ["user", "site_name", "api_base_url"];

fn http() -> HttpClient {
    HttpClient::new(Duration::from_secs(5), Duration::from_secs(2))
}

async fn query(site: &Site) -> BalanceReport {
    let query = BalanceQuery {
        http: &http(),
        memory: &StationMemory::default(),
        site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    query.run().await
}

fn replayed(exchange: &Exchange) -> Option<Map<String, Value>> {
    let text = exchange.recording.as_ref()?.to_text("station", "case");
    let recorded = RecordedExchange::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Some(recorded.replay().unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// What the recordings of a query tell otherwise than the query, or not at all.
fn differences_from_query(report: &BalanceReport) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut meanings = Vec::new();
    for exchange in &report.exchanges {
        let place = format!("{} {}", exchange.method, exchange.path);
        let Some(meaning) = replayed(exchange) else {
            if exchange.status.is_some() {
                wrong.push(format!("{place} is not recorded"));
            }
            continue;
        };
        let outcome = match meaning["outcome"].as_str().unwrap() {
            "error" => meaning["error"]["kind"].as_str().unwrap().to_owned(),
            other => other.to_owned(),
        };
        let is_probe = meaning["endpoint"] == "probe";
        if outcome != exchange.outcome && exchange.outcome != "not_this_kind" && !is_probe {
            wrong.push(format!("{place}: {outcome} and not {}", exchange.outcome));
        }
        meanings.push(meaning);
    }
    wrong.extend(untold(report, &meanings));
    wrong
}

/// What of a reading cannot be got from the meanings of its exchanges.
fn untold(report: &BalanceReport, meanings: &[Map<String, Value>]) -> Vec<String> {
    let reading = report.reading.to_json();
    let numbers = |name: &str| -> Vec<f64> {
        meanings.iter().filter_map(|meaning| meaning.get(name)?.as_f64()).collect()
    };
    let (left, used, total) = (numbers("balance"), numbers("used"), numbers("total"));
    let combine = |one: &[f64], other: &[f64], sign: f64| -> Vec<f64> {
        one.iter().flat_map(|a| other.iter().map(move |b| a + sign * b)).collect()
    };
    let told = [
        ("balance", [left.clone(), combine(&total, &used, -1.0)].concat()),
        ("used", [used.clone(), combine(&total, &left, -1.0)].concat()),
        ("total", [total, combine(&left, &used, 1.0)].concat()),
    ];
    let mut untold = Vec::new();
    for (name, told) in told {
        let Some(seen) = reading.get(name).and_then(Value::as_f64) else { continue };
        if !told.iter().any(|number| (number - seen).abs() < 1e-6) {
            untold.push(format!("{name} {seen} is not in {told:?}"));
        }
    }
    let tells = |test: &dyn Fn(&Map<String, Value>) -> bool| meanings.iter().any(test);
    let unlimited = reading.get("unlimited") == Some(&json!(true));
    if unlimited && !tells(&|meaning| meaning.get("unlimited") == Some(&json!(true))) {
        untold.push("unlimited".to_owned());
    }
    let kind = reading.get("kind").unwrap_or(&Value::Null);
    if !kind.is_null() && !tells(&|meaning| meaning.get("kind") == Some(kind)) {
        untold.push(format!("kind {kind}"));
    }
    let was_answered = report.exchanges.iter().any(|exchange| exchange.status.is_some());
    if let Some(failure) = report.reading.failure.as_ref().filter(|_| was_answered) {
        let name = failure.kind.name();
        let is_told = tells(&|meaning| meaning.get("error").is_some_and(|e| e["kind"] == name));
        untold.extend((!is_told).then(|| format!("error {name}")));
    }
    untold
}

/// The texts of all that is recorded of a query.
fn texts(report: &BalanceReport) -> String {
    let recordings = report.exchanges.iter().filter_map(|exchange| exchange.recording.as_ref());
    recordings.map(|recording| recording.to_text("station", "case")).collect()
}

fn secrets_left(site: &Site, recorded: &str) -> Vec<String> {
    let host = site.base_url().map(|base| base.host()).unwrap_or_default();
    let mut secrets: Vec<String> =
        site.secrets().iter().map(|secret| secret.reveal().to_owned()).collect();
    secrets.extend([host, site.login_name.clone()]);
    secrets.retain(|secret| !secret.is_empty() && recorded.contains(secret.as_str()));
    secrets
}

#[tokio::test]
async fn every_demo_station_is_recorded_as_it_was_read() {
    let stations = DemoStations::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stats.json"), stations.stats_json().to_string()).unwrap();
    let sites = Store::open(folder.path()).unwrap().0.sites();
    assert_eq!(sites.len(), stations.sites().len());
    let mut failures = Vec::new();
    for site in sites {
        let report = query(&site).await;
        let recorded = texts(&report);
        let wrong = differences_from_query(&report).into_iter();
        let left = secrets_left(&site, &recorded);
        failures.extend(wrong.chain(left).map(|line| format!("{}: {line}", site.name)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
async fn every_scenario_is_recorded_as_it_was_read() {
    let mut failures = Vec::new();
    for name in SCENARIOS {
        let scenario = Fixture::load(&format!("scenarios/{name}"));
        let (_station, site) = served(&scenario);
        let report = query(&site).await;
        let wrong = differences_from_query(&report).into_iter();
        let left = secrets_left(&site, &texts(&report));
        failures.extend(wrong.chain(left).map(|line| format!("{name}: {line}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The exchange of a fixture, had over HTTP and recorded.
async fn recorded_again(fixture: &Fixture, question: Question) -> Map<String, Value> {
    let id = fixture.id.clone();
    let station = DemoStation::serve(
        RecordedStation::of_exchange(Fixture { id, json: fixture.json.clone() }).router(),
        StationOptions::new(),
    )
    .unwrap();
    let context = &fixture.json["context"];
    let kind = context["kind"].as_str().and_then(StationKind::from_name);
    let request = Request { question, kind, ..request(&fixture.json["request"]) };
    let (http, base) = (http(), BaseUrl::parse(&station.base_url()).unwrap());
    let conversation =
        Conversation::new(&http, ProxySetting::None, Redactor::default(), &|_| ()).recorded([]);
    let units = StationUnits::of(context);
    let _ = conversation.ask(&base, &request, &units, |_, _| Some(())).await;
    replayed(&conversation.into_transcript().exchanges[0]).unwrap()
}

#[tokio::test]
async fn every_recorded_answer_means_the_same_recorded_again() {
    let mut failures = Vec::new();
    let mut compared = 0;
    for fixture in Fixture::stations().iter().flat_map(|station| Fixture::folder(station)) {
        let Some(question) = Question::from_name(fixture.endpoint()) else { continue };
        // A log is never a part of a query for the balance, and a redirect is followed.
        let is_log = matches!(question, Question::LogsKey | Question::LogsAccount);
        let status = fixture.json["response"]["status"].as_u64().unwrap();
        if is_log || (300..400).contains(&status) {
            continue;
        }
        compared += 1;
        let mut json = fixture.json.clone();
        json["request"]["base_url"] = "".into();
        let text = json.to_string().replace("127.0.0.1", "relay.example");
        let mut before = RecordedExchange::parse(&text).unwrap().replay().unwrap();
        before.retain(|name, _| !REPLACED_NAMES.contains(&name.as_str()));
        // What is masked before is a stand-in afterwards, which is masked again.
        for key in before.get_mut("tokens").and_then(Value::as_array_mut).into_iter().flatten() {
            let is_masked = key["name"].as_str().is_some_and(|name| name.contains('…'));
            key.as_object_mut().filter(|_| is_masked).map(|fields| fields.remove("name"));
        }
        if let Some(error) = before.get_mut("error").and_then(Value::as_object_mut) {
            error.retain(|_, value| !value.as_str().is_some_and(|text| text.contains('…')));
        }
        for difference in differences(&before, &recorded_again(&fixture, question).await) {
            failures.push(format!("{} {difference}", fixture.id));
        }
    }
    assert!(compared > 100, "only {compared}");
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

#[tokio::test]
async fn a_recording_names_the_headers_that_were_sent_and_no_others() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let named = |name: &str, value: &str| (name.to_owned(), Secret::new(value));
    let headers = [named("X-Api-Key", "sk-gateway-0123456789"), named("X-Way", "plain")];
    let site = Site {
        url: station.base_url(),
        api_key: Secret::new("sk-unknown-0123456789"),
        headers: headers.into_iter().collect(),
        ..Site::default()
    };
    let report = query(&site).await;
    let mut ways = Vec::new();
    for exchange in &report.exchanges {
        let sent = |name: &str| exchange.sent.headers.iter().any(|(known, _)| known == name);
        let recording = exchange.recording.as_ref().unwrap().to_text("one-api", "1");
        let recorded: Value = serde_json::from_str(&recording).unwrap();
        let recorded = recorded["request"]["headers_required"].as_object().unwrap();
        assert_eq!(recorded.contains_key("X-Api-Key"), sent("x-api-key"), "{}", exchange.path);
        assert!(recorded.contains_key("X-Way") && sent("x-way"), "{}", exchange.path);
        ways.push(sent("x-api-key"));
    }
    assert!(ways.contains(&true) && ways.contains(&false), "{ways:?}");
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_konata-api")).args(arguments).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A data folder with one site of this station.
fn data_folder(station: &DemoStation) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = json!({
        "id": "good", "name": "晨星", "url": station.base_url(),
        "api_key": OneApiStation::LIMITED_KEY,
    });
    fs::write(folder.path().join("stats.json"), json!({"sites": [site]}).to_string()).unwrap();
    folder
}

#[test]
fn the_command_line_records_beside_its_one_document_and_replays_what_it_recorded() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let data = data_folder(&station);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("not/there/yet");
    let (data, record) = (data.path().to_str().unwrap(), folder.to_str().unwrap());
    let arguments = ["--data-dir", data, "--lang", "en", "balance", "--json", "--record", record];
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(0));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(record) && said.contains("look them over"), "{said}");

    let first = names(&folder);
    assert!(first[0].starts_with("one-api-1-status"), "{first:?}");
    assert!(first.iter().any(|name| name.ends_with("-balance_key_used.json")), "{first:?}");
    let mut replay = vec!["replay", "--json"];
    let files: Vec<String> =
        first.iter().map(|name| folder.join(name).display().to_string()).collect();
    replay.extend(files.iter().map(String::as_str));
    let output = run(&replay);
    assert_eq!(output.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |endpoint: &str, name: &str| {
        let exchanges = told["exchanges"].as_array().unwrap();
        let found = exchanges.iter().find(|exchange| exchange["endpoint"] == endpoint).unwrap();
        found[name].to_string()
    };
    let site = &document["sites"][0];
    assert_eq!(number("balance_key", "total"), site["total"].to_string());
    assert_eq!(number("balance_key_used", "used"), site["used"].to_string());

    let contents = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect()
    };
    let before = contents(&first);
    assert!(before.iter().all(|text| !text.contains(OneApiStation::LIMITED_KEY)));
    run(&arguments);
    assert_eq!(names(&folder).len(), 2 * first.len(), "a new number each");
    assert_eq!(contents(&first), before, "nothing is written over");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said_before_anything_is_asked() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let data = data_folder(&station);
    let file = data.path().join("stats.json");
    let (data, record) = (data.path().to_str().unwrap(), file.to_str().unwrap());
    let output = run(&["--data-dir", data, "--lang", "en", "balance", "--record", record]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(record) && said.contains("Give a folder"), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(station.total_asked(), 0);
}

#[test]
fn the_worker_saves_a_recording_in_a_folder_of_its_own_each_time() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let data = data_folder(&station);
    let store = Arc::new(Store::open(data.path()).unwrap().0);
    let link = worker::start(store, Vec::new(), || ()).unwrap();
    link.send(worker::command::Command::Query { generation: 1, sites: vec!["good".into()] });
    let answer = loop {
        if let Some(Event::QueryEnded { answer, .. }) = link.wait_event() {
            break answer;
        }
    };
    let save = || {
        let (site_name, answer) = ("晨星/1".to_owned(), Arc::clone(&answer));
        link.send(worker::command::Command::SaveRecording { site_name, answer });
        loop {
            if let Some(Event::RecordingSaved { folder }) = link.wait_event() {
                break folder;
            }
        }
    };
    let (first, second) = (save(), save());
    assert_ne!(first, second);
    for folder in [first, second] {
        assert_eq!(folder.parent().unwrap(), data.path().join("recordings"));
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("晨星_1-20"), "{name}");
        assert_eq!(names(&folder).len(), answer.exchanges.len());
    }
}
