/// Where a window stands on the screens and how large it is, in points: pixels divided by the
/// scale of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowPlace {
    /// Left and top edge of the frame. `None` where the system does not tell, as Wayland.
    pub corner: Option<(f32, f32)>,
    /// Width and height of what is inside the frame, while not maximized.
    pub size: (f32, f32),
    pub maximized: bool,
}

/// Left, top, width and height of one screen, in points.
pub type ScreenArea = [f32; 4];

/// How much of the upper edge must be on a screen, so that the window can be taken by it.
const LEAST_HOLD: f32 = 80.0;
/// How far above a screen the frame may begin: some systems count an invisible edge to it.
const EDGE: f32 = 12.0;

impl WindowPlace {
    /// Whether the user can get hold of a window here: some of its upper edge is on a screen.
    /// True where the place or the screens are not known.
    pub fn is_within_reach(&self, screens: &[ScreenArea]) -> bool {
        let Some((left, top)) = self.corner.filter(|_| !screens.is_empty()) else { return true };
        screens.iter().any(|[x, y, width, height]| {
            let shown = (left + self.size.0).min(x + width) - left.max(*x);
            shown >= LEAST_HOLD && top >= y - EDGE && top <= y + height - LEAST_HOLD
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREENS: [ScreenArea; 2] = [[0.0, 0.0, 1920.0, 1080.0], [1920.0, 200.0, 1280.0, 720.0]];

    fn at(x: f32, y: f32) -> WindowPlace {
        WindowPlace { corner: Some((x, y)), size: (1280.0, 860.0), maximized: false }
    }

    #[test]
    fn a_window_whose_upper_edge_is_on_a_screen_can_be_taken() {
        for place in [at(0.0, 0.0), at(-1200.0, 40.0), at(3000.0, 300.0), at(-8.0, -8.0)] {
            assert!(place.is_within_reach(&SCREENS), "{place:?}");
        }
    }

    #[test]
    fn a_window_off_every_screen_cannot() {
        for place in [
            at(-1270.0, 40.0),
            at(3400.0, 300.0),
            at(100.0, -500.0),
            at(100.0, 1060.0),
            at(2500.0, 100.0),
            at(-32000.0, -32000.0),
        ] {
            assert!(!place.is_within_reach(&SCREENS), "{place:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_doubted() {
        assert!(WindowPlace { corner: None, ..at(0.0, 0.0) }.is_within_reach(&SCREENS));
        assert!(at(-9999.0, 0.0).is_within_reach(&[]));
    }
}
