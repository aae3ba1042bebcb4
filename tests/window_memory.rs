//! What the window remembers from one run to the next, with the real worker and a real folder.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

use eframe::App as _;
use egui::{FontData, Key, Modifiers, ViewportId, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use konata_api::app::App;
use konata_api::app::look::Look;
use konata_api::app::remembering;
use konata_api::app::site_order::SiteOrder;
use konata_api::app::state::State;
use konata_api::app::tab::Tab;
use konata_api::model::window_memory::WindowMemory;
use konata_api::store::Store;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::launch;
use konata_api::ui::window::Window;
use konata_api::worker;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TEST_FONT: &[u8] = include_bytes!("assets/NotoSansCJKsc-subset.otf");
/// What is pressed has its effect after so many frames, whatever the worker tells meanwhile.
const FRAMES: usize = 4;
const PATIENCE: Duration = Duration::from_secs(20);
const SITES: &str = r#"{"sites":[
    {"id":"a","name":"晨星","url":"https://a.example","tags":["主力"]},
    {"id":"b","name":"北岸","url":"https://b.example","tags":["主力"]}]}"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stats.json"), SITES).unwrap();
    folder
}

/// The window as the program opens it on a system that speaks Chinese.
fn open(folder: &Path) -> Harness<'static, Window> {
    let (store, incidents) = Store::open(folder).unwrap();
    let memory = store.window_memory();
    let language = remembering::first_language(None, &memory).unwrap_or(Language::Zh);
    let link = worker::start(Arc::new(store), incidents, || ()).unwrap();
    let mut window = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts::definitions(Some(FontData::from_static(TEST_FONT)), None));
        })
        .build_eframe(move |creation| {
            Window::new(&creation.egui_ctx, App::new(link), language).remembering(memory)
        });
    wait(&mut window, |window| state(window).snapshot.is_some());
    window
}

fn wait(window: &mut Harness<'static, Window>, is_so: impl Fn(&Harness<'static, Window>) -> bool) {
    let begun = Instant::now();
    while !is_so(window) {
        window.step();
        assert!(begun.elapsed() < PATIENCE, "waited too long");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn state<'a>(window: &'a Harness<'static, Window>) -> &'a State {
    window.state().app().state()
}

fn press(window: &mut Harness<'static, Window>, label: &str) {
    window.get_all_by_label(label).last().unwrap().click();
    window.run_steps(FRAMES);
}

/// What the file holds; nothing where there is none.
fn file(folder: &TempDir) -> Value {
    let bytes = fs::read(folder.path().join("ui.json")).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

#[test]
fn tab_order_filters_choice_language_and_look_outlive_the_program() {
    let folder = folder();
    let mut window = open(folder.path());
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.run_steps(FRAMES);
    press(&mut window, "排序：添加顺序");
    press(&mut window, "名称 Z–A");
    press(&mut window, "主力 2");
    window.get_by_label_contains("北岸 · ").click();
    window.run_steps(FRAMES);
    press(&mut window, "更多");
    press(&mut window, "深色");
    press(&mut window, "更多");
    press(&mut window, "English");
    wait(&mut window, |_| file(&folder)["language"] == "en");
    drop(window);

    let reopened = open(folder.path());
    let state = state(&reopened);
    assert_eq!((state.language, state.look, state.tab), (Language::En, Look::Dark, Tab::Tests));
    assert_eq!((state.list.sort, state.list.tags.len()), (SiteOrder::NameDown, 1));
    assert_eq!(state.selected.as_deref(), Some("b"));
    assert_eq!(reopened.ctx.theme(), egui::Theme::Dark);
    reopened.get_by_label("Tests");
}

#[test]
fn what_changed_last_is_saved_at_the_end() {
    let folder = folder();
    let mut window = open(folder.path());
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    window.step();
    window.step();
    window.state_mut().on_exit(None);
    drop(window);
    assert_eq!(file(&folder)["tab"], "statistics");
}

#[test]
fn a_change_is_saved_once_it_stands_still_and_then_nothing_is_drawn_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(folder.path());
    let delay = |window: &Harness<'static, Window>| {
        window.output().viewport_output[&ViewportId::ROOT].repaint_delay
    };
    let standing_still = Duration::from_nanos(1)..=Duration::from_secs(1);
    wait(&mut window, |window| standing_still.contains(&delay(window)));
    wait(&mut window, |_| file(&folder)["tab"] == "balance");
    assert_eq!(file(&folder)["window"]["width"].as_f64(), Some(1280.0));
    wait(&mut window, |window| delay(window) == Duration::MAX);
}

#[test]
fn a_file_that_makes_no_sense_is_forgotten_and_written_anew() {
    let folder = folder();
    for broken in
        ["{\"tab\":", "[]", "\u{0}\u{1}", r#"{"tab":7,"window":{"x":"far"},"site":"gone"}"#]
    {
        fs::write(folder.path().join("ui.json"), broken).unwrap();
        let mut window = open(folder.path());
        assert_eq!(state(&window).tab, Tab::Balance);
        assert_eq!(state(&window).selected.as_deref(), Some("a"));
        assert!(state(&window).notices.is_empty());
        wait(&mut window, |_| file(&folder)["site"] == "a");
    }
}

#[test]
fn the_file_is_private_and_safe_to_delete() {
    let folder = folder();
    let (store, _) = Store::open(folder.path()).unwrap();
    assert_eq!(store.window_memory(), WindowMemory::default());
    let memory = WindowMemory { search: "claude".to_owned(), ..WindowMemory::default() };
    store.save_window_memory(&memory).unwrap();
    assert_eq!(store.window_memory(), memory);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder.path().join("ui.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::remove_file(folder.path().join("ui.json")).unwrap();
    assert_eq!(store.window_memory(), WindowMemory::default());
    assert_eq!(store.reload_if_changed().unwrap(), None, "nobody is told");
}

#[test]
fn a_window_opens_where_and_as_large_as_it_was() {
    let folder = folder();
    let place = r#"{"window":{"x":-30,"y":40,"width":1100,"height":700,"maximized":true}}"#;
    fs::write(folder.path().join("ui.json"), place).unwrap();
    let memory = Store::open(folder.path()).unwrap().0.window_memory();
    let options = launch::options("title", None, memory.place.as_ref());
    assert_eq!(options.viewport.position, Some(egui::pos2(-30.0, 40.0)));
    assert_eq!(options.viewport.inner_size, Some(vec2(1100.0, 700.0)));
    assert_eq!(options.viewport.maximized, Some(true));
    let new = launch::options("title", None, None);
    assert_eq!((new.viewport.position, new.viewport.maximized), (None, Some(false)));
}

#[test]
fn the_list_is_as_wide_as_it_was() {
    let folder = folder();
    fs::write(folder.path().join("ui.json"), r#"{"list_width":360}"#).unwrap();
    let window = open(folder.path());
    let row = window.get_by_label_contains("晨星 · ").rect();
    assert!((row.width() - 360.0).abs() < 2.0, "{row:?}");
}
