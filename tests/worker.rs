//! The real worker against demo stations: runs, turns, cancelling, saving.

#![allow(clippy::unwrap_used, reason = "only for tests")]

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::demo::fault::Fault;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::alarm_memory::AlarmMemory;
use konata_api::model::change::Change;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::new_site::NewSite;
use konata_api::model::reading::ReadingState;
use konata_api::model::secret::Secret;
use konata_api::model::settings_edit::SettingsEdit;
use konata_api::model::site::Site;
use konata_api::model::site_edit::SiteEdit;
use konata_api::store::Store;
use konata_api::worker::command::{Command, EditNumber};
use konata_api::worker::event::{Event, SiteAnswer};
use konata_api::worker::link::Link;
use std::collections::HashMap;
use std::fs::{self, File};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A worker on a throw-away data folder.
struct Bench {
    folder: TempDir,
    store: Arc<Store>,
    link: Link,
}

impl Bench {
    fn with_config<A: AsRef<str>>(sites: &[(A, &str)], config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        for (url, key) in sites {
            let site = NewSite {
                name: url.as_ref().to_owned(),
                url: url.as_ref().to_owned(),
                api_key: Secret::new(*key),
                ..NewSite::default()
            };
            store.add_site(site).unwrap();
        }
        Self::on(folder, config)
    }

    /// On the sites of a data folder.
    fn on(folder: TempDir, config: &str) -> Self {
        fs::write(folder.path().join("config.json"), config).unwrap();
        let (store, incidents) = Store::open(folder.path()).unwrap();
        let store = Arc::new(store);
        let link = konata_api::worker::start(Arc::clone(&store), incidents, || ()).unwrap();
        Self { folder, store, link }
    }

    fn new<A: AsRef<str>>(sites: &[(A, &str)]) -> Self {
        Self::with_config(sites, "{}")
    }

    /// The number of every edit here.
    const EDIT: EditNumber = 1;

    fn edit(&self, site: &str, edit: SiteEdit) {
        let (number, site, edit) = (Self::EDIT, site.to_owned(), Box::new(edit));
        self.link.send(Command::EditSite { number, site, edit });
    }

    fn ids(&self) -> Vec<String> {
        self.store.sites().into_iter().map(|site| site.id).collect()
    }

    fn query(&self, generation: u64, sites: Vec<String>) {
        self.link.send(Command::Query { generation, sites });
    }

    /// The answers in the order of their coming, until `count` have come.
    fn answers(&self, count: usize) -> Vec<(String, Arc<SiteAnswer>)> {
        let mut answers = Vec::new();
        while answers.len() < count {
            if let Event::QueryEnded { site, answer, .. } = self.link.wait_event().unwrap() {
                answers.push((site, answer));
            }
        }
        answers
    }

    /// Waits for an event that fits.
    fn wait_for(&self, mut fits: impl FnMut(&Event) -> bool) -> Event {
        loop {
            let event = self.link.wait_event().unwrap();
            if fits(&event) {
                return event;
            }
        }
    }
}

fn error_of(answer: &SiteAnswer) -> Option<ErrorKind> {
    answer.reading.failure.as_ref().map(|failure| failure.kind)
}

/// How long a thing is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
const QUICK: &str = r#"{"network": {"connect_timeout_s": 1, "answer_timeout_s": 1}}"#;

#[test]
fn a_run_over_the_demo_stations_reads_them_all_and_saves_what_it_read() {
    let stations = DemoStations::start().unwrap();
    let demo_sites = stations.sites();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stats.json"), stations.stats_json().to_string()).unwrap();
    let bench = Bench::on(folder, QUICK);
    let ids = bench.ids();
    bench.query(1, ids.clone());
    let answers: HashMap<String, Arc<SiteAnswer>> = bench.answers(ids.len()).into_iter().collect();
    let (reopened, _) = Store::open(bench.folder.path()).unwrap();
    for ((demo, id), saved) in demo_sites.iter().zip(&ids).zip(reopened.sites()) {
        let reading = &answers[id].reading;
        assert_eq!(demo.expected.differences(reading), Vec::<String>::new(), "{}", demo.name);
        let saved_balance = saved.last_reading.and_then(|reading| reading.balance);
        assert_eq!(saved_balance, reading.balance, "{}", demo.name);
        assert_eq!(saved.last_error.map(|error| error.kind), error_of(&answers[id]));
    }
}

