use crate::app::App;
use crate::text::{Language, Text};
use crate::ui::window::Window;
use crate::ui::{first_size, fonts, theme};
use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder};
use std::sync::Arc;

/// Makes the window draw itself anew; may be called from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Desktops find the icon and the pinned entry of a program by this name.
const PROGRAM_ID: &str = "konata-api";

/// Opens the window and returns when it is closed. `start` gets what wakes the window and gives
/// the app to show.
pub fn run(
    language: Language,
    icon: Option<IconData>,
    start: impl FnOnce(Waker) -> App + 'static,
) -> eframe::Result {
    let title = Text::ProgramName.in_language(language);
    eframe::run_native(
        PROGRAM_ID,
        options(title, icon),
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            fonts::install(&ctx);
            let waker = ctx.clone();
            let app = start(Arc::new(move || waker.request_repaint()));
            Ok(Box::new(Window::new(&ctx, app, language)))
        }),
    )
}

/// How the window begins. System fonts are left to [`fonts::install`], which asks for Chinese ones.
pub fn options(title: &str, icon: Option<IconData>) -> NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_title(title)
        .with_app_id(PROGRAM_ID)
        .with_inner_size(first_size::WANTED)
        .with_min_inner_size(first_size::LEAST);
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
