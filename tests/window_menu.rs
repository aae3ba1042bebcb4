//! What concerns the whole list: its menu, pasting a site, the first steps without any site.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::{Event as Input, Key, Theme, ViewportCommand, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::app::demo_window::DemoWindow;
use konata_api::app::look::Look;
use konata_api::app::new_site_form::NewSiteForm;
use konata_api::model::secret::Secret;
use konata_api::text::{Language, Text};
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::io;
use std::sync::mpsc::channel;
use window_support::{Bench, read_site, snapshot};

const KEY: &str = "sk-Abc123Def456Ghi789Jkl012";

fn two_sites() -> Bench {
    Bench::with_sites(vec![read_site("a", "晨星", "128"), read_site("b", "北岸", "2")])
}

fn press(bench: &mut Bench, label: &str) {
    bench.window.get_all_by_role_and_label(Role::Button, label).last().unwrap().click();
    bench.window.run();
}

/// Presses a line of the menu, which stands in front of a button of the same name.
fn choose(bench: &mut Bench, line: &str) {
    press(bench, "更多");
    let lines = bench.window.get_all_by_role_and_label(Role::Button, line);
    lines.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).unwrap().click();
    bench.window.run();
}

fn is_chosen(bench: &Bench, line: &str) -> bool {
    let line = bench.window.get_by_role_and_label(Role::Button, line);
    line.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

/// Presses a button, and tells what the window then asked of the system.
fn asked_of_system(bench: &mut Bench, button: &str) -> Vec<ViewportCommand> {
    bench.window.get_all_by_role_and_label(Role::Button, button).last().unwrap().click();
    (0..3)
        .flat_map(|_| {
            bench.window.step();
            bench.window.output().viewport_output[&ViewportId::ROOT].commands.clone()
        })
        .collect()
}

fn paste(bench: &mut Bench, text: &str) {
    bench.window.event(Input::Paste(text.to_owned()));
    bench.window.run();
}

fn form(bench: &Bench) -> Option<&NewSiteForm> {
    bench.window.state().app().state().new_site.as_ref()
}

#[test]
fn the_language_changes_at_once_and_the_menu_says_which_it_is() {
    let mut bench = two_sites();
    press(&mut bench, "更多");
    assert!(is_chosen(&bench, "中文") && !is_chosen(&bench, "English"));
    let title = ViewportCommand::Title("KonataAPI".to_owned());
    assert!(asked_of_system(&mut bench, "English").contains(&title));
    bench.window.run();
    bench.window.get_by_label_contains("晨星 · Fine");
    press(&mut bench, "More");
    assert!(is_chosen(&bench, "English") && !is_chosen(&bench, "中文"));
    press(&mut bench, "中文");
    bench.window.get_by_label_contains("晨星 · 正常");
}

#[test]
fn the_look_changes_at_once_and_the_menu_says_which_it_is() {
    let mut bench = two_sites();
    press(&mut bench, "更多");
    assert!(is_chosen(&bench, "跟随系统"));
    for (line, look, theme) in
        [("浅色", Look::Light, Theme::Light), ("深色", Look::Dark, Theme::Dark)]
    {
        press(&mut bench, line);
        assert_eq!(bench.window.ctx.theme(), theme);
        assert_eq!(bench.window.state().app().state().look, look);
        press(&mut bench, "更多");
        assert!(is_chosen(&bench, line) && !is_chosen(&bench, "跟随系统"));
    }
}

#[test]
fn the_menu_works_by_keyboard() {
    let mut bench = two_sites();
    bench.window.get_by_role_and_label(Role::Button, "更多").focus();
    bench.window.run();
    bench.window.key_press(Key::Enter);
    bench.window.run();
    let is_focused = |bench: &Bench, button: &str| {
        bench.window.get_by_role_and_label(Role::Button, button).is_focused()
    };
    for line in ["从剪贴板粘贴", "全选", "删除 晨星", "设置", "中文", "English"] {
        bench.window.key_press(Key::Tab);
        bench.window.run();
        assert!(is_focused(&bench, line), "{line}");
    }
    bench.window.key_press(Key::Enter);
    bench.window.run();
    press(&mut bench, "More");
    bench.window.key_press(Key::Escape);
    bench.window.run();
    assert!(bench.window.query_by_label("English").is_none());
    assert!(is_focused(&bench, "More"));
}

#[test]
fn all_sites_are_chosen_and_deleted_by_the_menu() {
    let mut bench = two_sites();
    choose(&mut bench, "删除 晨星");
    let Some(Command::RemoveSites(sites)) = bench.command() else { panic!("not deleted") };
    assert_eq!(sites, ["a"]);
    choose(&mut bench, "全选");
    choose(&mut bench, "删除所选 2");
    let Some(Command::RemoveSites(sites)) = bench.command() else { panic!("not deleted") };
    assert_eq!(sites, ["a", "b"]);
}

#[test]
fn an_empty_list_has_nothing_to_choose_or_delete() {
    let mut bench = Bench::with_sites(Vec::new());
    press(&mut bench, "更多");
    for line in ["全选", "删除"] {
        let line = bench.window.get_by_role_and_label(Role::Button, line);
        assert!(line.accesskit_node().is_disabled());
    }
}

#[test]
fn what_is_pasted_fills_the_form_and_is_not_saved_by_itself() {
    let mut bench = Bench::with_sites(Vec::new());
    paste(&mut bench, &format!("地址：https://relay.example/v1\n密钥：{KEY}"));
    let expected = NewSiteForm {
        url: "https://relay.example".to_owned(),
        key: Secret::new(KEY),
        pasted: true,
        ..NewSiteForm::default()
    };
    assert_eq!(form(&bench), Some(&expected));
    assert!(bench.command().is_none());
    bench.window.get_by_label(Text::PastedCheck.in_language(Language::Zh));
    assert!(bench.window.query_by_label_contains(KEY).is_none());
    press(&mut bench, "保存并查询");
    let Some(Command::AddSite(site)) = bench.command() else { panic!("not saved") };
    assert_eq!((site.url.as_str(), site.api_key.reveal()), ("https://relay.example", KEY));
}

#[test]
fn the_button_asks_for_the_clipboard() {
    let mut bench = Bench::with_sites(Vec::new());
    let asked = asked_of_system(&mut bench, "从剪贴板粘贴");
    assert!(asked.contains(&ViewportCommand::RequestPaste));
    paste(&mut bench, "https://relay.example");
    assert!(form(&bench).is_some());
}

#[test]
fn the_menu_asks_for_the_clipboard_too() {
    let mut bench = two_sites();
    press(&mut bench, "更多");
    let asked = asked_of_system(&mut bench, "从剪贴板粘贴");
    assert!(asked.contains(&ViewportCommand::RequestPaste));
}

#[test]
fn a_clipboard_without_a_site_says_so_once() {
    let notice = Text::NothingToPaste.in_language(Language::Zh);
    let mut bench = Bench::with_sites(Vec::new());
    press(&mut bench, "从剪贴板粘贴");
    assert!(bench.window.query_by_label(notice).is_some(), "an empty clipboard");
    paste(&mut bench, "今天天气不错");
    assert_eq!(bench.window.query_all_by_label(notice).count(), 1);
    assert!(form(&bench).is_none());
    paste(&mut bench, "https://relay.example");
    assert!(bench.window.query_by_label(notice).is_none());
}

#[test]
fn a_key_without_an_address_asks_for_the_address() {
    let mut bench = Bench::with_sites(Vec::new());
    paste(&mut bench, KEY);
    let words = Text::PastedNoAddress.in_language(Language::Zh);
    bench.window.get_by_label(words);
    let address = bench.window.get_by_role_and_label(Role::TextInput, "网址");
    assert!(address.is_focused());
    address.type_text("relay.example");
    bench.window.run();
    assert!(bench.window.query_by_label(words).is_none());
}

#[test]
fn a_field_with_the_keyboard_keeps_what_is_pasted() {
    let mut bench = two_sites();
    bench.window.get_by_role_and_label(Role::TextInput, "搜索站点、标签、备注").focus();
    bench.window.run();
    paste(&mut bench, "https://relay.example");
    assert!(form(&bench).is_none());
    assert_eq!(bench.window.state().app().state().list.search, "https://relay.example");
}

#[test]
fn a_form_that_is_open_is_not_overwritten() {
    let mut bench = Bench::with_sites(Vec::new());
    paste(&mut bench, "https://relay.example");
    bench.window.get_by_role_and_label(Role::Button, "放弃").focus();
    bench.window.run();
    paste(&mut bench, "https://other.example");
    assert_eq!(form(&bench).unwrap().url, "https://relay.example");
}

#[test]
fn the_demo_opens_in_a_window_of_its_own_in_the_same_language() {
    let (opened, languages) = channel();
    let mut bench = Bench::with_app(Language::En, |app| {
        app.with_demo_window(DemoWindow::new(move |language| {
            opened.send(language).map_err(io::Error::other)
        }))
    });
    bench.tell(Event::Loaded(snapshot(Vec::new())));
    press(&mut bench, "Look at the demo");
    assert_eq!(languages.try_iter().collect::<Vec<_>>(), [Language::En]);
    assert!(bench.command().is_none());
}

#[test]
fn a_demo_that_does_not_open_says_so() {
    let mut bench = Bench::with_app(Language::Zh, |app| {
        app.with_demo_window(DemoWindow::new(|_| Err(io::ErrorKind::NotFound.into())))
    });
    bench.tell(Event::Loaded(snapshot(Vec::new())));
    press(&mut bench, "看看演示");
    bench.window.get_by_label_contains("没能打开演示窗口");
}
