//! The program as a terminal sees it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

use axum::http::StatusCode;
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;
use tempfile::TempDir;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_konata-api"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// The JSON on standard output, and the exit status.
fn run_json(arguments: &[&str]) -> (Value, i32) {
    let output = run(arguments);
    let status = output.status.code().unwrap();
    let document = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output)));
    (document, status)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A data folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn path(folder: &TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn every_demo_station_reads_as_expected() {
    let (document, status) = run_json(&["balance", "--demo", "--json"]);
    assert_eq!(status, 1, "some of them fail on purpose");
    // The same sites as this process would get, but for their addresses.
    let expected = DemoStations::start().unwrap().sites();
    let sites = document["sites"].as_array().unwrap();
    assert_eq!(sites.len(), expected.len());
    for (demo, read) in expected.iter().zip(sites) {
        assert_eq!(read["id"], demo.id);
        let differences = demo.expected.differences_in_json(read);
        assert!(differences.is_empty(), "{}: {differences:?}", demo.name);
        assert!(!read.to_string().contains(demo.api_key.reveal()));
    }
    assert!(document["elapsed_ms"].is_u64());
    let units: Vec<&Value> =
        document["totals"].as_array().unwrap().iter().map(|total| &total["unit"]).collect();
    assert_eq!(units, ["USD", "CNY"]);
}

#[test]
fn without_a_display_the_demo_prints_its_readings_and_says_why() {
    let output = run(&["--demo", "--lang", "en"]);
    assert!(output.status.success());
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("$12.6") && stdout.contains("¥92.53"), "{stdout}");
    assert!(
        stdout.contains("3 accounts, 2 usable") && stdout.contains("Key pool · 12 keys"),
        "{stdout}"
    );
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("no display"), "{stderr}");
}

