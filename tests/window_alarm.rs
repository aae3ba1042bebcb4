//! The alarm in the window with the real worker, on a station whose balance falls and recovers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only for tests")]

use egui::FontData;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use konata_api::app::App;
use konata_api::app::notifier::{Notification, Notifier};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::family_key::{FamilyKey, QUOTA_PER_UNIT};
use konata_api::demo::key_ledger::KeyLedger;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::new_site::NewSite;
use konata_api::model::secret::Secret;
use konata_api::store::Store;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::window::Window;
use konata_api::worker;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TEST_FONT: &[u8] = include_bytes!("assets/NotoSansCJKsc-subset.otf");
/// How long a thing on screen is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
const KEY: &str = "sk-alarmkey00000000000000000000000000000000000000aa11";
const OTHER_KEY: &str = "sk-alarmkey00000000000000000000000000000000000000bb22";

/// A station and the sites that somebody has there.
struct Scene {
    folder: TempDir,
    ledger: KeyLedger,
    _station: DemoStation,
}

impl Scene {
    /// With two keys of 20 dollars each.
    fn set(config: &str) -> Self {
        let software = OneApiStation::empty("晨星 API");
        let ledger = software.ledger();
        let station = DemoStation::start(software, StationOptions::new()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("config.json"), config).unwrap();
        let (store, _) = Store::open(folder.path()).unwrap();
        for (name, key) in [("晨星", KEY), ("暮星", OTHER_KEY)] {
            let api_key = Secret::new(key);
            let url = station.base_url();
            store.add_site(NewSite { name: name.into(), url, api_key, ..<_>::default() }).unwrap();
        }
        let scene = Self { folder, ledger, _station: station };
        for key in [KEY, OTHER_KEY] {
            scene.leave(key, 20);
        }
        scene
    }

    /// From now on so many dollars are left on a key.
    fn leave(&self, key: &str, dollars: i32) {
        self.ledger.put(key, FamilyKey::limited("k", dollars * QUOTA_PER_UNIT, QUOTA_PER_UNIT));
    }
}

/// A window on a data folder, as the program opens it, with a system that shows notifications.
struct Live {
    window: Harness<'static, Window>,
    notifications: Receiver<Notification>,
}

impl Live {
    fn open(folder: &Path) -> Self {
        let (store, incidents) = Store::open(folder).unwrap();
        let link = worker::start(Arc::new(store), incidents, || ()).unwrap();
        let (tell, notifications) = channel();
        let tell = Mutex::new(tell);
        let show = move |notification: &Notification| {
            tell.lock().unwrap().send(notification.clone()).unwrap();
            Ok(())
        };
        let app = App::new(link).with_notifier(Notifier::new(show, || ()));
        let window = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .with_context_setup(|ctx| {
                ctx.set_fonts(fonts::definitions(Some(FontData::from_static(TEST_FONT)), None));
            })
            .build_eframe(move |creation| Window::new(&creation.egui_ctx, app, Language::Zh));
        let mut live = Self { window, notifications };
        live.wait("the sites", |window| !window.state().app().state().sites().is_empty());
        live
    }

    fn wait(&mut self, what: &str, is_so: impl Fn(&Harness<'static, Window>) -> bool) {
        let begun = Instant::now();
        loop {
            self.window.step();
            if is_so(&self.window) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn press(&mut self, button: &str) {
        self.window.get_all_by_role_and_label(Role::Button, button).last().unwrap().click();
        self.window.step();
        self.window.step();
    }

    /// Has all sites asked and waits for the end.
    fn query_all(&mut self) {
        let generation = |window: &Harness<'static, Window>| {
            window.state().app().state().run.as_ref().map(|run| run.generation)
        };
        let before = generation(&self.window);
        self.press("查询全部");
        self.wait("the end of the run", |window| {
            generation(window) != before && !window.state().app().state().is_running()
        });
        self.window.step();
    }

    fn shows(&self, label: &str) -> bool {
        self.window.query_all_by_label_contains(label).next().is_some()
    }

    fn told(&self) -> String {
        self.notifications.recv_timeout(PATIENCE).unwrap().body
    }
}

#[test]
fn a_balance_that_falls_is_told_once_and_again_after_it_was_topped_up() {
    let scene = Scene::set("{}");
    let mut live = Live::open(scene.folder.path());
    live.query_all();
    assert!(live.shows("晨星 · 正常") && !live.shows("看看余额低的站点"));
    scene.leave(KEY, 4);
    live.query_all();
    assert_eq!(live.told(), "晨星 只剩 $4.00");
    assert!(live.shows("晨星 · 余额低") && live.shows("低余额 1"));
    let words = "晨星 只剩 $4.00";
    assert!(live.shows(words));
    scene.leave(KEY, 3);
    live.query_all();
    assert!(live.notifications.try_recv().is_err(), "told already");
    scene.leave(KEY, 50);
    live.query_all();
    assert!(live.shows("晨星 · 正常") && !live.shows("看看余额低的站点"));
    scene.leave(KEY, 0);
    scene.leave(OTHER_KEY, 2);
    live.query_all();
    assert_eq!(live.told(), "晨星 已用完\n暮星 只剩 $2.00");
    assert!(live.shows("2 个站点余额告急"));
    scene.leave(KEY, 7);
    live.query_all();
    assert!(live.shows("晨星 只剩 $7.00"), "the notice tells how it stands now");
    assert!(live.notifications.try_recv().is_err());
}

#[test]
fn an_alarm_outlives_the_program_and_its_notice_leads_to_the_sites() {
    let scene = Scene::set("{}");
    let mut live = Live::open(scene.folder.path());
    for key in [KEY, OTHER_KEY] {
        scene.leave(key, 1);
    }
    live.query_all();
    assert_eq!(live.told().lines().count(), 2);
    live.press("看看余额低的站点");
    assert!(live.window.state().app().state().list.only_low);
    live.press("关闭这条通知");
    assert!(!live.shows("看看余额低的站点"));
    drop(live);
    let mut reopened = Live::open(scene.folder.path());
    reopened.query_all();
    assert!(reopened.notifications.try_recv().is_err(), "told before the program was closed");
    assert!(!reopened.shows("看看余额低的站点") && reopened.shows("低余额 2"));
}

#[test]
fn all_sites_are_asked_at_the_start_where_that_is_set() {
    let config = r#"{"auto_query": {"enabled": true, "interval_minutes": 30, "at_start": true}}"#;
    let scene = Scene::set(config);
    scene.leave(OTHER_KEY, 0);
    let mut live = Live::open(scene.folder.path());
    assert!(live.shows("下次自动查询"));
    let chosen = live.window.state().app().state().selected.clone();
    live.wait("the turn at the start", |window| window.state().app().state().run.is_some());
    live.wait("its end", |window| !window.state().app().state().is_running());
    assert_eq!(live.told(), "暮星 已用完");
    assert!(live.shows("晨星 · 正常") && live.shows("下次自动查询"));
    assert_eq!(live.window.state().app().state().selected, chosen);
}
