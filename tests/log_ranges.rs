//! Stretches of a log: up to a time, page by page, followed and cancelled.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use konata_api::demo::demo_stations::DemoStations;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::fetched_span::FetchedSpan;
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::model::timestamp;
use konata_api::relay::http_client::HttpClient;
use konata_api::relay::log_watch::LogWatch;
use konata_api::relay::logs_query::{LogsQuery, LogsReport};
use konata_api::relay::station_memory::StationMemory;
use konata_api::relay::wanted_logs::WantedLogs;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::log_station::{APART, LogStation, NEWEST, TOKEN};

async fn ask(station: &LogStation, wanted: WantedLogs) -> LogsReport {
    ask_watched(station, wanted, LogWatch::default()).await
}

async fn ask_watched(station: &LogStation, wanted: WantedLogs, watch: LogWatch) -> LogsReport {
    let site = Site {
        id: "1".into(),
        url: station.station.base_url(),
        access_token: Secret::new(TOKEN),
        user_id: "2".into(),
        ..Site::default()
    };
    ask_site(&site, wanted, watch).await
}

async fn ask_site(site: &Site, wanted: WantedLogs, watch: LogWatch) -> LogsReport {
    let query = LogsQuery {
        http: &HttpClient::new(Duration::from_secs(2), Duration::from_secs(20)),
        memory: &StationMemory::default(),
        site,
        settings: &Settings { logs_page_size: 20, ..Settings::default() },
        wanted,
        watch,
    };
    query.run().await
}

/// From when to when the log is whole.
fn fetched(report: &LogsReport) -> Option<(i64, i64)> {
    let FetchedSpan { site, from, to } = report.fetched.clone()?;
    assert_eq!(site, "1");
    Some((from, to))
}

fn newest(limit: usize) -> WantedLogs {
    WantedLogs { limit: Some(limit), ..WantedLogs::default() }
}

/// The time of a row, counted back from the newest.
const fn time(index: i64) -> i64 {
    NEWEST - index * APART
}

#[tokio::test]
async fn a_page_holds_what_is_wanted_and_of_more_as_much_as_it_can() {
    let station = LogStation::start(150);
    for wanted in [newest(7), newest(20), newest(21), WantedLogs::default()] {
        ask(&station, wanted).await;
    }
    let asked = station.asked();
    let sizes: Vec<&str> =
        asked.iter().map(|asked| asked.strip_prefix("/api/log/self?p=").unwrap()).collect();
    assert_eq!(
        sizes,
        [
            "1&page_size=7",
            "1&page_size=20",
            "1&page_size=100",
            "1&page_size=100",
            "2&page_size=100"
        ]
    );
}

#[tokio::test]
async fn old_rows_of_a_kind_that_begins_with_the_newest_are_asked_for_in_large_pages() {
    let station = LogStation::like("done-hub/status", 30);
    let until = Some(timestamp::now() - 200 * 86_400);
    ask(&station, WantedLogs { until, ..newest(5) }).await;
    assert_eq!(station.asked(), ["/api/log/self?page=1&size=100"]);
}

#[tokio::test]
async fn older_rows_are_asked_for_by_their_time_where_the_kind_takes_one() {
    let until = time(10) + 1;
    let wanted = WantedLogs { limit: Some(5), until: Some(until), ..WantedLogs::default() };
    let long_ago = timestamp::now() - 200 * 86_400;
    for (status, until, parameter) in [
        ("new-api/status-new", until, true),
        ("one-hub/status", long_ago, true),
        ("done-hub/status", timestamp::now(), true),
        ("done-hub/status", long_ago, false),
    ] {
        let station = LogStation::like(status, 30);
        ask(&station, WantedLogs { until: Some(until), ..wanted }).await;
        let asked = station.asked();
        let expected = format!("&end_timestamp={until}");
        assert_eq!(asked[0].ends_with(&expected), parameter, "{status} {asked:?}");
    }
    let station = LogStation::start(30);
    let report = ask(&station, wanted).await;
    let times: Vec<i64> = report.logs.iter().map(|row| row.time).collect();
    assert_eq!(times, (10..15).map(time).collect::<Vec<_>>());
    assert_eq!(report.total, None, "what it tells is not all that it holds");
    assert_eq!(fetched(&report), Some((time(14) + 1, until)));
}

