use crate::ui::theme::palette;
use egui::{Rect, Stroke, Ui, pos2};

/// Between two lines.
const GAP: f32 = 7.0;

/// Fills a place with slanting lines: nothing is known of what would stand there.
pub fn hatch(ui: &Ui, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.0, palette(ui).line);
    let height = rect.height();
    let mut left = rect.left() - height;
    while left < rect.right() {
        painter.line_segment([pos2(left, rect.bottom()), pos2(left + height, rect.top())], stroke);
        left += GAP;
    }
}
