//! The window as its user meets it: driven by names, with a worker that obeys the test.

mod window_support;

use egui::accesskit::Role;
use egui::{Event as Input, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::balance::Scope;
use konata_api::model::balance_note::BalanceNote;
use konata_api::model::balance_part::BalancePart;
use konata_api::model::change::Change;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::money::{Money, Unit};
use konata_api::model::site::Site;
use konata_api::model::site::SiteType;
use konata_api::model::site_edit::SiteEdit;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::error::RelayError;
use konata_api::relay::models_query::ModelsReport;
use konata_api::text::{Language, Text};
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer};
use std::sync::Arc;
use window_support::{Bench, answer, failed, good, read_site, site, snapshot, stale_site};

const KEY: &str = "sk-abcdefghijklmnopqrstuvwxyz0042";

fn two_sites() -> Bench {
    Bench::with_sites(vec![read_site("a", "晨星", "128.4"), stale_site("b", "北岸")])
}

#[test]
fn a_row_says_it_all() {
    let bench = two_sites();
    bench.window.get_by_label("晨星 · 正常 · new-api · $128.40 · 密钥 · 3 分钟前");
    bench.window.get_by_label("北岸 · 数据较旧 · new-api · $40.00 · 网关故障 · 显示 3 分钟前");
}

#[test]
fn choosing_a_row_shows_its_page() {
    let mut bench = two_sites();
    assert!(bench.window.query_by_label("a.example").is_some());
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    bench.window.get_by_label("b.example");
    bench.window.get_by_label("下面的余额读于 3 分钟前");
}

#[test]
fn plans_have_names_and_a_credential_that_told_nothing_says_why() {
    let mut site = read_site("a", "晨星", "128.4");
    let balance = site.last_reading.as_mut().unwrap().balance.as_mut().unwrap();
    balance.note = Some(BalanceNote {
        scope: Scope::Account,
        kind: ErrorKind::MissingUserId,
        message: String::new(),
    });
    let plan = |name: &str| BalancePart { plan: Some(name.into()), ..BalancePart::default() };
    balance.parts = vec![plan("Pro"), BalancePart { unlimited: true, ..plan("Max") }];
    let bench = Bench::with_details(vec![site]);
    for label in ["账户没有查到：缺少用户 ID", "Pro", "Max", "不限量"] {
        bench.window.get_by_label(label);
    }
}

#[test]
fn remarks_on_the_totals_stand_apart_from_what_they_remark_on() {
    let left_out = Site { excluded_from_totals: true, ..read_site("b", "北岸", "3") };
    let dots = |sites| Bench::with_sites(sites).window.query_all_by_label("·").count();
    assert_eq!(dots(vec![left_out.clone()]), 0, "there is no sum to stand apart from");
    assert_eq!(dots(vec![read_site("a", "晨星", "1"), left_out]), 1);
}

#[test]
fn the_details_name_who_else_may_answer_at_the_address() {
    let mut site = read_site("a", "晨星", "128.4");
    let reading = site.last_reading.as_mut().unwrap();
    reading.kinds_possible = vec![StationKind::NewApi, StationKind::Sub2api];
    let bench = Bench::with_details(vec![site]);
    bench.window.get_by_label("另有可能");
    bench.window.get_by_label("sub2api");
}

#[test]
fn a_key_whose_time_has_not_begun_is_said_to_be_one() {
    let mut fresh = read_site("a", "白鹭", "30");
    let note = Text::NotActivated.in_language(Language::Zh);
    assert!(Bench::with_details(vec![fresh.clone()]).window.query_by_label(note).is_none());
    let reading = fresh.last_reading.as_mut().unwrap();
    reading.balance.as_mut().unwrap().not_activated = true;
    Bench::with_details(vec![fresh]).window.get_by_label(note);
}

#[test]
fn a_row_can_be_chosen_by_keyboard() {
    let mut bench = two_sites();
    bench.window.get_by_label_contains("北岸 · ").focus();
    bench.window.run();
    bench.window.key_press(Key::Enter);
    bench.window.run();
    assert_eq!(bench.window.state().app().state().selected.as_deref(), Some("b"));
}

#[test]
fn no_sites_explain_themselves() {
    let mut bench = Bench::with_sites(Vec::new());
    bench.window.get_by_label(Text::NoSitesHint.in_language(Language::Zh));
    bench.window.get_all_by_role_and_label(Role::Button, "添加站点").last().unwrap().click();
    bench.window.run();
    assert!(bench.window.state().app().state().new_site.is_some());
}

