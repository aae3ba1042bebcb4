use crate::app::App;
use crate::model::window_memory::WindowMemory;
use crate::model::window_place::WindowPlace;
use egui::Context;
use std::time::Duration;

/// How long, in seconds, everything must have stood still before it is saved: a window that is
/// being drawn to another size is not saved at every step.
const STILL: f64 = 1.0;

/// Has what is worth remembering saved, once it has changed and stands still, and at the end.
#[derive(Clone, Debug)]
pub struct MemoryWatch {
    /// Where the window stood when that was last known; its size while not maximized.
    place: Option<WindowPlace>,
    saved: WindowMemory,
    seen: WindowMemory,
    /// When `seen` came about, in seconds of the window's clock.
    since: f64,
}

impl MemoryWatch {
    /// One that knows what the file holds.
    pub fn new(saved: WindowMemory) -> Self {
        Self { place: saved.place, seen: saved.clone(), saved, since: 0.0 }
    }

    pub fn look(&mut self, ctx: &Context, app: &App, list_width: Option<f32>) {
        let now = ctx.input(|input| input.time);
        // A window that has just opened is still on its way to the place that is remembered.
        if self.place.is_none() || now >= STILL {
            self.place = place(ctx, self.place);
        }
        let memory = app.memory(self.place, list_width);
        if memory != self.seen {
            self.seen = memory;
            self.since = now;
        }
        if self.seen == self.saved {
            return;
        }
        let left = self.since + STILL - now;
        if left <= 0.0 {
            self.save(app);
        } else if let Ok(left) = Duration::try_from_secs_f64(left) {
            ctx.request_repaint_after(left);
        }
    }

    /// Saves what has not stood still yet.
    pub fn finish(&mut self, app: &App) {
        if self.seen != self.saved {
            self.save(app);
        }
    }

    fn save(&mut self, app: &App) {
        self.saved.clone_from(&self.seen);
        app.remember(self.saved.clone());
    }
}

/// Where the window stands now. A maximized one keeps the place that it will go back to; one that
/// is minimized or fills the screen for a moment stands nowhere.
fn place(ctx: &Context, known: Option<WindowPlace>) -> Option<WindowPlace> {
    let content = ctx.viewport_rect().size();
    ctx.input(|input| {
        let window = input.viewport();
        if window.minimized == Some(true) || window.fullscreen == Some(true) {
            return known;
        }
        let maximized = window.maximized == Some(true);
        if let Some(known) = known.filter(|_| maximized) {
            return Some(WindowPlace { maximized, ..known });
        }
        let size = window.inner_rect.map_or(content, |inner| inner.size()).round();
        let corner = window.outer_rect.map(|outer| outer.min.round());
        Some(WindowPlace {
            corner: corner.map(|corner| (corner.x, corner.y)),
            size: (size.x, size.y),
            maximized,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, RawInput, Rect, ViewportId, pos2, vec2};

    const NORMAL: WindowPlace =
        WindowPlace { corner: Some((10.0, 20.0)), size: (900.0, 600.0), maximized: false };

    /// What is made of a window whose frame is 30 points high.
    fn seen(
        known: Option<WindowPlace>,
        corner: Option<Pos2>,
        change: impl FnOnce(&mut egui::ViewportInfo),
    ) -> Option<WindowPlace> {
        let size = vec2(900.0, 600.0);
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            ..RawInput::default()
        };
        let window = input.viewports.entry(ViewportId::ROOT).or_default();
        window.outer_rect = corner.map(|c| Rect::from_min_size(c, size + vec2(0.0, 30.0)));
        window.inner_rect = corner.map(|c| Rect::from_min_size(c + vec2(0.0, 30.0), size));
        change(window);
        let mut found = None;
        let output = Context::default().run_ui(input, |ui| found = place(ui, known));
        output.drop_without_applying_deltas();
        found
    }

    #[test]
    fn the_corner_is_that_of_the_frame_and_the_size_that_of_the_inside() {
        assert_eq!(seen(None, Some(pos2(10.2, 19.8)), |_| ()), Some(NORMAL));
        assert_eq!(seen(None, None, |_| ()), Some(WindowPlace { corner: None, ..NORMAL }));
    }

    #[test]
    fn a_maximized_window_keeps_the_place_that_it_goes_back_to() {
        let before = WindowPlace { size: (800.0, 500.0), ..NORMAL };
        let maximized = seen(Some(before), Some(Pos2::ZERO), |w| w.maximized = Some(true));
        assert_eq!(maximized, Some(WindowPlace { maximized: true, ..before }));
        let restored = seen(maximized, Some(pos2(10.0, 20.0)), |w| w.maximized = Some(false));
        assert_eq!(restored, Some(NORMAL));
    }

    #[test]
    fn a_minimized_window_stands_where_it_stood() {
        let away = Some(pos2(-32000.0, -32000.0));
        assert_eq!(seen(Some(NORMAL), away, |w| w.minimized = Some(true)), Some(NORMAL));
        assert_eq!(seen(Some(NORMAL), away, |w| w.fullscreen = Some(true)), Some(NORMAL));
    }
}