#[test]
fn a_hanging_station_delays_no_other() {
    let silent = DemoStation::silent().unwrap();
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let key = OneApiStation::LIMITED_KEY;
    let bench = Bench::with_config(&[(silent.base_url(), key), (station.base_url(), key)], QUICK);
    let ids = bench.ids();
    bench.query(1, ids.clone());
    let answers = bench.answers(2);
    let order: Vec<&String> = answers.iter().map(|(site, _)| site).collect();
    assert_eq!(order, [&ids[1], &ids[0]]);
    assert_eq!(error_of(&answers[1].1), Some(ErrorKind::Timeout));
}

#[test]
fn sites_of_one_station_are_asked_one_after_the_other_across_runs() {
    let options = StationOptions::new().latency(Duration::from_millis(20));
    let station = DemoStation::start(OneApiStation::new("a"), options).unwrap();
    let site = (station.base_url(), OneApiStation::LIMITED_KEY);
    let bench = Bench::new(&[site.clone(), site.clone(), site.clone(), site]);
    let ids = bench.ids();
    bench.query(1, ids[..2].to_vec());
    bench.query(2, ids[2..].to_vec());
    for (_, answer) in bench.answers(4) {
        assert_eq!(answer.reading.state, ReadingState::Ok);
    }
    assert_eq!(station.most_at_once(), 2, "the two halves of one site's billing pair");
}

/// Waits until something is as it should be.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "waited for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_setting_bounds_how_many_stations_are_asked_at_once() {
    let stations = [DemoStation::silent().unwrap(), DemoStation::silent().unwrap()];
    let asked = || stations.iter().filter(|station| station.total_asked() > 0).count();
    let sites: Vec<(String, &str)> =
        stations.iter().map(|station| (station.base_url(), "sk-test-key")).collect();
    let alone = Bench::with_config(&sites, r#"{"network": {"concurrent_origins": 1}}"#);
    alone.query(1, alone.ids());
    wait_until("the first station", || asked() > 0);
    let started = std::iter::from_fn(|| alone.link.next_event())
        .filter(|event| matches!(event, Event::QueryStarted { .. }));
    assert_eq!(started.count(), 1, "the other waits for its turn");
    alone.link.send(Command::Cancel);
    alone.answers(2);
    assert_eq!(asked(), 1);
    let together = Bench::new(&sites);
    together.query(1, together.ids());
    wait_until("both stations", || asked() == 2);
}

#[test]
fn cancelling_does_not_wait_for_a_save() {
    let silent = DemoStation::silent().unwrap();
    let bench = Bench::new(&[(silent.base_url(), "sk-test-key")]);
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(bench.folder.path().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    bench.query(1, bench.ids());
    bench.wait_for(|event| matches!(event, Event::QueryStarted { .. }));
    bench.link.send(Command::AddSite(NewSite { name: "新站".into(), ..NewSite::default() }));
    bench.link.send(Command::Cancel);
    let first = bench.wait_for(|event| {
        matches!(event, Event::QueryEnded { .. } | Event::SiteAdded { .. } | Event::StoreFailed(_))
    });
    assert!(matches!(first, Event::QueryEnded { .. }), "{first:?}");
    lock.unlock().unwrap();
    bench.wait_for(|event| matches!(event, Event::SiteAdded { .. }));
}

#[test]
fn changes_are_made_in_the_order_of_asking_also_at_the_end() {
    let bench = Bench::new(&[("https://first.example", "sk-test-key")]);
    let site = bench.ids().remove(0);
    for number in 0..20 {
        let url = format!("https://{number}.example");
        bench.edit(&site, SiteEdit { url: Change::To(url), ..SiteEdit::default() });
    }
    let Bench { folder, link, .. } = bench;
    drop(link);
    let (reopened, _) = Store::open(folder.path()).unwrap();
    assert_eq!(reopened.sites()[0].url, "https://19.example");
}

#[test]
fn cancelling_ends_every_site_and_leaves_no_trace_in_the_files() {
    let silent = DemoStation::silent().unwrap();
    let site = (silent.base_url(), "sk-test-key");
    let bench = Bench::new(&[site.clone(), site.clone(), site]);
    bench.query(1, bench.ids());
    bench.wait_for(|event| matches!(event, Event::QueryStarted { .. }));
    bench.link.send(Command::Cancel);
    for (_, answer) in bench.answers(3) {
        assert_eq!(error_of(&answer), Some(ErrorKind::Cancelled));
    }
    assert!(bench.store.sites().iter().all(|site| site.last_error.is_none()));
    // The next run is not cancelled along.
    bench.query(2, bench.ids());
    bench.wait_for(|event| matches!(event, Event::QueryStarted { generation: 2, .. }));
}

#[test]
fn progress_names_the_path_and_the_files_are_saved_before_the_end_is_told() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let bench = Bench::new(&[(station.base_url(), OneApiStation::LIMITED_KEY)]);
    bench.query(7, bench.ids());
    bench.wait_for(|event| {
        matches!(event, Event::QueryAsking { generation: 7, path, .. } if path == "/api/status")
    });
    let has_reading = |site: &Site| site.last_reading.is_some();
    bench.wait_for(
        |event| matches!(event, Event::Loaded(snapshot) if snapshot.sites.iter().all(has_reading)),
    );
    let ended = bench.wait_for(|event| matches!(event, Event::QueryEnded { .. }));
    assert!(matches!(ended, Event::QueryEnded { generation: 7, .. }));
}

