//! What a station tells beside the balance, in the window: asked for only by hand, each part on
//! its own.

#![allow(clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::account_key::{AccountKey, AccountKeyStatus, AccountKeys};
use konata_api::model::announcement::Announcement;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::model_price::{GroupRatio, ModelPrice, PriceList};
use konata_api::model::money::Unit;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::details_query::{DetailsReport, StationDetails};
use konata_api::relay::error::RelayError;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::sync::Arc;
use window_support::{Bench, NOW, read_site, snapshot};

fn account() -> Site {
    Site { access_token: Secret::new("demo-access-token"), ..read_site("a", "晨星", "5") }
}

fn nothing() -> StationDetails {
    StationDetails {
        kind: StationKind::NewApi,
        site_name: None,
        version: None,
        announcements: Vec::new(),
        notice: None,
        keys: None,
        prices: None,
    }
}

fn key(name: &str, status: AccountKeyStatus) -> AccountKey {
    AccountKey {
        name: name.to_owned(),
        status: Some(status),
        remaining: "12.5".parse().ok(),
        used: "3".parse().ok(),
        ..AccountKey::default()
    }
}

fn keys(keys: Vec<AccountKey>) -> StationDetails {
    let list = AccountKeys { keys, unit: Unit::Usd, pagination: None };
    StationDetails { keys: Some(Ok(list)), ..nothing() }
}

fn price(model: &str, input: &str) -> ModelPrice {
    ModelPrice {
        model: model.to_owned(),
        input_per_million: input.parse().ok(),
        ..ModelPrice::default()
    }
}

fn prices(prices: Vec<ModelPrice>) -> StationDetails {
    let list = PriceList { prices, ..PriceList::default() };
    StationDetails { prices: Some(Ok(list)), ..nothing() }
}

fn refused(kind: ErrorKind) -> RelayError {
    RelayError::new(kind)
}

fn tell(bench: &mut Bench, number: u64, details: Result<StationDetails, RelayError>) {
    let report = DetailsReport { details: details.map(Box::new), exchanges: Vec::new() };
    let (site, report) = ("a".to_owned(), Arc::new(report));
    bench.tell(Event::DetailsTold { number, site, report });
}

/// The window on a site whose details are these.
fn showing(site: Site, details: Result<StationDetails, RelayError>) -> Bench {
    let mut bench = Bench::with_details(vec![site]);
    bench.click("账户详情");
    tell(&mut bench, 1, details);
    bench
}

fn asked(bench: &Bench) -> usize {
    let all = std::iter::from_fn(|| bench.command());
    all.filter(|command| matches!(command, Command::AskDetails { .. })).count()
}

#[test]
fn details_are_asked_for_by_hand_and_only_once() {
    let mut bench = Bench::with_details(vec![account()]);
    bench.click("查询余额");
    assert_eq!(asked(&bench), 0, "a query of the balance asks nothing else");
    let mut bench = Bench::with_details(vec![account()]);
    bench.click("账户详情");
    assert_eq!(asked(&bench), 1);
    assert!(bench.shows("正在查询账户详情…") && !bench.shows("再查一次"));
    tell(&mut bench, 1, Ok(nothing()));
    bench.click("收起账户详情");
    assert!(!bench.shows("再查一次"));
    bench.click("账户详情");
    assert_eq!(asked(&bench), 0, "what was told stands");
    bench.click("再查一次");
    assert_eq!(asked(&bench), 1);
}

#[test]
fn another_site_is_not_asked_because_details_are_open() {
    let mut bench = Bench::with_details(vec![account(), read_site("b", "北岸", "2")]);
    bench.click("账户详情");
    assert_eq!(asked(&bench), 1);
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert_eq!(asked(&bench), 0);
    bench.click("查询账户详情");
    assert_eq!(asked(&bench), 1);
}

