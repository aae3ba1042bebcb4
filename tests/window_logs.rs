//! The log viewer of the window: on a history of many rows, and with stations that are asked.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "only for tests")]

mod support;
mod window_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::app::balance_part::BalancePart;
use konata_api::model::call_log::{CallLog, LogType};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::history_summary::HistorySummary;
use konata_api::model::log_archive::LogArchive;
use konata_api::model::stored_log::StoredLog;
use konata_api::relay::error::RelayError;
use konata_api::relay::logs_query::LogsReport;
use konata_api::store::Store;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use support::log_station::LogStation;
use tempfile::TempDir;
use window_support::live::Live;
use window_support::{Bench, NOW, read_site};

/// By which Excel knows that the text is UTF-8.
const EXCEL_MARK: char = '\u{FEFF}';
const MODELS: [&str; 4] = ["claude-opus-4-5", "claude-sonnet-4-5", "gpt-5.1-codex", "gemini-3"];

fn call(place: i64) -> CallLog {
    let model = MODELS[usize::try_from(place).unwrap() % MODELS.len()];
    CallLog {
        time: NOW - place,
        log_type: LogType::Consume,
        model: Some(model.to_owned()),
        token: Some("A513".to_owned()),
        input_tokens: Some(100),
        cost: Some(Decimal::new(place % 5_000, 4)),
        request_id: Some(format!("req-{place}")),
        ..CallLog::default()
    }
}

fn folder_of(sites: &[Value]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = json!({ "sites": sites }).to_string();
    fs::write(folder.path().join("stats.json"), content).unwrap();
    folder
}

fn station_less(id: &str) -> Value {
    json!({ "id": id, "name": id, "url": "http://127.0.0.1:9", "api_key": "sk-nobody-knows-it" })
}

fn keep(folder: &Path, site: &str, rows: &[CallLog]) {
    let (store, _) = Store::open(folder).unwrap();
    store.history().keep_logs(site, rows, None).unwrap();
}

fn drawn_rows(live: &Live) -> usize {
    live.window.query_all_by_role(Role::Row).count()
}

/// The name of the row that stands highest.
fn first_row(live: &Live) -> String {
    let rows = live.window.query_all_by_role(Role::Row);
    let top = rows.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
    top.unwrap().accesskit_node().label().unwrap()
}

fn press_cell(live: &mut Live, words: &str) {
    live.window.get_all_by_role_and_label(Role::Cell, words).next().unwrap().click();
    live.window.step();
    live.window.step();
}

fn press_heading(live: &mut Live, name: &str) {
    live.window.get_by_role_and_label(Role::ColumnHeader, name).click();
    live.window.step();
    live.window.step();
}

#[test]
fn a_hundred_thousand_rows_are_filtered_and_sorted_and_drawn_only_where_they_are_seen() {
    let folder = folder_of(&[station_less("晨星")]);
    let rows: Vec<CallLog> = (0..100_000).map(call).collect();
    keep(folder.path(), "晨星", &rows);
    let mut live = Live::open(folder.path());
    live.wait_for("共 100,000 条");
    assert!(drawn_rows(&live) < 30, "{}", drawn_rows(&live));
    press_cell(&mut live, MODELS[2]);
    live.wait_for("筛选 25,000 / 100,000 条");
    assert!(live.window.query_all_by_role_and_label(Role::Cell, MODELS[0]).next().is_none());
    press_heading(&mut live, "按花费排序");
    let dearest = first_row(&live);
    assert!(dearest.ends_with(" · gpt-5.1-codex · $0.4998"), "{dearest}");
    press_heading(&mut live, "按花费排序");
    assert!(first_row(&live).ends_with(" · gpt-5.1-codex · $0.0002"));
    live.type_into(Role::TextInput, "筛选文本", "REQ-2222");
    live.wait_for("筛选 3 / 100,000 条");
    live.press("不再只看 gpt-5.1-codex");
    live.wait_for("筛选 11 / 100,000 条");
    press_heading(&mut live, "按时间排序");
    live.window.get_by_role(Role::Table).focus();
    live.window.step();
    live.window.key_press(Key::End);
    live.window.step();
    live.window.step();
    live.wait_for("req-22229");
}

