use egui::{Context, Vec2, ViewportCommand, vec2};

/// The size of a new window where the screen has room for it.
pub const WANTED: Vec2 = vec2(1280.0, 860.0);
/// The window gets no smaller than this, whatever the screen.
pub const LEAST: Vec2 = vec2(720.0, 480.0);

/// What part of the screen a new window takes at most.
const PART_OF_SCREEN: Vec2 = vec2(0.92, 0.9);
/// What it leaves free at least, for its frame and the bars of the desktop.
const LEFT_FREE: Vec2 = vec2(40.0, 80.0);

/// Makes a new window fit its screen, once, as soon as it is known how large that is.
#[derive(Clone, Debug, Default)]
pub struct FirstSize {
    is_set: bool,
    is_remembered: bool,
    /// It is to be maximized, and that was not asked for yet.
    maximizes: bool,
}

impl FirstSize {
    /// For a window that opens with the size it had: that one stays where the screen holds it.
    pub const fn remembered(maximized: bool) -> Self {
        Self { is_set: false, is_remembered: true, maximizes: maximized }
    }

    pub fn fit(&mut self, ctx: &Context) {
        self.maximize(ctx);
        if self.is_set {
            return;
        }
        let window = ctx.input(|input| input.viewport().clone());
        let Some(screen) = window.monitor_size else { return };
        self.is_set = true;
        let (size, room) = (ctx.viewport_rect().size(), fitting(screen));
        let most = if self.is_remembered { screen } else { room };
        if window.maximized != Some(true) && (size.x > most.x || size.y > most.y) {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size.min(room)));
        }
    }

    /// A window is not shown before its first frame, and X11 maximizes only what is shown.
    fn maximize(&mut self, ctx: &Context) {
        if self.maximizes && ctx.cumulative_frame_nr() > 0 {
            self.maximizes = false;
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        } else if self.maximizes {
            ctx.request_repaint();
        }
    }
}

/// The largest first size for a screen, both in points.
fn fitting(screen: Vec2) -> Vec2 {
    WANTED.min(screen * PART_OF_SCREEN).min(screen - LEFT_FREE).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, RawInput, Rect, ViewportId};

    #[test]
    fn a_new_window_fits_its_screen() {
        for (screen, expected) in [
            ((3840.0, 2160.0), (1280.0, 860.0)),
            ((1366.0, 768.0), (1256.72, 688.0)),
            ((1280.0, 1024.0), (1177.6, 860.0)),
            ((1920.0, 900.0), (1280.0, 810.0)),
            ((640.0, 400.0), (720.0, 480.0)),
        ] {
            let size = fitting(screen.into());
            assert!((size - Vec2::from(expected)).length() < 0.01, "{screen:?}: {size:?}");
        }
    }

    /// The sizes that a frame of a window of this size asks for.
    fn asked(first: &mut FirstSize, size: Vec2, screen: Option<Vec2>) -> Vec<Vec2> {
        let rect = Rect::from_min_size(Pos2::ZERO, size);
        let mut input = RawInput { screen_rect: Some(rect), ..RawInput::default() };
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.monitor_size = screen;
        let mut output = Context::default().run_ui(input, |ui| first.fit(ui));
        let commands = output.viewport_output.remove(&ViewportId::ROOT).unwrap().commands;
        output.drop_without_applying_deltas();
        let size_of = |command| match command {
            ViewportCommand::InnerSize(size) => Some(size),
            _ => None,
        };
        commands.into_iter().filter_map(size_of).collect()
    }

    #[test]
    fn a_window_too_large_is_made_smaller_once_the_screen_is_known() {
        let mut first = FirstSize::default();
        let small = vec2(1366.0, 768.0);
        assert_eq!(asked(&mut first, WANTED, None), []);
        assert_eq!(asked(&mut first, WANTED, Some(small)), [fitting(small)]);
        assert_eq!(asked(&mut first, WANTED, Some(small)), [], "later sizes are the user's");
        let large = vec2(2560.0, 1440.0);
        assert_eq!(asked(&mut FirstSize::default(), WANTED, Some(large)), []);
    }

    #[test]
    fn a_remembered_size_stays_where_the_screen_holds_it() {
        let (screen, whole) = (vec2(1920.0, 1080.0), vec2(1900.0, 1040.0));
        assert_eq!(asked(&mut FirstSize::remembered(false), whole, Some(screen)), []);
        let small = vec2(1366.0, 768.0);
        assert_eq!(asked(&mut FirstSize::remembered(false), whole, Some(small)), [fitting(small)]);
    }

    #[test]
    fn a_window_that_was_maximized_is_maximized_once_it_is_shown() {
        let ctx = Context::default();
        let mut first = FirstSize::remembered(true);
        let asked = [(); 3].map(|()| {
            let mut output = ctx.run_ui(RawInput::default(), |ui| first.fit(ui));
            let commands = output.viewport_output.remove(&ViewportId::ROOT).unwrap().commands;
            output.drop_without_applying_deltas();
            commands.contains(&ViewportCommand::Maximized(true))
        });
        assert_eq!(asked, [false, true, false]);
    }
}
