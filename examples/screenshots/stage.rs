use crate::scene::Scene;
use egui::Context;
use konata_api::app::App;
use konata_api::app::action::Action;
use konata_api::app::state::State;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::store::Store;
use konata_api::ui::window::Window;
use konata_api::worker;
use std::error::Error;
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

/// One of the demo stations never answers, and a picture need not wait long for that.
const CONFIG: &str = r#"{"network": {"answer_timeout_s": 4}}"#;

/// The whole window on a data folder of its own.
pub(crate) struct Stage {
    window: Window,
    _stations: DemoStations,
    /// Outlives the window, which saves at its end.
    _folder: TempDir,
}

impl Stage {
    pub(crate) fn set(ctx: &Context, scene: &Scene) -> Result<Self, Box<dyn Error>> {
        let stations = DemoStations::start()?;
        let folder = tempfile::tempdir()?;
        let stats = scene.sites.stats_json(&stations).to_string();
        fs::write(folder.path().join("stats.json"), stats)?;
        fs::write(folder.path().join("config.json"), CONFIG)?;
        let (store, incidents) = Store::open(folder.path())?;
        let waker = ctx.clone();
        let link = worker::start(Arc::new(store), incidents, move || waker.request_repaint())?;
        let mut window = Window::new(ctx, App::new(link), scene.language);
        window.apply(Action::ChooseLook(scene.look));
        Ok(Self { window, _stations: stations, _folder: folder })
    }

    pub(crate) fn state(&self) -> &State {
        self.window.app().state()
    }

    pub(crate) fn act(&mut self, act: fn(&State) -> Action) {
        let action = act(self.state());
        self.window.apply(action);
    }

    /// To be driven frame by frame.
    pub(crate) fn window(&mut self) -> &mut Window {
        &mut self.window
    }
}