#[test]
fn without_a_display_the_program_says_what_to_do() {
    let folder = folder(&[]);
    let output = run(&["--data-dir", path(&folder), "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("--help"), "{}", text(&output));
}

#[test]
fn sites_are_added_listed_and_removed() {
    let folder = folder(&[]);
    let data = ["--data-dir", path(&folder), "--lang", "en"];
    let with = |more: &[&str]| run_json(&[&data, more].concat());
    assert_eq!(with(&["sites", "--json"]), (json!({"sites": []}), 0));
    assert_eq!(with(&["balance", "--json"]).1, 0);
    let (added, status) = with(&[
        "sites",
        "add",
        "晨星",
        "relay.example/v1",
        "--key",
        "sk-test-key-123456",
        "--json",
    ]);
    assert_eq!((status, &added["base_url"]), (0, &json!("https://relay.example")));
    let (listed, _) = with(&["sites", "--json"]);
    assert_eq!(listed["sites"], json!([added]));
    assert_eq!(added["has_key"], true);
    assert!(!listed.to_string().contains("sk-test"));
    let (removed, status) = with(&["sites", "remove", "晨星", "--json"]);
    assert_eq!((status, &removed["sites"][0]["id"]), (0, &added["id"]));
    assert_eq!(with(&["sites", "--json"]).0, json!({"sites": []}));
}

#[test]
fn wrong_usage_says_what_is_wrong() {
    let folder = folder(&[(
        "stats.json",
        r#"{"sites":[{"id":"aa11","name":"x"},{"id":"aa22","name":"x"}]}"#,
    )]);
    let data = ["--data-dir", path(&folder), "--lang", "en"];
    for (arguments, told) in [
        (vec!["balance", "aa"], "aa22"),
        (vec!["models", "x"], "aa11"),
        (vec!["sites", "remove", "nobody"], "no site"),
        (vec!["sites", "add", "n", "ftp://a"], "http"),
        (vec!["sites", "add", " ", "https://a.example"], "name"),
        (vec!["detect", "https://u:p@a.example"], "password"),
        (vec!["replay", "/nowhere.json"], "/nowhere.json"),
        (vec!["frobnicate"], "frobnicate"),
    ] {
        let output = run(&[&data, arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
        assert!(text(&output).contains(told), "{arguments:?}: {}", text(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn unreadable_files_are_set_aside_and_nothing_is_asked() {
    let folder = folder(&[("stats.json", r#"{"sites":[{"id":"#)]);
    let output = run(&["--data-dir", path(&folder), "--lang", "en", "balance", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(text(&output).contains("stats.json"), "{}", text(&output));
    let kept = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            fs::read_to_string(path).is_ok_and(|text| text.starts_with(r#"{"sites":[{"#))
        })
        .count();
    assert_eq!(kept, 1);
}

#[test]
fn a_reading_is_stored_and_one_failed_site_makes_the_status_one() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let content = json!({"sites": [
        {"id": "good", "name": "好", "url": station.base_url(), "api_key": OneApiStation::LIMITED_KEY},
        {"id": "bad", "name": "坏", "url": station.base_url(), "api_key": "sk-wrong-key-000000"},
        {"id": "none", "name": "无", "url": station.base_url(), "api_key": ""},
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    let data = ["--data-dir", path(&folder)];
    let (document, status) =
        run_json(&[&data[..], &["balance", "good", "none", "--json"]].concat());
    assert_eq!(status, 0, "a skipped site counts as answered");
    assert_eq!(document["sites"][1]["error"]["kind"], "incomplete_site");
    assert_eq!(run_json(&[&data[..], &["balance", "--json"]].concat()).1, 1);
    let saved: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("stats.json")).unwrap())
            .unwrap();
    assert_eq!(saved["sites"][0]["last_reading"]["state"], "ok");
    assert_eq!(saved["sites"][0]["station_kind"], "one-api");
    assert_eq!(saved["sites"][1]["last_error"]["kind"], "invalid_key");
    assert!(saved["sites"][2].get("last_error").is_none());
}

#[test]
fn a_low_balance_makes_the_status_three_where_that_is_asked() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let site = |id: &str, key: &str, more: Value| {
        let mut site = json!({"id": id, "name": id, "url": station.base_url(), "api_key": key});
        site.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        site
    };
    let content = json!({"sites": [
        site("fine", OneApiStation::LIMITED_KEY, json!({})),
        site("own", OneApiStation::LIMITED_KEY, json!({"low_balance_threshold": 15})),
        site("empty", OneApiStation::USED_UP_KEY, json!({"low_balance_threshold": 0})),
        site("bad", "sk-wrong-key-000000", json!({})),
        site("off", OneApiStation::USED_UP_KEY, json!({"disabled": true})),
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    let asked = |sites: &[&str], fail_low: &[&str]| {
        let data = ["--data-dir", path(&folder), "balance", "--json"];
        run_json(&[&data[..], sites, fail_low].concat())
    };
    let fail_low = ["--fail-low"];
    for (sites, status) in [
        (vec!["fine"], 0),
        (vec!["off"], 0),
        (vec!["own"], 3),
        (vec!["empty"], 3),
        (vec!["fine", "own"], 3),
        (vec!["own", "bad"], 1),
    ] {
        let (document, found) = asked(&sites, &fail_low);
        assert_eq!(found, status, "{sites:?}: {document}");
    }
    let (document, status) = asked(&["fine", "own", "empty", "off"], &[]);
    assert_eq!(status, 0, "nobody asked");
    let low = |site: usize| &document["sites"][site]["low"];
    assert_eq!([low(0), low(1), low(2)], [&json!(false), &json!(true), &json!(true)]);
    assert!(low(3).is_null(), "not asked");
    let config = r#"{"low_balance_threshold": 13}"#;
    fs::write(folder.path().join("config.json"), config).unwrap();
    assert_eq!(asked(&["fine"], &fail_low).1, 3);
}

#[test]
fn readings_that_cannot_be_saved_are_printed_and_the_status_is_two() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let content = json!({"sites": [
        {"id": "good", "url": station.base_url(), "api_key": OneApiStation::LIMITED_KEY},
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    // Unlike a missing right, this stops also root.
    fs::create_dir(folder.path().join(".lock")).unwrap();
    let (document, status) = run_json(&["--data-dir", path(&folder), "balance", "good", "--json"]);
    assert_eq!(status, 2);
    assert_eq!(document["sites"][0]["state"], "ok");
    assert_eq!(document["totals"][0]["sites"], 1);
    assert_eq!(fs::read_to_string(folder.path().join("stats.json")).unwrap(), content.to_string());
}

#[test]
fn an_account_is_saved_with_its_site_and_not_shown() {
    let folder = folder(&[]);
    let data = ["--data-dir", path(&folder)];
    let add = ["sites", "add", "n", "relay.example", "--user-id", " 42 "];
    let token = ["--access-token", "Bearer token-1234567890", "--json"];
    let (added, status) = run_json(&[&data[..], &add, &token].concat());
    assert_eq!(status, 0);
    assert!(!added.to_string().contains("token-"), "{added}");
    let saved: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("stats.json")).unwrap())
            .unwrap();
    assert_eq!(saved["sites"][0]["user_id"], "42");
    assert_eq!(saved["sites"][0]["access_token"], "token-1234567890");
}

#[test]
fn a_site_of_the_list_is_detected_by_its_id_or_name() {
    for site in ["1c5e70a2", "晨星 API"] {
        let (detected, status) = run_json(&["detect", "--demo", site, "--json"]);
        assert_eq!((status, &detected["kind"]), (0, &json!("one-api")), "{site}");
    }
}

#[test]
fn detecting_waits_as_long_as_the_settings_say() {
    let slow = StationOptions::new().latency(Duration::from_millis(500));
    let station = DemoStation::start(OneApiStation::new("a"), slow).unwrap();
    let folder = folder(&[("config.json", r#"{"network": {"answer_timeout_s": 0.05}}"#)]);
    let data = ["--data-dir", path(&folder)];
    let (detected, status) =
        run_json(&[&data[..], &["detect", &station.base_url(), "--json"]].concat());
    assert_eq!((status, &detected["error"]["kind"]), (1, &json!("timeout")));
}

#[test]
fn why_there_are_no_models_is_told() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let content = json!({"sites": [
        {"id": "bad", "url": station.base_url(), "api_key": "sk-wrong-key-000000"},
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    let output = run(&["--data-dir", path(&folder), "--lang", "en", "models", "bad"]);
    assert!(text(&output).starts_with("No models: Key refused. "), "{}", text(&output));
}

#[test]
fn models_and_kind_of_a_station() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let content = json!({"sites": [
        {"id": "good", "url": station.base_url(), "api_key": OneApiStation::LIMITED_KEY},
        {"id": "bad", "url": station.base_url(), "api_key": "sk-wrong-key-000000"},
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    let data = ["--data-dir", path(&folder)];
    let (models, status) = run_json(&[&data[..], &["models", "good", "--json"]].concat());
    assert_eq!((status, &models["key_valid"]), (0, &json!(true)));
    assert!(!models["models"].as_array().unwrap().is_empty());
    let (refused, status) = run_json(&[&data[..], &["models", "bad", "--json"]].concat());
    assert_eq!((status, &refused["key_valid"]), (1, &json!(false)));
    assert_eq!(refused["error"]["kind"], "invalid_key");
    let (detected, status) =
        run_json(&[&data[..], &["detect", &station.base_url(), "--json"]].concat());
    assert_eq!(status, 0);
    assert_eq!(detected["kind"], "one-api");
    assert_eq!(detected["kinds_possible"], json!(["one-api"]));
    assert_eq!(detected["recognised_by"], "GET /api/status");
    assert_eq!(detected["site_name"], "a");
}

const USAGE: &str = r#"{"isValid":true,"planName":"P","remaining":3,"unit":"USD"}"#;

#[test]
fn an_unknown_api_is_identified_by_its_key_without_asking_twice() {
    let router = axum::Router::new()
        .route("/v1/usage", get(|| async { USAGE }))
        .fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") });
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let folder = folder(&[]);
    let data = ["--data-dir", path(&folder)];
    let url = station.base_url();
    let (without, status) = run_json(&[&data[..], &["detect", &url, "--json"]].concat());
    assert_eq!((status, &without["kind"]), (0, &Value::Null));
    assert!(station.visits().iter().all(|visit| !visit.with_key));
    let key = "sk-secret-key-000000";
    let (with, _) = run_json(&[&data[..], &["detect", &url, "--key", key, "--json"]].concat());
    assert_eq!(with["kind"], "sub2api");
    assert_eq!(with["recognised_by"], "GET /v1/usage");
    let shown = station.visits().iter().filter(|visit| visit.with_key).count();
    assert_eq!(shown, 3, "both halves of the pair, then the answer");
    assert!(!with.to_string().contains(key));
}

#[test]
fn recordings_are_replayed_and_bad_files_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let good = root.join("new-api/usage-token.json");
    let scenario = root.join("scenarios/one-api-usd.json");
    let (document, status) = run_json(&["replay", good.to_str().unwrap(), "--json"]);
    assert_eq!(status, 0);
    let exchange = &document["exchanges"][0];
    assert_eq!(exchange["file"], good.to_str().unwrap());
    assert_eq!(exchange["balance"].to_string(), "12.675");
    let both = ["replay", good.to_str().unwrap(), scenario.to_str().unwrap(), "--json"];
    let (document, status) = run_json(&both);
    assert_eq!((status, document["exchanges"].as_array().unwrap().len()), (2, 1));
}

#[test]
fn logs_of_several_sites_are_one_document() {
    let (document, status) =
        run_json(&["logs", "--demo", "--json", "--limit", "3", "2f", "0f", "1c"]);
    assert_eq!(status, 0, "a kind without logs for a key counts as answered");
    let sites = document["sites"].as_array().unwrap();
    let ids: Vec<&Value> = sites.iter().map(|site| &site["id"]).collect();
    assert_eq!(ids, ["2f81b3d4", "0f3eb6a1", "1c5e70a2"]);
    for site in &sites[..2] {
        let rows = site["logs"].as_array().unwrap();
        assert_eq!((rows.len(), &site["truncated"]), (3, &json!(false)), "{site}");
        assert!(site["total"].as_u64().unwrap() > 60 && site.get("error").is_none(), "{site}");
        assert!(rows[0]["time"].as_i64() > rows[1]["time"].as_i64(), "{site}");
        assert_eq!((&rows[0]["type"], &rows[0]["cost_unit"]), (&json!("consume"), &json!("USD")));
    }
    assert_eq!(sites[2]["logs"], json!([]));
    assert_eq!(sites[2]["error"]["kind"], "feature_disabled");
    assert_eq!(run_json(&["logs", "--demo", "--json", "2f", "9d"]).1, 1, "one cannot be reached");
    let (nothing, status) = run_json(&["logs", "--demo", "--json", "2f", "--since", "2999-01-01"]);
    assert_eq!((status, &nothing["sites"][0]["logs"]), (0, &json!([])));
    let (all, _) = run_json(&["logs", "--demo", "--json", "2f", "--since", "2020-01-01"]);
    assert_eq!(all["sites"][0]["logs"].as_array().unwrap().len(), 72);
}

#[test]
fn logs_as_csv_read_back() {
    let output = run(&["logs", "--demo", "--csv", "--limit", "20", "2f", "0f"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let table = text.strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headings = reader.headers().unwrap().clone();
    assert_eq!(headings.iter().take(4).collect::<Vec<_>>(), ["site", "time", "type", "model"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 40);
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    assert_eq!((&rows[0][0], &rows[39][0]), ("云雀中转", "老桥 API"));
    for row in &rows {
        assert!(row[column("cost")].parse::<f64>().is_ok(), "{row:?}");
        assert_eq!(&row[column("cost_unit")], "USD");
    }
    // One call of the newer station failed.
    let failed = rows.iter().find(|row| &row[2] == "error").unwrap();
    assert!(failed[column("message")].contains("429, upstream"), "{failed:?}");
}

#[test]
fn logs_read_in_a_terminal() {
    let output = run(&["logs", "--demo", "--lang", "en", "--limit", "2", "2f"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[0].starts_with("Time") && lines[0].ends_with("Note"), "{printed}");
    assert!(lines[1].contains("claude-sonnet-4-5") && lines[1].contains('$'), "{printed}");
    assert!(lines[3].starts_with("2 rows, $") && lines.len() == 4, "{printed}");
    let output = run(&["logs", "--demo", "--lang", "en", "1c"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(text(&output).contains("no log for this key"), "{}", text(&output));
}

/// A data folder with the two sites of a station that tells the log of each key.
fn folder_of_logs() -> (DemoStation, TempDir) {
    let station = DemoStation::start(NewApiStation::new("a"), StationOptions::new()).unwrap();
    let site = |id: &str, name: &str, key: &str| json!({"id": id, "name": name, "url": station.base_url(), "api_key": key});
    let content = json!({"sites": [
        site("a1", "甲", NewApiStation::LIMITED_KEY),
        site("b2", "乙", NewApiStation::UNLIMITED_KEY),
    ]});
    let folder = folder(&[("stats.json", &content.to_string())]);
    (station, folder)
}

#[test]
fn logs_that_were_asked_for_are_there_without_their_station() {
    let (station, folder) = folder_of_logs();
    let data = ["--data-dir", path(&folder), "--lang", "en"];
    let logs = |more: &[&str]| run_json(&[&data[..], &["logs", "--json"], more].concat());
    let rows =
        |document: &Value, site: usize| document["sites"][site]["logs"].as_array().unwrap().clone();
    let (nothing, status) = logs(&["--stored"]);
    assert_eq!((status, nothing["sites"][0]["logs"].clone()), (0, json!([])));
    assert_eq!(station.total_asked(), 0);
    let (asked, _) = logs(&["--limit", "30"]);
    logs(&["--limit", "40", "a1"]);
    drop(station);
    assert_eq!(logs(&["a1"]).1, 1, "the station is gone");
    let (stored, status) = logs(&["--stored"]);
    assert_eq!(status, 0);
    assert_eq!((rows(&stored, 0).len(), rows(&stored, 1).len()), (40, 30));
    assert_eq!(rows(&stored, 1), rows(&asked, 1), "in the same form");
    let site = &stored["sites"][0];
    assert_eq!((&site["total"], &site["truncated"]), (&json!(40), &json!(false)));
    assert!(site.get("error").is_none());
    let (few, _) = logs(&["--stored", "--limit", "3", "甲"]);
    assert_eq!(few["sites"].as_array().unwrap().len(), 1);
    assert_eq!(
        (rows(&few, 0), &few["sites"][0]["total"]),
        (rows(&asked, 0)[..3].to_vec(), &json!(40))
    );
    assert!(rows(&logs(&["--stored", "--since", "2999-01-01"]).0, 0).is_empty());
    assert_eq!(rows(&logs(&["--stored", "--since", "2020-01-01"]).0, 0).len(), 40);
    let csv = run(&[&data[..], &["logs", "--stored", "--csv"]].concat());
    assert_eq!(String::from_utf8_lossy(&csv.stdout).lines().count(), 1 + 70);
    let table = run(&[&data[..], &["logs", "--stored", "--limit", "2", "b2"]].concat());
    assert!(text(&table).contains("2 rows"), "{}", text(&table));
}

#[test]
fn what_happened_to_the_history_is_said() {
    let (_station, folder) = folder_of_logs();
    let data = ["--data-dir", path(&folder), "--lang", "en"];
    let logs = |more: &[&str]| run(&[&data[..], &["logs", "--json"], more].concat());
    fs::write(folder.path().join("history.db"), "nothing that can be read").unwrap();
    let damaged = logs(&["--stored"]);
    assert_eq!((damaged.status.code(), damaged.stdout.is_empty()), (Some(2), true));
    assert!(text(&damaged).contains("damaged") && text(&damaged).contains(".broken-"));
    assert_eq!(logs(&["--stored"]).status.code(), Some(0));
    fs::remove_file(folder.path().join("history.db")).unwrap();
    let gone = logs(&["--stored"]);
    assert_eq!(gone.status.code(), Some(0));
    assert!(text(&gone).contains("is gone"), "{}", text(&gone));
    fs::remove_file(folder.path().join("history.db")).unwrap();
    fs::create_dir(folder.path().join("history.db")).unwrap();
    let unusable = logs(&["--stored"]);
    assert_eq!((unusable.status.code(), unusable.stdout.is_empty()), (Some(2), true));
    let asked = logs(&["a1"]);
    assert_eq!(asked.status.code(), Some(0), "what cannot be kept is printed all the same");
    assert!(text(&asked).contains("cannot be used"), "{}", text(&asked));
}
