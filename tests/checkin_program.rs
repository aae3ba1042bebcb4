//! Check-ins as the worker, the window's brain and a terminal see them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

use konata_api::app::App;
use konata_api::app::action::Action;
use konata_api::app::browser::Browser;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::veloera_station::VeloeraStation;
use konata_api::model::checkin_entry::CheckinEntry;
use konata_api::model::checkin_result::{CheckinResult, CheckinState};
use konata_api::model::checkin_setup::CheckinSetup;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::relay::checkin_query::CheckinReport;
use konata_api::store::Store;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, Snapshot};
use konata_api::worker::link::Link;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{self, Output};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// How long a thing is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

fn veloera(options: StationOptions) -> DemoStation {
    DemoStation::start(VeloeraStation::new("青鸾公益"), options).unwrap()
}

/// A data folder: an account not checked in today, one that is, one that is not let in, and one
/// that checks in by hand.
fn folder(station: &DemoStation) -> TempDir {
    let account = |id: &str, user_id: u32, token: &str| {
        json!({
            "id": id, "name": id, "url": station.base_url(), "user_id": user_id,
            "access_token": token,
        })
    };
    let content = json!({ "sites": [
        account("first", VeloeraStation::USER_ID, VeloeraStation::ACCESS_TOKEN),
        account("second", VeloeraStation::OTHER_USER_ID, VeloeraStation::OTHER_ACCESS_TOKEN),
        account("wrong", VeloeraStation::USER_ID, "nosuchaccess0000"),
        json!({"id": "page", "name": "page", "checkin_url": "https://relay.example/console"}),
        json!({"id": "key", "name": "key", "url": station.base_url(), "api_key": "sk-a"}),
    ]});
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stats.json"), content.to_string()).unwrap();
    folder
}

fn log(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("checkin_log.json")).unwrap_or("[]".into());
    serde_json::from_str(&text).unwrap()
}

fn start(folder: &TempDir) -> Link {
    let (store, incidents) = Store::open(folder.path()).unwrap();
    konata_api::worker::start(Arc::new(store), incidents, || ()).unwrap()
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// The states in the order of their coming.
fn ends(link: &Link, count: usize) -> Vec<(String, CheckinState)> {
    let mut ends = Vec::new();
    while ends.len() < count {
        if let Event::CheckinEnded { site, report, .. } = link.wait_event().unwrap() {
            ends.push((site, report.result.state));
        }
    }
    ends
}

#[test]
fn every_site_ends_and_what_reached_a_station_is_logged() {
    let station = veloera(StationOptions::new());
    let folder = folder(&station);
    let link = start(&folder);
    let sites = ids(&["first", "second", "wrong", "page", "gone"]);
    link.send(Command::CheckIn { generation: 1, sites });
    let mut told = ends(&link, 5);
    told.sort();
    let expected = [
        ("first", CheckinState::Done),
        ("gone", CheckinState::Failed),
        ("page", CheckinState::OpenPage),
        ("second", CheckinState::Already),
        ("wrong", CheckinState::Failed),
    ];
    assert_eq!(told, expected.map(|(id, state)| (id.to_owned(), state)));
    assert_eq!(station.most_at_once(), 1, "one account at a time");
    let mut logged: Vec<(String, bool, String)> = log(folder.path())
        .iter()
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            let success = entry["success"].as_bool().unwrap();
            (text("site_id"), success, entry["quota_awarded"].to_string())
        })
        .collect();
    logged.sort();
    assert_eq!(
        logged,
        [("first", true, "0.5"), ("second", true, "0"), ("wrong", false, "0")]
            .map(|(id, success, awarded)| (id.to_owned(), success, awarded.to_owned()))
    );
}

#[test]
fn a_check_in_that_is_cancelled_has_an_end_and_is_not_logged() {
    let station = veloera(StationOptions::new().latency(PATIENCE));
    let folder = folder(&station);
    let link = start(&folder);
    link.send(Command::CheckIn { generation: 1, sites: ids(&["first", "second"]) });
    while !matches!(link.wait_event().unwrap(), Event::CheckinStarted { .. }) {}
    link.send(Command::CancelCheckins);
    let told = ends(&link, 2);
    assert!(told.iter().all(|(_, state)| *state == CheckinState::Failed));
    drop(link);
    assert!(log(folder.path()).is_empty());
}