#[test]
fn asking_shows_the_path_and_then_the_balance() {
    let mut bench = two_sites();
    bench.window.get_by_role_and_label(Role::Button, "查询余额").click();
    bench.window.run();
    let Some(Command::Query { generation, sites }) = bench.command() else { panic!("not asked") };
    assert_eq!(sites, ["a"]);
    bench.window.get_by_label_contains("$128.40 · 排队中");
    bench.tell(Event::QueryStarted { generation, site: "a".into() });
    let path = "/api/status".to_owned();
    bench.tell(Event::QueryAsking { generation, site: "a".into(), path });
    bench.window.get_by_label_contains("$128.40 · 正在问 /api/status");
    bench.window.get_by_label("0 / 1 · 晨星");
    bench.tell(Event::Loaded(snapshot(vec![read_site("a", "晨星", "99.5")])));
    let answer = answer(good("99.5"), "{}");
    bench.tell(Event::QueryEnded { generation, site: "a".into(), answer });
    bench.window.get_by_label_contains("$99.50 · 密钥");
    assert!(bench.window.query_by_label_contains("0 / 1").is_none());
}

#[test]
fn all_sites_are_asked_by_key_and_the_run_can_be_cancelled() {
    let mut bench = two_sites();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::F5);
    bench.window.run();
    let Some(Command::Query { sites, .. }) = bench.command() else { panic!("not asked") };
    assert_eq!(sites, ["a", "b"]);
    assert!(bench.command().is_none(), "F5 alone was taken too");
    bench.window.get_all_by_role_and_label(Role::Button, "取消").next().unwrap().click();
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::Cancel)));
    bench.window.get_by_label("正在取消…");
}

#[test]
fn a_failure_says_why_and_what_to_do() {
    let mut bench = Bench::with_sites(vec![site("a", "长风站")]);
    bench.window.key_press(Key::F5);
    bench.window.run();
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    let answer = answer(failed(ErrorKind::InvalidKey, "无效的令牌"), "");
    bench.tell(Event::QueryEnded { generation, site: "a".into(), answer });
    bench.window.get_by_label("站点的原话：“无效的令牌”");
    bench.window.get_by_label("到站点后台核对或换一个密钥，注意不要漏掉字符");
    bench.window.get_by_label("1 分钟前查询 · HTTP 401");
    bench.window.get_by_label("只看失败的 1 个");
    bench.window.get_by_role_and_label(Role::Button, "重试").click();
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::Query { .. })));
}

#[test]
fn a_site_that_is_being_asked_cannot_be_asked_again() {
    let mut bench = two_sites();
    bench.window.key_press(Key::F5);
    bench.window.run();
    bench.window.key_press(Key::F5);
    bench.window.run();
    assert!(bench.command().is_some());
    assert!(bench.command().is_none());
    let query = bench.window.get_by_role_and_label(Role::Button, "查询余额");
    assert!(query.accesskit_node().is_disabled());
}

#[test]
fn an_offered_https_address_can_be_taken() {
    let mut insecure = read_site("a", "晨星", "1");
    insecure.url = "http://a.example".to_owned();
    let mut bench = Bench::with_sites(vec![insecure]);
    bench.window.key_press(Key::F5);
    bench.window.run();
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    let told = answer(good("1"), "{}");
    let answer = SiteAnswer {
        https_address: Some("https://a.example".to_owned()),
        ..Arc::unwrap_or_clone(told)
    };
    bench.tell(Event::QueryEnded { generation, site: "a".into(), answer: Arc::new(answer) });
    bench.window.get_by_label("改用 https").click();
    bench.window.run();
    let edit = SiteEdit { url: Change::To("https://a.example".into()), ..SiteEdit::default() };
    assert_eq!(bench.edit(), Some(("a".into(), edit)));
}

fn type_into(bench: &mut Bench, role: Role, label: &str, text: &str) {
    bench.window.get_by_role_and_label(role, label).focus();
    bench.window.run();
    bench.window.get_by_role_and_label(role, label).type_text(text);
    bench.window.run();
}

fn open_form(bench: &mut Bench) {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    bench.window.run();
}

#[test]
fn a_new_site_is_saved_by_enter() {
    let mut bench = Bench::with_sites(Vec::new());
    open_form(&mut bench);
    type_into(&mut bench, Role::TextInput, "网址", "https://relay.example/v1");
    type_into(&mut bench, Role::PasswordInput, "密钥", KEY);
    bench.window.key_press(Key::Enter);
    bench.window.run();
    let Some(Command::AddSite(site)) = bench.command() else { panic!("not saved") };
    assert_eq!(site.name, "relay.example");
    assert_eq!(site.url, "https://relay.example/v1");
    assert_eq!(site.api_key.reveal(), KEY);
    bench.tell(Event::SiteAdded { site: "new".into() });
    assert!(bench.window.query_by_label("保存并查询").is_none());
}

