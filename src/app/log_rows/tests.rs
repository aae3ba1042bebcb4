use super::*;
use crate::app::day_range::DayRange;
use crate::app::log_column::LogColumn;
use crate::app::log_range::LogRange;
use crate::app::log_totals::Spending;
use crate::model::call_log::{CallLog, LogType};
use crate::model::log_archive::LogArchive;
use crate::model::money::{Money, Unit};
use crate::model::stored_log::StoredLog;
use crate::model::timestamp;
use proptest::prelude::*;
use rust_decimal::Decimal;

const NOW: i64 = 1_795_240_066;
const DAY: i64 = 86_400;

fn index(rows: Vec<CallLog>) -> LogIndex {
    let stored = |row| StoredLog { site: "a".into(), row };
    let mut rows: Vec<StoredLog> = rows.into_iter().map(stored).collect();
    rows.sort_by_key(|stored| std::cmp::Reverse(stored.row.time));
    LogIndex::new(LogArchive { rows, fetched: Vec::new() }.into())
}

fn call(model: &str, cost: &str) -> CallLog {
    CallLog {
        time: NOW,
        log_type: LogType::Consume,
        model: Some(model.to_owned()),
        cost: cost.parse().ok(),
        ..CallLog::default()
    }
}

fn shown(index: &LogIndex, filter: &LogFilter) -> LogRows {
    LogRows::of(index, filter, LogSort::default(), NOW)
}

fn count(index: &LogIndex, filter: &LogFilter) -> usize {
    shown(index, filter).places.len()
}

fn text(words: &str) -> LogFilter {
    LogFilter { text: words.to_owned(), ..LogFilter::default() }
}

fn models(index: &LogIndex, rows: &LogRows) -> Vec<String> {
    let model = |place: &u32| index.row(*place).unwrap().row.model.clone().unwrap_or_default();
    rows.places.iter().map(model).collect()
}

#[test]
fn each_part_of_a_filter_lets_only_its_rows_through() {
    let key = |row: CallLog, key: &str| CallLog { token: Some(key.to_owned()), ..row };
    let index = index(vec![
        key(call("gpt-5", "1"), "A513"),
        key(call("claude", "2"), "A513"),
        CallLog { log_type: LogType::Error, ..key(call("claude", ""), "备用") },
        CallLog { model: None, log_type: LogType::TopUp, ..call("", "20") },
    ]);
    let some = |name: &str| Some(name.to_owned());
    let open = LogFilter::default;
    assert_eq!(count(&index, &open()), 4);
    assert_eq!(count(&index, &LogFilter { model: some("claude"), ..open() }), 2);
    assert_eq!(count(&index, &LogFilter { key: some("A513"), ..open() }), 2);
    assert_eq!(count(&index, &LogFilter { log_type: Some(LogType::TopUp), ..open() }), 1);
    let both = LogFilter { model: some("claude"), key: some("A513"), ..open() };
    assert_eq!(count(&index, &both), 1);
    assert_eq!(count(&index, &LogFilter { model: some("gone"), ..open() }), 0);
    assert_eq!(count(&index, &LogFilter { site: some("a"), ..open() }), 4);
    assert_eq!(count(&index, &LogFilter { site: some("b"), ..open() }), 0);
}

#[test]
fn text_is_looked_for_wherever_a_row_has_words() {
    let told = |text: &str| Some(text.to_owned());
    let whole = CallLog {
        token: told("Werk"),
        group: told("VIP"),
        channel: told("east-7"),
        request_id: told("REQ-99"),
        message: told("上游过载 Überlast"),
        ..call("Claude-Opus", "1")
    };
    let index = index(vec![whole, call("gpt-5", "1")]);
    for words in ["opus", "wERK", "vip", "EAST", "req-99", "过载", "überlast", "  opus  "] {
        assert_eq!(count(&index, &text(words)), 1, "{words}");
    }
    assert_eq!(count(&index, &text("opus gpt")), 0);
    assert_eq!(count(&index, &text("   ")), 2);
}

#[test]
fn ranges_are_seen_from_now_or_are_whole_days() {
    let at = |time: i64| CallLog { time, ..call("m", "1") };
    let index = index([0, 2, 10, 40].map(|days| at(NOW - days * DAY)).to_vec());
    let within = |range| count(&index, &LogFilter { range, ..LogFilter::default() });
    let ready = LogRange::READY.map(within);
    assert_eq!(ready, [4, 1, 2, 3]);
    let day = timestamp::local_date(NOW - 10 * DAY);
    assert_eq!(within(LogRange::Days(DayRange::of_texts(&day, &day).unwrap())), 1);
}

#[test]
fn what_a_row_does_not_tell_stands_last_whichever_way_it_goes() {
    let index = index(vec![call("b", "2"), call("a", ""), call("c", "0.5")]);
    let by = |ascending| {
        let sort = LogSort { column: LogColumn::Cost, ascending };
        models(&index, &LogRows::of(&index, &LogFilter::default(), sort, NOW))
    };
    assert_eq!((by(true).concat(), by(false).concat()), ("cba".into(), "bca".into()));
}

