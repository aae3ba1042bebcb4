use crate::app::App;
use crate::model::window_memory::WindowMemory;
use crate::model::window_place::WindowPlace;
use crate::text::{Language, Text};
use crate::ui::window::Window;
use crate::ui::{first_size, fonts, theme};
use eframe::NativeOptions;
use egui::{IconData, Vec2, ViewportBuilder};
use std::sync::Arc;

/// Makes the window draw itself anew; may be called from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Desktops find the icon and the pinned entry of a program by this name.
const PROGRAM_ID: &str = "konata-api";

/// Opens a window of this name as `memory` has it and returns when it is closed. `start` gets what wakes the window and gives
/// the app to show.
pub fn run(
    name: Text,
    language: Language,
    memory: WindowMemory,
    icon: Option<IconData>,
    start: impl FnOnce(Waker) -> App + 'static,
) -> eframe::Result {
    let title = name.in_language(language);
    eframe::run_native(
        PROGRAM_ID,
        options(title, icon, memory.place.as_ref()),
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            fonts::install(&ctx);
            let waker = ctx.clone();
            let app = start(Arc::new(move || waker.request_repaint()));
            Ok(Box::new(Window::new(&ctx, app, language).named(name).remembering(memory)))
        }),
    )
}

/// How the window begins. System fonts are left to [`fonts::install`], which asks for Chinese ones.
pub fn options(title: &str, icon: Option<IconData>, place: Option<&WindowPlace>) -> NativeOptions {
    let size = place.map_or(first_size::WANTED, |place| Vec2::from(place.size));
    let mut viewport = ViewportBuilder::default()
        .with_title(title)
        .with_app_id(PROGRAM_ID)
        .with_inner_size(size.max(first_size::LEAST))
        .with_min_inner_size(first_size::LEAST)
        .with_maximized(place.is_some_and(|place| place.maximized));
    if let Some(corner) = place.and_then(|place| place.corner) {
        viewport = viewport.with_position(corner);
    }
    if let Some(icon) = icon {
        viewport = viewport.with_icon(Arc::new(icon));
    }
    NativeOptions { viewport, system_font_fallback: false, ..NativeOptions::default() }
}

/// The colour behind the first frame, so that a dark window does not flash.
pub fn clear_color(visuals: &egui::Visuals) -> [f32; 4] {
    let palette = if visuals.dark_mode { theme::DARK } else { theme::LIGHT };
    palette.background.to_normalized_gamma_f32()
}