#[test]
fn each_key_tells_how_it_stands() {
    let unlimited = AccountKey {
        unlimited: Some(true),
        remaining: None,
        ..key("不限额", AccountKeyStatus::Enabled)
    };
    let expired = AccountKey {
        expires_at: Some(NOW - 86_400),
        ..key("过期的", AccountKeyStatus::Enabled)
    };
    let in_debt = AccountKey {
        remaining: "-1.49".parse().ok(),
        ..key("旧号", AccountKeyStatus::Exhausted)
    };
    let told = keys(vec![unlimited, expired, in_debt, key("备用", AccountKeyStatus::Disabled)]);
    let bench = showing(account(), Ok(told));
    for words in
        ["账户的密钥 · 4", "不限额", "不限量", "可用", "已过期", "−$1.49", "已停用", "$12.50"]
    {
        assert!(bench.shows(words), "{words}");
    }
    assert_eq!(bench.window.query_all_by_label("可用").count(), 1, "one has expired");
}

#[test]
fn many_keys_are_drawn_only_where_they_are_seen() {
    let many = (0..5_000).map(|number| key(&format!("key-{number}"), AccountKeyStatus::Enabled));
    let bench = showing(account(), Ok(keys(many.collect())));
    assert!(bench.shows("账户的密钥 · 5000") && bench.shows("key-0"));
    let drawn = bench.window.query_all_by_label_contains("key-").count();
    assert!(drawn < 30, "{drawn}");
}

#[test]
fn without_an_account_it_is_said_what_is_missing() {
    let mut bench = showing(read_site("a", "晨星", "5"), Ok(nothing()));
    assert!(bench.shows_part("没有填账户的访问令牌"));
    bench.window.get_all_by_role_and_label(Role::Button, "编辑站点").last().unwrap().click();
    bench.window.run();
    assert!(bench.shows("站点档案"));
    let bench = showing(account(), Ok(nothing()));
    assert!(bench.shows("这种站点程序不列出账户的密钥"));
    let bench = showing(account(), Ok(keys(Vec::new())));
    assert!(bench.shows("账户里没有密钥，可到站点后台新建"));
}

#[test]
fn a_part_that_fails_does_not_hide_the_others() {
    let told = StationDetails {
        keys: Some(Err(refused(ErrorKind::UnauthorizedAccount).with_message("token 无效"))),
        notice: Some(Err(refused(ErrorKind::Timeout))),
        announcements: vec![Announcement { text: "今晚维护".to_owned(), ..<_>::default() }],
        ..prices(vec![price("gpt-4o", "2.5")])
    };
    let bench = showing(account(), Ok(told));
    assert_eq!(bench.window.query_all_by_label_contains("没有查到：").count(), 2);
    assert!(bench.shows("站点的原话：“token 无效”"));
    assert!(bench.shows("今晚维护") && bench.shows("gpt-4o") && bench.shows("$2.50"));
}

#[test]
fn a_station_that_cannot_be_asked_says_why_and_the_next_try_mends_it() {
    let mut bench = showing(account(), Err(refused(ErrorKind::ConnectFailed)));
    assert!(bench.shows_part("没有查到：") && !bench.shows("公告"));
    bench.click("再查一次");
    tell(&mut bench, 2, Ok(nothing()));
    assert!(!bench.shows_part("没有查到：") && bench.shows("公告"));
}

#[test]
fn a_notice_is_shown_as_text() {
    let notice =
        "<p>充值<b>八折</b></p><script>alert(1)</script><a href=\"https://a.example\">群</a>";
    let told = StationDetails { notice: Some(Ok(notice.to_owned())), ..nothing() };
    let bench = showing(account(), Ok(told));
    assert!(bench.shows("充值八折\n群 (https://a.example)"));
    let told = StationDetails { notice: Some(Ok(String::new())), ..nothing() };
    assert!(showing(account(), Ok(told)).shows("站点现在没有公告"));
    assert!(showing(account(), Ok(nothing())).shows("这种站点程序没有公告"));
}