#[test]
fn the_log_is_told_at_the_start_and_when_it_grows() {
    let station = veloera(StationOptions::new());
    let folder = folder(&station);
    let link = start(&folder);
    let next_log = || loop {
        if let Event::CheckinLog(log) = link.wait_event().unwrap() {
            break log;
        }
    };
    assert!(next_log().is_empty());
    link.send(Command::CheckIn { generation: 1, sites: ids(&["first"]) });
    let log = next_log();
    assert_eq!((log.len(), log[0].site_id.as_str()), (1, "first"));
    let (elsewhere, _) = Store::open(folder.path()).unwrap();
    elsewhere.log_checkins(&[CheckinEntry::default()]).unwrap();
    assert_eq!(next_log().len(), 2, "also when another program writes it");
}

/// An app, the commands that it sends and the way in for events.
struct Brain {
    app: App,
    commands: Receiver<Command>,
    events: Sender<Event>,
    opened: Receiver<String>,
}

impl Brain {
    fn with_sites(sites: &[Site]) -> Self {
        let (command_sender, commands) = channel();
        let (events, incoming) = channel();
        let (open, opened) = channel();
        let command_sender = Mutex::new(command_sender);
        let open = Mutex::new(open);
        let send = move |command| command_sender.lock().unwrap().send(command).unwrap();
        let browser = Browser::new(move |page| {
            open.lock().unwrap().send(page.to_owned()).unwrap();
            Ok(())
        });
        let app = App::new(Link::new(send, incoming)).with_browser(browser);
        let mut brain = Self { app, commands, events, opened };
        brain.tell(Event::Loaded(Snapshot { sites: sites.into(), settings: Arc::default() }));
        brain
    }

    fn tell(&mut self, event: Event) {
        self.events.send(event).unwrap();
        assert!(self.app.receive());
    }

    fn end(&mut self, generation: u64, site: &str, report: CheckinReport) {
        let report = Arc::new(report);
        self.tell(Event::CheckinEnded { generation, site: site.into(), report });
    }

    fn sent(&self) -> Vec<(&'static str, u64, Vec<String>)> {
        let told = |command| match command {
            Command::CheckIn { generation, sites } => Some(("check in", generation, sites)),
            Command::Query { generation, sites } => Some(("query", generation, sites)),
            _ => None,
        };
        self.commands.try_iter().filter_map(told).collect()
    }

    fn state(&self, site: &str) -> Option<CheckinState> {
        self.app.state().checkins[site].report.as_ref().map(|report| report.result.state)
    }
}

fn account(id: &str) -> Site {
    Site { id: id.into(), access_token: Secret::new("token"), ..Site::default() }
}

fn report(state: CheckinState) -> CheckinReport {
    CheckinReport { result: CheckinResult::new(state, 7), exchanges: Vec::new() }
}

#[test]
fn a_check_in_that_is_done_asks_what_is_left_now() {
    let mut brain = Brain::with_sites(&[account("a"), account("b")]);
    brain.app.apply(Action::CheckIn(ids(&["a", "b"])));
    assert_eq!(brain.sent(), [("check in", 1, ids(&["a", "b"]))]);
    brain.app.apply(Action::CheckIn(ids(&["a"])));
    assert!(brain.sent().is_empty(), "it is being checked in already");
    brain.tell(Event::CheckinStarted { generation: 1, site: "a".into() });
    assert!(brain.app.state().checkins["a"].started && brain.app.state().is_checking_in());
    brain.tell(Event::CheckinLog([CheckinEntry::default()].into()));
    assert_eq!(brain.app.state().checkin_log.len(), 1);
    brain.end(1, "a", report(CheckinState::Done));
    assert_eq!(brain.sent(), [("query", 1, ids(&["a"]))]);
    brain.end(1, "b", report(CheckinState::Already));
    assert!(brain.sent().is_empty(), "nothing changed");
    assert!(!brain.app.state().is_checking_in());
    assert_eq!(brain.state("b"), Some(CheckinState::Already));
}

#[test]
fn late_and_cancelled_check_ins_leave_the_last_report() {
    let mut brain = Brain::with_sites(&[account("a")]);
    brain.app.apply(Action::CheckInAll);
    brain.end(1, "a", report(CheckinState::Already));
    brain.app.apply(Action::CheckInAll);
    brain.end(1, "a", report(CheckinState::Done));
    assert!(brain.app.state().is_checking_in(), "the new one is still under way");
    brain.end(2, "a", CheckinReport::not_asked(ErrorKind::Cancelled));
    assert!(!brain.app.state().is_checking_in());
    assert_eq!(brain.state("a"), Some(CheckinState::Already));
}

#[test]
fn a_check_in_can_be_cancelled_without_a_run_of_queries() {
    let mut brain = Brain::with_sites(&[account("a")]);
    let cancels = |brain: &Brain| {
        brain.commands.try_iter().filter(|command| matches!(command, Command::Cancel)).count()
    };
    brain.app.apply(Action::Cancel);
    assert_eq!(cancels(&brain), 0);
    brain.app.apply(Action::CheckInAll);
    brain.app.apply(Action::Cancel);
    assert_eq!(cancels(&brain), 1);
}

