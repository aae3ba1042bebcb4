//! Trying what stands in a site's form before it is saved.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::vec2;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::worker::command::Command;
use konata_api::worker::trial::TrialQuestion;
use std::fs;
use window_support::live::{Live, folder_with};
use window_support::{Bench, read_site};

const WRONG_KEY: &str = "sk-wrong-key-that-nobody-knows-000000";

/// The connection part of the form of the only site.
fn connection_of(live: &mut Live, site: &str) {
    live.window.set_size(vec2(1280.0, 2400.0));
    live.wait_for(&format!("{site} · 未查询"));
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    live.wait_for("站点档案");
    live.window.get_by_role_and_label(Role::DisclosureTriangle, "连接").click();
    live.wait_for("试查余额");
}

fn asked_paths(station: &DemoStation, path: &str) -> usize {
    station.visits().iter().filter(|visit| visit.path == path).count()
}

#[test]
fn what_was_typed_is_tried_and_nothing_is_kept() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[("小满", "http://127.0.0.1:9".into(), WRONG_KEY)]);
    let stats = || fs::read_to_string(folder.path().join("stats.json")).unwrap();
    let before = stats();
    let mut live = Live::open(folder.path());
    connection_of(&mut live, "小满");
    live.replace("网址", &station.base_url());
    live.press("试查余额");
    live.wait_for("密钥被拒绝");
    // What was sent is told, and the key only as its ends.
    live.wait_for(&format!("GET {}/v1/dashboard/billing/subscription", station.base_url()));
    live.wait_for("authorization: Bearer sk-…0000");
    live.wait_for("无效的令牌");
    assert!(live.window.query_by_label_contains(WRONG_KEY).is_none());
    live.press("收起结果");
    live.wait("the result to go", |window| {
        window.query_by_label_contains("authorization: Bearer").is_none()
    });
    assert_eq!(stats(), before);
    assert!(live.window.query_by_label_contains("小满 · 未查询").is_some());
}

#[test]
fn a_good_answer_tells_the_balance_and_leaves_the_record_alone() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let key = OneApiStation::LIMITED_KEY;
    let folder = folder_with(&[("小满", station.base_url(), key)]);
    let mut live = Live::open(folder.path());
    connection_of(&mut live, "小满");
    live.press("试查余额");
    live.wait_for("问到了：$12.68");
    assert!(live.window.query_by_label_contains("小满 · 未查询").is_some());
    assert!(live.window.query_by_label_contains(key).is_none());
}

#[test]
fn a_log_is_tried_at_the_path_in_the_form() {
    let station = DemoStation::start(NewApiStation::new("b"), StationOptions::new()).unwrap();
    let folder = folder_with(&[("晨星", station.base_url(), NewApiStation::LIMITED_KEY)]);
    let mut live = Live::open(folder.path());
    connection_of(&mut live, "晨星");
    live.press("试查日志");
    live.wait_for("条日志");
    assert_eq!(asked_paths(&station, "/api/log/token"), 1);
    let is_old = |live: &Live| live.window.query_by_label_contains("之后改过").is_some();
    assert!(!is_old(&live));
    live.replace("日志路径", "/elsewhere/log");
    live.wait_for("之后改过");
    live.press("试查日志");
    live.wait_for(&format!("GET {}/elsewhere/log", station.base_url()));
    assert_eq!(asked_paths(&station, "/elsewhere/log"), 1);
    assert!(!is_old(&live));
}

#[test]
fn a_trial_that_hangs_can_be_cancelled() {
    let options = StationOptions::new().fault_everywhere(Fault::Silence);
    let station = DemoStation::start(OneApiStation::new("a"), options).unwrap();
    let folder = folder_with(&[("小满", station.base_url(), WRONG_KEY)]);
    let mut live = Live::open(folder.path());
    connection_of(&mut live, "小满");
    live.press("试查余额");
    live.wait_for("正在试查");
    live.press("取消试查");
    live.wait_for("已取消");
    live.wait_for("试查余额");
}

fn type_log_path(bench: &mut Bench, path: &str) {
    let field = (Role::TextInput, "日志路径");
    bench.window.get_by_role_and_label(field.0, field.1).focus();
    bench.window.run();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.window.run();
    bench.window.get_by_role_and_label(field.0, field.1).type_text(path);
    bench.window.run();
}

#[test]
fn a_form_with_a_mistake_is_not_tried() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "128.4")]);
    bench.window.set_size(vec2(1280.0, 2400.0));
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    bench.window.get_by_role_and_label(Role::DisclosureTriangle, "连接").click();
    bench.window.run();
    type_log_path(&mut bench, "no slash");
    bench.click("试查余额");
    let sent = bench.command();
    assert!(sent.is_none(), "{sent:?}");
    type_log_path(&mut bench, "/own");
    bench.click("试查余额");
    let Some(Command::TrySite { site, question, .. }) = bench.command() else {
        panic!("nothing was tried");
    };
    assert_eq!(site.endpoints.logs.as_deref(), Some("/own"));
    assert_eq!(question, TrialQuestion::Balance);
}
