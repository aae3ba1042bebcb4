//! The line that tells how a run went: its words filter the list, and what failed can be retried.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::Key;
use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::error_kind::ErrorKind;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use window_support::{Bench, answer, failed, good, read_site};

/// Three sites that are being asked; also the number of that run.
fn three_asked() -> (Bench, u64) {
    let sites = [("a", "晨星"), ("b", "北岸"), ("c", "云雀")];
    let sites = sites.map(|(id, name)| read_site(id, name, "20")).into();
    let mut bench = Bench::with_sites(sites);
    bench.click("查询全部");
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    (bench, generation)
}

fn end(bench: &mut Bench, generation: u64, site: &str, failure: Option<ErrorKind>) {
    let reading = failure.map_or_else(|| good("20"), |kind| failed(kind, ""));
    let answer = answer(reading, "{}");
    bench.tell(Event::QueryEnded { generation, site: site.into(), answer });
}

/// A run that has ended: one site answered, two failed.
fn one_good_two_failed() -> Bench {
    let (mut bench, generation) = three_asked();
    end(&mut bench, generation, "a", None);
    end(&mut bench, generation, "b", Some(ErrorKind::Timeout));
    end(&mut bench, generation, "c", Some(ErrorKind::GatewayDown));
    bench
}

/// Which of the sites have a row.
fn rows(bench: &Bench) -> Vec<&'static str> {
    let has_row = |name: &&str| {
        bench.window.query_all_by_label_contains(&format!("{name} · ")).next().is_some()
    };
    ["晨星", "北岸", "云雀"].into_iter().filter(has_row).collect()
}

#[test]
fn the_words_of_the_result_filter_the_list_and_take_it_back() {
    let mut bench = one_good_two_failed();
    assert!(!bench.shows("只看跳过的 0 个"), "nothing was skipped");
    bench.click("只看失败的 2 个");
    assert_eq!(rows(&bench), ["北岸", "云雀"]);
    let both = bench.window.get_all_by_label("不再只看失败的 2 个");
    let states: Vec<_> = both.map(|node| node.accesskit_node().toggled()).collect();
    assert_eq!(states, [Some(Toggled::True); 2], "the word and the chip");
    bench.click("只看成功的 1 个");
    assert_eq!(rows(&bench), ["晨星"]);
    bench.press(Key::Escape);
    assert_eq!(rows(&bench).len(), 3);
    assert!(!bench.shows("不再只看成功的 1 个"));
}

#[test]
fn the_chip_and_all_sites_take_the_filter_back() {
    let mut bench = one_good_two_failed();
    bench.click("只看失败的 2 个");
    bench.click("全部 3");
    assert_eq!(rows(&bench).len(), 3);
    bench.click("只看失败的 2 个");
    let chip = bench.window.get_all_by_label("不再只看失败的 2 个");
    chip.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap().click();
    bench.window.run();
    assert_eq!(rows(&bench).len(), 3);
    assert!(!bench.shows("全部 3"), "without tags and filters there are no chips");
}

#[test]
fn a_filter_is_reached_by_keyboard_and_follows_the_run() {
    let (mut bench, generation) = three_asked();
    end(&mut bench, generation, "b", Some(ErrorKind::Timeout));
    bench.window.get_by_label("只看失败的 1 个").focus();
    bench.window.run();
    bench.press(Key::Enter);
    assert_eq!(rows(&bench), ["北岸"]);
    end(&mut bench, generation, "c", Some(ErrorKind::GatewayDown));
    assert_eq!(rows(&bench), ["北岸", "云雀"]);
    assert!(bench.shows("不再只看失败的 2 个"));
}

#[test]
fn escape_in_a_field_leaves_the_filter_alone() {
    let mut bench = one_good_two_failed();
    bench.click("只看失败的 2 个");
    bench.window.get_by_label("搜索站点、标签、备注").focus();
    bench.window.run();
    bench.press(Key::Escape);
    assert_eq!(rows(&bench).len(), 2, "it left the field");
    bench.press(Key::Escape);
    assert_eq!(rows(&bench).len(), 3);
}

#[test]
fn what_failed_is_retried_and_its_rows_stay_in_sight() {
    let mut bench = one_good_two_failed();
    bench.click("只看失败的 2 个");
    bench.window.get_by_label("重试失败的").focus();
    bench.window.run();
    bench.press(Key::Enter);
    let Some(Command::Query { generation, sites }) = bench.command() else { panic!("not asked") };
    assert_eq!(sites, ["b", "c"]);
    assert!(!bench.shows("重试失败的"), "the run goes on");
    assert_eq!(rows(&bench), ["北岸", "云雀"]);
    end(&mut bench, generation, "b", None);
    end(&mut bench, generation, "c", Some(ErrorKind::Cancelled));
    assert_eq!(rows(&bench), ["北岸", "云雀"], "also those that are good now");
    assert!(bench.shows("只看已取消的 1 个") && bench.shows("重试取消的"));
    bench.click("不再只看重查的 2 个");
    assert_eq!(rows(&bench).len(), 3);
    bench.click("重试取消的");
    assert!(matches!(bench.command(), Some(Command::Query { sites, .. }) if sites == ["c"]));
}

#[test]
fn a_run_without_failures_offers_no_retry() {
    let (mut bench, generation) = three_asked();
    for site in ["a", "b"] {
        end(&mut bench, generation, site, None);
    }
    end(&mut bench, generation, "c", None);
    assert!(bench.shows("只看成功的 3 个"));
    assert!(!bench.shows("重试失败的") && !bench.shows("重试取消的"));
}