#[test]
fn a_wrong_address_is_told_beside_its_field_and_is_not_saved() {
    let mut bench = Bench::with_sites(Vec::new());
    open_form(&mut bench);
    assert!(bench.window.query_by_label("请填写网址").is_none());
    type_into(&mut bench, Role::TextInput, "网址", "ftp://relay.example");
    bench.window.get_by_label("只认 http 或 https 网址");
    let save = bench.window.get_by_role_and_label(Role::Button, "保存并查询");
    assert!(save.accesskit_node().is_disabled());
    bench.window.key_press(Key::Enter);
    bench.window.run();
    assert!(bench.command().is_none());
}

#[test]
fn enter_that_chooses_characters_saves_nothing() {
    let mut bench = Bench::with_sites(Vec::new());
    open_form(&mut bench);
    type_into(&mut bench, Role::TextInput, "网址", "relay.example");
    type_into(&mut bench, Role::TextInput, "名称", "站");
    let composing = ImeEvent::Preedit { text: "zhan".to_owned(), active_range_chars: None };
    bench.window.event(Input::Ime(composing));
    bench.window.run();
    bench.window.key_press(Key::Enter);
    bench.window.event(Input::Ime(ImeEvent::Commit("站".to_owned())));
    bench.window.run();
    assert!(bench.command().is_none());
    assert!(bench.window.get_by_role_and_label(Role::TextInput, "名称").is_focused());
}

#[test]
fn pressing_enter_twice_saves_once_until_a_notice_tells_of_a_failure() {
    let mut bench = Bench::with_sites(Vec::new());
    open_form(&mut bench);
    let save_by_enter = |bench: &mut Bench| {
        bench.window.get_by_role_and_label(Role::TextInput, "网址").focus();
        bench.window.run();
        bench.window.key_press(Key::Enter);
        bench.window.run();
        bench.command().is_some()
    };
    type_into(&mut bench, Role::TextInput, "网址", "relay.example");
    assert!(save_by_enter(&mut bench));
    assert!(!save_by_enter(&mut bench));
    let save = bench.window.get_by_role_and_label(Role::Button, "保存并查询");
    assert!(save.accesskit_node().is_disabled());
    bench.tell(Event::JobFailed);
    assert!(save_by_enter(&mut bench));
}

#[test]
fn escape_closes_the_form() {
    let mut bench = Bench::with_sites(Vec::new());
    open_form(&mut bench);
    bench.window.key_press(Key::Escape);
    bench.window.run();
    assert!(bench.window.state().app().state().new_site.is_none());
}

#[test]
fn a_key_is_masked_until_its_owner_wants_to_see_it() {
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "1")]);
    open_form(&mut bench);
    type_into(&mut bench, Role::PasswordInput, "密钥", KEY);
    assert!(!tree(&bench).contains(KEY));
    bench.window.get_by_label("显示密钥").click();
    bench.window.run();
    assert!(tree(&bench).contains(KEY));
    bench.window.get_by_label("隐藏密钥").click();
    bench.window.run();
    assert!(!tree(&bench).contains(KEY));
}

#[test]
fn a_saved_key_is_never_shown_whole() {
    let mut bench = two_sites();
    bench.open_details();
    bench.window.get_by_label("sk-…3f9c");
    assert!(!tree(&bench).contains("abcdefgh"));
}

/// Every word that a screen reader could speak.
fn tree(bench: &Bench) -> String {
    let mut words = String::new();
    let mut open = vec![bench.window.root().accesskit_node()];
    while let Some(node) = open.pop() {
        words.push_str(&node.label().unwrap_or_default());
        words.push_str(&node.value().unwrap_or_default());
        words.push('\n');
        open.extend(node.children());
    }
    words
}

