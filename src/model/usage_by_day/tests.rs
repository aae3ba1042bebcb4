use super::*;
use crate::model::fetched_span::FetchedSpan;
use crate::model::money::Unit;
use crate::model::stored_log::StoredLog;
use proptest::prelude::*;
use rust_decimal::Decimal;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Central Europe, without asking the system for its table of zones.
fn berlin() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

fn at(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_second()
}

fn row(time: i64, log_type: LogType, model: &str, cost: Option<&str>) -> StoredLog {
    let row = CallLog {
        time,
        log_type,
        model: Some(model.to_owned()).filter(|model| !model.is_empty()),
        input_tokens: Some(100),
        output_tokens: Some(20),
        cost: cost.map(|cost| cost.parse().unwrap()),
        ..CallLog::default()
    };
    StoredLog { site: "a".into(), row }
}

fn call(time: i64, model: &str, cost: &str) -> StoredLog {
    row(time, LogType::Consume, model, Some(cost))
}

fn span(site: &str, from: i64, to: i64) -> FetchedSpan {
    FetchedSpan { site: site.into(), from, to }
}

fn dates(usage: &UsageByDay) -> Vec<String> {
    usage.days.iter().map(|day| day.date.to_string()).collect()
}

fn coverage_of(fetched: Vec<FetchedSpan>, rows: Vec<StoredLog>) -> Vec<Coverage> {
    let archive = LogArchive { rows, fetched };
    let usage = UsageByDay::of(&archive, 3, at("2026-11-21T12:00:00Z"), &TimeZone::UTC);
    assert_eq!(dates(&usage), ["2026-11-19", "2026-11-20", "2026-11-21"]);
    usage.days.iter().map(|day| day.coverage).collect()
}

#[test]
fn a_day_is_known_only_where_all_of_it_was_fetched() {
    use Coverage::{Nothing, Part, Whole};
    let midnight = at("2026-11-20T00:00:00Z");
    let cases = [
        (vec![], [Nothing, Nothing, Nothing]),
        (vec![span("a", midnight, midnight + DAY - 1)], [Nothing, Whole, Nothing]),
        (vec![span("a", midnight + 1, midnight + DAY - 1)], [Nothing, Part, Nothing]),
        (vec![span("a", midnight, midnight + DAY - 2)], [Nothing, Part, Nothing]),
        (vec![span("a", midnight - 1, midnight + DAY + HOUR)], [Part, Whole, Whole]),
        (vec![span("a", midnight + DAY + 1, midnight + DAY + HOUR)], [Nothing, Nothing, Part]),
        // Two halves with a hole between them.
        (
            vec![
                span("a", midnight, midnight + HOUR),
                span("a", midnight + 2 * HOUR, midnight + DAY - 1),
            ],
            [Nothing, Part, Nothing],
        ),
    ];
    for (fetched, expected) in cases {
        assert_eq!(coverage_of(fetched.clone(), Vec::new()), expected, "{fetched:?}");
    }
    let rows = vec![call(midnight + 5, "m", "1")];
    assert_eq!(coverage_of(Vec::new(), rows), [Nothing, Part, Nothing], "a row is something");
}

#[test]
fn a_day_of_several_sites_is_known_when_that_of_each_is() {
    use Coverage::{Nothing, Part, Whole};
    let midnight = at("2026-11-20T00:00:00Z");
    let both = |of_b| vec![span("a", midnight, midnight + DAY - 1), of_b];
    let whole = both(span("b", midnight - 5, midnight + DAY - 1));
    assert_eq!(coverage_of(whole, Vec::new()), [Part, Whole, Nothing]);
    let later = both(span("b", midnight + DAY, midnight + DAY + 9));
    assert_eq!(coverage_of(later, Vec::new()), [Nothing, Part, Part]);
}

