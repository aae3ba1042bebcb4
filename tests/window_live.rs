//! The whole window with the real worker, asking demo stations over HTTP.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::fault::Fault;
use konata_api::demo::new_api_station::NewApiStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::demo::veloera_station::VeloeraStation;
use konata_api::store::Store;
use tempfile::TempDir;
use window_support::live::{Live, folder_with};

#[test]
fn a_site_is_added_read_and_still_there_after_a_restart() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[]);
    let mut live = Live::open(folder.path());
    live.wait_for("还没有站点");
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    live.wait_for("保存并查询");
    live.type_into(Role::TextInput, "网址", &format!("{}/v1", station.base_url()));
    live.type_into(Role::PasswordInput, "密钥", OneApiStation::LIMITED_KEY);
    live.type_into(Role::TextInput, "名称", "新站");
    live.press("保存并查询");
    live.wait_for("新站 · 正常 · one-api · $12.68");
    live.wait_for("已用 $7.32 / 共 $20.00");
    live.open_details();
    live.window.get_by_label_contains("/v1/dashboard/billing/usage");
    drop(live);
    let asked = station.total_asked();
    let mut reopened = Live::open(folder.path());
    reopened.wait_for("新站 · 正常 · one-api · $12.68");
    assert_eq!(station.total_asked(), asked, "nothing is asked by itself");
}

#[test]
fn a_failure_keeps_the_old_number_and_a_retry_mends_it() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[("晨星", station.base_url(), OneApiStation::LIMITED_KEY)]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · 未查询");
    live.press("查询余额");
    live.wait_for("晨星 · 正常 · one-api · $12.68");
    station.behave(StationOptions::new().fault_everywhere(Fault::Status(502)));
    live.press("查询余额");
    live.wait_for("晨星 · 数据较旧 · one-api · $12.68 · 网关故障");
    station.behave(StationOptions::new());
    live.press("重试");
    live.wait_for("晨星 · 正常 · one-api · $12.6");
    assert!(live.window.query_by_label("重试").is_none());
}

#[test]
fn one_hanging_station_leaves_the_others_read_and_can_be_cancelled() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let silent = DemoStation::silent().unwrap();
    let folder = folder_with(&[
        ("静站", silent.base_url(), OneApiStation::LIMITED_KEY),
        ("晨星", station.base_url(), OneApiStation::LIMITED_KEY),
    ]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · 未查询");
    live.press("查询全部");
    live.wait_for("晨星 · 正常 · one-api · $12.68");
    live.wait_for("静站 · 未查询 · — · 正在问 /api/status");
    live.wait_for("1 / 2 · 静站");
    live.press("取消");
    live.wait_for("静站 · 未查询 · — · 未查询");
    live.wait("the end of the run", |window| window.query_by_label_contains("1 / 2").is_none());
}

#[test]
fn the_raw_answers_of_a_site_hold_no_key() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let key = "sk-wrong-key-that-nobody-knows-000000";
    let folder = folder_with(&[("小满", station.base_url(), key)]);
    let mut live = Live::open(folder.path());
    live.wait_for("小满 · 未查询");
    live.press("查询余额");
    live.wait_for("小满 · 失败 · one-api · — · 密钥被拒绝");
    live.press("原始数据");
    live.wait_for("无效的令牌");
    assert!(live.window.query_by_label_contains(key).is_none());
}

#[test]
fn a_site_is_found_pinned_removed_and_brought_back() {
    let folder = folder_with(&[
        ("晨星", "https://a.example".into(), "sk-a"),
        ("北岸", "https://b.example".into(), "sk-b"),
    ]);
    let stats = || std::fs::read_to_string(folder.path().join("stats.json")).unwrap();
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · ");
    live.type_into(Role::TextInput, "搜索站点、标签、备注", "b.example");
    live.wait("the search", |window| window.query_by_label_contains("晨星 · ").is_none());
    live.window.get_by_label_contains("北岸 · ").click_secondary();
    live.wait_for("置顶");
    live.press("置顶");
    live.wait("the pin", |window| window.query_by_label("置顶").is_some());
    let before = stats();
    live.window.get_by_label_contains("北岸 · ").focus();
    live.window.step();
    live.window.key_press(Key::Delete);
    live.wait_for("已删除 北岸");
    live.wait_for("没有匹配的站点");
    assert!(!stats().contains("b.example"));
    live.press("撤销");
    live.wait_for("北岸 · ");
    assert_eq!(stats(), before);
}