#[test]
fn a_site_that_is_gone_ends_at_once() {
    let bench = Bench::new::<&str>(&[]);
    bench.query(1, vec!["gone".into()]);
    let answers = bench.answers(1);
    assert_eq!(answers[0].0, "gone");
    assert_eq!(error_of(&answers[0].1), Some(ErrorKind::Cancelled));
}

#[test]
fn a_new_site_is_saved_and_told() {
    let bench = Bench::new::<&str>(&[]);
    bench.link.send(Command::AddSite(NewSite {
        name: "新站".into(),
        url: "https://relay.example".into(),
        api_key: Secret::new("sk-test-key"),
        ..NewSite::default()
    }));
    let Event::SiteAdded { site } = bench.wait_for(|e| matches!(e, Event::SiteAdded { .. })) else {
        unreachable!()
    };
    assert_eq!(bench.ids(), std::slice::from_ref(&site));
    let url = Change::To("https://other.example".into());
    bench.edit(&site, SiteEdit { url, ..SiteEdit::default() });
    bench.wait_for(|event| {
        matches!(event, Event::Loaded(snapshot)
            if snapshot.sites.iter().any(|site| site.url == "https://other.example"))
    });
}

#[test]
fn a_change_from_outside_is_told() {
    let bench = Bench::new::<&str>(&[]);
    let (other, _) = Store::open(bench.folder.path()).unwrap();
    let site = NewSite { name: "别处".into(), ..NewSite::default() };
    other.add_site(site).unwrap();
    bench.wait_for(|event| {
        matches!(event, Event::Loaded(snapshot) if snapshot.sites.iter().any(|s| s.name == "别处"))
    });
}

#[test]
fn dropping_the_link_waits_for_what_was_read() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let silent = DemoStation::silent().unwrap();
    let key = OneApiStation::LIMITED_KEY;
    let bench = Bench::new(&[(station.base_url(), key), (silent.base_url(), key)]);
    bench.query(1, bench.ids());
    bench.answers(1);
    let Bench { folder, link, .. } = bench;
    drop(link);
    let (reopened, _) = Store::open(folder.path()).unwrap();
    assert!(reopened.sites()[0].last_reading.is_some());
}

#[test]
fn removed_sites_come_back_as_they_were() {
    let bench = Bench::new(&[("https://a.example", "ka"), ("https://b.example", "kb")]);
    let stats = || fs::read_to_string(bench.folder.path().join("stats.json")).unwrap();
    let (before, ids) = (stats(), bench.ids());
    bench.link.send(Command::RemoveSites(vec!["nobody".into()]));
    bench.link.send(Command::RemoveSites(vec![ids[0].clone()]));
    let told = bench.wait_for(|event| matches!(event, Event::SitesRemoved { .. }));
    let Event::SitesRemoved { names } = told else { unreachable!() };
    assert_eq!(names, ["https://a.example"], "nothing was told of what was not there");
    assert_eq!(bench.ids(), ids[1..]);
    bench.link.send(Command::RestoreSites);
    let told = bench.wait_for(|event| matches!(event, Event::SitesRestored { .. }));
    assert!(matches!(told, Event::SitesRestored { sites } if sites == ids[..1]));
    assert_eq!(stats(), before);
}

#[test]
fn a_site_is_pinned_and_disabled_and_back() {
    let bench = Bench::new(&[("https://a.example", "ka")]);
    let site = bench.ids().remove(0);
    let is_so = |pinned: bool, disabled: bool| {
        bench.wait_for(|event| match event {
            Event::Loaded(told) => {
                told.sites[0].pinned == pinned && told.sites[0].disabled == disabled
            }
            _ => false,
        });
    };
    let pin = |to| bench.edit(&site, SiteEdit { pinned: Change::To(to), ..SiteEdit::default() });
    let disable =
        |to| bench.edit(&site, SiteEdit { disabled: Change::To(to), ..SiteEdit::default() });
    pin(true);
    is_so(true, false);
    disable(true);
    is_so(true, true);
    pin(false);
    disable(false);
    is_so(false, false);
}

