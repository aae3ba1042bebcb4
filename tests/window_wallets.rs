//! How the window shows several wallets and plans that tell only shares.

mod window_support;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::balance::{Balance, Scope, Window};
use konata_api::model::balance_part::BalancePart;
use konata_api::model::money::Unit;
use konata_api::model::reading::Reading;
use konata_api::model::site::Site;
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use window_support::{Bench, NOW, good, site};

fn read(kind: StationKind, balance: Balance) -> Site {
    let mut read = site("a", "官方");
    let reading = Reading { kind: Some(kind), balance: Some(balance), ..good("0") };
    read.take_news(&SiteNews { site: "a".to_owned(), reading, key_details: None });
    read
}

/// What the meters of the page show, in percent.
fn meters(bench: &Bench) -> Vec<f64> {
    let bars = bench.window.query_all_by_role(Role::ProgressIndicator);
    bars.filter_map(|bar| bar.accesskit_node().numeric_value()).map(f64::round).collect()
}

#[test]
fn a_plan_of_shares_fills_its_meters_with_what_is_used() {
    let window = |name: &str, percent: i64| Window {
        window: name.to_owned(),
        used_percent: Some(percent.into()),
        resets_at: Some(NOW + 7_200),
        ..Window::default()
    };
    let balance = Balance {
        scope: Scope::Subscription,
        unit: Unit::Percent,
        windows: vec![window("5h", 26), window("7d", 5)],
        ..Balance::default()
    };
    let bench = Bench::with_details(vec![read(StationKind::ZhipuPlan, balance)]);
    let row = "官方 · 正常 · zhipu-plan · 已用 26 % · 订阅 · 5 小时 已用 26 % · 3 分钟前";
    bench.window.get_by_label(row);
    bench.window.get_by_label("已用 5 %");
    // The balance shows the fullest window, then comes each.
    assert_eq!(meters(&bench), [26.0, 26.0, 5.0]);
}

#[test]
fn wallets_of_several_currencies_stand_side_by_side() {
    let wallet = |amount: i64, unit: Unit, granted: Option<i64>| BalancePart {
        remaining: Some(amount.into()),
        unit,
        granted: granted.map(Into::into),
        ..BalancePart::default()
    };
    let balance = Balance {
        scope: Scope::Account,
        unit: Unit::Cny,
        remaining: Some(110.into()),
        parts: vec![wallet(110, Unit::Cny, Some(10)), wallet(2, Unit::Usd, None)],
        ..Balance::default()
    };
    let bench = Bench::with_details(vec![read(StationKind::DeepSeek, balance)]);
    bench.window.get_by_label("官方 · 正常 · deepseek · ¥110.00 · 账户 · 3 分钟前");
    for label in ["CNY 钱包", "¥110.00 · 赠送 ¥10.00", "USD 钱包", "$2.00"] {
        bench.window.get_by_label(label);
    }
}
