//! What can be done with one site from its row and its header, and what is told of it there.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::app::tab::Tab;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::reading::Attempt;
use konata_api::model::site::{Site, SiteType};
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer};
use std::sync::Arc;
use window_support::{Bench, answer, failed, read_site, site};

fn two_sites() -> Bench {
    Bench::with_sites(vec![read_site("a", "晨星", "128.4"), read_site("b", "北岸", "2")])
}

fn name_is_focused(bench: &Bench) -> bool {
    bench.window.get_by_role_and_label(Role::TextInput, "名称").is_focused()
}

#[test]
fn a_row_leads_to_the_form_of_its_site() {
    let mut bench = two_sites();
    bench.window.get_by_label_contains("北岸 · ").click_secondary();
    bench.window.run();
    bench.click("编辑");
    let state = bench.window.state().app().state();
    assert_eq!((state.selected.as_deref(), state.tab), (Some("b"), Tab::Statistics));
    assert!(name_is_focused(&bench));
}

#[test]
fn the_header_leads_to_the_form_also_where_it_stands_already() {
    let mut bench = two_sites();
    bench.click("编辑站点");
    assert!(name_is_focused(&bench));
    bench.window.get_by_role_and_label(Role::TextInput, "标签").focus();
    bench.window.run();
    assert!(!name_is_focused(&bench));
    bench.click("编辑站点");
    assert!(name_is_focused(&bench));
}

#[test]
fn the_header_opens_the_website_where_there_is_an_address() {
    let bench = two_sites();
    let open = bench.window.get_by_role_and_label(Role::Button, "打开网站");
    assert!(!open.accesskit_node().is_disabled());
    let lost = Site { url: String::new(), ..site("a", "晨星") };
    let bench = Bench::with_sites(vec![lost]);
    let open = bench.window.get_by_role_and_label(Role::Button, "打开网站");
    assert!(open.accesskit_node().is_disabled());
}

#[test]
fn a_narrow_header_keeps_its_buttons_without_their_words() {
    let mut bench = two_sites();
    let width =
        |bench: &Bench| bench.window.get_by_role_and_label(Role::Button, "打开网站").rect().width();
    assert!(width(&bench) > 60.0, "{}", width(&bench));
    bench.window.set_size(vec2(760.0, 560.0));
    bench.window.run();
    assert!(width(&bench) <= 32.0, "{}", width(&bench));
    let edit = bench.window.get_by_role_and_label(Role::Button, "编辑站点").rect();
    assert!(edit.right() <= 760.0 - 19.0, "{edit:?}");
}

#[test]
fn copying_is_told_for_a_moment_and_moves_no_focus() {
    let mut bench = two_sites();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    assert!(!bench.shows("已复制"));
    let copy = bench.window.get_by_label("复制密钥");
    copy.focus();
    bench.window.run();
    bench.press(Key::Enter);
    let told = bench.window.get_by_label("已复制");
    assert_eq!(told.accesskit_node().live(), Live::Polite);
    assert!(bench.window.get_by_label("复制密钥").is_focused());
    let delay = bench.window.output().viewport_output.values().map(|v| v.repaint_delay).min();
    assert!(delay.unwrap().as_millis() > 500, "it sleeps until the note goes: {delay:?}");
    // A step is a quarter of a second.
    bench.window.run_steps(9);
    assert!(!bench.shows("已复制"));
}

#[test]
fn the_type_of_a_site_is_told_in_its_header_and_an_unusual_one_in_its_row() {
    let free = Site { site_type: SiteType::Free, ..read_site("b", "北岸", "2") };
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "1"), free]);
    assert!(bench.shows("付费站") && !bench.shows("公益站"));
    bench.window.get_by_label_contains("北岸 · 余额低 · new-api · 公益站 · $2.00").click();
    bench.window.run();
    assert!(bench.shows("公益站") && !bench.shows("付费站"));
}

#[test]
fn a_long_path_gives_way_to_the_outcome() {
    let mut bench = two_sites();
    bench.open_details();
    bench.window.set_size(vec2(1180.0, 724.0));
    bench.press(Key::F5);
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    let mut told = Arc::unwrap_or_clone(answer(failed(ErrorKind::InvalidKey, ""), ""));
    told.reading.tried = vec![Attempt {
        method: "GET".into(),
        path: "/v1/dashboard/billing/subscription/and/so/on/and/on".into(),
        status: Some(200),
        outcome: "not_this_kind",
    }];
    let answer: Arc<SiteAnswer> = told.into();
    bench.tell(Event::QueryEnded { generation, site: "a".into(), answer });
    let words = "不是这种站点程序";
    let drawn = bench.window.get_by_label(words).rect().width();
    // Thirteen points for each of the eight characters.
    assert!(drawn >= 8.0 * 13.0 - 1.0, "{drawn}");
}
