//! What was used by day and model, from the logs that the history holds.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::FontData;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::app::App;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::call_log::{CallLog, LogType};
use konata_api::model::fetched_span::FetchedSpan;
use konata_api::model::log_archive::LogArchive;
use konata_api::model::money::Unit;
use konata_api::model::stored_log::StoredLog;
use konata_api::model::timestamp;
use konata_api::store::Store;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::window::Window;
use konata_api::worker;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};
use window_support::{Bench, NOW, read_site};

const TEST_FONT: &[u8] = include_bytes!("assets/NotoSansCJKsc-subset.otf");
/// How long a thing on screen is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
const DAY: i64 = 86_400;

fn midnight() -> i64 {
    timestamp::start_of_local_day(NOW).unwrap()
}

/// A paid call so many days before this morning.
fn call(days_ago: i64, model: &str, cost: &str) -> StoredLog {
    let row = CallLog {
        time: midnight() - days_ago * DAY + 60,
        log_type: LogType::Consume,
        model: Some(model.to_owned()),
        input_tokens: Some(1_000),
        output_tokens: Some(500),
        cost: cost.parse().ok(),
        ..CallLog::default()
    };
    StoredLog { site: "a".into(), row }
}

fn of_type(log_type: LogType, stored: StoredLog) -> StoredLog {
    StoredLog { row: CallLog { log_type, ..stored.row }, ..stored }
}

/// The last days up to now were fetched.
fn fetched(days: i64) -> Vec<FetchedSpan> {
    vec![FetchedSpan { site: "a".to_owned(), from: midnight() - (days - 1) * DAY, to: NOW }]
}

/// A window on the usage of a site.
fn showing(rows: Vec<StoredLog>, fetched: Vec<FetchedSpan>) -> Bench {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "5")]);
    bench.window.get_by_role_and_label(Role::Tab, "用量").click();
    bench.window.run();
    let number = bench.log_reading().unwrap();
    bench.tell(Event::LogsRead { number, archive: Some(Arc::new(LogArchive { rows, fetched })) });
    bench
}

fn tab(bench: &mut Bench, word: &str) {
    bench.window.get_by_role_and_label(Role::Tab, word).click();
    bench.window.run();
}

#[test]
fn rows_that_are_no_longer_looked_at_are_let_go() {
    let mut bench =
        Bench::with_sites(vec![read_site("a", "晨星", "5"), read_site("b", "北岸", "2")]);
    tab(&mut bench, "用量");
    let number = bench.log_reading().unwrap();
    let archive = Arc::new(LogArchive { rows: mixed(), fetched: fetched(30) });
    let held = Arc::downgrade(&archive);
    bench.tell(Event::LogsRead { number, archive: Some(archive) });
    assert!(held.upgrade().is_some());
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert!(held.upgrade().is_none());
}

fn mixed() -> Vec<StoredLog> {
    vec![
        call(0, "gpt-4o", "1.50"),
        of_type(LogType::Refund, call(0, "gpt-4o", "0.25")),
        of_type(LogType::Error, call(0, "gpt-4o", "9")),
        call(1, "claude-sonnet-4-5", "3"),
        call(2, "claude-sonnet-4-5", "0.25"),
        call(9, "gpt-4o", "7"),
    ]
}

#[test]
fn the_numbers_of_each_model_and_day_are_there_by_name() {
    let mut bench = showing(mixed(), fetched(30));
    assert!(bench.shows("$11.50 · 4 次请求 · 6,000 tokens · 1 次失败"));
    assert!(bench.shows_part("这些天都已取回"));
    tab(&mut bench, "7 天");
    assert!(bench.shows("$4.50 · 3 次请求 · 4,500 tokens · 1 次失败"));
    assert!(bench.shows("gpt-4o · $1.25") && bench.shows("claude-sonnet-4-5 · $3.25"));
    assert!(bench.shows("28 %") && bench.shows("72 %"), "shares of the cost");
    let today = timestamp::local_date(NOW);
    let words = format!("{today} · $1.25 · 1 次请求 · 1,500 tokens · 1 次失败 · gpt-4o　$1.25");
    assert!(bench.shows(&words), "{words}");
    let quiet = timestamp::local_date(midnight() - 3 * DAY + 60);
    assert!(bench.shows(&format!("{quiet} · 这天没有调用")));
}

#[test]
fn what_was_never_fetched_is_not_nought() {
    let mut bench = showing(mixed(), fetched(2));
    tab(&mut bench, "7 天");
    assert!(bench.shows_part("4 天没有取回 · 1 天只取回了一部分，实际可能更多"));
    let unknown = timestamp::local_date(midnight() - 4 * DAY + 60);
    assert!(bench.shows(&format!("{unknown} · 没有取回")));
    let partly = timestamp::local_date(midnight() - 2 * DAY + 60);
    assert!(bench.shows_part(&format!("{partly} · 只取回了一部分 · $0.25")));
    bench.click("取回这 7 天的日志");
    let asked = std::iter::from_fn(|| bench.command())
        .find(|command| matches!(command, Command::FetchLogs { .. }));
    let Some(Command::FetchLogs { sites, wanted, .. }) = asked else { panic!("not asked") };
    assert_eq!((sites, wanted.since), (vec!["a".to_owned()], Some(midnight() - 6 * DAY)));
    assert!(bench.shows_part("正在取日志") && bench.shows("取消取日志"));
}

/// Where the bar of today stands.
fn bar_of_today(bench: &Bench) -> egui::Rect {
    let today = timestamp::local_date(NOW);
    let mut drawn = bench.window.query_all_by_role(Role::Image);
    let is_today = |label: Option<String>| label.is_some_and(|label| label.starts_with(&today));
    drawn.find(|node| is_today(node.accesskit_node().label())).unwrap().rect()
}

