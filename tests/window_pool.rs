//! What the window says of stations that lend keys or accounts of a pool.

#![allow(clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui_kittest::kittest::Queryable as _;
use konata_api::model::balance::{Balance, Scope};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::money::Unit;
use konata_api::model::pool_status::{PoolMembers, PoolStatus};
use konata_api::model::reading::{Reading, ReadingState};
use konata_api::model::site::{LastError, Site};
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::text::Language;
use konata_api::worker::event::Event;
use window_support::{Bench, NOW, good, site, snapshot};

fn taken(mut site: Site, reading: Reading) -> Site {
    site.take_news(&SiteNews { site: site.id.clone(), reading, key_details: None });
    site
}

fn pool_of_keys() -> Site {
    let balance = Balance {
        scope: Scope::Account,
        remaining: "1204.1".parse().ok(),
        unit: Unit::Cny,
        ..Balance::default()
    };
    let reading = Reading {
        kind: Some(StationKind::SiliconFlowPool),
        balance: Some(balance),
        pool: Some(PoolStatus {
            members: PoolMembers::Keys,
            accounts: 12,
            ..PoolStatus::default()
        }),
        ..good("0")
    };
    taken(site("b", "硅基密钥池"), reading)
}

fn without_balance(pool: Option<PoolStatus>) -> Site {
    let reading = Reading {
        kind: Some(StationKind::Ki2Api),
        state: ReadingState::NoBalance,
        balance: None,
        pool,
        ..good("0")
    };
    taken(site("a", "Kiro 网关"), reading)
}

fn pool_of_accounts() -> Site {
    without_balance(Some(PoolStatus {
        members: PoolMembers::Accounts,
        accounts: 3,
        seen: Some(2),
        unusable: Some(1),
        current: Some(1),
    }))
}

#[test]
fn rows_tell_the_size_of_a_pool() {
    let bench = Bench::with_sites(vec![pool_of_accounts(), pool_of_keys()]);
    let rows = [
        "Kiro 网关 · 正常 · ki2api · ∅ · 无余额接口 · 账号 3，可用 2 · 3 分钟前",
        "硅基密钥池 · 正常 · siliconflow-pool · ¥1,204.10 · 密钥池 · 12 把 · 3 分钟前",
    ];
    for row in rows {
        bench.window.get_by_label(row);
    }
    let bench = Bench::with_sites(vec![without_balance(None)]);
    bench.window.get_by_label("Kiro 网关 · 正常 · ki2api · ∅ · 无余额接口 · 3 分钟前");
}

#[test]
fn details_tell_how_the_pool_stands_and_that_there_is_no_money() {
    let mut bench = Bench::with_details(vec![pool_of_accounts(), pool_of_keys()]);
    assert!(bench.shows("账号池") && bench.shows("账号 3，可用 2 · 用过 2 · 当前第 2 个"));
    let no_money = "这种站点程序没有余额和日志接口，只能查模型和密钥是否有效";
    assert!(bench.shows(no_money) && bench.shows("密钥有效"));
    bench.window.get_by_label_contains("硅基密钥池 · ").click();
    bench.window.run();
    assert!(bench.shows("密钥池") && bench.shows("12 把"));
    assert!(!bench.shows(no_money));
}

#[test]
fn a_pool_is_told_in_english_too() {
    let mut bench = Bench::new(Language::En);
    bench.tell(Event::Loaded(snapshot(vec![pool_of_accounts()])));
    let words = "Has no balance to read · 3 accounts, 2 usable";
    bench.window.get_by_label_contains(words);
}

#[test]
fn where_there_was_no_balance_none_is_said_to_be_shown_after_a_failure() {
    let mut site = pool_of_accounts();
    site.last_error = Some(LastError { kind: ErrorKind::GatewayDown, time: NOW - 60 });
    let mut bench = Bench::with_sites(vec![site]);
    bench.click("余额 / 日志");
    assert!(bench.shows("这个站点还没有读到过余额"));
    assert!(bench.window.query_by_label_contains("显示 3 分钟前").is_none());
}