#[test]
fn a_draft_survives_other_sites_is_saved_and_the_new_address_is_asked() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[
        ("晨星", "http://127.0.0.1:9".to_owned(), OneApiStation::LIMITED_KEY),
        ("北岸", station.base_url(), OneApiStation::LIMITED_KEY),
    ]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · 未查询");
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    live.wait_for("站点档案");
    live.replace("名称", "新名");
    live.replace("网址", &station.base_url());
    live.wait_for("未保存");
    live.press_row("北岸 · ");
    live.window.key_press(Key::F5);
    live.wait_for("北岸 · 正常 · one-api · $12.68");
    live.press_row("晨星 · ");
    live.wait_for("未保存");
    live.press("保存");
    live.wait_for("新名 · 未查询");
    live.wait("the end of the save", |window| window.query_by_label("正在保存").is_none());
    assert!(live.window.query_by_label("未保存").is_none());
    live.window.key_press(Key::F5);
    live.wait_for("新名 · 正常 · one-api · $12.6");
    let site = Store::open(folder.path()).unwrap().0.sites().remove(0);
    assert_eq!((site.name.as_str(), site.url), ("新名", station.base_url()));
}

#[test]
fn a_check_is_honest_about_what_answers() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[
        ("晨星", station.base_url(), OneApiStation::LIMITED_KEY),
        ("错钥", station.base_url(), "sk-wrong-key-that-nobody-knows-000000"),
    ]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · 未查询");
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    live.wait_for("检测连通性");
    live.check();
    live.window.get_by_label("可用：密钥能列出模型");
    for (fault, words) in [
        (Fault::Status(502), "网关故障"),
        (Fault::Status(500), "站点内部错误"),
        (Fault::WebPage, "返回的是网页"),
        (Fault::Status(404), "没有列出"),
    ] {
        station.behave(StationOptions::new().fault_everywhere(fault));
        live.check();
        assert!(live.window.query_all_by_label(words).next().is_some(), "{fault:?}: {words}");
        assert!(live.window.query_by_label_contains("可用：").is_none(), "{fault:?}");
    }
    station.behave(StationOptions::new());
    live.press_row("错钥 · ");
    live.check();
    live.window.get_by_label_contains("无效的令牌");
    assert!(live.window.query_by_label_contains("可用：").is_none());
    station.behave(StationOptions::new().fault_everywhere(Fault::Silence));
    live.press("检测连通性");
    live.press("取消检测");
    live.wait_for("检测连通性");
    live.wait_for("无效的令牌");
}

#[test]
fn what_failed_is_found_and_turns_good_in_sight() {
    let good = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let broken = StationOptions::new().fault_everywhere(Fault::Status(502));
    let station = DemoStation::start(OneApiStation::new("b"), broken).unwrap();
    let folder = folder_with(&[
        ("晨星", good.base_url(), OneApiStation::LIMITED_KEY),
        ("北岸", station.base_url(), OneApiStation::LIMITED_KEY),
    ]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · 未查询");
    live.press("查询全部");
    live.wait_for("重试失败的");
    live.press("只看失败的 1 个");
    live.wait("the filter", |window| window.query_by_label_contains("晨星 · ").is_none());
    let asked = good.total_asked();
    station.behave(StationOptions::new());
    live.press("重试失败的");
    live.wait_for("北岸 · 正常 · one-api · $12.68");
    live.wait_for("只看成功的 1 个");
    assert!(live.window.query_by_label_contains("晨星 · ").is_none(), "the filter stays");
    assert_eq!(good.total_asked(), asked, "only what failed is asked");
    live.window.key_press(Key::Escape);
    live.wait_for("晨星 · 正常");
}

#[test]
fn changes_are_on_the_disk_before_the_window_closes() {
    let folder = folder_with(&[
        ("晨星", "https://a.example".into(), "sk-a"),
        ("北岸", "https://b.example".into(), "sk-b"),
    ]);
    let mut live = Live::open(folder.path());
    live.wait_for("晨星 · ");
    for (row, name) in [("晨星 · ", "新名"), ("北岸 · ", "新岸")] {
        live.press_row(row);
        live.press("编辑站点");
        live.wait_for("站点档案");
        live.replace("名称", name);
        live.wait_for("未保存");
    }
    live.ask_to_close();
    live.wait_for("有 2 个站点的修改未保存");
    live.press_to_end("保存并退出");
    let sites = Store::open(folder.path()).unwrap().0.sites();
    let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["新名", "新岸"]);
}