#[test]
fn raw_answers_can_be_opened_and_copied() {
    let mut bench = two_sites();
    assert!(bench.window.query_by_label("原始数据").is_none());
    bench.window.key_press(Key::F5);
    bench.window.run();
    let Some(Command::Query { generation, .. }) = bench.command() else { panic!("not asked") };
    let answer = answer(good("128.4"), r#"{"hard_limit_usd":200.0}"#);
    bench.tell(Event::QueryEnded { generation, site: "a".into(), answer });
    bench.window.get_by_label("原始数据").click();
    bench.window.run();
    bench.window.get_by_label("/v1/dashboard/billing/subscription");
    bench.window.get_by_label("{\n  \"hard_limit_usd\": 200.0\n}");
    bench.window.get_by_label("复制 /v1/dashboard/billing/subscription 的回答").click();
    assert_eq!(bench.copied().as_deref(), Some("{\n  \"hard_limit_usd\": 200.0\n}"));
}

#[test]
fn a_notice_stays_until_dismissed() {
    let mut bench = two_sites();
    bench.tell(Event::JobFailed);
    bench.window.get_by_label(Text::JobFailed.in_language(Language::Zh));
    bench.window.get_by_label("关闭这条通知").click();
    bench.window.run();
    assert!(bench.window.query_by_label_contains("后台任务").is_none());
}

#[test]
fn totals_stand_in_the_status_bar() {
    let mut typed = site("c", "云雀");
    typed.balance = Some(10.into());
    let sites = vec![read_site("a", "晨星", "128.4"), stale_site("b", "北岸"), typed];
    let bench = Bench::with_sites(sites);
    bench.window.get_by_label("$178.40");
    bench.window.get_by_label("2 站是旧数");
}

#[test]
fn only_the_rows_in_sight_are_drawn() {
    let sites = (0..300).map(|n| read_site(&format!("s{n}"), &format!("站{n}"), "1")).collect();
    let bench = Bench::with_sites(sites);
    assert!(bench.window.query_by_label_contains("站0 · ").is_some());
    assert!(bench.window.query_by_label_contains("站299 · ").is_none());
}

#[test]
fn a_new_site_comes_into_sight() {
    let sites = (0..300).map(|n| read_site(&format!("s{n}"), &format!("站{n}"), "1")).collect();
    let mut bench = Bench::with_sites(sites);
    bench.tell(Event::SiteAdded { site: "s299".into() });
    bench.window.run_steps(8);
    assert!(bench.window.query_by_label_contains("站299 · ").is_some());
}

#[test]
fn arrow_keys_walk_the_list() {
    let mut bench = two_sites();
    bench.window.get_by_label_contains("晨星 · ").focus();
    bench.window.run();
    bench.window.key_press(Key::ArrowDown);
    bench.window.run();
    assert!(bench.window.get_by_label_contains("北岸 · ").is_focused());
}

#[test]
fn everything_is_there_in_english_too() {
    let mut bench = Bench::new(Language::En);
    bench.tell(Event::Loaded(snapshot(vec![read_site("a", "Morning", "128.4")])));
    bench.window.get_by_label("Morning · Fine · new-api · $128.40 · Key · 3 min ago");
    bench.window.get_by_role_and_label(Role::Button, "Query balance");
    let spoken = tree(&bench);
    assert!(!spoken.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{spoken}");
}

#[test]
fn an_idle_window_asks_for_no_frame_but_the_next_minute() {
    let mut bench = two_sites();
    for tab in [Key::Num1, Key::Num2, Key::Num3] {
        bench.window.key_press_modifiers(Modifiers::COMMAND, tab);
        bench.window.run();
        let delays: Vec<_> =
            bench.window.output().viewport_output.values().map(|v| v.repaint_delay).collect();
        assert!(delays.iter().all(|delay| delay.as_secs() >= 30), "{tab:?}: {delays:?}");
    }
}

#[test]
fn the_test_font_has_every_character_of_every_text() {
    let bench = two_sites();
    let font = konata_api::ui::theme::regular(13.0);
    let missing: Vec<&str> = Text::all()
        .flat_map(|text| Language::ALL.map(|language| text.in_language(language)))
        .filter(|words| !bench.window.ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, words)))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn tagged_sites() -> Bench {
    let tagged = |id: &str, name: &str, tags: &[&str]| Site {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..read_site(id, name, "20")
    };
    Bench::with_sites(vec![
        tagged("a", "晨星", &["主力"]),
        Site { pinned: true, ..tagged("b", "北岸", &["主力", "公益"]) },
        Site { url: "https://a.example/v1".into(), ..tagged("c", "云雀", &[]) },
    ])
}

/// The names of the sites in sight, from top to bottom.
fn names_in_list(bench: &Bench) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = bench
        .window
        .get_all_by_label_contains(" · 正常 · ")
        .map(|row| {
            let name = row.accesskit_node().label().unwrap_or_default();
            (row.rect().top(), name.split(" · ").next().unwrap_or_default().to_owned())
        })
        .collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|row| row.1).collect()
}

fn click(bench: &mut Bench, label: &str) {
    bench.window.get_by_label(label).click();
    bench.window.run();
}

#[test]
fn pinned_sites_stand_first_and_a_station_has_a_heading() {
    let bench = tagged_sites();
    assert_eq!(names_in_list(&bench), ["北岸", "晨星", "云雀"]);
    let top = |label: &str| bench.window.get_by_label(label).rect().top();
    assert!(top("置顶") < top("站点") && top("站点") < top("a.example · 2 个站点"));
}