#[test]
fn days_are_those_of_the_calendar_also_where_the_clock_is_changed() {
    let zone = berlin();
    // On 25 October 2026 the clock goes back: that day has 25 hours.
    let now = at("2026-10-26T11:00:00Z");
    let begin = at("2026-10-24T22:00:00Z");
    let rows = vec![
        call(begin - 1, "m", "1"),
        call(begin, "m", "2"),
        call(begin + 25 * HOUR - 1, "m", "4"),
        call(begin + 25 * HOUR, "m", "8"),
    ];
    let archive = LogArchive { rows, fetched: vec![span("a", begin, begin + 25 * HOUR - 1)] };
    let usage = UsageByDay::of(&archive, 3, now, &zone);
    assert_eq!(dates(&usage), ["2026-10-24", "2026-10-25", "2026-10-26"]);
    let costs: Vec<Decimal> =
        (0..3).map(|day| usage.of_day(day).cost.values().sum::<Decimal>()).collect();
    assert_eq!(costs, [1.into(), 6.into(), 8.into()]);
    assert_eq!(usage.days[1].coverage, Coverage::Whole);
    let short = LogArchive { fetched: vec![span("a", begin, begin + DAY - 1)], ..archive };
    let usage = UsageByDay::of(&short, 3, now, &zone);
    assert_eq!(usage.days[1].coverage, Coverage::Part, "its last hour is missing");
}

#[test]
fn the_zone_decides_to_which_day_a_call_belongs() {
    let time = at("2026-11-20T23:30:00Z");
    let archive = LogArchive { rows: vec![call(time, "m", "1")], fetched: Vec::new() };
    let day_of = |zone: &TimeZone| {
        let usage = UsageByDay::of(&archive, 2, at("2026-11-21T06:00:00Z"), zone);
        (0..2).find(|day| usage.cell(*day, 0).is_some()).unwrap()
    };
    assert_eq!((day_of(&TimeZone::UTC), day_of(&berlin())), (0, 1));
}

#[test]
fn refunds_lower_the_cost_and_failures_are_counted_apart() {
    let now = at("2026-11-21T12:00:00Z");
    let rows = vec![
        call(now - 1, "m", "1.5"),
        row(now - 2, LogType::Refund, "m", Some("0.5")),
        row(now - 3, LogType::Refund, "m", Some("-0.25")),
        row(now - 4, LogType::Error, "m", Some("9")),
        row(now - 5, LogType::TopUp, "n", Some("100")),
        row(now - 6, LogType::Consume, "m", None),
        StoredLog {
            row: CallLog { cost_unit: Unit::Cny, ..call(now - 7, "", "3").row },
            ..StoredLog::default()
        },
    ];
    let archive = LogArchive { rows, fetched: Vec::new() };
    let usage = UsageByDay::of(&archive, 1, now, &TimeZone::UTC);
    assert_eq!(usage.models, [None, Some("m".to_owned())], "money paid in is no call");
    let cell = usage.cell(0, 1).unwrap();
    assert_eq!((cell.requests, cell.failed, cell.tokens, cell.untold), (2, 1, 240, 1));
    assert_eq!(cell.cost, BTreeMap::from([(Unit::Usd, "0.75".parse().unwrap())]));
    let total = usage.total();
    assert_eq!(total.cost.len(), 2, "units are never mixed");
    assert_eq!(total.requests, 3);
}

fn rows() -> impl Strategy<Value = Vec<StoredLog>> {
    let types = prop::sample::select(LogType::ALL.to_vec());
    let one = (0..6 * DAY, types, 0..4_u8, prop::option::of(-900..9_000_i64));
    prop::collection::vec(one, 0..60).prop_map(|rows| {
        rows.into_iter()
            .map(|(ago, log_type, model, cents)| {
                let cost = cents.map(|cents| Decimal::new(cents, 2).to_string());
                let model = if model == 0 { String::new() } else { format!("m{model}") };
                row(at("2026-10-27T12:00:00Z") - ago, log_type, &model, cost.as_deref())
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn cells_add_up_to_the_rows_of_the_range(rows in rows(), days in 1..9_usize) {
        let now = at("2026-10-27T12:00:00Z");
        let archive = LogArchive { rows, fetched: Vec::new() };
        let usage = UsageByDay::of(&archive, days, now, &berlin());
        prop_assert_eq!(usage.days.len(), days);
        let begin = usage.days[0].begin;
        let mut expected = UsageCell::default();
        for stored in archive.rows.iter().filter(|stored| stored.row.time >= begin) {
            if counts(&stored.row) {
                expected.add(&stored.row);
            }
        }
        prop_assert_eq!(usage.total(), expected.clone());
        let mut by_model = UsageCell::default();
        (0..usage.models.len()).for_each(|model| by_model.add_cell(&usage.of_model(model)));
        prop_assert_eq!(by_model, expected.clone());
        let mut by_day = UsageCell::default();
        (0..days).for_each(|day| by_day.add_cell(&usage.of_day(day)));
        prop_assert_eq!(by_day, expected);
    }
}