#[test]
fn bars_tell_their_day_and_leave_the_wheel_and_a_drag_to_the_page() {
    let mut bench = showing(mixed(), fetched(30));
    let before = bar_of_today(&bench);
    bench.window.hover_at(before.center());
    bench.window.run();
    assert!(bench.shows("gpt-4o　$1.25"), "all that the day holds");
    bench.window.drag_at(before.center());
    bench.window.run();
    bench.window.drop_at(before.center() - egui::vec2(200.0, 0.0));
    bench.window.run();
    bench.window.hover_at(before.center());
    bench.window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -60.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Trackpad,
        modifiers: egui::Modifiers::NONE,
    });
    bench.window.run();
    let after = bar_of_today(&bench);
    assert!(after.top() < before.top() - 30.0, "{before} {after}");
    assert!((after.size() - before.size()).length() < 0.5, "{before} {after}");
    assert!((after.left() - before.left()).abs() < 0.5, "{before} {after}");
}

#[test]
fn nothing_is_asked_by_itself() {
    let bench = showing(Vec::new(), Vec::new());
    assert!(bench.shows_part("所以不知道用量") && !bench.shows_part("$0.00"));
    let asked = std::iter::from_fn(|| bench.command())
        .any(|command| matches!(command, Command::FetchLogs { .. }));
    assert!(!asked);
    let bench = showing(Vec::new(), fetched(30));
    assert!(bench.shows("这些天都已取回，没有调用"));
}

#[test]
fn another_measure_makes_another_order_and_units_are_not_mixed() {
    let yuan = |stored: StoredLog| StoredLog {
        row: CallLog { cost_unit: Unit::Cny, ..stored.row },
        ..stored
    };
    let rows = vec![
        call(0, "dear", "5"),
        call(0, "often", "0.10"),
        call(0, "often", "0.10"),
        yuan(call(0, "inland", "30")),
    ];
    let mut bench = showing(rows, fetched(30));
    assert!(bench.shows("$5.20 + ¥30.00 · 4 次请求 · 6,000 tokens"));
    assert!(bench.shows("96 %") && bench.shows("4 %"));
    assert!(!bench.shows("inland · ¥30.00"));
    tab(&mut bench, "CNY");
    assert!(bench.shows("inland · ¥30.00") && !bench.shows("dear · $5.00"));
    tab(&mut bench, "请求");
    assert!(bench.shows("often · 2 次请求") && bench.shows("50 %"));
    tab(&mut bench, "Tokens");
    assert!(bench.shows("often · 3,000 tokens"));
}

#[test]
fn many_models_are_five_colours_and_the_rest() {
    let rows = (0..40).map(|n| call(n % 7, &format!("model-{n:02}"), "1")).collect();
    let bench = showing(rows, fetched(30));
    assert!(bench.shows("其他 35 个 · $35.00"), "in the legend of the bars");
    assert!(bench.shows("其他 28 个 · $28.00"), "in the heat map");
    let drawn = bench.window.query_all_by_role(Role::Image);
    let rows = drawn.filter(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("model-"))
    });
    assert_eq!(rows.count(), 12);
}

/// The same with the real worker: a station is asked over HTTP once the user wants it.
#[test]
fn the_log_of_a_station_becomes_usage() {
    let station = DemoStation::start(NewApiStation::new("云雀"), StationOptions::new()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let sites = serde_json::json!({"sites": [{
        "id": "a", "name": "晨星", "url": station.base_url(), "api_key": NewApiStation::LIMITED_KEY,
    }]});
    fs::write(folder.path().join("stats.json"), sites.to_string()).unwrap();
    let (store, incidents) = Store::open(folder.path()).unwrap();
    let link = worker::start(Arc::new(store), incidents, || ()).unwrap();
    let mut window = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts::definitions(Some(FontData::from_static(TEST_FONT)), None));
        })
        .build_eframe(move |creation| {
            Window::new(&creation.egui_ctx, App::new(link), Language::Zh)
        });
    wait(&mut window, Role::Tab, "用量");
    press(&mut window, Role::Tab, "用量");
    wait(&mut window, Role::Button, "取回这 30 天的日志");
    assert!(window.query_by_label_contains("所以不知道用量").is_some());
    assert_eq!(station.visits().len(), 0, "nothing is asked by itself");
    press(&mut window, Role::Button, "取回这 30 天的日志");
    wait(&mut window, Role::Label, "gpt-4o-mini");
    press(&mut window, Role::Tab, "7 天");
    wait(&mut window, Role::Label, "这些天都已取回");
    let sums = names(&window, Role::Label).find(|name| name.contains(" 次请求 · ")).unwrap();
    assert!(sums.starts_with('$') && sums.contains("次失败"), "{sums}");
    let today = timestamp::local_date(timestamp::now());
    let of_today = names(&window, Role::Image).filter(|name| name.starts_with(&today));
    assert_eq!(of_today.count(), 1);
}

/// Draws until something of this role has a name that contains `label`.
fn wait(window: &mut Harness<'static, Window>, role: Role, label: &str) {
    let begun = Instant::now();
    loop {
        window.step();
        if names(window, role).any(|name| name.contains(label)) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "waited for {label}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What everything of this role is called.
fn names(window: &Harness<'static, Window>, role: Role) -> impl Iterator<Item = String> {
    window.query_all_by_role(role).filter_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    })
}

fn press(window: &mut Harness<'static, Window>, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.step();
    window.step();
}