#[test]
fn sites_are_pasted_queried_deleted_and_brought_back_together_in_either_language() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[]);
    let mut live = Live::open(folder.path());
    live.wait_for("从剪贴板粘贴");
    for key in [OneApiStation::LIMITED_KEY, OneApiStation::UNLIMITED_KEY] {
        let text = format!("{}\n{key}", station.base_url());
        live.window.event(egui::Event::Paste(text));
        live.wait_for("保存并查询");
        live.press("保存并查询");
        live.wait("the saved site", |window| window.query_by_label("保存并查询").is_none());
    }
    live.wait_for("正常 · one-api · $12.68");
    live.wait_for("正常 · one-api · 不限量");
    live.window.get_by_label_contains("one-api · $12.68").focus();
    live.window.step();
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    live.wait_for("查询所选 2");
    live.press("查询所选 2");
    live.wait_for("只看成功的 2 个");
    live.press("删除所选 2");
    live.wait_for("已删除 2 个站点");
    live.wait_for("还没有站点");
    live.press("撤销");
    live.wait_for("正常 · one-api · 不限量");
    live.press("更多");
    live.wait_for("English");
    live.press("English");
    live.wait_for("Fine · one-api · Unlimited");
    assert_eq!(Store::open(folder.path()).unwrap().0.sites().len(), 2);
}

#[test]
fn a_site_without_a_key_tells_its_account_once_the_form_says_how_to_open_it() {
    let station = DemoStation::start(VeloeraStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_with(&[("账户站", station.base_url(), "")]);
    let mut live = Live::open(folder.path());
    live.wait_for("账户站 · 未查询");
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    live.window.step();
    live.window.get_by_role_and_label(Role::DisclosureTriangle, "账户").click();
    live.window.step();
    live.window.step();
    live.type_into(Role::PasswordInput, "访问令牌", VeloeraStation::ACCESS_TOKEN);
    live.type_into(Role::TextInput, "用户 ID", &VeloeraStation::USER_ID.to_string());
    live.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    live.wait("the form to be saved", |window| window.state().app().state().drafts.is_empty());
    live.window.key_press(Key::F5);
    live.wait_for("账户站 · 余额低 · veloera · $6.00 · 账户");
}

/// A folder with the sites of these records.
fn folder_of(sites: &serde_json::Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = serde_json::json!({ "sites": sites }).to_string();
    std::fs::write(folder.path().join("stats.json"), content).unwrap();
    folder
}

#[test]
fn a_check_in_brings_money_once_and_the_balance_follows() {
    let station = DemoStation::start(VeloeraStation::new("a"), StationOptions::new()).unwrap();
    let folder = folder_of(&serde_json::json!([{
        "id": "a", "name": "青鸾", "url": station.base_url(),
        "user_id": VeloeraStation::USER_ID, "access_token": VeloeraStation::ACCESS_TOKEN,
    }]));
    let posts = || station.visits().iter().filter(|visit| visit.method == "POST").count();
    let mut live = Live::open(folder.path());
    live.wait_for("青鸾 · 未查询");
    assert_eq!(station.total_asked(), 0, "nothing is asked by itself");
    live.press("签到");
    live.wait_for("今日已签到 +$0.50");
    live.wait_for("签到 1/1，今日 +$0.50");
    live.wait_for("青鸾 · 余额低 · veloera · $6.50");
    live.press("签到");
    live.wait_for("今天已签过，没有重复领取");
    assert_eq!(posts(), 1, "the status told that it was made");
}

#[test]
fn the_details_of_an_account_are_asked_for_by_hand_and_hold_no_key() {
    let station = DemoStation::start(NewApiStation::with_plan("a"), StationOptions::new()).unwrap();
    let folder = folder_of(&serde_json::json!([{
        "id": "a", "name": "栖霞", "url": station.base_url(), "api_key": NewApiStation::PLAN_KEY,
        "user_id": NewApiStation::PLAN_USER_ID, "access_token": NewApiStation::PLAN_ACCESS_TOKEN,
    }]));
    let mut live = Live::open(folder.path());
    live.wait_for("栖霞 · 未查询");
    live.press("查询余额");
    live.wait_for("栖霞 · 余额低 · new-api · $7.40");
    let asked = |path: &str| station.visits().iter().filter(|visit| visit.path == path).count();
    assert_eq!((asked("/api/token/"), asked("/api/notice"), asked("/api/pricing")), (0, 0, 0));
    live.open_details();
    live.press("账户详情");
    live.wait_for("账户的密钥 · 5");
    live.wait_for("套餐页 (https://example.com/plans)");
    live.wait_for("模型价格 · ");
    assert_eq!((asked("/api/token/"), asked("/api/notice"), asked("/api/pricing")), (1, 1, 1));
}
