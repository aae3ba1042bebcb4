//! What the worker keeps: readings, check-ins and logs, offline and beside everything else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

mod support;

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::call_log::CallLog;
use konata_api::model::change::Change;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::fetched_span::FetchedSpan;
use konata_api::model::history_summary::HistorySummary;
use konata_api::model::log_archive::LogArchive;
use konata_api::model::log_scope::LogScope;
use konata_api::model::log_selection::LogSelection;
use konata_api::model::reading::ReadingState;
use konata_api::model::secret::Secret;
use konata_api::model::site_edit::SiteEdit;
use konata_api::model::timestamp;
use konata_api::relay::logs_query::LogsReport;
use konata_api::relay::wanted_logs::WantedLogs;
use konata_api::store::Store;
use konata_api::store::incident::StoreIncident;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use konata_api::worker::link::Link;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use support::log_station::{APART, LogStation, NEWEST};
use tempfile::TempDir;

/// A worker on a data folder.
struct Bench {
    link: Link,
    store: Arc<Store>,
    folder: TempDir,
}

impl Bench {
    fn new(sites: &[Value]) -> Self {
        Self::with_config(sites, "{}")
    }

    fn with_config(sites: &[Value], config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("stats.json"), json!({ "sites": sites }).to_string()).unwrap();
        fs::write(folder.path().join("config.json"), config).unwrap();
        Self::on(folder)
    }

    fn on(folder: TempDir) -> Self {
        let (store, incidents) = Store::open(folder.path()).unwrap();
        let store = Arc::new(store);
        let link = konata_api::worker::start(Arc::clone(&store), incidents, || ()).unwrap();
        Self { link, store, folder }
    }

    /// Ends the program and leaves its data.
    fn end(self) -> TempDir {
        drop(self.link);
        self.folder
    }

    fn history(&self) -> PathBuf {
        self.folder.path().join("history.db")
    }

    fn wait_for<T>(&self, fits: impl Fn(Event) -> Option<T>) -> T {
        loop {
            if let Some(found) = fits(self.link.wait_event().unwrap()) {
                return found;
            }
        }
    }

    fn incident(&self) -> StoreIncident {
        self.wait_for(|event| match event {
            Event::Incident(incident) => Some(incident),
            _ => None,
        })
    }

    fn fetch(&self, number: u64, sites: &[&str], wanted: WantedLogs) {
        let sites = sites.iter().map(|site| (*site).to_owned()).collect();
        self.link.send(Command::FetchLogs { number, sites, wanted });
    }

    /// The end of a fetch: its site, how many rows were new, and what came.
    fn fetched(&self, number: u64) -> (String, usize, Arc<LogsReport>) {
        self.wait_for(|event| match event {
            Event::LogsFetched { number: of, site, new_rows, report } => {
                assert_eq!(of, number);
                assert!(report.logs.is_empty(), "the rows are in the history");
                Some((site, new_rows, report))
            }
            _ => None,
        })
    }

    fn fetch_all(&self, site: &str) -> usize {
        self.fetch(1, &[site], WantedLogs::default());
        self.fetched(1).1
    }

    fn read(&self, number: u64, scope: LogScope) -> Arc<LogArchive> {
        self.link.send(Command::ReadLogs { number, scope });
        self.wait_for(|event| match event {
            Event::LogsRead { number: of, archive } if of == number => archive,
            _ => None,
        })
    }

    fn read_all(&self) -> Arc<LogArchive> {
        self.read(1, LogScope::default())
    }
}

fn newest(limit: usize) -> WantedLogs {
    WantedLogs { limit: Some(limit), ..WantedLogs::default() }
}

fn error_of(report: &LogsReport) -> Option<ErrorKind> {
    report.error.as_ref().map(|error| error.kind)
}

#[test]
fn what_was_fetched_is_there_the_next_time_without_its_station() {
    let station = LogStation::start(120);
    let bench = Bench::new(&[station.site("a"), station.site("b")]);
    bench.fetch(7, &["a", "b"], newest(60));
    let mut ended = [bench.fetched(7), bench.fetched(7)];
    ended.sort_by_key(|(site, _, _)| site.clone());
    for (site, (ended, new_rows, report)) in ["a", "b"].iter().zip(&ended) {
        assert_eq!((ended.as_str(), *new_rows, error_of(report)), (*site, 60, None));
        assert_eq!(report.total, Some(120));
    }
    let folder = bench.end();
    drop(station);
    let bench = Bench::on(folder);
    let archive = bench.read_all();
    assert_eq!(archive.rows.len(), 120);
    assert!(archive.rows.is_sorted_by(|newer, older| newer.row.time >= older.row.time));
    let of_b = bench.read(2, LogScope { site: Some("b".into()), since: Some(NEWEST - APART) });
    let times: Vec<(&str, i64)> =
        of_b.rows.iter().map(|stored| (&*stored.site, stored.row.time)).collect();
    assert_eq!(times, [("b", NEWEST), ("b", NEWEST - APART)]);
    assert_eq!(of_b.fetched.len(), 1);
}

