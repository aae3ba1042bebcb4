//! The parts of a site's form that open: its account, its connection and its check-in.

#![allow(clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use konata_api::model::account_edit::AccountEdit;
use konata_api::model::change::Change;
use konata_api::model::checkin_edit::CheckinEdit;
use konata_api::model::checkin_setup::CheckinSetup;
use konata_api::model::connection_edit::ConnectionEdit;
use konata_api::model::proxy_setting::ProxySetting;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::site_edit::SiteEdit;
use konata_api::model::site_headers::SiteHeaders;
use konata_api::model::station_kind::StationKind;
use konata_api::text::Language;
use konata_api::worker::event::Event;
use window_support::{Bench, read_site, site, snapshot};

/// The form of the first of these.
fn form_of(sites: Vec<Site>) -> Bench {
    let mut bench = Bench::with_sites(sites);
    // The whole form with all parts open.
    bench.window.set_size(vec2(1280.0, 1600.0));
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    bench.window.run();
    bench
}

fn usual_site() -> Bench {
    form_of(vec![read_site("a", "晨星", "128.4")])
}

fn open(bench: &mut Bench, section: &str) {
    bench.window.get_by_role_and_label(Role::DisclosureTriangle, section).click();
    bench.window.run();
}

fn is_open(bench: &Bench, section: &str) -> bool {
    let header = bench.window.get_by_role_and_label(Role::DisclosureTriangle, section);
    header.accesskit_node().data().is_expanded() == Some(true)
}

fn type_into(bench: &mut Bench, role: Role, field: &str, text: &str) {
    bench.window.get_by_role_and_label(role, field).focus();
    bench.window.run();
    bench.window.get_by_role_and_label(role, field).type_text(text);
    bench.window.run();
}

fn type_line(bench: &mut Bench, field: &str, text: &str) {
    type_into(bench, Role::TextInput, field, text);
}

fn type_secret(bench: &mut Bench, field: &str, text: &str) {
    type_into(bench, Role::PasswordInput, field, text);
}

fn choose(bench: &mut Bench, field: &str, choice: &str) {
    bench.window.get_by_role_and_label(Role::ComboBox, field).click();
    bench.window.run();
    bench.window.get_by_role_and_label(Role::Button, choice).click();
    bench.window.run();
}

fn save(bench: &mut Bench) -> Option<SiteEdit> {
    bench.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    bench.window.run();
    bench.edit().map(|(_, edit)| edit)
}

fn headers(name: &str, value: &str) -> SiteHeaders {
    [(name.to_owned(), Secret::new(value))].into_iter().collect()
}

/// All that is drawn and all that is told to those who hear it.
fn tree(bench: &Bench) -> String {
    format!("{:?}", bench.window.root())
}

#[test]
fn a_part_is_closed_unless_it_holds_something() {
    let with_token = Site { access_token: Secret::new("token"), ..site("b", "北岸") };
    let mut bench = form_of(vec![read_site("a", "晨星", "1"), with_token]);
    for section in ["账户", "连接", "签到"] {
        assert!(!is_open(&bench, section), "{section}");
    }
    assert!(!bench.shows("访问令牌"));
    bench.window.get_by_label_contains("北岸 · ").click();
    bench.window.run();
    assert!(is_open(&bench, "账户") && !is_open(&bench, "连接"));
    bench.window.get_by_role_and_label(Role::PasswordInput, "访问令牌");
    open(&mut bench, "账户");
    assert!(!is_open(&bench, "账户"), "the same closes it");
    let header = bench.window.get_by_role_and_label(Role::DisclosureTriangle, "账户");
    assert_eq!(header.accesskit_node().data().description(), Some("访问令牌"));
}

#[test]
fn a_part_opens_by_keyboard() {
    let mut bench = usual_site();
    bench.window.get_by_role_and_label(Role::DisclosureTriangle, "账户").focus();
    bench.window.run();
    bench.press(Key::Enter);
    assert!(is_open(&bench, "账户"));
    bench.press(Key::Tab);
    assert!(bench.window.get_by_role_and_label(Role::PasswordInput, "访问令牌").is_focused());
}

#[test]
fn the_account_is_filled_in_and_saved() {
    let mut bench = usual_site();
    open(&mut bench, "账户");
    type_secret(&mut bench, "访问令牌", "Bearer token-of-the-account");
    type_line(&mut bench, "用户 ID", "42");
    type_line(&mut bench, "登录名", "me@a.example");
    assert!(bench.shows("登录名和密码要一起填才有用"));
    type_secret(&mut bench, "登录密码", "pass word");
    assert!(!bench.shows("登录名和密码要一起填才有用"));
    type_secret(&mut bench, "会话 Cookie", "session=1");
    let account = AccountEdit {
        access_token: Change::To(Secret::new("token-of-the-account")),
        user_id: Change::To("42".into()),
        login_name: Change::To("me@a.example".into()),
        login_password: Change::To(Secret::new("pass word")),
        session_cookie: Change::To(Secret::new("session=1")),
    };
    assert_eq!(save(&mut bench), Some(SiteEdit { account, ..SiteEdit::default() }));
}

