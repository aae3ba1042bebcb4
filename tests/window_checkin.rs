//! The daily check-in in the window: who can, how it goes, and what it came to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::app::browser::Browser;
use konata_api::model::checkin::CheckinAward;
use konata_api::model::checkin_result::{CheckinResult, CheckinState};
use konata_api::model::checkin_setup::CheckinSetup;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::money::{Money, Unit};
use konata_api::model::reading::Failure;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::relay::checkin_query::CheckinReport;
use konata_api::text::Language;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use window_support::{Bench, NOW, read_site, snapshot};

fn account(id: &str, name: &str) -> Site {
    Site { access_token: Secret::new("demo-access-token"), ..read_site(id, name, "5") }
}

fn with_page(site: Site) -> Site {
    let page = "https://relay.example/console".to_owned();
    Site { checkin: CheckinSetup { page, ..CheckinSetup::default() }, ..site }
}

fn result(state: CheckinState) -> CheckinResult {
    CheckinResult::new(state, NOW - 60)
}

fn done(amount: &str, unit: Unit) -> CheckinResult {
    let awarded = Some(Money::new(amount.parse().unwrap(), unit.clone()));
    CheckinResult {
        award: Some(CheckinAward { awarded, ..CheckinAward::default() }),
        balance: Some(Money::new("6.5".parse().unwrap(), unit)),
        message: "签到成功".to_owned(),
        ..result(CheckinState::Done)
    }
}

fn failure(kind: ErrorKind, message: &str) -> Failure {
    Failure { kind, message: message.to_owned(), http_status: None }
}

fn failed(kind: ErrorKind) -> CheckinResult {
    CheckinResult::failed(failure(kind, ""), NOW - 60)
}

fn end(bench: &mut Bench, generation: u64, site: &str, result: CheckinResult) {
    let report = Arc::new(CheckinReport { result, exchanges: Vec::new() });
    bench.tell(Event::CheckinEnded { generation, site: site.to_owned(), report });
}

/// The check-ins among what was sent.
fn asked(bench: &Bench) -> Option<Vec<String>> {
    std::iter::from_fn(|| bench.command()).find_map(|command| match command {
        Command::CheckIn { sites, .. } => Some(sites),
        _ => None,
    })
}

fn is_enabled(bench: &Bench, label: &str) -> bool {
    let button = bench.window.get_by_role_and_label(Role::Button, label);
    !button.accesskit_node().is_disabled()
}

/// Checks one site in, which ends so, and shows its page.
fn ended_as(site: Site, result: CheckinResult) -> Bench {
    let id = site.id.clone();
    let mut bench = Bench::with_sites(vec![site]);
    bench.click("签到");
    end(&mut bench, 1, &id, result);
    bench
}

#[test]
fn all_that_can_are_checked_in_and_nobody_by_itself() {
    let key_only = read_site("c", "只有密钥", "3");
    let mut bench = Bench::with_sites(vec![
        account("a", "晨星"),
        with_page(read_site("b", "北岸", "2")),
        key_only,
    ]);
    bench.window.run();
    assert_eq!(asked(&bench), None);
    bench.click("签到");
    assert_eq!(asked(&bench), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert!(!is_enabled(&bench, "签到"), "it is under way");
}

#[test]
fn the_button_is_off_where_nobody_can() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "5")]);
    assert!(!is_enabled(&bench, "签到"));
    bench.window.get_by_label("签到").hover();
    bench.window.run();
    bench.window.get_by_label_contains("没有能签到的站点");
}

#[test]
fn progress_names_the_site_and_can_be_cancelled_once() {
    let mut bench = Bench::with_sites(vec![account("a", "晨星"), account("b", "北岸")]);
    bench.click("签到");
    assert!(asked(&bench).is_some());
    bench.tell(Event::CheckinStarted { generation: 1, site: "b".to_owned() });
    assert!(bench.shows("签到 0 / 2 · 北岸"));
    bench.window.get_by_label_contains("北岸 · 余额低 · new-api · $5.00 · 正在签到…");
    end(&mut bench, 1, "b", result(CheckinState::Already));
    assert!(bench.shows("签到 1 / 2"));
    bench.click("取消签到");
    assert!(matches!(bench.command(), Some(Command::CancelCheckins)));
    assert!(!is_enabled(&bench, "取消签到"));
    end(&mut bench, 1, "a", failed(ErrorKind::Cancelled));
    assert!(bench.shows("签到 1/2，1 站已取消"));
}

#[test]
fn the_sum_counts_each_end_and_adds_no_units_up() {
    let sites = ["a", "b", "c", "d", "e", "f"].map(|id| account(id, &id.to_uppercase()));
    let mut bench = Bench::with_sites(sites.into());
    bench.click("签到");
    end(&mut bench, 1, "a", done("0.7", Unit::Usd));
    end(&mut bench, 1, "b", done("0.5", Unit::Usd));
    end(&mut bench, 1, "c", done("2", Unit::Cny));
    end(&mut bench, 1, "d", result(CheckinState::Already));
    end(&mut bench, 1, "e", result(CheckinState::OpenPage));
    end(&mut bench, 1, "f", failed(ErrorKind::Timeout));
    assert!(bench.shows("签到 4/6，今日 +$1.20 +¥2.00，1 站要打开网页，1 站失败"));
    bench.click("看 F 的签到结果");
    assert!(bench.shows_part("签到失败："));
    bench.click("关闭签到结果");
    assert!(!bench.shows_part("签到 4/6"));
}