#[test]
fn an_edit_leaves_what_another_program_changed_of_the_same_site() {
    let bench = Bench::new(&[("https://a.example", "sk-key")]);
    let id = bench.ids().remove(0);
    let other = Store::open(bench.folder.path()).unwrap().0;
    other.update_site(&id, |site| site.notes = "outside".into()).unwrap();
    let edit = SiteEdit { name: Change::To("B".into()), ..SiteEdit::default() };
    bench.edit(&id, edit);
    bench.wait_for(|event| matches!(event, Event::SiteEdited { number: Bench::EDIT }));
    let site = Store::open(bench.folder.path()).unwrap().0.sites().remove(0);
    assert_eq!((site.name.as_str(), site.notes.as_str()), ("B", "outside"));
}

#[test]
fn a_check_waits_for_the_turn_of_its_station_and_can_be_cancelled() {
    let silence = StationOptions::new().fault_everywhere(Fault::Silence);
    let station = DemoStation::start(OneApiStation::new("a"), silence).unwrap();
    let bench = Bench::new(&[(station.base_url(), OneApiStation::LIMITED_KEY)]);
    let id = bench.ids().remove(0);
    bench.query(1, bench.ids());
    bench.wait_for(|event| matches!(event, Event::QueryAsking { .. }));
    let asked = |count| {
        let begun = Instant::now();
        while station.total_asked() < count {
            assert!(begun.elapsed() < Duration::from_secs(5), "waited for request {count}");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    asked(1);
    bench.link.send(Command::CheckConnectivity { check: 7, site: id.clone() });
    std::thread::sleep(Duration::from_millis(150));
    assert_eq!(station.total_asked(), 1, "the query has its turn");
    bench.link.send(Command::Cancel);
    asked(2);
    bench.link.send(Command::CancelCheck { site: id.clone() });
    let ended = bench.wait_for(|event| matches!(event, Event::ConnectivityChecked { .. }));
    let Event::ConnectivityChecked { check, site, report } = ended else { unreachable!() };
    assert_eq!((check, site), (7, id));
    assert_eq!(report.models.as_ref().unwrap_err().kind, ErrorKind::Cancelled);
}

#[test]
fn a_check_of_a_site_that_is_gone_ends_too() {
    let bench = Bench::new::<&str>(&[]);
    bench.link.send(Command::CheckConnectivity { check: 1, site: "gone".into() });
    bench.wait_for(|event| matches!(event, Event::ConnectivityChecked { check: 1, .. }));
}

#[test]
fn changed_settings_are_saved_and_told_before_their_number() {
    let bench = Bench::with_config::<&str>(&[], r#"{"strange": 1.50}"#);
    let edit = Box::new(SettingsEdit {
        auto_query: Change::To(true),
        interval_minutes: Change::To(15),
        ..SettingsEdit::default()
    });
    bench.link.send(Command::SaveSettings { number: 7, edit });
    let mut told = None;
    bench.wait_for(|event| {
        if let Event::Loaded(snapshot) = event {
            told = Some(snapshot.settings.auto_query);
        }
        matches!(event, Event::SettingsSaved { number: 7 })
    });
    assert_eq!(told.map(|timer| (timer.enabled, timer.interval())), Some((true, 900)));
    let saved = fs::read_to_string(bench.folder.path().join("config.json")).unwrap();
    assert!(saved.contains("1.50") && saved.contains("15"), "{saved}");
}

#[test]
fn alarms_that_were_told_are_saved_at_the_end_and_told_first_the_next_time() {
    let told = AlarmMemory { held: ["a".to_owned()].into(), ..AlarmMemory::default() };
    let Bench { folder, link, .. } = Bench::new::<&str>(&[]);
    link.send(Command::RememberAlarms(Box::new(told.clone())));
    drop(link);
    let bench = Bench::on(folder, "{}");
    let first = bench.link.wait_event().unwrap();
    assert!(matches!(first, Event::AlarmsRecalled(memory) if *memory == told));
}

#[test]
fn a_time_that_has_come_is_told() {
    let bench = Bench::new::<&str>(&[]);
    bench.link.send(Command::WakeAt(Some(i64::MAX)));
    bench.link.send(Command::WakeAt(Some(0)));
    bench.wait_for(|event| matches!(event, Event::TimeCame));
}
