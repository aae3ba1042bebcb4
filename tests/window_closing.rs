//! Closing the window while changes are not saved.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use window_support::{Bench, read_site, snapshot};

/// Two sites; something was typed into this field of the first.
fn typed_into(field: &str, text: &str) -> Bench {
    let sites = vec![read_site("a", "晨星", "1"), read_site("b", "北岸", "2")];
    let mut bench = Bench::with_sites(sites);
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    bench.window.get_by_role_and_label(Role::TextInput, field).focus();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    bench.window.run();
    bench
}

/// What the window told the system in the frames of one step.
fn told(bench: &mut Bench) -> Vec<ViewportCommand> {
    bench.window.step();
    let outputs = bench.window.output().viewport_output.values();
    outputs.flat_map(|viewport| viewport.commands.clone()).collect()
}

/// Asks the window to close, as the cross in its corner does. Tells whether it lets that happen.
fn closes(bench: &mut Bench) -> bool {
    let viewports = &mut bench.window.input_mut().viewports;
    viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    let cancelled = told(bench).contains(&ViewportCommand::CancelClose);
    bench.window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    bench.window.run();
    !cancelled
}

/// Whether the window closes by itself within a few frames.
fn closes_itself(bench: &mut Bench) -> bool {
    (0..6).any(|_| told(bench).contains(&ViewportCommand::Close))
}

#[test]
fn without_changes_the_window_just_closes() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "1")]);
    assert!(closes(&mut bench));
    assert!(!bench.shows("保存并退出"));
}

#[test]
fn unsaved_changes_are_named_and_escape_keeps_the_window_open() {
    let mut bench = typed_into("标签", "mine");
    assert!(!closes(&mut bench));
    bench.window.get_by_label("有 1 个站点的修改未保存");
    assert!(bench.window.get_by_label("保存并退出").is_focused());
    bench.press(Key::F5);
    assert!(bench.command().is_none(), "the question takes the keys");
    bench.press(Key::Escape);
    assert!(!bench.shows("保存并退出"));
    assert!(bench.shows("未保存"), "nothing is lost");
    assert!(!closes(&mut bench), "it is asked again");
    bench.window.get_all_by_label("取消").last().unwrap().click();
    bench.window.run();
    assert!(!bench.shows("保存并退出"));
}

#[test]
fn changes_are_saved_before_the_window_closes() {
    let mut bench = typed_into("标签", "mine");
    assert!(!closes(&mut bench));
    bench.press(Key::Enter);
    assert!(matches!(bench.command(), Some(Command::EditSite { site, .. }) if site == "a"));
    assert!(!closes_itself(&mut bench), "it is not saved yet");
    let save = bench.window.get_by_label("保存并退出");
    assert!(save.accesskit_node().is_disabled());
    let mut saved = read_site("a", "晨星", "1");
    saved.tags = vec!["mine".into()];
    bench.send(Event::Loaded(snapshot(vec![saved])));
    bench.send(Event::SiteEdited { number: 1 });
    assert!(closes_itself(&mut bench));
    assert!(closes(&mut bench));
}

#[test]
fn changes_can_be_thrown_away() {
    let mut bench = typed_into("标签", "mine");
    assert!(!closes(&mut bench));
    bench.window.get_by_label("放弃并退出").click();
    assert!(closes_itself(&mut bench));
    assert!(bench.command().is_none(), "nothing is saved");
    assert!(closes(&mut bench));
}

#[test]
fn a_mistake_is_told_and_led_to() {
    let mut bench = typed_into("低余额线", "-1");
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    bench.window.run();
    assert!(!closes(&mut bench));
    bench.window.get_by_label("低余额线：请填不小于 0 的数字");
    let save = bench.window.get_by_label("保存并退出");
    assert!(save.accesskit_node().is_disabled());
    bench.click("去改 晨星");
    assert!(!bench.shows("保存并退出"));
    assert_eq!(bench.window.state().app().state().selected.as_deref(), Some("a"));
    assert!(bench.window.get_by_role_and_label(Role::TextInput, "低余额线").is_focused());
}