#[test]
fn secrets_of_the_account_are_masked_until_shown_and_can_be_copied() {
    let secret = |text: &str| Secret::new(text);
    let mut bench = form_of(vec![
        Site {
            access_token: secret("token-in-clear"),
            login_password: secret("password-in-clear"),
            session_cookie: secret("cookie-in-clear"),
            ..site("a", "晨星")
        },
        site("b", "北岸"),
    ]);
    assert!(!tree(&bench).contains("in-clear"));
    for (field, text) in [
        ("访问令牌", "token-in-clear"),
        ("登录密码", "password-in-clear"),
        ("会话 Cookie", "cookie-in-clear"),
    ] {
        bench.click(&format!("显示{field}"));
        assert!(tree(&bench).contains(text), "{field}");
        bench.click(&format!("隐藏{field}"));
        assert!(!tree(&bench).contains("in-clear"), "{field}");
        bench.window.get_by_label(&format!("复制{field}")).click();
        assert_eq!(bench.copied().as_deref(), Some(text));
    }
    bench.click("显示访问令牌");
    for name in ["北岸 · ", "晨星 · "] {
        bench.window.get_by_label_contains(name).click();
        bench.window.run();
    }
    assert!(!tree(&bench).contains("in-clear"), "shown only until another site is looked at");
}

#[test]
fn how_the_station_is_asked_is_chosen_and_saved() {
    let mut bench = usual_site();
    open(&mut bench, "连接");
    choose(&mut bench, "站点程序", "veloera");
    choose(&mut bench, "网络代理", "指定地址");
    assert!(bench.shows("请填写代理地址"));
    type_line(&mut bench, "代理地址", "socks5://127.0.0.1:1080");
    type_into(&mut bench, Role::MultilineTextInput, "附加请求头", "X-Way: in");
    type_line(&mut bench, "额度路径", "/quota");
    assert!(bench.shows("https://a.example/quota"));
    assert!(bench.shows("https://a.example/v1/dashboard/billing/usage"));
    type_line(&mut bench, "日志路径", "/rows");
    assert!(bench.shows("https://a.example/rows"));
    let warning = "查日志时改问这个地址，它会看到你的密钥和日志；不信任的中继不要填";
    assert!(!bench.shows(warning));
    type_line(&mut bench, "日志中继", "https://relay.example/fetch");
    assert!(bench.shows(warning));
    let connection = ConnectionEdit {
        logs_path: Change::To(Some("/rows".into())),
        log_relay: Change::To("https://relay.example/fetch".into()),
        chosen_kind: Change::To(Some(StationKind::Veloera)),
        http_proxy: Change::To(ProxySetting::Url(Secret::new("socks5://127.0.0.1:1080"))),
        headers: Change::To(headers("X-Way", "in")),
        subscription_path: Change::To(Some("/quota".into())),
        ..ConnectionEdit::default()
    };
    assert_eq!(save(&mut bench), Some(SiteEdit { connection, ..SiteEdit::default() }));
}

#[test]
fn a_chosen_kind_can_be_given_back_to_detection() {
    let fixed = Site { station_kind_fixed: true, ..read_site("a", "晨星", "1") };
    let mut bench = form_of(vec![fixed]);
    assert!(is_open(&bench, "连接"));
    choose(&mut bench, "站点程序", "自动识别");
    let connection = ConnectionEdit { chosen_kind: Change::To(None), ..ConnectionEdit::default() };
    assert_eq!(save(&mut bench), Some(SiteEdit { connection, ..SiteEdit::default() }));
    let bench = {
        let mut bench = usual_site();
        open(&mut bench, "连接");
        bench
    };
    let kind = bench.window.get_by_role_and_label(Role::ComboBox, "站点程序");
    assert_eq!(kind.accesskit_node().value().as_deref(), Some("自动识别（new-api）"));
}

#[test]
fn secret_headers_and_the_password_of_a_proxy_are_masked_until_shown() {
    let proxy = ProxySetting::Url(Secret::new("http://me:password-in-clear@proxy.example:1"));
    let mut bench = form_of(vec![Site {
        headers: headers("X-Auth-Token", "header-in-clear"),
        http_proxy: proxy,
        ..site("a", "晨星")
    }]);
    assert!(!tree(&bench).contains("in-clear"));
    let lines = |bench: &Bench| {
        let field = bench.window.get_by_role_and_label(Role::MultilineTextInput, "附加请求头");
        field.accesskit_node().value()
    };
    assert_eq!(lines(&bench).as_deref(), Some("X-Auth-Token: ••••••••"));
    type_into(&mut bench, Role::MultilineTextInput, "附加请求头", "x");
    assert!(!bench.shows("未保存"), "what is masked is not changed");
    bench.click("显示附加请求头");
    assert_eq!(lines(&bench).as_deref(), Some("X-Auth-Token: header-in-clear"));
    bench.click("显示代理地址");
    assert!(tree(&bench).contains("password-in-clear"));
}

