use crate::ui::theme::{Palette, letters, radius, regular, size};
use crate::ui::widgets::line;
use egui::{
    CornerRadius, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::sync::Arc;

const PADDING: f32 = 6.0;
const LONGEST: f32 = 130.0;

/// A small outlined word beside a name, such as the software of a station.
#[derive(Clone, Debug)]
pub struct Badge {
    word: Arc<Galley>,
    palette: &'static Palette,
}

impl Badge {
    pub fn new(ui: &Ui, word: &str, palette: &'static Palette) -> Self {
        let font = regular(letters::BADGE);
        Self { word: line::layout(ui, word, font, palette.muted, LONGEST), palette }
    }

    pub fn width(&self) -> f32 {
        self.word.size().x + 2.0 * PADDING
    }

    /// Draws it with the middle of its left edge at `left`.
    pub fn paint(&self, painter: &Painter, left: Pos2) {
        let size = vec2(self.width(), size::BADGE);
        let rect = Rect::from_min_size(left - vec2(0.0, size.y / 2.0), size);
        painter.rect(
            rect,
            CornerRadius::same(radius::BADGE),
            self.palette.panel,
            Stroke::new(1.0, self.palette.line),
            StrokeKind::Inside,
        );
        let text = rect.center() - self.word.size() / 2.0;
        painter.galley(text, Arc::clone(&self.word), self.palette.muted);
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) =
            ui.allocate_exact_size(vec2(self.width(), size::BADGE), Sense::hover());
        self.paint(ui.painter(), rect.left_center());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.word.text()));
        response
    }
}