#[test]
fn the_search_is_reached_by_key_narrows_the_list_and_is_emptied_by_escape() {
    let mut bench = tagged_sites();
    bench.window.get_by_label_contains("晨星 · ").click();
    bench.window.run();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    bench.window.run();
    let field = |bench: &Bench| {
        bench.window.get_by_role_and_label(Role::TextInput, "搜索站点、标签、备注").is_focused()
    };
    assert!(field(&bench));
    let search = bench.window.get_by_role_and_label(Role::TextInput, "搜索站点、标签、备注");
    search.type_text("北");
    bench.window.run();
    assert_eq!(names_in_list(&bench), ["北岸"]);
    assert_eq!(bench.window.state().app().state().selected.as_deref(), Some("a"));
    bench.window.key_press(Key::Escape);
    bench.window.run();
    assert_eq!(names_in_list(&bench).len(), 3);
    assert!(field(&bench), "the first press empties the field");
    bench.window.key_press(Key::Escape);
    bench.window.run();
    assert!(!field(&bench), "the next one leaves it");
}

#[test]
fn a_search_without_a_match_says_so_and_can_be_taken_back() {
    let mut bench = tagged_sites();
    type_into(&mut bench, Role::TextInput, "搜索站点、标签、备注", "没有");
    bench.window.get_by_label("没有匹配的站点");
    click(&mut bench, "显示全部");
    assert_eq!(names_in_list(&bench).len(), 3);
    assert!(bench.window.query_by_label("没有匹配的站点").is_none());
}

#[test]
fn tags_are_filters_and_several_widen_the_list() {
    let mut bench = tagged_sites();
    bench.window.get_by_label("全部 3");
    click(&mut bench, "公益 1");
    assert_eq!(names_in_list(&bench), ["北岸"]);
    click(&mut bench, "主力 2");
    assert_eq!(names_in_list(&bench), ["北岸", "晨星"]);
    click(&mut bench, "全部 3");
    assert_eq!(names_in_list(&bench).len(), 3);
}

#[test]
fn the_order_is_chosen_from_a_menu_and_named_above_the_list() {
    let mut bench = tagged_sites();
    click(&mut bench, "排序：添加顺序");
    click(&mut bench, "名称 A–Z");
    assert_eq!(names_in_list(&bench), ["北岸", "云雀", "晨星"]);
    bench.window.get_by_label("排序：名称 A–Z");
    assert!(bench.window.query_by_label_contains("个站点").is_none(), "stations are taken apart");
    assert_eq!(bench.window.query_all_by_label("名称 A–Z").count(), 2, "above both parts");
}

#[test]
fn many_tags_take_three_lines_at_most() {
    let tags = (0..60).map(|n| format!("标签{n}")).collect();
    let bench = Bench::with_sites(vec![Site { tags, ..read_site("a", "晨星", "1") }]);
    let row = bench.window.get_by_label_contains("晨星 · ").rect();
    assert!(row.top() < 180.0, "{row:?}");
}

