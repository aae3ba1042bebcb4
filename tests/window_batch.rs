//! The summary of the newest run: what it came to for each site, and which sites no total counts.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::balance::{Scope, Usage};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::reading::Reading;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::site_news::SiteNews;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use window_support::{Bench, NOW, answer, failed, good, site, snapshot, stale_site};

const OPEN: &str = "本次查询的明细";

fn with_today(remaining: &str, cost: &str) -> Reading {
    let mut reading = good(remaining);
    reading.time = NOW;
    let today = Usage { cost: cost.parse().ok(), ..Usage::default() };
    reading.balance.as_mut().unwrap().today = Some(today);
    reading
}

fn plan() -> Reading {
    let mut reading = good("60");
    reading.balance.as_mut().unwrap().scope = Scope::Subscription;
    reading
}

/// A run that has brought this for each of the sites.
fn run_of(told: Vec<(Site, Reading)>) -> Bench {
    let sites = told.iter().map(|(site, _)| site.clone()).collect();
    let mut bench = Bench::with_sites(sites);
    bench.click("查询全部");
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    let after = told.iter().map(|(site, reading)| {
        let mut site = site.clone();
        let news = SiteNews { site: site.id.clone(), reading: reading.clone(), key_details: None };
        site.take_news(&news);
        site
    });
    bench.send(Event::Loaded(snapshot(after.collect())));
    for (site, reading) in told {
        bench.send(Event::QueryEnded { generation, site: site.id, answer: answer(reading, "{}") });
    }
    bench.window.run();
    bench
}

fn mixed() -> Bench {
    let incomplete = Site { api_key: Secret::default(), ..site("e", "无钥站") };
    let disabled = Site { disabled: true, ..site("f", "停用站") };
    run_of(vec![
        (site("a", "晨星"), with_today("50", "0.42")),
        (site("b", "北岸"), good("1.2")),
        (site("c", "云雀"), failed(ErrorKind::InvalidKey, "no")),
        (stale_site("d", "旧站"), failed(ErrorKind::Timeout, "")),
        (incomplete, failed(ErrorKind::IncompleteSite, "")),
        (disabled, failed(ErrorKind::DisabledSite, "")),
        (site("g", "套餐站"), plan()),
    ])
}

