//! The whole window with the real worker, on a data folder of its own.

use super::TEST_FONT;
use egui::accesskit::Role;
use egui::{FontData, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use konata_api::app::App;
use konata_api::model::new_site::NewSite;
use konata_api::model::secret::Secret;
use konata_api::store::Store;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::window::Window;
use konata_api::worker;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a thing on screen is waited for before the test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A window on a data folder, as the program opens it.
pub(crate) struct Live {
    pub(crate) window: Harness<'static, Window>,
}

impl Live {
    pub(crate) fn open(folder: &Path) -> Self {
        let (store, incidents) = Store::open(folder).unwrap();
        let link = worker::start(Arc::new(store), incidents, || ()).unwrap();
        let window = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .with_context_setup(|ctx| {
                ctx.set_fonts(fonts::definitions(Some(FontData::from_static(TEST_FONT)), None));
            })
            .build_eframe(move |creation| {
                Window::new(&creation.egui_ctx, App::new(link), Language::Zh)
            });
        Self { window }
    }

    /// Draws until something whose name contains `label` is there.
    pub(crate) fn wait_for(&mut self, label: &str) {
        self.wait(label, |window| window.query_all_by_label_contains(label).next().is_some());
    }

    pub(crate) fn wait(
        &mut self,
        what: &str,
        is_there: impl Fn(&Harness<'static, Window>) -> bool,
    ) {
        let begun = Instant::now();
        loop {
            self.window.step();
            if is_there(&self.window) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn press(&mut self, button: &str) {
        self.window.get_all_by_role_and_label(Role::Button, button).next().unwrap().click();
        self.window.step();
        self.window.step();
    }

    /// Checks the connection of the chosen site and waits for the end of it.
    pub(crate) fn check(&mut self) {
        self.press("检测连通性");
        self.wait("the end of the check", |window| {
            let checks = &window.state().app().state().connectivity;
            !checks.is_empty() && checks.values().all(|check| !check.under_way)
        });
        self.window.step();
    }

    /// Asks the window to close, as the cross in its corner does.
    pub(crate) fn ask_to_close(&mut self) {
        let viewports = &mut self.window.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        self.window.step();
        let viewports = &mut self.window.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.clear();
    }

    /// Presses a button that ends it all. The wish to close is told in one frame only, which may
    /// be any from here on.
    pub(crate) fn press_to_end(&mut self, button: &str) {
        self.window.get_by_role_and_label(Role::Button, button).click();
        self.wait("the window to close", |window| {
            let mut outputs = window.output().viewport_output.values();
            outputs.any(|viewport| viewport.commands.contains(&ViewportCommand::Close))
        });
    }

    pub(crate) fn open_details(&mut self) {
        self.window.get_by_role_and_label(Role::Tab, "详情").click();
        self.window.step();
        self.window.step();
    }

    pub(crate) fn press_row(&mut self, start: &str) {
        self.window.get_by_label_contains(start).click();
        self.window.step();
        self.window.step();
    }

    /// Types over what stands in a field.
    pub(crate) fn replace(&mut self, field: &str, text: &str) {
        self.window.get_by_role_and_label(Role::TextInput, field).focus();
        self.window.step();
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.window.step();
        self.type_into(Role::TextInput, field, text);
    }

    pub(crate) fn type_into(&mut self, role: Role, field: &str, text: &str) {
        self.window.get_by_role_and_label(role, field).focus();
        self.window.step();
        self.window.get_by_role_and_label(role, field).type_text(text);
        self.window.step();
    }
}

/// A data folder with these sites: name, address, key.
pub(crate) fn folder_with(sites: &[(&str, String, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for (name, url, key) in sites {
        let site = NewSite {
            name: (*name).to_owned(),
            url: url.clone(),
            api_key: Secret::new(*key),
            ..NewSite::default()
        };
        store.add_site(site).unwrap();
    }
    folder
}