#[test]
fn fetching_again_and_further_adds_only_what_is_new() {
    let station = LogStation::start(120);
    let bench = Bench::new(&[station.site("a")]);
    bench.fetch(1, &["a"], newest(30));
    assert_eq!(bench.fetched(1).1, 30);
    bench.fetch(2, &["a"], newest(30));
    assert_eq!(bench.fetched(2).1, 0);
    let oldest = bench.read_all().rows.last().unwrap().row.time;
    bench.fetch(3, &["a"], WantedLogs { until: Some(oldest), ..newest(30) });
    assert_eq!(bench.fetched(3).1, 29, "the oldest comes once more");
    let archive = bench.read_all();
    assert_eq!(archive.rows.len(), 59);
    let [FetchedSpan { from, .. }] = &archive.fetched[..] else { panic!("{:?}", archive.fetched) };
    assert_eq!(*from, NEWEST - 58 * APART + 1, "one stretch without a gap");
    let range = WantedLogs {
        since: Some(NEWEST - 100 * APART),
        until: Some(NEWEST - 90 * APART),
        limit: None,
    };
    bench.fetch(4, &["a"], range);
    assert_eq!(bench.fetched(4).1, 11);
    assert_eq!(bench.read_all().fetched.len(), 2);
}

#[test]
fn what_came_before_a_cancel_or_a_failure_is_kept() {
    let station = LogStation::start(500);
    station.be_silent_from(3);
    let bench = Bench::new(&[station.site("a"), station.site("waits")]);
    bench.fetch(1, &["a", "waits"], WantedLogs::default());
    let rows = bench.wait_for(|event| match event {
        Event::LogsComing { number: 1, site, rows: 200 } => Some(site),
        _ => None,
    });
    assert_eq!(rows, "a");
    bench.link.send(Command::CancelLogs);
    let mut ended = [bench.fetched(1), bench.fetched(1)];
    ended.sort_by_key(|(site, _, _)| site.clone());
    let [(a, of_a, report), (_, of_other, other)] = &ended;
    assert_eq!((a.as_str(), *of_a, error_of(report)), ("a", 200, Some(ErrorKind::Cancelled)));
    assert_eq!((*of_other, error_of(other)), (0, Some(ErrorKind::Cancelled)));
    let archive = bench.read_all();
    assert_eq!(archive.rows.len(), 200);
    assert_eq!(archive.fetched.len(), 1);
    assert_eq!(archive.fetched[0].from, NEWEST - 199 * APART + 1);
    station.be_silent_from(u64::MAX);
    station.fail_from(4);
    assert_eq!(bench.fetch_all("a"), 100, "the next fetch is not cancelled");
    assert_eq!(bench.read_all().rows.len(), 300);
}

#[test]
fn ending_the_program_keeps_what_has_come() {
    let station = LogStation::start(500);
    station.be_silent_from(2);
    let bench = Bench::new(&[station.site("a")]);
    bench.fetch(1, &["a"], WantedLogs::default());
    bench.wait_for(|event| matches!(event, Event::LogsComing { rows: 100, .. }).then_some(()));
    let bench = Bench::on(bench.end());
    assert_eq!(bench.read_all().rows.len(), 100);
}

#[test]
fn sites_that_cannot_be_asked_end_too() {
    let station = LogStation::start(5);
    let mut disabled = station.site("disabled");
    disabled["disabled"] = true.into();
    let bench = Bench::new(&[disabled]);
    bench.fetch(1, &["disabled", "gone"], newest(5));
    let mut ended = [bench.fetched(1), bench.fetched(1)];
    ended.sort_by_key(|(site, _, _)| site.clone());
    let errors = ended.map(|(_, _, report)| error_of(&report));
    assert_eq!(errors, [Some(ErrorKind::DisabledSite), Some(ErrorKind::Cancelled)]);
    assert!(station.asked().is_empty());
}