#[test]
fn a_tab_is_chosen_by_click_or_by_key_and_holds_for_every_site() {
    let mut bench = two_sites();
    bench.window.get_by_role_and_label(Role::Button, "查询余额");
    bench.window.get_by_role_and_label(Role::Tab, "数据统计").click();
    bench.window.run();
    assert!(bench.window.query_by_role_and_label(Role::Button, "查询余额").is_none());
    let chosen = bench.window.get_by_role_and_label(Role::Tab, "数据统计");
    assert_eq!(chosen.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    bench.window.get_by_label("全部余额");
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    bench.window.run();
    bench.window.get_by_role_and_label(Role::Button, "查询余额");
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    bench.window.get_by_label("全部余额");
}

#[test]
fn the_statistics_tell_what_all_sites_hold_and_what_is_left_out() {
    let mut disabled = read_site("c", "旧站", "7");
    disabled.disabled = true;
    let sites = vec![read_site("a", "晨星", "128.4"), stale_site("b", "北岸"), disabled];
    let mut bench = Bench::with_sites(sites);
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    bench.window.get_by_label("1 个已停用");
    bench.window.get_by_label("2 个站点");
    assert_eq!(bench.window.query_all_by_label("$168.40").count(), 2, "status bar and page");
    bench.window.get_by_label_contains("1 站不计 · 订阅、不限量、停用");
    bench.window.get_by_label_contains("1 站是旧数 · 手动填写的余额");
}

fn open_menu(bench: &mut Bench, site: &str) {
    bench.window.get_by_label_contains(&format!("{site} · ")).click_secondary();
    bench.window.run();
}

#[test]
fn what_a_row_can_do_stands_in_its_menu() {
    let mut bench = two_sites();
    open_menu(&mut bench, "北岸");
    click(&mut bench, "置顶");
    let pin = SiteEdit { pinned: Change::To(true), ..SiteEdit::default() };
    assert_eq!(bench.edit(), Some(("b".into(), pin)));
    open_menu(&mut bench, "北岸");
    click(&mut bench, "停用");
    let disable = SiteEdit { disabled: Change::To(true), ..SiteEdit::default() };
    assert_eq!(bench.edit(), Some(("b".into(), disable)));
    open_menu(&mut bench, "北岸");
    bench.window.get_by_label("复制密钥").click();
    assert_eq!(bench.copied().as_deref(), Some("sk-abcdefghijklmnop3f9c"));
    bench.window.run();
    assert!(!tree(&bench).contains("abcdefgh"), "the key is copied, not shown");
}

#[test]
fn a_pointed_row_shows_its_buttons_and_the_keyboard_finds_them() {
    let mut bench = two_sites();
    assert!(bench.window.query_by_label("查询 北岸").is_none());
    bench.window.get_by_label_contains("北岸 · ").hover();
    bench.window.run();
    click(&mut bench, "查询 北岸");
    assert!(matches!(bench.command(), Some(Command::Query { sites, .. }) if sites == ["b"]));
    bench.window.get_by_label_contains("晨星 · ").focus();
    bench.window.run();
    for _ in 0..3 {
        bench.window.key_press(Key::Tab);
        bench.window.run();
    }
    assert!(bench.window.get_by_label("晨星：更多操作").is_focused());
    bench.window.key_press(Key::Enter);
    bench.window.run();
    bench.window.get_by_label("复制网址");
}

#[test]
fn a_removed_site_is_offered_back_and_the_keyboard_stays_in_the_list() {
    let mut bench = two_sites();
    bench.window.key_press(Key::Delete);
    bench.window.run();
    assert!(bench.command().is_none(), "no row has the keyboard");
    bench.window.get_by_label_contains("晨星 · ").focus();
    bench.window.run();
    bench.window.key_press(Key::Delete);
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::RemoveSites(sites)) if sites == ["a"]));
    bench.tell(Event::Loaded(snapshot(vec![stale_site("b", "北岸")])));
    bench.tell(Event::SitesRemoved { names: vec!["晨星".into()] });
    bench.window.get_by_label("已删除 晨星");
    assert!(bench.window.get_by_label_contains("北岸 · ").is_focused());
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::RestoreSites)));
    click(&mut bench, "撤销");
    assert!(matches!(bench.command(), Some(Command::RestoreSites)));
    click(&mut bench, "不再提示撤销");
    assert!(bench.window.query_by_label("撤销").is_none());
}

#[test]
fn a_field_keeps_its_own_undo_and_delete() {
    let mut bench = two_sites();
    bench.tell(Event::SitesRemoved { names: vec!["晨星".into()] });
    type_into(&mut bench, Role::TextInput, "搜索站点、标签、备注", "北");
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    bench.window.key_press(Key::Delete);
    bench.window.run();
    assert!(bench.command().is_none());
}

#[test]
fn several_rows_are_chosen_and_dealt_with_together() {
    let mut bench = tagged_sites();
    bench.window.get_by_label_contains("晨星 · ").click();
    bench.window.run();
    bench.window.get_by_label_contains("云雀 · ").click_modifiers(Modifiers::COMMAND);
    bench.window.run();
    click(&mut bench, "查询所选 2");
    let told = bench.command();
    assert!(
        matches!(told, Some(Command::Query { ref sites, .. }) if *sites == ["a", "c"]),
        "{told:?}"
    );
    let query = bench.window.get_by_label("查询所选 2");
    assert!(query.accesskit_node().is_disabled(), "all are being asked");
    bench.window.key_press(Key::Escape);
    bench.window.run();
    assert!(bench.window.query_by_label("查询所选 2").is_none());
    bench.window.get_by_label_contains("北岸 · ").click_modifiers(Modifiers::SHIFT);
    bench.window.run();
    bench.window.get_by_label("删除所选 3");
}

#[test]
fn all_rows_are_chosen_and_removed_by_key_after_a_click_in_the_list() {
    let mut bench = tagged_sites();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.window.run();
    assert!(bench.window.query_by_label_contains("删除所选").is_none(), "the list was not meant");
    bench.window.get_by_label_contains("晨星 · ").click();
    bench.window.run();
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.window.run();
    bench.window.get_by_label("删除所选 3");
    bench.window.key_press(Key::Delete);
    bench.window.run();
    let told = bench.command();
    assert!(matches!(told, Some(Command::RemoveSites(ref sites)) if sites.len() == 3), "{told:?}");
}