#[test]
fn money_of_two_units_is_neither_added_nor_compared() {
    let yuan = |row: CallLog| CallLog { cost_unit: Unit::Cny, ..row };
    let index = index(vec![
        call("a", "1"),
        call("b", "3"),
        yuan(call("a", "100")),
        CallLog { log_type: LogType::Refund, ..call("b", "-0.5") },
        CallLog { log_type: LogType::TopUp, ..call("c", "50") },
        call("a", ""),
    ]);
    let totals = shown(&index, &LogFilter::default()).totals;
    let money = |amount: &str, unit| Money::new(amount.parse().unwrap(), unit);
    assert_eq!(totals.spending.cost, [money("3.5", Unit::Usd), money("100", Unit::Cny)]);
    assert_eq!((totals.rows, totals.spending.calls, totals.spending.untold), (6, 4, 1));
    let dearest: Vec<String> = totals
        .dearest()
        .map(|(total, cost)| format!("{} {cost}", total.model.as_deref().unwrap()))
        .collect();
    assert_eq!(dearest, ["b $2.50", "a ¥100.00"]);
    let order: Vec<_> = totals.models.iter().map(|total| total.model.as_deref()).collect();
    assert_eq!(order, [Some("b"), Some("a")]);
}

#[test]
fn what_no_row_told_is_not_nought() {
    let index = index(vec![call("a", "")]);
    let totals = shown(&index, &LogFilter::default()).totals;
    let untold = Spending { calls: 1, untold: 1, ..Spending::default() };
    assert_eq!((totals.spending, totals.points), (untold, None));
}

prop_compose! {
    fn any_row()(
        time in NOW - 50 * DAY..NOW,
        log_type in prop::sample::select(LogType::ALL.to_vec()),
        model in prop::option::of("[ab]"),
        token in prop::option::of("[xy]"),
        tokens in prop::option::of(0_u64..1_000),
        cents in prop::option::of(-100_i64..1_000),
        is_yuan in any::<bool>(),
        points in prop::option::of(-100_i64..1_000),
        message in prop::option::of("[a-c]{1,3}"),
    ) -> CallLog {
        CallLog {
            time,
            log_type,
            model,
            token,
            input_tokens: tokens,
            output_tokens: tokens,
            cache_read_tokens: tokens,
            cost: cents.map(|cents| Decimal::new(cents, 2)),
            cost_unit: if is_yuan { Unit::Cny } else { Unit::Usd },
            points,
            duration_ms: tokens,
            first_token_ms: tokens,
            stream: points.map(|points| points > 5),
            message,
            ..CallLog::default()
        }
    }
}

prop_compose! {
    fn any_filter()(
        model in prop::option::of("[abc]"),
        key in prop::option::of("[xyz]"),
        log_type in prop::option::of(prop::sample::select(LogType::ALL.to_vec())),
        range in prop::sample::select(LogRange::READY.to_vec()),
        text in "[a-c]{0,2}",
    ) -> LogFilter {
        LogFilter { range, site: None, model, key, log_type, text }
    }
}

fn fits(filter: &LogFilter, row: &CallLog) -> bool {
    let is = |wanted: &Option<String>, field: &Option<String>| wanted.is_none() || wanted == field;
    let holds =
        |field: &Option<String>| field.as_ref().is_some_and(|field| field.contains(&filter.text));
    filter.range.seconds(NOW).contains(&row.time)
        && is(&filter.model, &row.model)
        && is(&filter.key, &row.token)
        && filter.log_type.is_none_or(|log_type| log_type == row.log_type)
        && (filter.text.is_empty() || [&row.model, &row.token, &row.message].into_iter().any(holds))
}

fn spent(rows: &[&CallLog], unit: &Unit) -> Option<Decimal> {
    let of_unit = rows.iter().filter(|row| row.cost_unit == *unit);
    of_unit.filter_map(|row| row.spent()).reduce(|one, other| one + other)
}

proptest! {
    #[test]
    fn totals_are_the_sums_of_the_rows_that_the_filter_lets_through(
        rows in prop::collection::vec(any_row(), 0..60),
        filter in any_filter(),
    ) {
        let index = index(rows);
        let result = shown(&index, &filter);
        let rows = index.archive.rows.iter().map(|stored| &stored.row);
        let expected: Vec<&CallLog> = rows.filter(|row| fits(&filter, row)).collect();
        prop_assert_eq!(result.places.len(), expected.len());
        prop_assert_eq!(result.totals.rows, expected.len());
        for unit in [Unit::Usd, Unit::Cny] {
            let of_all = result.totals.spending.cost.iter().find(|cost| cost.unit == unit);
            prop_assert_eq!(of_all.map(|cost| cost.amount), spent(&expected, &unit));
            let models = result.totals.models.iter().flat_map(|total| &total.spending.cost);
            let of_models = models.filter(|cost| cost.unit == unit).map(|cost| cost.amount);
            prop_assert_eq!(of_models.reduce(|one, other| one + other), spent(&expected, &unit));
        }
        let points = expected.iter().filter_map(|row| row.spent_points());
        let points = points.reduce(|one, other| one + other);
        prop_assert_eq!(result.totals.points, points);
    }

    #[test]
    fn an_order_loses_no_row_and_doubles_none(
        rows in prop::collection::vec(any_row(), 0..60),
        column in prop::sample::select(LogColumn::ALL.to_vec()),
        ascending in any::<bool>(),
    ) {
        let index = index(rows);
        let sort = LogSort { column, ascending };
        let result = LogRows::of(&index, &LogFilter::default(), sort, NOW);
        let mut again = shown(&index, &LogFilter::default());
        again.sort(&index, sort);
        prop_assert_eq!(&again.places, &result.places, "whatever order came before");
        let mut places = result.places;
        places.sort_unstable();
        let all: Vec<u32> = (0..).take(index.archive.rows.len()).collect();
        prop_assert_eq!(places, all);
    }
}