#[test]
fn a_station_that_hangs_keeps_no_other_and_no_reading_waiting() {
    let (silent, station) = (LogStation::start(5), LogStation::start(5));
    silent.be_silent_from(1);
    let bench = Bench::new(&[silent.site("silent"), station.site("a")]);
    bench.fetch(1, &["silent", "a"], newest(5));
    assert_eq!(bench.fetched(1).0, "a");
    assert_eq!(bench.read_all().rows.len(), 5);
    bench.link.send(Command::CancelLogs);
    assert_eq!(bench.fetched(1).0, "silent");
}

#[test]
fn a_query_waits_while_its_station_tells_its_log() {
    let (busy, other) = (LogStation::start(5), LogStation::start(5));
    busy.be_silent_from(1);
    let bench = Bench::new(&[busy.site("busy"), other.site("other")]);
    bench.fetch(1, &["busy"], newest(5));
    bench.wait_for(|event| matches!(event, Event::LogsComing { rows: 0, .. }).then_some(()));
    for (generation, site) in [(1, "busy"), (2, "other")] {
        bench.link.send(Command::Query { generation, sites: vec![site.into()] });
    }
    let mut started = Vec::new();
    loop {
        match bench.link.wait_event().unwrap() {
            Event::QueryStarted { site, .. } => started.push(site),
            Event::QueryEnded { .. } => break,
            _ => {}
        }
    }
    assert_eq!(started, ["other"]);
    bench.link.send(Command::CancelLogs);
    let next = bench.wait_for(|event| match event {
        Event::QueryEnded { site, .. } => Some(site),
        _ => None,
    });
    assert_eq!(next, "busy");
}

#[test]
fn a_query_that_is_cancelled_does_not_wait_for_the_log_of_its_station() {
    let busy = LogStation::start(5);
    busy.be_silent_from(1);
    let bench = Bench::new(&[busy.site("busy")]);
    bench.fetch(1, &["busy"], newest(5));
    bench.wait_for(|event| matches!(event, Event::LogsComing { rows: 0, .. }).then_some(()));
    bench.link.send(Command::Query { generation: 1, sites: vec!["busy".into()] });
    bench.link.send(Command::Cancel);
    let ended = bench.wait_for(|event| match event {
        Event::QueryEnded { answer, .. } => answer.reading.failure.clone(),
        Event::LogsFetched { .. } => panic!("nobody ended that"),
        _ => None,
    });
    assert_eq!(ended.kind, ErrorKind::Cancelled);
}

#[test]
fn of_requests_that_wait_the_newest_is_answered() {
    let station = LogStation::start(5);
    let bench = Bench::new(&[station.site("a")]);
    bench.fetch_all("a");
    for number in 1..=50 {
        bench.link.send(Command::ReadLogs { number, scope: LogScope::default() });
    }
    let mut last = 0;
    while last < 50 {
        last = bench.wait_for(|event| match event {
            Event::LogsRead { number, .. } => Some(number),
            _ => None,
        });
    }
}

#[test]
fn rows_of_a_removed_site_come_back_with_it() {
    let station = LogStation::start(5);
    let bench = Bench::new(&[station.site("a"), station.site("b")]);
    assert_eq!(bench.fetch_all("a"), 5);
    bench.link.send(Command::RemoveSites(vec!["a".into()]));
    bench.wait_for(|event| matches!(event, Event::SitesRemoved { .. }).then_some(()));
    assert!(bench.read_all().rows.is_empty() && bench.read_all().fetched.is_empty());
    bench.link.send(Command::RestoreSites);
    bench.wait_for(|event| matches!(event, Event::SitesRestored { .. }).then_some(()));
    assert_eq!(bench.read_all().rows.len(), 5);
}

fn summary(bench: &Bench, fits: impl Fn(&HistorySummary) -> bool) -> HistorySummary {
    bench.wait_for(|event| match event {
        Event::HistoryTold(summary) if fits(&summary) => Some(summary),
        _ => None,
    })
}

