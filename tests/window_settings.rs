//! The settings in the window: opened, changed, saved, left.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId, vec2};
use egui_kittest::kittest::Queryable as _;
use konata_api::app::App;
use konata_api::app::notifier::Notifier;
use konata_api::app::settings_draft::SettingsPage;
use konata_api::model::auto_query::AutoQuery;
use konata_api::model::change::Change;
use konata_api::model::history_summary::HistorySummary;
use konata_api::model::settings::Settings;
use konata_api::model::settings_edit::SettingsEdit;
use konata_api::store::error::StoreError;
use konata_api::text::Language;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, Snapshot};
use std::sync::Arc;
use std::time::{Duration, Instant};
use window_support::{Bench, NOW, read_site, snapshot};

const PATIENCE: Duration = Duration::from_secs(20);

fn opened() -> Bench {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "128")]);
    open(&mut bench);
    bench
}

fn open(bench: &mut Bench) {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    bench.window.run();
}

fn is_open(bench: &Bench) -> bool {
    bench.window.state().app().state().settings.is_some()
}

fn press(bench: &mut Bench, button: &str) {
    bench.window.get_all_by_role_and_label(Role::Button, button).last().unwrap().click();
    bench.window.run();
}

fn replace(bench: &mut Bench, field: &str, text: &str) {
    bench.window.get_by_role_and_label(Role::TextInput, field).focus();
    bench.window.run();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    bench.window.run();
}

fn tick(bench: &mut Bench, word: &str) {
    bench.window.get_by_role_and_label(Role::CheckBox, word).click();
    bench.window.run();
}

/// The settings that were given to be saved.
fn saved(bench: &Bench) -> Option<(u64, SettingsEdit)> {
    match bench.command() {
        Some(Command::SaveSettings { number, edit }) => Some((number, *edit)),
        _ => None,
    }
}

fn is_disabled(bench: &Bench, button: &str) -> bool {
    let button = bench.window.get_all_by_role_and_label(Role::Button, button).last().unwrap();
    egui_kittest::kittest::NodeT::accesskit_node(&button).is_disabled()
}

/// Asks the window to close, as the cross in its corner does. Tells whether it stays.
fn ask_to_close(bench: &mut Bench) -> bool {
    let viewports = &mut bench.window.input_mut().viewports;
    viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    bench.window.step();
    let stays = commands(bench).contains(&ViewportCommand::CancelClose);
    let viewports = &mut bench.window.input_mut().viewports;
    viewports.entry(ViewportId::ROOT).or_default().events.clear();
    stays
}

fn commands(bench: &Bench) -> Vec<ViewportCommand> {
    let outputs = bench.window.output().viewport_output.values();
    outputs.flat_map(|viewport| viewport.commands.clone()).collect()
}

#[test]
fn what_is_changed_is_saved_with_one_button() {
    let mut bench = opened();
    assert!(bench.shows("设置") && is_disabled(&bench, "保存"));
    tick(&mut bench, "定时查询全部站点");
    replace(&mut bench, "间隔", "15");
    press(&mut bench, "提醒");
    replace(&mut bench, "人民币余额", "80");
    press(&mut bench, "接口与日志");
    replace(&mut bench, "日志路径", "/log");
    assert!(bench.shows("未保存"));
    press(&mut bench, "保存");
    let (number, edit) = saved(&bench).unwrap();
    let expected = SettingsEdit {
        auto_query: Change::To(true),
        interval_minutes: Change::To(15),
        low_balance_threshold_cny: Change::To(80.into()),
        logs_path: Change::To(Some("/log".into())),
        ..SettingsEdit::default()
    };
    assert_eq!(edit, expected);
    assert!(is_open(&bench) && bench.shows("正在保存"));
    let mut settings = Settings::default();
    edit.apply_to(&mut settings);
    let sites = snapshot(vec![read_site("a", "晨星", "128")]).sites;
    bench.tell(Event::Loaded(Snapshot { sites, settings: Arc::new(settings) }));
    bench.tell(Event::SettingsSaved { number });
    assert!(!is_open(&bench));
    assert!(bench.shows_part("下次自动查询 "));
}

#[test]
fn the_menu_of_the_list_leads_there_and_esc_back() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "128")]);
    press(&mut bench, "更多");
    press(&mut bench, "设置");
    assert!(is_open(&bench));
    bench.press(Key::Escape);
    assert!(!is_open(&bench), "nothing was changed, so nothing is asked");
}

#[test]
fn a_mistake_is_told_beside_its_field_and_on_its_page() {
    let mut bench = opened();
    replace(&mut bench, "间隔", "4");
    assert!(bench.shows("请填 5 到 10080 的整数") && bench.shows("查询与定时（有错）"));
    assert!(is_disabled(&bench, "保存"));
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    bench.window.run();
    assert_eq!(saved(&bench), None);
    press(&mut bench, "提醒");
    tick(&mut bench, "免打扰时段");
    replace(&mut bench, "免打扰到", "22:00");
    assert!(bench.shows("结束和开始是同一时间"));
    replace(&mut bench, "免打扰到", "6:30");
    press(&mut bench, "查询与定时（有错）");
    replace(&mut bench, "间隔", "5");
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    bench.window.run();
    assert_eq!(saved(&bench).unwrap().1.quiet, Change::To(true));
}