#[test]
fn all_means_those_that_can_and_a_page_is_opened_only_when_asked_for() {
    let page = "https://relay.example/console".to_owned();
    let checkin = CheckinSetup { page: page.clone(), ..CheckinSetup::default() };
    let by_hand = Site { id: "hand".into(), checkin, ..Site::default() };
    let key_only = Site { id: "key".into(), api_key: Secret::new("sk-a"), ..Site::default() };
    let mut brain = Brain::with_sites(&[by_hand, key_only, account("a")]);
    brain.app.apply(Action::CheckInAll);
    assert_eq!(brain.sent(), [("check in", 1, ids(&["hand", "a"]))]);
    brain.end(1, "hand", report(CheckinState::OpenPage));
    assert!(brain.opened.try_recv().is_err());
    brain.app.apply(Action::OpenCheckinPage("hand".into()));
    assert_eq!(brain.opened.recv_timeout(PATIENCE), Ok(page));
}

fn run(arguments: &[&str]) -> Output {
    process::Command::new(env!("CARGO_BIN_EXE_konata-api"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// The JSON on standard output, and the exit status.
fn run_json(arguments: &[&str]) -> (Value, i32) {
    let output = run(arguments);
    let document = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (document, output.status.code().unwrap())
}

#[test]
fn the_terminal_checks_in_and_says_what_came_of_it() {
    let station = veloera(StationOptions::new());
    let folder = folder(&station);
    let data = ["--data-dir", folder.path().to_str().unwrap(), "checkin"];
    let (told, status) = run_json(&[&data[..], &["--json"]].concat());
    assert_eq!(status, 1, "one is not let in");
    assert_eq!(
        told,
        json!({ "sites": [
            {"id": "first", "name": "first", "state": "done", "awarded": 0.5, "balance": 6.5,
             "unit": "USD"},
            {"id": "second", "name": "second", "state": "already"},
            {"id": "wrong", "name": "wrong", "state": "failed", "error": {
                "kind": "unauthorized_account", "http_status": 200,
                "message": "无权进行此操作，access token 无效"}},
            {"id": "page", "name": "page", "state": "open_page"},
        ]})
    );
    assert_eq!(log(folder.path()).len(), 3);
    let (again, status) = run_json(&[&data[..], &["first", "second", "page", "--json"]].concat());
    assert_eq!(status, 0);
    assert_eq!(again["sites"][0], json!({"id": "first", "name": "first", "state": "already"}));
    let (skipped, status) = run_json(&[&data[..], &["key", "--json"]].concat());
    assert_eq!((status, &skipped["sites"][0]["state"]), (0, &json!("skipped")));
    assert_eq!(skipped["sites"][0]["error"]["kind"], "incomplete_site");
    assert_eq!(run(&[&data[..], &["nobody"]].concat()).status.code(), Some(2));
}

#[test]
fn the_terminal_shows_a_table_and_where_to_check_in_by_hand() {
    let station = veloera(StationOptions::new());
    let folder = folder(&station);
    let data = ["--data-dir", folder.path().to_str().unwrap(), "--lang", "en", "checkin"];
    let output = run(&data);
    let text = String::from_utf8_lossy(&output.stdout);
    for told in ["Checked in", "$0.50", "$6.50", "https://relay.example/console"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains(VeloeraStation::ACCESS_TOKEN));
    let empty = tempfile::tempdir().unwrap();
    let nobody = run(&["--data-dir", empty.path().to_str().unwrap(), "checkin", "--json"]);
    assert_eq!(nobody.status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&nobody.stdout).unwrap(), json!({"sites": []}));
}

#[test]
fn a_check_in_that_cannot_be_logged_is_told_and_the_status_is_two() {
    let station = veloera(StationOptions::new());
    let folder = folder(&station);
    // Unlike a missing right, this stops also root.
    fs::create_dir(folder.path().join(".lock")).unwrap();
    let data = ["--data-dir", folder.path().to_str().unwrap()];
    let (told, status) = run_json(&[&data[..], &["checkin", "first", "--json"]].concat());
    assert_eq!((status, &told["sites"][0]["state"]), (2, &json!("done")));
    assert!(log(folder.path()).is_empty());
}

#[test]
fn the_demo_shows_every_outcome() {
    let (told, status) = run_json(&["checkin", "--demo", "--json"]);
    let outcomes: Vec<&str> = told["sites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| site["state"].as_str().unwrap())
        .collect();
    assert_eq!(
        (status, outcomes),
        (1, vec!["skipped", "skipped", "done", "already", "open_page", "failed"])
    );
}