fn open_record(bench: &mut Bench) {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
}

fn save_by_key(bench: &mut Bench) -> Option<SiteEdit> {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    bench.window.run();
    bench.edit().map(|(_, edit)| edit)
}

fn is_off(bench: &Bench, button: &str) -> bool {
    let button = bench.window.get_by_role_and_label(Role::Button, button);
    button.accesskit_node().is_disabled()
}

#[test]
fn the_record_of_a_site_is_changed_and_saved_by_key() {
    let mut bench = two_sites();
    open_record(&mut bench);
    assert!(is_off(&bench, "保存") && is_off(&bench, "放弃"));
    assert!(bench.window.query_by_label("未保存").is_none());
    type_into(&mut bench, Role::TextInput, "标签", "claude，常用");
    type_into(&mut bench, Role::MultilineTextInput, "备注", "周五有活动");
    bench.window.get_by_role_and_label(Role::CheckBox, "置顶").click();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::ComboBox, "类型").click();
    bench.window.run();
    bench.window.get_by_label("公益站").click();
    bench.window.run();
    bench.window.get_by_label("未保存");
    let expected = SiteEdit {
        tags: Change::To(vec!["claude".into(), "常用".into()]),
        notes: Change::To("周五有活动".into()),
        pinned: Change::To(true),
        site_type: Change::To(SiteType::Free),
        ..SiteEdit::default()
    };
    assert_eq!(save_by_key(&mut bench), Some(expected));
    bench.window.get_by_label("正在保存");
    assert!(is_off(&bench, "保存") && is_off(&bench, "放弃"));
    assert_eq!(save_by_key(&mut bench), None);
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    bench.window.run();
    assert!(is_off(&bench, "查询余额"), "with which address is not known yet");
}

#[test]
fn a_draft_waits_for_its_site_and_can_be_thrown_away() {
    let mut bench = two_sites();
    open_record(&mut bench);
    type_into(&mut bench, Role::TextInput, "标签", "mine");
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert!(bench.window.query_by_label("未保存").is_none());
    bench.window.get_by_label_contains("晨星 · ").click();
    bench.window.run();
    bench.window.get_by_label("未保存");
    let tags = bench.window.get_by_role_and_label(Role::TextInput, "标签");
    assert_eq!(tags.accesskit_node().value().as_deref(), Some("mine"));
    bench.window.get_by_role_and_label(Role::Button, "放弃").click();
    bench.window.run();
    assert!(bench.window.query_by_label("未保存").is_none());
    assert_eq!(save_by_key(&mut bench), None);
}

#[test]
fn a_mistake_in_the_record_is_told_beside_its_field_and_is_not_saved() {
    let mut bench = two_sites();
    open_record(&mut bench);
    type_into(&mut bench, Role::TextInput, "低余额线", "-1");
    bench.window.get_by_label("请填不小于 0 的数字");
    type_into(&mut bench, Role::TextInput, "网址", "ftp://");
    assert!(is_off(&bench, "保存"));
    assert_eq!(save_by_key(&mut bench), None);
    bench.window.get_by_role_and_label(Role::Button, "放弃").click();
    bench.window.run();
    assert!(bench.window.query_by_label("请填不小于 0 的数字").is_none());
}

#[test]
fn a_typed_balance_says_that_it_replaces_the_reading() {
    let mut bench = two_sites();
    open_record(&mut bench);
    bench.window.get_by_role_and_label(Role::ComboBox, "单位").click();
    bench.window.run();
    bench.window.get_by_label("CNY").click();
    bench.window.run();
    bench.window.get_by_label("保存后，手动填写的余额代替上次读数，直到下次查询");
    let edit = save_by_key(&mut bench).unwrap();
    assert_eq!(edit.typed_balance, Change::To(Money::new("128.4".parse().unwrap(), Unit::Cny)));
}

#[test]
fn a_key_in_the_record_is_masked_and_can_be_copied() {
    let mut bench = two_sites();
    open_record(&mut bench);
    let key = "sk-abcdefghijklmnop3f9c";
    assert!(!tree(&bench).contains(key));
    bench.window.get_by_label("显示密钥").click();
    bench.window.run();
    assert!(tree(&bench).contains(key));
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert!(!tree(&bench).contains(key), "shown for one site only");
    bench.window.get_by_label("复制密钥").click();
    assert_eq!(bench.copied().as_deref(), Some(key));
}