#[test]
fn headers_stay_in_sight_while_they_are_typed() {
    let mut bench = usual_site();
    open(&mut bench, "连接");
    for part in ["Authorization: a", "bc"] {
        type_into(&mut bench, Role::MultilineTextInput, "附加请求头", part);
    }
    let edit = save(&mut bench).unwrap();
    assert_eq!(edit.connection.headers, Change::To(headers("Authorization", "abc")));
}

#[test]
fn the_check_in_is_filled_in_and_saved_beside_what_is_not_shown() {
    let mut bench = usual_site();
    open(&mut bench, "签到");
    type_line(&mut bench, "签到网页", "https://a.example/console");
    type_line(&mut bench, "签到接口", "/api/sign");
    type_into(&mut bench, Role::MultilineTextInput, "签到请求头", "X-Way: in");
    let checkin = CheckinEdit {
        page: Change::To("https://a.example/console".into()),
        path: Change::To("/api/sign".into()),
        headers: Change::To(headers("X-Way", "in")),
    };
    assert_eq!(save(&mut bench), Some(SiteEdit { checkin, ..SiteEdit::default() }));
}

#[test]
fn a_mistake_is_told_beside_its_field_and_keeps_its_part_open() {
    let mut bench = usual_site();
    for (section, role, field, text, problem) in [
        ("账户", Role::TextInput, "用户 ID", "七", "里面有无法发送的字符，请重新复制"),
        ("连接", Role::TextInput, "用量路径", "usage", "以 / 开头"),
        ("签到", Role::MultilineTextInput, "签到请求头", "X-Way", "第 1 行：名称和值之间要有冒号"),
    ] {
        open(&mut bench, section);
        type_into(&mut bench, role, field, text);
        assert!(bench.shows(problem), "{field}");
        open(&mut bench, section);
        assert!(is_open(&bench, section), "{section}");
        assert_eq!(save(&mut bench), None, "{field}");
        bench.window.get_by_role_and_label(Role::Button, "放弃").click();
        bench.window.run();
        assert!(!bench.shows(problem), "{field}");
    }
}

#[test]
fn editing_leads_to_the_first_mistake_also_in_a_part() {
    let mut bench = form_of(vec![read_site("a", "晨星", "1"), site("b", "北岸")]);
    open(&mut bench, "签到");
    type_line(&mut bench, "签到接口", "sign");
    for name in ["北岸 · ", "晨星 · "] {
        bench.window.get_by_label_contains(name).click();
        bench.window.run();
    }
    bench.click("编辑站点");
    assert!(bench.window.get_by_role_and_label(Role::TextInput, "签到接口").is_focused());
}

#[test]
fn a_change_from_outside_reaches_the_fields_that_were_not_touched() {
    let mut bench = usual_site();
    open(&mut bench, "签到");
    type_line(&mut bench, "签到接口", "/mine");
    let checkin = CheckinSetup { page: "https://theirs.example".into(), ..<_>::default() };
    let theirs = Site { checkin, user_id: "7".into(), ..read_site("a", "晨星", "128.4") };
    bench.tell(Event::Loaded(snapshot(vec![theirs])));
    let page = bench.window.get_by_role_and_label(Role::TextInput, "签到网页");
    assert_eq!(page.accesskit_node().value().as_deref(), Some("https://theirs.example"));
    let checkin = CheckinEdit { path: Change::To("/mine".into()), ..CheckinEdit::default() };
    assert_eq!(save(&mut bench), Some(SiteEdit { checkin, ..SiteEdit::default() }));
}

#[test]
fn every_field_can_be_reached_in_a_small_window_in_both_languages() {
    for (language, sections) in [
        (Language::Zh, ["账户", "连接", "签到"]),
        (Language::En, ["Account", "Connection", "Check-in"]),
    ] {
        let mut bench = Bench::new(language);
        bench.tell(Event::Loaded(snapshot(vec![read_site("a", "晨星", "1")])));
        bench.window.set_size(vec2(760.0, 560.0));
        bench.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
        bench.window.run();
        for section in sections {
            open(&mut bench, section);
        }
        let fields = bench.window.get_all_by_role(Role::TextInput);
        let multiline = bench.window.get_all_by_role(Role::MultilineTextInput);
        for field in fields.chain(multiline) {
            assert!(field.rect().right() <= 760.0 - 20.0, "{field:?}");
        }
    }
}