#[test]
fn pages_are_fetched_one_after_the_other_down_to_the_last_row() {
    let station = LogStation::start(120);
    let folder = folder_of(&[station.site("晨星")]);
    let mut live = Live::open(folder.path());
    live.wait_for("本机还没有这个站点的日志");
    assert!(station.asked().is_empty(), "nothing is asked by itself");
    live.press("查询日志");
    live.wait_for("共 50 条");
    live.wait_for("新增 50 行");
    live.press("再取一页");
    // The second of the oldest row may hold more calls, so it is asked for again.
    live.wait_for("共 99 条");
    live.press("再取一页");
    live.wait_for("共 120 条");
    live.wait_for("新增 21 行");
    live.press("再取一页");
    live.wait_for("没有新的行");
}

#[test]
fn days_are_fetched_until_that_is_cancelled_and_what_came_stays() {
    let station = LogStation::start(200);
    station.be_silent_from(2);
    let folder = folder_of(&[station.site("晨星")]);
    let mut live = Live::open(folder.path());
    live.wait_for("本机还没有这个站点的日志");
    live.press("取一段时间");
    live.replace("从", "soon");
    live.wait_for("开始日期要写成");
    live.replace("从", "2023-11-01");
    live.replace("到", "2023-11-30");
    live.press("取这段时间");
    live.wait_for("正在取日志，已到 100 行");
    live.press("取消取日志");
    live.wait_for("已取消，新增 100 行");
    live.wait_for("共 100 条");
}

#[test]
fn a_log_that_fails_says_why_above_the_rows_that_are_here() {
    let station = LogStation::start(60);
    let folder = folder_of(&[station.site("晨星")]);
    let mut live = Live::open(folder.path());
    live.wait_for("本机还没有这个站点的日志");
    live.press("查询日志");
    live.wait_for("共 50 条");
    station.fail_from(1);
    live.press("再取一页");
    live.wait_for("晨星：没有取到日志：");
    live.wait_for("数据库错误");
    live.wait_for("共 50 条");
}

#[test]
fn what_came_before_a_failure_is_kept_and_said_to_be_a_part() {
    let station = LogStation::start(200);
    station.fail_from(2);
    let folder = folder_of(&[station.site("晨星")]);
    let mut live = Live::open(folder.path());
    live.wait_for("本机还没有这个站点的日志");
    live.press("取一段时间");
    live.replace("从", "2023-11-01");
    live.replace("到", "2023-11-30");
    live.press("取这段时间");
    live.wait_for("共 100 条");
    live.wait_for("新增 100 行，没有读全");
    live.wait_for("晨星：日志没有读全：");
}

#[test]
fn what_is_shown_is_exported_in_its_order_and_can_be_read_again() {
    let folder = folder_of(&[station_less("晨星")]);
    let chinese = CallLog { message: Some("上游过载，请重试".to_owned()), ..call(0) };
    let rows = [chinese, call(1), call(4), call(8)];
    keep(folder.path(), "晨星", &rows);
    let mut live = Live::open(folder.path());
    live.wait_for("共 4 条");
    press_cell(&mut live, MODELS[0]);
    live.wait_for("筛选 3 / 4 条");
    press_heading(&mut live, "按时间排序");
    live.press("导出 CSV");
    live.wait_for("日志已导出到");
    live.wait_for("打开文件夹");
    let file = exported(folder.path());
    let text = file.strip_prefix(EXCEL_MARK).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let times: Vec<String> = [8, 4, 0].map(|place| (NOW - place).to_string()).to_vec();
    let names = reader.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let cells = |name: &str| -> Vec<String> {
        records.iter().map(|record| record[column(name)].to_owned()).collect()
    };
    assert_eq!(cells("time"), times);
    assert_eq!(cells("site"), ["晨星"; 3]);
    assert_eq!(cells("message"), ["", "", "上游过载，请重试"]);
}

fn exported(folder: &Path) -> String {
    let files = fs::read_dir(folder.join("exports")).unwrap();
    let [file] = files.map(|file| file.unwrap().path()).collect::<Vec<_>>().try_into().unwrap();
    fs::read_to_string(file).unwrap()
}