#[test]
fn every_reading_good_or_failed_is_recorded_and_the_size_is_told() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let site = |id: &str, key: &str| json!({"id": id, "url": station.base_url(), "api_key": key});
    let bench = Bench::new(&[
        site("good", OneApiStation::LIMITED_KEY),
        site("bad", "sk-wrong-key-000000"),
        site("none", ""),
    ]);
    let begun = summary(&bench, |_| true);
    assert_eq!((begun.rows, begun.readings), (0, 0));
    assert!(begun.bytes > 0);
    let sites: Vec<String> = ["good", "bad", "none"].map(str::to_owned).to_vec();
    for generation in [1, 2] {
        bench.link.send(Command::Query { generation, sites: sites.clone() });
        for _ in 0..3 {
            bench.wait_for(|event| matches!(event, Event::QueryEnded { .. }).then_some(()));
        }
    }
    summary(&bench, |summary| summary.readings == 4);
    let states = |site: &str| {
        let readings = bench.store.history().readings(site, 0).unwrap();
        readings.into_iter().map(|reading| reading.state).collect::<Vec<_>>()
    };
    assert_eq!(states("good"), [ReadingState::Ok; 2]);
    assert_eq!(states("bad"), [ReadingState::Error; 2]);
    assert!(states("none").is_empty(), "it was not asked");
}

#[test]
fn the_check_in_log_is_kept_whole() {
    let entry = |id: usize, time: &str| {
        json!({"id": format!("chk-{id}"), "time": time, "site_id": "a", "site_name": "A",
               "success": true, "quota_awarded": 0.50, "message": "签到成功"})
    };
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("checkin_log.json");
    let old = entry(1, "2020-01-01 08:00:00");
    fs::write(&log, json!([entry(2, "2026-01-01 08:00:00"), old]).to_string()).unwrap();
    let bench = Bench::on(folder);
    summary(&bench, |_| true);
    let folder = bench.end();
    fs::write(&log, json!([entry(3, "2026-01-02 08:00:00")]).to_string()).unwrap();
    let bench = Bench::on(folder);
    summary(&bench, |_| true);
    let kept = bench.store.history().checkins().unwrap();
    let ids: Vec<&str> = kept.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["chk-3", "chk-2", "chk-1"]);
    assert_eq!(kept[2].awarded_usd, Some("0.50".parse().unwrap()));
}

#[test]
fn a_damaged_history_is_set_aside_told_and_stops_nothing() {
    let station = LogStation::start(5);
    let bench = Bench::new(&[station.site("a")]);
    assert_eq!(bench.fetch_all("a"), 5);
    let path = bench.history();
    let folder = bench.end();
    fs::write(&path, "no database at all, and nobody can read it").unwrap();
    let bench = Bench::on(folder);
    let StoreIncident::HistorySetAside { file, moved_to } = bench.incident() else { panic!() };
    assert_eq!(file, path);
    assert!(fs::read_to_string(moved_to).unwrap().starts_with("no database"));
    assert!(bench.read_all().rows.is_empty());
    assert_eq!(bench.fetch_all("a"), 5);
    assert_eq!(bench.read_all().rows.len(), 5);
}

#[test]
fn a_history_that_cannot_be_used_is_told_once_and_stops_nothing() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let key = OneApiStation::LIMITED_KEY;
    let site = json!({"id": "a", "url": station.base_url(), "api_key": key});
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stats.json"), json!({ "sites": [site] }).to_string()).unwrap();
    // Unlike a missing right, this stops also root.
    fs::create_dir(folder.path().join("history.db")).unwrap();
    let bench = Bench::on(folder);
    bench.link.send(Command::Query { generation: 1, sites: vec!["a".into()] });
    let mut incidents = Vec::new();
    let answer = loop {
        match bench.link.wait_event().unwrap() {
            Event::Incident(incident) => incidents.push(incident),
            Event::QueryEnded { answer, .. } => break answer,
            Event::StoreFailed(error) => panic!("{error}"),
            _ => {}
        }
    };
    assert_eq!(answer.reading.state, ReadingState::Ok);
    assert!(bench.store.sites()[0].last_reading.is_some());
    bench.link.send(Command::ReadLogs { number: 1, scope: LogScope::default() });
    let read = bench.wait_for(|event| match event {
        Event::LogsRead { archive, .. } => Some(archive),
        _ => None,
    });
    assert_eq!(read, None, "nothing is known, which is not that there is nothing");
    assert!(matches!(incidents[..], [StoreIncident::HistoryFailed { .. }]), "{incidents:?}");
}

#[test]
fn what_cannot_be_kept_is_handed_on() {
    let station = LogStation::start(5);
    let bench = Bench::new(&[station.site("a")]);
    summary(&bench, |_| true);
    fs::remove_file(bench.history()).unwrap();
    fs::create_dir(bench.history()).unwrap();
    bench.fetch(1, &["a"], newest(5));
    let (new_rows, report) = bench.wait_for(|event| match event {
        Event::LogsFetched { new_rows, report, .. } => Some((new_rows, report)),
        _ => None,
    });
    assert_eq!((new_rows, report.logs.len()), (0, 5));
}