#[test]
fn the_whole_record_can_be_reached_in_a_small_window() {
    let mut bench = two_sites();
    bench.window.set_size(egui::vec2(760.0, 560.0));
    open_record(&mut bench);
    let width = 760.0;
    bench.window.get_by_label("2 个站点 · 全部余额 $168.40");
    for name in ["名称", "网址", "标签", "余额", "低余额线"] {
        let field = bench.window.get_by_role_and_label(Role::TextInput, name);
        assert!(field.rect().right() <= width - 20.0, "{name} {:?}", field.rect());
    }
    for _ in 0..40 {
        bench.window.key_press(Key::Tab);
        bench.window.run();
        if bench.window.get_by_role_and_label(Role::CheckBox, "不计入合计").is_focused() {
            return;
        }
    }
    panic!("the last box was not reached by Tab");
}

fn report(models: Result<Vec<String>, RelayError>, key_valid: KeyValidity) -> Arc<ModelsReport> {
    let time = window_support::NOW - 60;
    let kind = Some(StationKind::NewApi);
    let latency_ms = Some(410);
    Arc::new(ModelsReport { reachable: Some(true), kind, models, key_valid, latency_ms, time })
}

/// Opens the tests of the first site, starts a check and ends it with this.
fn check(bench: &mut Bench, report: Arc<ModelsReport>) {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    bench.window.run();
    bench.window.get_by_role_and_label(Role::Button, "检测连通性").click();
    bench.window.run();
    bench.window.get_by_label("正在检测…");
    if let Some(Command::CheckConnectivity { check, site }) = bench.command() {
        bench.tell(Event::ConnectivityChecked { check, site, report });
    }
}

#[test]
fn a_check_lists_the_models_step_by_step_and_they_can_be_copied() {
    let mut bench = two_sites();
    let models = vec!["claude-a".to_owned(), "gpt-b".to_owned()];
    check(&mut bench, report(Ok(models), KeyValidity::Valid));
    for words in ["可用：密钥能列出模型", "有应答", "密钥有效", "0.41 秒", "claude-a\ngpt-b"]
    {
        bench.window.get_by_label(words);
    }
    bench.window.get_by_label("复制模型列表").click();
    assert_eq!(bench.copied().as_deref(), Some("claude-a\ngpt-b"));
}

#[test]
fn only_a_proven_list_of_models_is_called_usable() {
    let failed = |kind| Err(RelayError::new(kind));
    let some = || Ok(vec!["m".to_owned()]);
    for (models, key, words) in [
        (failed(ErrorKind::GatewayDown), KeyValidity::Unknown, "网关故障"),
        (failed(ErrorKind::InvalidKey), KeyValidity::Refused, "密钥被拒绝"),
        (some(), KeyValidity::Unknown, "列出了模型，密钥未证实"),
        (Ok(Vec::new()), KeyValidity::Valid, "列表里没有模型"),
    ] {
        let mut bench = two_sites();
        check(&mut bench, report(models, key));
        assert!(bench.window.query_all_by_label(words).next().is_some(), "{words}");
        assert!(bench.window.query_by_label_contains("可用：").is_none(), "{words}");
    }
}

#[test]
fn a_check_can_be_cancelled_and_a_disabled_site_is_not_checked() {
    let mut disabled = read_site("c", "旧站", "7");
    disabled.disabled = true;
    let mut bench = Bench::with_sites(vec![read_site("a", "晨星", "1"), disabled]);
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    bench.window.run();
    bench.window.get_by_role_and_label(Role::Button, "检测连通性").click();
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::CheckConnectivity { .. })));
    bench.window.get_by_role_and_label(Role::Button, "取消检测").click();
    bench.window.run();
    assert!(matches!(bench.command(), Some(Command::CancelCheck { site }) if site == "a"));
    assert!(is_off(&bench, "正在取消…"));
    bench.window.get_by_label_contains("旧站 · ").click();
    bench.window.run();
    assert!(is_off(&bench, "检测连通性"));
}

#[test]
fn a_key_in_the_address_is_warned_of_and_a_missing_one_cannot_be_copied() {
    let mut bare = site("a", "晨星");
    bare.api_key = konata_api::model::secret::Secret::new("");
    let mut bench = Bench::with_sites(vec![bare]);
    open_record(&mut bench);
    assert!(is_off(&bench, "复制密钥"));
    let warning = Text::UrlKeyWarning.in_language(Language::Zh);
    assert!(bench.window.query_by_label(warning).is_none());
    bench.window.get_by_role_and_label(Role::DisclosureTriangle, "连接").click();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::ComboBox, "密钥放在").click();
    bench.window.run();
    bench.window.get_by_label("网址里（?key=）").click();
    bench.window.run();
    bench.window.get_by_label(warning);
}