#[test]
fn prices_keep_their_digits_and_a_default_is_marked() {
    let by_call = ModelPrice { per_call: "0.1".parse().ok(), ..price("mj", "") };
    let unpriced = ModelPrice { is_default: true, ..price("new-model", "75") };
    let told = prices(vec![price("gpt-4o-mini", "0.075"), by_call, unpriced]);
    let bench = showing(account(), Ok(told));
    for words in ["模型价格 · 3", "$0.075", "$0.10", "new-model *"] {
        assert!(bench.shows(words), "{words}");
    }
    assert!(bench.shows_part("这是程序的默认值"));
    assert!(!bench.shows("搜索模型"), "a short list is read");
    assert!(showing(account(), Ok(nothing())).shows("这种站点程序不公布价格"));
    assert!(showing(account(), Ok(prices(Vec::new()))).shows("站点没有公布价格"));
}

#[test]
fn many_prices_are_searched() {
    let many = (0..400).map(|number| price(&format!("model-{number}"), "1")).collect();
    let mut bench = showing(account(), Ok(prices(many)));
    assert!(bench.shows("model-11"), "a dozen rows are in sight");
    assert!(
        bench.shows("model-0") && bench.window.query_all_by_label_contains("model-").count() < 40
    );
    bench.window.get_by_role_and_label(Role::TextInput, "搜索模型").focus();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::TextInput, "搜索模型").type_text("MODEL-399");
    bench.window.run();
    assert!(bench.shows("model-399") && !bench.shows("model-0"));
    bench.window.get_by_role_and_label(Role::TextInput, "搜索模型").type_text("x");
    bench.window.run();
    assert!(bench.shows("没有匹配的模型"));
}

#[test]
fn prices_are_those_of_the_key_s_group_where_it_is_known() {
    let open_to = |model: &str, group: &str| ModelPrice {
        groups: vec![group.to_owned()],
        ..price(model, "2.5")
    };
    let list = PriceList {
        prices: vec![open_to("mine", "vip"), open_to("closed", "default")],
        group_ratios: [("default", "1"), ("vip", "0.8")]
            .map(|(group, ratio)| (group.to_owned(), GroupRatio(ratio.parse().unwrap())))
            .into(),
    };
    let of_key = |name: &str| {
        let own =
            AccountKey { group: Some("vip".to_owned()), ..key(name, AccountKeyStatus::Enabled) };
        StationDetails { prices: Some(Ok(list.clone())), ..keys(vec![own]) }
    };
    let bench = showing(account(), Ok(of_key("A513")));
    assert!(bench.shows("mine") && !bench.shows("closed") && bench.shows("$2.00"));
    assert!(bench.shows_part("按密钥的分组 vip 计算，倍率 ×0.8"));
    let bench = showing(account(), Ok(of_key("another")));
    assert!(bench.shows("mine") && bench.shows("closed") && bench.shows_part("$2.50"));
    assert!(bench.shows_part("未乘分组倍率：default ×1, vip ×0.8"));
}

#[test]
fn details_of_another_account_are_forgotten() {
    let mut bench = showing(account(), Ok(keys(vec![key("旧的", AccountKeyStatus::Enabled)])));
    bench.tell(Event::Loaded(snapshot(vec![account()])));
    assert!(bench.shows("旧的"), "nothing changed");
    let other = Site { access_token: Secret::new("another-token"), ..account() };
    bench.tell(Event::Loaded(snapshot(vec![other])));
    assert!(!bench.shows("旧的") && bench.shows("查询账户详情"));
}

#[test]
fn a_disabled_site_is_not_asked_and_says_why() {
    let mut bench = Bench::with_details(vec![Site { disabled: true, ..account() }]);
    bench.click("账户详情");
    assert_eq!(asked(&bench), 0);
    let ask = bench.window.get_by_role_and_label(Role::Button, "查询账户详情");
    assert!(ask.accesskit_node().is_disabled());
}

#[test]
fn the_price_of_a_call_is_told_in_a_narrow_window_too() {
    let by_call = ModelPrice { per_call: "0.1".parse().ok(), ..price("mj", "") };
    let mut bench = showing(account(), Ok(prices(vec![by_call])));
    assert!(bench.shows("每次") && bench.shows("$0.10"));
    bench.window.set_size(egui::vec2(760.0, 560.0));
    bench.window.run();
    assert!(!bench.shows("每次") && bench.shows("$0.10/次"));
}