#[test]
fn two_programs_share_one_history() {
    let station = LogStation::start(300);
    let bench = Bench::new(&[station.site("a")]);
    let (store, _) = Store::open(bench.folder.path()).unwrap();
    let other = konata_api::worker::start(Arc::new(store), Vec::new(), || ()).unwrap();
    bench.fetch(1, &["a"], WantedLogs::default());
    other.send(Command::FetchLogs {
        number: 1,
        sites: vec!["a".into()],
        wanted: WantedLogs::default(),
    });
    let (_, mine, _) = bench.fetched(1);
    let theirs = loop {
        if let Event::LogsFetched { new_rows, .. } = other.wait_event().unwrap() {
            break new_rows;
        }
    };
    assert_eq!(mine + theirs, 300);
    assert_eq!(bench.read_all().rows.len(), 300);
}

#[test]
fn what_is_too_old_goes_at_the_start_and_the_rest_stays() {
    let bench = Bench::new(&[json!({"id": "a", "url": "https://a.example"})]);
    let folder = bench.end();
    let rows = [10, 20, 40]
        .map(|days| CallLog { time: timestamp::now() - days * 86_400, ..CallLog::default() });
    let (store, _) = Store::open(folder.path()).unwrap();
    assert_eq!(store.history().keep_logs("a", &rows, None), Some(3));
    drop(store);
    let keep = |days: i64| json!({"history": {"keep_days": days}}).to_string();
    fs::write(folder.path().join("config.json"), keep(50)).unwrap();
    let bench = Bench::on(folder);
    assert_eq!(summary(&bench, |_| true).rows, 3);
    let folder = bench.end();
    fs::write(folder.path().join("config.json"), keep(30)).unwrap();
    let bench = Bench::on(folder);
    assert_eq!(summary(&bench, |_| true).rows, 2);
}

#[test]
fn rows_are_exported_as_they_are_given() {
    let station = LogStation::start(3);
    let bench = Bench::new(&[station.site("a")]);
    bench.fetch_all("a");
    let selection = LogSelection { archive: bench.read_all(), places: vec![2, 1, 0] };
    let mut files = Vec::new();
    for _ in 0..2 {
        bench.link.send(Command::ExportLogs(selection.clone()));
        files.push(bench.wait_for(|event| match event {
            Event::LogsExported { file } => Some(file),
            _ => None,
        }));
    }
    assert_ne!(files[0], files[1], "nothing is written over");
    assert_eq!(files[0].parent().unwrap(), bench.folder.path().join("exports"));
    let document = fs::read_to_string(&files[0]).unwrap();
    assert!(document.starts_with("\u{FEFF}site,time,type,model"), "{document}");
    let lines: Vec<&str> = document.lines().collect();
    let oldest = NEWEST - 2 * APART;
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with(&format!("a,{oldest},consume")), "{}", lines[1]);
    assert!(lines[1].ends_with(&timestamp::local_date_time(oldest)), "{}", lines[1]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn an_export_that_fails_is_told() {
    let bench = Bench::new(&[]);
    fs::write(bench.folder.path().join("exports"), "a file in its place").unwrap();
    bench.link.send(Command::ExportLogs(LogSelection::default()));
    bench.wait_for(|event| matches!(event, Event::StoreFailed(_)).then_some(()));
}

#[test]
fn what_was_fetched_of_another_account_proves_nothing_of_the_new_one() {
    let sites = [json!({"id": "a", "url": "https://a.example", "api_key": "sk-first-000000"})];
    let bench = Bench::new(&sites);
    let history = bench.store.history();
    let span = FetchedSpan { site: "a".into(), from: 1, to: 9 };
    let row = CallLog { time: 5, ..CallLog::default() };
    history.keep_logs("a", &[row], Some(&span)).unwrap();
    let held = || {
        let archive = bench.store.stored_logs(&LogScope::default(), None).unwrap();
        (archive.rows.len(), archive.fetched.len())
    };
    let edit = |edit: SiteEdit| {
        let command = Command::EditSite { number: 1, site: "a".into(), edit: Box::new(edit) };
        bench.link.send(command);
        bench.wait_for(|event| matches!(event, Event::SiteEdited { .. }).then_some(()));
    };
    edit(SiteEdit { notes: Change::To("mine".into()), ..SiteEdit::default() });
    assert_eq!(held(), (1, 1));
    edit(SiteEdit { api_key: Change::To(Secret::new("sk-second-00000")), ..SiteEdit::default() });
    assert_eq!(held(), (1, 0), "its rows stay");
}
