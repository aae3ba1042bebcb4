use crate::model::window_place::{ScreenArea, WindowPlace};
use eframe::Frame;
use egui::{Context, Pos2, Rect, Vec2, ViewportCommand, pos2, vec2};

/// Brings a window back that the user could not get hold of where it was put: the screen on which
/// it stood the last time may be gone. Looks once, as soon as the system tells where the window is.
#[derive(Clone, Debug, Default)]
pub struct BackOnScreen {
    is_done: bool,
}

impl BackOnScreen {
    pub fn look(&mut self, ctx: &Context, frame: &Frame) {
        if self.is_done {
            return;
        }
        let Some(outer) = ctx.input(|input| input.viewport().outer_rect) else { return };
        self.is_done = true;
        if let Some(corner) = better_corner(outer, &screens(ctx, frame)) {
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(corner));
        }
    }
}

/// Where a window should go; `None` where it can stay. All in points.
fn better_corner(outer: Rect, screens: &[ScreenArea]) -> Option<Pos2> {
    let place = WindowPlace {
        corner: Some((outer.min.x, outer.min.y)),
        size: (outer.width(), outer.height()),
        maximized: false,
    };
    let [x, y, width, height] = *screens.first().filter(|_| !place.is_within_reach(screens))?;
    let room = (vec2(width, height) - outer.size()).max(Vec2::ZERO);
    Some(pos2(x, y) + room / 2.0)
}

/// The screens as they are now, the main one first where the system names it.
#[expect(clippy::cast_precision_loss, reason = "no screen has that many pixels")]
fn screens(ctx: &Context, frame: &Frame) -> Vec<ScreenArea> {
    let Some(window) = frame.winit_window() else { return Vec::new() };
    let scale = ctx.pixels_per_point();
    let main = window.primary_monitor();
    let others = window.available_monitors().filter(|screen| Some(screen) != main.as_ref());
    let area = |corner: (i32, i32), size: (u32, u32)| {
        [corner.0 as f32, corner.1 as f32, size.0 as f32, size.1 as f32].map(|p| p / scale)
    };
    main.clone()
        .into_iter()
        .chain(others)
        .map(|screen| area(screen.position().into(), screen.size().into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREENS: [ScreenArea; 2] = [[0.0, 0.0, 1920.0, 1080.0], [1920.0, 0.0, 1280.0, 1024.0]];

    fn at(x: f32, y: f32, width: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, 880.0))
    }

    #[test]
    fn a_window_on_a_screen_stays() {
        assert_eq!(better_corner(at(2000.0, 50.0, 900.0), &SCREENS), None);
        assert_eq!(better_corner(at(9000.0, 50.0, 900.0), &[]), None, "no screen is known");
    }

    #[test]
    fn a_window_off_every_screen_goes_to_the_middle_of_the_first() {
        assert_eq!(better_corner(at(9000.0, 50.0, 1280.0), &SCREENS), Some(pos2(320.0, 100.0)));
        assert_eq!(better_corner(at(-9000.0, 50.0, 2500.0), &SCREENS), Some(pos2(0.0, 100.0)));
    }
}