/// A window whose chosen site has these rows.
fn showing(rows: Vec<CallLog>) -> Bench {
    let mut bench =
        Bench::with_sites(vec![read_site("a", "晨星", "5"), read_site("b", "北岸", "2")]);
    read(&mut bench, rows.into_iter().map(|row| StoredLog { site: "a".into(), row }).collect());
    bench
}

fn read(bench: &mut Bench, rows: Vec<StoredLog>) {
    let number = bench.log_reading().unwrap();
    let archive = Some(Arc::new(LogArchive { rows, fetched: Vec::new() }));
    bench.tell(Event::LogsRead { number, archive });
}

fn fails(bench: &mut Bench, kind: ErrorKind) {
    bench.click("查询日志");
    let commands = std::iter::from_fn(|| bench.command());
    let number = |command| match command {
        Command::FetchLogs { number, .. } => Some(number),
        _ => None,
    };
    let number = commands.filter_map(number).last().unwrap();
    let report = Arc::new(LogsReport::failed(RelayError::new(kind)));
    bench.tell(Event::LogsFetched { number, site: "a".to_owned(), new_rows: 0, report });
}

#[test]
fn a_station_without_a_log_is_told_of_calmly() {
    let mut bench = showing(vec![call(0)]);
    fails(&mut bench, ErrorKind::FeatureDisabled);
    assert!(bench.shows_part("站点不提供这把密钥的日志"));
    assert!(!bench.shows_part("没有取到日志"));
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert!(!bench.shows_part("站点不提供这把密钥的日志"), "that is not this site");
    let mut bench = showing(vec![call(0)]);
    fails(&mut bench, ErrorKind::Cancelled);
    assert!(bench.shows("已取消，新增 0 行") && !bench.shows_part("没有取到日志"));
}

#[test]
fn a_filter_that_hides_all_says_so_and_can_be_cleared() {
    let mut bench = showing(vec![call(0), call(1)]);
    bench.window.get_by_role_and_label(Role::TextInput, "筛选文本").focus();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::TextInput, "筛选文本").type_text("nothing");
    bench.window.run();
    assert!(bench.shows("没有符合筛选的行") && bench.shows("本机共有 2 行"));
    let export = bench.window.get_by_role_and_label(Role::Button, "导出 CSV");
    assert!(export.accesskit_node().is_disabled());
    bench.click("清除筛选");
    assert!(bench.shows("共 2 条"));
}

#[test]
fn rows_are_chosen_by_pointer_and_keys_and_copied_as_a_table() {
    let mut bench = showing((0..9).map(call).collect());
    let times: Vec<String> =
        (0..9).map(|place| konata_api::text::time_words::log_time(NOW - place, NOW)).collect();
    bench.window.get_by_role_and_label(Role::Cell, &times[2]).click();
    bench.window.run();
    assert!(bench.shows_part("req-2"), "the details of the row");
    bench.window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    bench.window.run();
    assert!(bench.shows("选中 2 行"));
    bench.window.event(egui::Event::Copy);
    let copied = bench.copied().unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].ends_with("gpt-5.1-codex\tA513\t100\t\t\t$0.0002\t\t\t"), "{}", lines[0]);
    bench.press(Key::Escape);
    assert!(!bench.shows("选中 2 行"));
}

#[test]
fn a_row_s_menu_filters_and_copies() {
    let mut bench = showing((0..9).map(call).collect());
    bench.window.get_all_by_role(Role::Row).nth(1).unwrap().click_secondary();
    bench.window.run();
    bench.window.get_by_label("复制请求 ID").click();
    assert_eq!(bench.copied().as_deref(), Some("req-1"));
    bench.window.get_all_by_role(Role::Row).nth(1).unwrap().click_secondary();
    bench.window.run();
    bench.click("只看 claude-sonnet-4-5");
    assert!(bench.shows("筛选 2 / 9 条"));
    let cells = bench.window.get_all_by_role_and_label(Role::Cell, "claude-sonnet-4-5");
    cells.last().unwrap().click();
    bench.window.run();
    assert!(bench.shows_part("req-5"), "what is filtered by already only chooses its row");
}

