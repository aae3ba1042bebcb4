use crate::ui::theme::{bold, letters, palette, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::{
    Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// One of several pages to choose from; the chosen one is bold and underlined.
pub fn tab(ui: &mut Ui, word: &str, chosen: bool) -> Response {
    let colors = palette(ui);
    let lay_out = |font, color: Color32| line::layout(ui, word, font, color, f32::INFINITY);
    let wide = lay_out(bold(letters::BODY), colors.text);
    // As wide as when chosen, so that the others stay where they are.
    let wanted = vec2(wide.size().x, size::TABS);
    let words = if chosen { wide } else { lay_out(regular(letters::BODY), colors.muted) };
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let middle = rect.center() - vec2(0.0, space::TINY);
    ui.painter().galley(middle - words.size() / 2.0, words, colors.text);
    if chosen || response.hovered() {
        let color = if chosen { colors.accent } else { colors.line };
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
        ui.painter().rect_filled(line, CornerRadius::ZERO, color);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(6.0, -2.0)),
            CornerRadius::same(radius::CONTROL),
            Stroke::new(2.0, colors.accent),
            StrokeKind::Inside,
        );
    }
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, word));
    response
}
