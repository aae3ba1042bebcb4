use super::*;
use crate::model::call_log::LogType;
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::reading::{Failure, ReadingState};
use crate::model::timestamp;
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::io;
use tempfile::TempDir;

const SHORT: Duration = Duration::from_millis(50);

fn open(folder: &TempDir) -> History {
    History::new(folder.path(), Duration::from_secs(20))
}

fn begin() -> (TempDir, History) {
    let folder = tempfile::tempdir().unwrap();
    let history = open(&folder);
    (folder, history)
}

fn row(time: i64, model: &str) -> CallLog {
    CallLog {
        time,
        log_type: LogType::Consume,
        model: Some(model.into()),
        cost: Some("0.0090".parse().unwrap()),
        points: Some(4500),
        ..CallLog::default()
    }
}

fn every_field() -> CallLog {
    let text = |text: &str| Some(text.to_owned());
    CallLog {
        time: 1_795_240_066,
        log_type: LogType::Refund,
        model: text("gpt-4o"),
        token: text("钥匙"),
        input_tokens: Some(1),
        output_tokens: Some(2),
        cache_read_tokens: Some(3),
        cache_write_tokens: Some(4),
        cost: Some("-0.10000000000000000001".parse().unwrap()),
        cost_unit: Unit::Currency("EUR".into()),
        points: Some(-5),
        duration_ms: Some(6),
        first_token_ms: Some(7),
        stream: Some(false),
        channel: text("8"),
        group: text("vip"),
        request_id: text("r"),
        message: text("退款"),
        account_balance_before: Some("12.50".parse().unwrap()),
    }
}

fn all(history: &History) -> LogArchive {
    history.logs(&LogScope::default(), None, &|_| true).unwrap()
}

fn rows(history: &History) -> Vec<CallLog> {
    all(history).rows.into_iter().map(|stored| stored.row).collect()
}

fn models(history: &History) -> String {
    rows(history).into_iter().filter_map(|row| row.model).collect()
}

fn span(site: &str, from: i64, to: i64) -> FetchedSpan {
    FetchedSpan { site: site.into(), from, to }
}

