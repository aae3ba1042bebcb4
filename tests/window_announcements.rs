//! What a station announces, and which of it the user has read; and all that a reading tells of an
//! account.

#![allow(clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui_kittest::kittest::Queryable as _;
use konata_api::model::account_id::AccountId;
use konata_api::model::announcement::{Announcement, AnnouncementLevel};
use konata_api::model::balance::{AccountUser, Scope, Usage};
use konata_api::model::site::Site;
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::details_query::{DetailsReport, StationDetails};
use konata_api::worker::event::Event;
use std::sync::Arc;
use window_support::{Bench, NOW, good, read_site, site};

fn announced(text: &str) -> Announcement {
    Announcement { text: text.to_owned(), ..Announcement::default() }
}

fn details(notice: &str, announcements: Vec<Announcement>) -> StationDetails {
    StationDetails {
        kind: StationKind::NewApi,
        site_name: None,
        version: None,
        announcements,
        notice: Some(Ok(notice.to_owned())),
        keys: None,
        prices: None,
    }
}

fn tell(bench: &mut Bench, site: &str, number: u64, details: StationDetails) {
    let report = DetailsReport { details: Ok(Box::new(details)), exchanges: Vec::new() };
    bench.tell(Event::DetailsTold { number, site: site.to_owned(), report: Arc::new(report) });
}

/// A window on the open details of a site.
fn opened(sites: Vec<Site>) -> Bench {
    let mut bench = Bench::with_details(sites);
    bench.click("账户详情");
    bench
}

fn read_so_far(bench: &Bench) -> usize {
    bench.window.state().app().state().read_notices.marks().len()
}

#[test]
fn what_is_new_is_marked_and_read_once_its_end_is_in_sight() {
    let mut bench = opened(vec![read_site("a", "晨星", "5")]);
    let long = "一行公告\n".repeat(60);
    tell(&mut bench, "a", 1, details("今晚维护", vec![announced(&long)]));
    assert!(bench.shows("公告 · 2 条未读") && bench.shows("未读"));
    assert_eq!(read_so_far(&bench), 1, "the end of the long one is out of sight");
    bench.click("收起账户详情");
    assert!(bench.shows("账户详情 · 1 条未读"));
    bench.click("账户详情 · 1 条未读");
    bench.click("标为已读");
    assert_eq!(read_so_far(&bench), 2);
    assert!(!bench.shows("未读") && bench.shows("公告"));
    bench.click("收起账户详情");
    assert!(bench.shows("账户详情"));
}

#[test]
fn what_was_read_is_known_again_at_another_site_of_the_station() {
    let mut other = read_site("b", "北岸", "5");
    other.url = "https://a.example/v1".to_owned();
    let mut bench = opened(vec![read_site("a", "晨星", "5"), other]);
    tell(&mut bench, "a", 1, details("今晚维护", Vec::new()));
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    bench.click("查询账户详情");
    tell(&mut bench, "b", 2, details("今晚维护", vec![announced("新渠道")]));
    assert!(bench.shows("公告 · 1 条未读"));
    assert_eq!(bench.window.query_all_by_label("未读").count(), 1);
}

#[test]
fn an_announcement_tells_when_and_how_it_is_meant() {
    let mut bench = opened(vec![read_site("a", "晨星", "5")]);
    let warning = Announcement {
        remark: Some("可能顺延".to_owned()),
        level: AnnouncementLevel::Warning,
        published_at: Some(NOW - 3 * 86_400),
        ..announced("<b>今晚</b>维护")
    };
    tell(&mut bench, "a", 1, details("", vec![warning]));
    assert!(bench.shows("今晚维护") && bench.shows("可能顺延") && bench.shows("提醒"));
    assert!(bench.shows_part("2026-11-18 · 3 天前"));
}

#[test]
fn nothing_is_counted_before_the_station_was_asked() {
    let bench = Bench::with_details(vec![read_site("a", "晨星", "5")]);
    assert!(bench.shows("账户详情") && !bench.shows_part("未读"));
}

#[test]
fn all_that_a_reading_tells_of_an_account_is_there() {
    let mut reading = good("128.4");
    let balance = reading.balance.as_mut().unwrap();
    balance.scope = Scope::Account;
    balance.plan = Some("Pro".to_owned());
    balance.subscription_active = Some(true);
    balance.key_status = Some("active".to_owned());
    balance.today =
        Some(Usage { cost: "0.42".parse().ok(), requests: Some(1_204), tokens: Some(98_765) });
    balance.user = Some(AccountUser {
        id: Some(AccountId::from(7)),
        name: Some("konata".to_owned()),
        email: Some("k@example.com".to_owned()),
        group: Some("vip".to_owned()),
        status: Some("正常使用".to_owned()),
    });
    let mut site = site("a", "晨星");
    site.take_news(&SiteNews { site: "a".to_owned(), reading, key_details: None });
    let bench = Bench::with_details(vec![site]);
    for words in [
        "$128.40 / 共 $200.00 · 64 %",
        "$71.60",
        "$0.42 · 1,204 次请求 · 98,765 tokens",
        "konata（ID 7）",
        "k@example.com",
        "vip",
        "正常使用",
        "Pro · 在用",
        "A513",
        "active",
    ] {
        assert!(bench.shows(words), "{words}");
    }
}

#[test]
fn what_was_told_yesterday_is_not_called_today() {
    let mut reading = good("5");
    reading.time = NOW - 2 * 86_400;
    let today = Usage { cost: "0.42".parse().ok(), ..Usage::default() };
    reading.balance.as_mut().unwrap().today = Some(today);
    let mut site = site("a", "晨星");
    site.take_news(&SiteNews { site: "a".to_owned(), reading, key_details: None });
    let bench = Bench::with_details(vec![site]);
    assert!(!bench.shows("今日消费") && !bench.shows_part("$0.42"));
}
