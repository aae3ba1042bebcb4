use crate::ui::theme::{Palette, letters, radius, regular, size};
use crate::ui::widgets::line;
use egui::{
    Color32, CornerRadius, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, vec2,
};
use std::sync::Arc;

const PADDING: f32 = 6.0;
const LONGEST: f32 = 130.0;

/// A small word beside a name.
#[derive(Clone, Debug)]
pub struct Badge {
    word: Arc<Galley>,
    color: Color32,
    fill: Color32,
    outline: Stroke,
}

impl Badge {
    /// An outlined word that is told as it is, such as the software of a station.
    pub fn new(ui: &Ui, word: &str, palette: &'static Palette) -> Self {
        let outline = Stroke::new(1.0, palette.line);
        Self { outline, ..Self::filled(ui, word, palette.muted, palette.panel) }
    }

    /// A word in a colour that has a meaning.
    pub fn filled(ui: &Ui, word: &str, color: Color32, fill: Color32) -> Self {
        let word = line::layout(ui, word, regular(letters::BADGE), color, LONGEST);
        Self { word, color, fill, outline: Stroke::NONE }
    }

    pub fn width(&self) -> f32 {
        self.word.size().x + 2.0 * PADDING
    }

    /// Draws it with the middle of its left edge at `left`.
    pub fn paint(&self, painter: &Painter, left: Pos2) {
        let size = vec2(self.width(), size::BADGE);
        let rect = Rect::from_min_size(left - vec2(0.0, size.y / 2.0), size);
        let corners = CornerRadius::same(radius::BADGE);
        painter.rect(rect, corners, self.fill, self.outline, StrokeKind::Inside);
        let text = rect.center() - self.word.size() / 2.0;
        painter.galley(text, Arc::clone(&self.word), self.color);
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) =
            ui.allocate_exact_size(vec2(self.width(), size::BADGE), Sense::hover());
        self.paint(ui.painter(), rect.left_center());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.word.text()));
        response
    }
}