#[test]
fn what_is_costly_or_failed_is_told_by_more_than_a_colour() {
    let costly = CallLog { cost: Some(Decimal::new(13_456, 4)), ..call(1) };
    let message = Some("503 no channel\nsecond line".to_owned());
    let failed = CallLog { log_type: LogType::Error, cost: None, message, ..call(2) };
    let bench = showing(vec![call(0), costly, failed]);
    assert!(bench.shows("$1.3456 · 花费较高"));
    assert!(bench.shows("gpt-5.1-codex · 503 no channel"));
    assert!(bench.shows("失败 1"), "the sums tell of it too");
    assert!(bench.window.query_all_by_label("—").count() > 0, "what is not told is not nought");
}

#[test]
fn columns_are_chosen_and_give_way_where_there_is_no_room() {
    let mut bench = showing(vec![call(0)]);
    let has = |bench: &Bench, name: &str| {
        bench.window.query_all_by_role_and_label(Role::ColumnHeader, name).next().is_some()
    };
    assert!(has(&bench, "按缓存排序") && has(&bench, "按首字排序"));
    bench.click("选择列");
    bench.window.get_by_role_and_label(Role::CheckBox, "缓存").click();
    bench.window.run();
    assert!(!has(&bench, "按缓存排序"));
    bench.press(Key::Escape);
    bench.window.set_size(vec2(760.0, 560.0));
    bench.window.run();
    assert!(has(&bench, "按时间排序") && has(&bench, "按模型排序") && has(&bench, "按花费排序"));
    assert!(!has(&bench, "按首字排序"));
}

#[test]
fn the_logs_of_all_sites_stand_together_with_their_names() {
    let mut bench = showing(vec![call(0)]);
    bench.click("全部站点");
    let row = |site: &str, place| StoredLog { site: site.into(), row: call(place) };
    read(&mut bench, vec![row("a", 0), row("b", 1), row("a", 2)]);
    assert!(bench.shows("共 3 条"));
    bench.window.get_all_by_role_and_label(Role::Cell, "晨星").next().unwrap().click();
    bench.window.run();
    assert!(bench.shows("筛选 2 / 3 条"));
    bench.click("不再只看 晨星");
    assert!(bench.shows("共 3 条"));
}

#[test]
fn other_parts_of_the_page_are_a_press_away() {
    let mut bench = showing(vec![call(0)]);
    bench.open_details();
    assert!(!bench.shows("导出 CSV"));
    assert_eq!(bench.window.state().app().state().balance_part, BalancePart::Details);
    bench.click("查询日志");
    assert!(bench.shows("导出 CSV"), "what is fetched is shown");
}

#[test]
fn the_log_that_is_asked_for_among_the_details_is_that_of_the_site() {
    let mut bench = showing(vec![call(0)]);
    bench.click("全部站点");
    let asked = |bench: &mut Bench| {
        bench.click("查询日志");
        let commands = std::iter::from_fn(|| bench.command());
        let sites = commands.filter_map(|command| match command {
            Command::FetchLogs { sites, .. } => Some(sites),
            _ => None,
        });
        sites.collect::<Vec<_>>()
    };
    bench.open_details();
    assert_eq!(asked(&mut bench), [["a"]], "the other site is not in sight");
    let state = bench.window.state().app().state();
    assert!(!state.logs.all_sites && state.balance_part == BalancePart::Logs);
}

#[test]
fn a_history_that_cannot_be_used_is_told_where_there_is_nothing_to_see() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "5")]);
    let number = bench.log_reading().unwrap();
    bench.tell(Event::LogsRead { number, archive: None });
    assert!(bench.shows_part("历史不能用"));
    bench.tell(Event::HistoryTold(HistorySummary::default()));
    read(&mut bench, Vec::new());
    assert!(!bench.shows_part("历史不能用"), "it can be used now, and is read once more");
}

#[test]
fn the_window_draws_nothing_while_nothing_happens() {
    let mut bench = showing((0..500).map(call).collect());
    bench.window.run();
    let asks =
        bench.window.output().viewport_output.values().map(|viewport| viewport.repaint_delay);
    assert!(asks.min().unwrap() >= std::time::Duration::from_secs(30), "only for the clock");
}