fn news(site: &str, time: i64) -> SiteNews {
    let failure = Failure { kind: ErrorKind::Timeout, message: String::new(), http_status: None };
    SiteNews { site: site.into(), reading: Reading::failed(None, failure, time), key_details: None }
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_field_of_a_row_comes_back_with_every_digit() {
    let (folder, history) = begin();
    let (full, bare) = (every_field(), CallLog { time: 7, ..CallLog::default() });
    assert_eq!(history.keep_logs("a", &[full.clone(), bare.clone()], None), Some(2));
    let expected = [full, bare];
    assert_eq!(rows(&history), expected);
    let cost = rows(&history)[0].cost.unwrap().to_string();
    assert_eq!(cost, "-0.10000000000000000001");
    drop(history);
    assert_eq!(rows(&open(&folder)), expected);
}

#[test]
fn equal_rows_of_one_answer_are_different_calls_and_of_two_answers_the_same() {
    let (_folder, history) = begin();
    let keep = |rows: &[CallLog]| history.keep_logs("a", rows, None);
    assert_eq!(keep(&[row(9, "x"), row(9, "x"), row(8, "y")]), Some(3));
    assert_eq!(keep(&[row(9, "x")]), Some(0));
    assert_eq!(keep(&[row(9, "x"), row(9, "x"), row(9, "x")]), Some(1));
    assert_eq!(history.keep_logs("b", &[row(9, "x")], None), Some(1), "another site's");
    assert_eq!(history.count_logs(&LogScope::default()), Some(5));
}

#[test]
fn what_a_row_is_told_with_makes_it_no_other_row() {
    let (_folder, history) = begin();
    let in_points =
        CallLog { cost: Some(4500.into()), cost_unit: Unit::Points, channel: None, ..row(9, "x") };
    history.keep_logs("a", &[in_points], None).unwrap();
    let in_money = CallLog { channel: Some("7".into()), ..row(9, "x") };
    assert_eq!(history.keep_logs("a", &[in_money], None), Some(0));
    // Now the unit of the station is known.
    assert_eq!(rows(&history)[0].cost_money(), row(9, "x").cost_money());
    let huge = CallLog { input_tokens: Some(u64::MAX), ..row(8, "x") };
    assert_eq!(history.keep_logs("a", std::slice::from_ref(&huge), None), Some(1));
    assert_eq!(history.keep_logs("a", &[huge], None), Some(0));
}

#[test]
fn rows_come_newest_first_also_within_a_second() {
    let (_folder, history) = begin();
    history.keep_logs("a", &[row(5, "c"), row(4, "d")], None).unwrap();
    history.keep_logs("b", &[row(9, "a"), row(9, "b"), row(3, "e")], None).unwrap();
    assert_eq!(models(&history), "abcde");
    let of = |scope: LogScope, limit| {
        let rows = history.logs(&scope, limit, &|_| true).unwrap().rows;
        rows.into_iter().filter_map(|stored| stored.row.model).collect::<String>()
    };
    let site = Some("b".to_owned());
    assert_eq!(of(LogScope { site: site.clone(), since: None }, None), "abe");
    assert_eq!(of(LogScope { site: site.clone(), since: Some(4) }, None), "ab");
    assert_eq!(of(LogScope { site: None, since: Some(4) }, None), "abcd");
    assert_eq!(of(LogScope { site: None, since: None }, Some(2)), "ab");
    assert_eq!(history.count_logs(&LogScope { site, since: Some(4) }), Some(2));
}

#[test]
fn a_site_that_is_not_shown_is_there_all_the_same() {
    let (_folder, history) = begin();
    history.keep_logs("a", &[row(9, "x")], Some(&span("a", 1, 9))).unwrap();
    history.keep_logs("b", &[row(8, "y")], Some(&span("b", 1, 9))).unwrap();
    let archive = history.logs(&LogScope::default(), None, &|site| site == "b").unwrap();
    assert_eq!(archive.rows.len(), 1);
    assert_eq!(archive.fetched, [span("b", 1, 9)]);
    assert_eq!(models(&history), "xy");
}

#[test]
fn spans_that_overlap_or_touch_become_one() {
    let (_folder, history) = begin();
    for (from, to) in [(10, 20), (40, 50), (21, 25), (45, 60), (30, 30)] {
        history.keep_logs("a", &[], Some(&span("a", from, to))).unwrap();
    }
    history.keep_logs("b", &[], Some(&span("b", 1, 99))).unwrap();
    let of_a = |history: &History| {
        let scope = LogScope { site: Some("a".into()), since: None };
        history.logs(&scope, None, &|_| true).unwrap().fetched
    };
    assert_eq!(of_a(&history), [span("a", 10, 25), span("a", 30, 30), span("a", 40, 60)]);
    history.keep_logs("a", &[], Some(&span("a", 15, 39))).unwrap();
    assert_eq!(of_a(&history), [span("a", 10, 60)]);
}

#[test]
fn readings_and_checkins_come_back() {
    let (_folder, history) = begin();
    history.record_readings(&[news("a", 5), news("b", 6), news("a", 7)]).unwrap();
    let times = |site, since| {
        let readings = history.readings(site, since).unwrap();
        assert!(readings.iter().all(|reading| reading.state == ReadingState::Error));
        readings.into_iter().map(|reading| reading.time).collect::<Vec<_>>()
    };
    assert_eq!((times("a", 0), times("a", 6)), (vec![5, 7], vec![7]));
    let entry = |id: &str, time: &str| CheckinEntry {
        id: id.into(),
        time: time.into(),
        site_id: "a".into(),
        site_name: "站".into(),
        success: true,
        awarded_usd: Some("0.50".parse().unwrap()),
        message: "签到成功".into(),
    };
    let (first, second) = (entry("1", "2026-11-20 08:00:00"), entry("2", "2026-11-21 08:00:00"));
    history.record_checkins(std::slice::from_ref(&first)).unwrap();
    history.record_checkins(&[first.clone(), second.clone()]).unwrap();
    assert_eq!(history.checkins().unwrap(), [second, first]);
    assert_eq!(history.summary().unwrap().readings, 3);
}

#[test]
fn what_is_too_old_is_removed_and_its_room_given_back() {
    let (folder, history) = begin();
    let many: Vec<CallLog> = (0..14_000).rev().map(|time| row(time, "model")).collect();
    history.keep_logs("a", &many, Some(&span("a", 0, 13_999))).unwrap();
    history.keep_logs("b", &[], Some(&span("b", 0, 5))).unwrap();
    history.record_readings(&[news("a", 10), news("a", 13_995)]).unwrap();
    let old = CheckinEntry { time: "2020-01-01 00:00:00".into(), ..CheckinEntry::default() };
    history.record_checkins(&[old]).unwrap();
    let before = history.summary().unwrap();
    history.remove_before(13_990, 100_000).unwrap();
    let after = history.summary().unwrap();
    assert_eq!((before.rows, after.rows, after.readings), (14_000, 10, 1));
    assert!(after.bytes * 3 < before.bytes, "{before:?} {after:?}");
    assert_eq!(all(&history).fetched, [span("a", 13_990, 13_999)]);
    assert_eq!(history.checkins().unwrap().len(), 1, "it is of 2020, long after that");
    let of_2020 = timestamp::of_local_date("2020-01-03").unwrap();
    history.remove_before(of_2020, of_2020).unwrap();
    assert!(history.checkins().unwrap().is_empty());
    drop(history);
    assert!(!names(&folder).iter().any(|name| name.ends_with("-wal")), "{:?}", names(&folder));
}

#[test]
fn a_clock_that_went_years_ahead_removes_nothing() {
    const DAY: i64 = 86_400;
    let (_folder, history) = begin();
    let newest = 1_795_240_066;
    history.keep_logs("a", &[row(newest, "x")], Some(&span("a", newest, newest))).unwrap();
    history.record_readings(&[news("a", newest)]).unwrap();
    let entry =
        CheckinEntry { time: timestamp::local_date_time(newest), ..CheckinEntry::default() };
    history.record_checkins(&[entry]).unwrap();
    let ahead = newest + 700 * DAY;
    // What is read by such a clock does not make it right.
    history.record_readings(&[news("a", ahead)]).unwrap();
    let kept = || {
        let summary = history.summary().unwrap();
        let fetched = all(&history).fetched.len();
        (summary.rows, summary.readings, history.checkins().unwrap().len(), fetched)
    };
    history.remove_before(ahead - 90 * DAY, ahead).unwrap();
    assert_eq!(kept(), (1, 2, 1, 1));
    let later = newest + 100 * DAY;
    history.remove_before(later - 90 * DAY, later).unwrap();
    assert_eq!(kept(), (0, 1, 0, 0));
}

#[test]
fn a_first_start_is_no_incident_and_a_loss_is() {
    let (folder, history) = begin();
    assert!(history.take_news().is_empty() && names(&folder).is_empty());
    history.keep_logs("a", &[row(9, "x")], None).unwrap();
    assert!(history.take_news().is_empty());
    let path = folder.path().join("history.db");
    fs::remove_file(&path).unwrap();
    assert!(rows(&history).is_empty());
    let vanished = history.take_news();
    let since = crate::model::timestamp::local_date(crate::model::timestamp::now());
    assert_eq!(vanished, [StoreIncident::HistoryVanished { file: path.clone(), since }]);
    history.keep_logs("a", &[row(9, "y")], None).unwrap();
    drop(history);
    let again = open(&folder);
    assert_eq!(models(&again), "y");
    drop(again);
    fs::remove_file(&path).unwrap();
    let later = open(&folder);
    assert!(rows(&later).is_empty());
    assert!(matches!(later.take_news()[..], [StoreIncident::HistoryVanished { .. }]));
}

/// Overwrites the middle of the file.
fn damage(path: &Path, from: usize) {
    let mut bytes = fs::read(path).unwrap();
    for byte in bytes.iter_mut().skip(from) {
        *byte = 0x5A;
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_file_is_set_aside_as_it_is_and_a_new_one_begun() {
    for from in [0, 5_000] {
        let (folder, history) = begin();
        let many: Vec<CallLog> = (0..3_000).rev().map(|time| row(time, "model")).collect();
        history.keep_logs("a", &many, None).unwrap();
        drop(history);
        let path = folder.path().join("history.db");
        damage(&path, from);
        let damaged = fs::read(&path).unwrap();
        let history = open(&folder);
        assert!(rows(&history).is_empty());
        let news = history.take_news();
        let [StoreIncident::HistorySetAside { file, moved_to }] = &news[..] else {
            panic!("{from}: {news:?}");
        };
        assert_eq!(file, &path);
        assert_eq!(fs::read(moved_to).unwrap(), damaged);
        history.keep_logs("a", &[row(9, "x")], None).unwrap();
        assert_eq!(models(&history), "x");
        assert!(history.take_news().is_empty());
    }
}

#[test]
fn damage_that_shows_only_in_use_is_no_end_either() {
    let (folder, history) = begin();
    let many: Vec<CallLog> = (0..3_000).rev().map(|time| row(time, "model")).collect();
    history.keep_logs("a", &many, None).unwrap();
    drop(history);
    damage(&folder.path().join("history.db"), 20_000);
    let history = open(&folder);
    assert!(rows(&history).is_empty());
    assert!(matches!(history.take_news()[..], [StoreIncident::HistorySetAside { .. }]));
}

#[test]
fn a_file_of_another_program_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE places (url TEXT)").unwrap();
    let history = open(&folder);
    assert_eq!(history.keep_logs("a", &[row(9, "x")], None), Some(1));
    assert!(matches!(history.take_news()[..], [StoreIncident::HistorySetAside { .. }]));
}

#[test]
fn a_later_version_is_left_alone_and_told_once() {
    let (folder, history) = begin();
    history.keep_logs("a", &[row(9, "x")], None).unwrap();
    drop(history);
    let path = folder.path().join("history.db");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let history = open(&folder);
    assert_eq!(history.keep_logs("a", &[row(8, "y")], None), None);
    assert_eq!(history.summary(), None);
    assert_eq!(history.take_news(), [StoreIncident::HistoryTooNew { file: path.clone() }]);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_cannot_be_opened_is_told_once_and_used_when_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("something"), "").unwrap();
    let history = open(&folder);
    for _ in 0..2 {
        assert_eq!(history.keep_logs("a", &[row(9, "x")], None), None);
    }
    let news = history.take_news();
    assert!(matches!(&news[..], [StoreIncident::HistoryFailed { .. }]), "{news:?}");
    fs::remove_dir_all(&path).unwrap();
    assert_eq!(history.keep_logs("a", &[row(9, "x")], None), Some(1));
    fs::create_dir(folder.path().join("other")).unwrap();
    assert!(history.take_news().is_empty());
}

#[test]
fn without_a_lock_nothing_is_begun() {
    let folder = tempfile::tempdir().unwrap();
    let held = crate::store::lock::FolderLock::acquire(folder.path(), SHORT).unwrap();
    let history = History::new(folder.path(), SHORT);
    assert_eq!(history.keep_logs("a", &[row(9, "x")], None), None);
    let file = folder.path().join("history.db");
    let kind = io::ErrorKind::ResourceBusy;
    assert_eq!(history.take_news(), [StoreIncident::HistoryFailed { file, kind }]);
    drop(held);
    assert_eq!(history.keep_logs("a", &[row(9, "x")], None), Some(1));
}

#[test]
fn two_programs_write_side_by_side() {
    let (folder, history) = begin();
    let other = open(&folder);
    std::thread::scope(|scope| {
        for (history, model) in [(&history, "x"), (&other, "y")] {
            scope.spawn(move || {
                for time in 0..50 {
                    let kept = history.keep_logs("a", &[row(time, model)], None);
                    assert_eq!(kept, Some(1), "{:?}", history.take_news());
                    let kept = history.keep_logs("b", &[row(time, "same")], None);
                    assert!(kept.is_some(), "{:?}", history.take_news());
                }
            });
        }
    });
    let count = |site: &str| {
        history.count_logs(&LogScope { site: Some(site.into()), since: None }).unwrap()
    };
    assert_eq!((count("a"), count("b")), (100, 50));
    assert!(history.take_news().is_empty() && other.take_news().is_empty());
}

#[test]
fn when_one_program_sets_the_file_aside_the_other_goes_on_with_the_new_one() {
    let (folder, history) = begin();
    history.keep_logs("a", &[row(9, "x")], None).unwrap();
    let path = folder.path().join("history.db");
    fs::rename(&path, folder.path().join("elsewhere.db")).unwrap();
    let other = open(&folder);
    other.keep_logs("a", &[row(8, "y")], None).unwrap();
    history.keep_logs("a", &[row(7, "z")], None).unwrap();
    assert_eq!((models(&history), models(&other)), ("yz".to_owned(), "yz".to_owned()));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, history) = begin();
    history.keep_logs("a", &[row(9, "x")], None).unwrap();
    let found: Vec<String> =
        names(&folder).into_iter().filter(|name| name.contains("history")).collect();
    assert!(found.len() >= 3, "{found:?}");
    for name in found {
        let mode = fs::metadata(folder.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

/// Few different rows, so that equal ones meet.
fn answer() -> impl Strategy<Value = Vec<CallLog>> {
    let row = (0..4_i64, 0..2_usize, 0..2_i64, 0..2_usize).prop_map(|(time, model, points, id)| {
        CallLog {
            points: Some(points),
            request_id: ["", "r"].get(id).filter(|id| !id.is_empty()).map(|id| (*id).to_owned()),
            ..row(time, ["x", "y"][model])
        }
    });
    proptest::collection::vec(row, 0..12).prop_map(|mut rows| {
        rows.sort_by_key(|row| std::cmp::Reverse(row.time));
        rows
    })
}

fn counts(rows: &[CallLog]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for row in rows {
        *counts.entry(format!("{row:?}")).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn answers_in_any_order_leave_of_each_row_as_many_as_the_fullest_held(
        answers in proptest::collection::vec(answer(), 1..5).prop_shuffle(),
    ) {
        let (_folder, history) = begin();
        let mut expected: HashMap<String, usize> = HashMap::new();
        for answer in &answers {
            for (row, count) in counts(answer) {
                let most = expected.entry(row).or_default();
                *most = (*most).max(count);
            }
            history.keep_logs("a", answer, None).unwrap();
        }
        prop_assert_eq!(&counts(&rows(&history)), &expected);
        let before = rows(&history);
        for answer in &answers {
            prop_assert_eq!(history.keep_logs("a", answer, None), Some(0));
        }
        prop_assert_eq!(rows(&history), before);
    }
}