#[tokio::test]
async fn a_stretch_in_the_middle_of_a_log_is_fetched_whole() {
    let station = LogStation::start(100);
    let (since, until) = (time(60) - 5, time(30));
    let range = WantedLogs { limit: None, since: Some(since), until: Some(until) };
    let report = ask(&station, range).await;
    assert_eq!((report.logs.len(), report.logs[0].time), (31, until));
    assert_eq!(fetched(&report), Some((since, until)));
    assert!(!report.truncated);
}

#[tokio::test]
async fn a_log_is_known_to_be_whole_as_far_as_it_was_read() {
    let station = LogStation::start(250);
    let begun = timestamp::now();
    let from = |report: &LogsReport| {
        let (from, to) = fetched(report).unwrap();
        assert!((begun - 1..=timestamp::now()).contains(&to), "{to}");
        from
    };
    // Of the second of the last row there may be more behind it, until an older one shows.
    assert_eq!(from(&ask(&station, newest(20)).await), time(19) + 1);
    assert_eq!(from(&ask(&station, newest(25)).await), time(25) + 1);
    assert_eq!(from(&ask(&station, WantedLogs::default()).await), time(249));
    let since = WantedLogs { since: Some(time(30) - 7), ..WantedLogs::default() };
    assert_eq!(from(&ask(&station, since).await), time(30) - 7);
    let long_ago = WantedLogs { since: Some(7), ..WantedLogs::default() };
    assert_eq!(from(&ask(&station, long_ago).await), 7);
    station.fail_from(3);
    let broken_off = ask(&station, WantedLogs::default()).await;
    assert!(broken_off.error.is_some());
    assert_eq!(from(&broken_off), time(199) + 1, "no further than the rows that came");
    station.fail_from(1);
    assert_eq!(fetched(&ask(&station, newest(20)).await), None);
}

#[tokio::test]
async fn a_key_s_log_is_whole_unless_the_station_keeps_only_the_last_calls() {
    let stations = DemoStations::start().unwrap();
    let mut kinds = Vec::new();
    let with_logs = [StationKind::ClaudeRelayService, StationKind::LiteLlm];
    let is_asked = |kind: Option<StationKind>| kind.is_some_and(|kind| with_logs.contains(&kind));
    for demo in stations.sites().into_iter().filter(|demo| is_asked(demo.expected.kind)) {
        let site = Site { url: demo.base_url.clone(), api_key: demo.api_key, ..Site::default() };
        let report = ask_site(&site, WantedLogs::default(), LogWatch::default()).await;
        let (Some(oldest), Some(kind)) = (report.logs.last(), demo.expected.kind) else { continue };
        let only_last = kind == StationKind::ClaudeRelayService;
        assert_eq!(
            report.fetched.map(|span| span.from),
            Some(oldest.time + i64::from(only_last)),
            "{}",
            demo.name
        );
        kinds.push(kind);
    }
    assert!(
        kinds.contains(&StationKind::ClaudeRelayService) && kinds.contains(&StationKind::LiteLlm)
    );
}

#[tokio::test]
async fn what_came_before_it_was_cancelled_is_the_answer() {
    let station = LogStation::start(300);
    station.be_silent_from(3);
    let watch = LogWatch::default();
    let cancellation = watch.cancellation.clone();
    let told = Arc::new(Mutex::new(Vec::new()));
    let tells = Arc::clone(&told);
    let on_rows = move |rows| {
        tells.lock().unwrap().push(rows);
        if rows == 200 {
            cancellation.cancel();
        }
    };
    let watch = LogWatch { on_rows: Some(Box::new(on_rows)), ..watch };
    let report = ask_watched(&station, WantedLogs::default(), watch).await;
    assert_eq!(report.error.as_ref().map(|error| error.kind), Some(ErrorKind::Cancelled));
    assert_eq!(*told.lock().unwrap(), [100, 200]);
    assert_eq!(report.logs.len(), 200);
    assert_eq!(fetched(&report).unwrap().0, time(199) + 1);
}

#[tokio::test]
async fn a_question_that_is_cancelled_at_its_start_ends_at_once() {
    let station = LogStation::start(100);
    let watch = LogWatch::default();
    watch.cancellation.cancel();
    let report = ask_watched(&station, WantedLogs::default(), watch).await;
    assert_eq!(report.error.map(|error| error.kind), Some(ErrorKind::Cancelled));
    assert!(station.asked().is_empty());
}