/// The names of the results in sight, from above.
fn results(bench: &Bench) -> Vec<String> {
    let names = ["晨星", "北岸", "云雀", "旧站", "无钥站", "停用站", "套餐站"];
    let groups = ["失败", "余额低", "正常", "跳过"];
    let mut rows: Vec<(f32, String)> = Vec::new();
    for name in names {
        for group in groups {
            let words = format!("{name} · {group} · ");
            for node in bench.window.query_all_by_label_contains(&words) {
                // Rows of the list of sites behind have a state to choose.
                if node.accesskit_node().toggled().is_none() {
                    rows.push((node.rect().top(), format!("{name} {group}")));
                }
            }
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn every_site_is_told_with_its_result_and_what_to_do() {
    let mut bench = mixed();
    assert_eq!(results(&bench), [""; 0], "it does not open by itself");
    bench.click(OPEN);
    assert_eq!(
        results(&bench),
        [
            "云雀 失败",
            "旧站 失败",
            "北岸 余额低",
            "晨星 正常",
            "套餐站 正常",
            "无钥站 跳过",
            "停用站 跳过"
        ]
    );
    assert!(bench.shows_part("密钥被拒绝 · 到站点后台核对"));
    assert!(bench.shows_part("$40.00 · 密钥 · 连接超时"), "an older number stays, with its scope");
    assert!(bench.shows_part("旧数，仍计入合计"));
    assert!(bench.shows_part("跳过：没有密钥，也没有账户凭据 · 不计入合计：没有余额"));
    assert!(bench.shows_part("跳过：已停用 · 不计入合计"));
    assert!(bench.shows_part("已读到余额 · 不计入合计：套餐"));
    assert!(bench.shows_part("$50.00 · 密钥 · 今日 $0.42"));
    assert!(bench.shows("合计 $91.20") && bench.shows("3 个站点 · 1 站是旧数"));
    assert!(bench.shows("今日 $0.42") && bench.shows("1 站告知"));
}

#[test]
fn the_list_narrows_to_those_left_out() {
    let mut bench = mixed();
    bench.click(OPEN);
    bench.click("不计入合计 4");
    assert_eq!(results(&bench), ["云雀 失败", "套餐站 正常", "无钥站 跳过", "停用站 跳过"]);
    bench.click("失败 2");
    assert_eq!(results(&bench), ["云雀 失败", "旧站 失败"]);
    bench.click("失败 2");
    assert_eq!(results(&bench).len(), 7);
}

#[test]
fn it_opens_and_closes_by_keyboard_and_leads_to_a_site() {
    let mut bench = mixed();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::R);
    bench.window.run();
    assert_eq!(results(&bench).len(), 7);
    bench.press(Key::Escape);
    assert_eq!(results(&bench), [""; 0]);
    bench.click(OPEN);
    bench.window.get_by_label("北岸 · 余额低 · new-api · $1.20 · 密钥 · 余额低").focus();
    bench.window.run();
    bench.press(Key::Enter);
    assert_eq!(results(&bench), [""; 0]);
    assert_eq!(bench.window.state().app().state().selected.as_deref(), Some("b"));
}

#[test]
fn it_is_copied_as_text_with_names_and_reasons() {
    let mut bench = mixed();
    bench.click(OPEN);
    bench.window.get_by_label("复制为文字").click();
    let text = bench.copied().unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("本次查询 · 2026-11-2") && lines[0].ends_with("7 个站点"));
    assert_eq!(lines[1], "失败 2 · 余额低 1 · 正常 2 · 跳过 2");
    assert_eq!(lines[2], "合计 $91.20 · 3 个站点 · 1 站是旧数");
    assert_eq!(lines[3], "今日 $0.42 · 1 站告知");
    assert!(lines.contains(&"晨星\t$50.00\t密钥 · 今日 $0.42\t已读到余额"));
    assert!(text.contains("停用站\t—\t\t跳过：已停用 · 不计入合计"));
    assert!(!text.contains("3f9c"), "no part of a key");
}

#[test]
fn it_follows_a_run_that_goes_on() {
    let sites = ["a", "b"].map(|id| site(id, &format!("站{id}"))).into();
    let mut bench = Bench::with_sites(sites);
    bench.click("查询全部");
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    bench.window.get_by_label(OPEN).click();
    bench.window.run_ok();
    assert!(bench.shows("还在查询 0 / 2") && bench.shows("未完 2"));
    let ended = |site: &str| Event::QueryEnded {
        generation,
        site: site.into(),
        answer: answer(failed(ErrorKind::Timeout, ""), "{}"),
    };
    bench.tell(ended("a"));
    assert!(bench.shows("还在查询 1 / 2") && bench.shows("失败 1"));
    bench.tell(ended("b"));
    assert!(!bench.shows("还在查询 2 / 2") && bench.shows("失败 2"));
}

#[test]
fn of_many_sites_only_those_in_sight_are_drawn() {
    let told = (0..200).map(|n| (site(&format!("s{n}"), &format!("站点 {n}")), good("50")));
    let mut bench = run_of(told.collect());
    bench.click(OPEN);
    let drawn = bench.window.query_all_by_label_contains(" · 正常 · new-api");
    let drawn = drawn.filter(|node| node.accesskit_node().toggled().is_none()).count();
    assert!((5..40).contains(&drawn), "{drawn}");
}

#[test]
fn before_a_run_there_is_nothing_to_open() {
    let mut bench = Bench::with_sites(vec![site("a", "晨星")]);
    assert!(!bench.shows(OPEN));
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::R);
    bench.window.run();
    assert!(!bench.shows("复制为文字"));
}