#[test]
fn leaving_with_changes_asks_what_becomes_of_them() {
    let mut bench = opened();
    replace(&mut bench, "间隔", "45");
    bench.press(Key::Escape);
    assert!(bench.shows("有修改没有保存"));
    let keep = bench.window.get_by_role_and_label(Role::Button, "继续修改");
    assert!(keep.is_focused());
    bench.press(Key::Escape);
    assert!(is_open(&bench) && !bench.shows("有修改没有保存"));
    press(&mut bench, "取消");
    press(&mut bench, "放弃修改");
    assert!(!is_open(&bench));
    open(&mut bench);
    let interval = bench.window.get_by_role_and_label(Role::TextInput, "间隔");
    let interval = egui_kittest::kittest::NodeT::accesskit_node(&interval).value();
    assert_eq!(interval.as_deref(), Some("30"));
}

#[test]
fn closing_the_window_asks_first_and_goes_on_once_it_is_saved() {
    let mut bench = opened();
    assert!(!ask_to_close(&mut bench), "nothing was changed");
    replace(&mut bench, "间隔", "45");
    assert!(ask_to_close(&mut bench));
    bench.window.run();
    press(&mut bench, "保存");
    let (number, edit) = saved(&bench).unwrap();
    let mut settings = Settings::default();
    edit.apply_to(&mut settings);
    bench.send(Event::Loaded(Snapshot {
        sites: snapshot(Vec::new()).sites,
        settings: Arc::new(settings),
    }));
    bench.send(Event::SettingsSaved { number });
    bench.window.step();
    assert!(commands(&bench).contains(&ViewportCommand::Close));
}

#[test]
fn what_cannot_be_saved_stays_in_the_fields() {
    let mut bench = opened();
    replace(&mut bench, "间隔", "45");
    press(&mut bench, "保存");
    assert!(saved(&bench).is_some());
    bench.tell(Event::StoreFailed(StoreError::Locked { path: "folder".into() }));
    assert!(is_open(&bench) && bench.shows("没能保存，原因见窗口上方"));
    press(&mut bench, "保存");
    assert!(saved(&bench).is_some() && !bench.shows("没能保存，原因见窗口上方"));
}

#[test]
fn an_interval_of_the_predecessor_is_kept_and_explained() {
    let mut bench = Bench::new(Language::Zh);
    let auto_query = AutoQuery { enabled: true, interval_minutes: 1, at_start: false };
    let settings = Settings { auto_query, ..Settings::default() };
    let sites = snapshot(vec![read_site("a", "晨星", "128")]).sites;
    bench.tell(Event::Loaded(Snapshot { sites, settings: Arc::new(settings) }));
    let next = bench.window.state().app().state().next_query.unwrap();
    assert!(next - NOW >= 300);
    bench.window.run();
    while bench.command().is_some() {}
    open(&mut bench);
    assert!(bench.shows("文件里写的是 1 分钟，实际按 5 分钟"));
    tick(&mut bench, "打开程序后先查一次");
    press(&mut bench, "保存");
    let expected = SettingsEdit { query_at_start: Change::To(true), ..<_>::default() };
    assert_eq!(saved(&bench).unwrap().1, expected);
}

#[test]
fn a_test_of_the_notification_says_what_became_of_it() {
    let refusing = |app: App| app.with_notifier(Notifier::new(|_| Err("no bus".into()), || ()));
    let mut bench = Bench::with_app(Language::En, refusing);
    bench.tell(Event::Loaded(snapshot(vec![read_site("a", "Dawn", "128")])));
    open(&mut bench);
    press(&mut bench, "Alarms");
    press(&mut bench, "Try a notification");
    let begun = Instant::now();
    while !bench.shows_part("did not show it: no bus") {
        assert!(begun.elapsed() < PATIENCE);
        bench.window.step();
    }
}

#[test]
fn every_page_fits_a_narrow_window_and_every_field_has_a_name() {
    let mut bench = opened();
    bench.tell(Event::HistoryTold(HistorySummary::default()));
    bench.window.set_size(vec2(760.0, 560.0));
    bench.window.run();
    for page in SettingsPage::ALL {
        let name = match page {
            SettingsPage::Query => "查询与定时",
            SettingsPage::Alarm => "提醒",
            SettingsPage::Paths => "接口与日志",
        };
        press(&mut bench, name);
        let save = bench.window.get_all_by_role_and_label(Role::Button, "保存").last().unwrap();
        assert!(save.rect().bottom() <= 560.0 && save.rect().right() <= 760.0);
        for field in bench.window.get_all_by_role(Role::TextInput) {
            let node = egui_kittest::kittest::NodeT::accesskit_node(&field);
            assert!(node.label().is_some_and(|label| !label.is_empty()));
        }
    }
}

#[test]
fn how_much_the_history_holds_stands_beside_how_long_it_is_kept() {
    let mut bench = opened();
    press(&mut bench, "查询与定时");
    assert!(bench.window.query_by_label_contains("行日志").is_none(), "not told yet");
    let held = HistorySummary { bytes: 38_210_000, rows: 104_233, readings: 812 };
    bench.tell(Event::HistoryTold(held));
    bench.window.get_by_label("现在占 38.2 MB：104,233 行日志，812 次读数");
}