#[test]
fn a_run_with_a_site_that_is_removed_comes_to_its_end() {
    let mut bench = Bench::with_sites(vec![account("a", "晨星"), account("b", "北岸")]);
    bench.click("签到");
    end(&mut bench, 1, "a", result(CheckinState::Already));
    bench.tell(Event::Loaded(snapshot(vec![account("a", "晨星")])));
    assert!(bench.shows("签到 1/1"));
    assert!(is_enabled(&bench, "签到"));
}

#[test]
fn one_site_is_checked_in_by_its_menu() {
    let mut bench = Bench::with_sites(vec![account("a", "晨星"), account("b", "北岸")]);
    bench.window.get_by_label_contains("北岸 · ").click_secondary();
    bench.window.run();
    let lines = bench.window.get_all_by_role_and_label(Role::Button, "签到");
    lines.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).unwrap().click();
    bench.window.run();
    assert_eq!(asked(&bench), Some(vec!["b".to_owned()]));
}

#[test]
fn what_was_brought_stands_on_the_page_of_the_site() {
    let bench = ended_as(account("a", "晨星"), done("0.5", Unit::Usd));
    assert!(bench.shows("今日已签到 +$0.50"));
    bench.window.get_by_label_contains("账户现有 $6.50");
    assert!(bench.shows("站点的原话：“签到成功”"));
    assert!(!bench.shows("重试签到"));
}

#[test]
fn an_award_that_is_not_told_is_no_number() {
    let untold =
        CheckinResult { award: Some(CheckinAward::default()), ..result(CheckinState::Done) };
    let bench = ended_as(account("a", "晨星"), untold);
    assert!(bench.shows("今日已签到"));
    bench.window.get_by_label_contains("站点没有说送了多少");
    assert!(bench.shows("签到 1/1"));
}

#[test]
fn what_was_made_before_is_told_as_such() {
    let bench = ended_as(account("a", "晨星"), result(CheckinState::Already));
    assert!(bench.shows("今日已签到"));
    assert!(bench.shows("今天已签过，没有重复领取"));
}

#[test]
fn a_page_is_opened_by_its_button_only() {
    let (open, opened) = channel();
    let open = Mutex::new(open);
    let browser = Browser::new(move |page| {
        open.lock().unwrap().send(page.to_owned()).unwrap();
        Ok(())
    });
    let mut bench = Bench::with_app(Language::Zh, |app| app.with_browser(browser));
    bench.tell(Event::Loaded(snapshot(vec![with_page(account("a", "晨星"))])));
    bench.click("签到");
    let by_hand = CheckinResult {
        failure: Some(failure(ErrorKind::TurnstileRequired, "Turnstile token 为空")),
        ..result(CheckinState::OpenPage)
    };
    end(&mut bench, 1, "a", by_hand);
    assert!(bench.shows("请在网页签到：需要人机验证"));
    assert!(bench.shows("站点的原话：“Turnstile token 为空”"));
    assert!(opened.try_recv().is_err());
    bench.click("打开签到网页");
    let page = opened.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(page, "https://relay.example/console");
}

#[test]
fn a_station_that_offers_none_is_not_asked_again() {
    let skipped = CheckinResult {
        failure: Some(failure(ErrorKind::FeatureDisabled, "")),
        ..result(CheckinState::Skipped)
    };
    let bench = ended_as(account("a", "晨星"), skipped);
    assert!(bench.shows("未签到：站点关闭了此功能") && !bench.shows("重试签到"));
    assert!(bench.shows("签到 0/1，1 站不能签到"));
}

#[test]
fn a_failure_says_why_and_what_to_do() {
    let mut bench = ended_as(account("a", "晨星"), failed(ErrorKind::TurnstileRequired));
    assert!(bench.shows("签到失败：需要人机验证"));
    assert!(bench.shows("请在浏览器里打开网站完成验证"));
    assert!(asked(&bench).is_some());
    bench.click("重试签到");
    assert_eq!(asked(&bench), Some(vec!["a".to_owned()]));
}

#[test]
fn yesterday_s_check_in_is_not_told_as_today_s() {
    let yesterday = CheckinResult::new(CheckinState::Already, NOW - 26 * 3600);
    let bench = ended_as(account("a", "晨星"), yesterday);
    assert!(!bench.shows("今日已签到"));
}

#[test]
fn the_buttons_of_the_list_fit_beside_each_other_in_both_languages() {
    for (language, words) in [
        (Language::Zh, ["添加站点", "查询全部", "签到", "更多"]),
        (Language::En, ["Add site", "Query all", "Check in", "More"]),
    ] {
        let mut bench = Bench::new(language);
        bench.tell(Event::Loaded(snapshot(vec![account("a", "A")])));
        let buttons =
            words.map(|name| bench.window.get_by_role_and_label(Role::Button, name).rect());
        assert!(buttons.is_sorted_by(|left, right| left.right() <= right.left()), "{buttons:?}");
    }
}
