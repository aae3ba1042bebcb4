use crate::ui::theme::{letters, palette, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::accesskit::Role;
use egui::{CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Between the edge of the whole and the filled segment.
const INSET: f32 = 2.0;

/// A few words side by side of which one is chosen. Tells which one was pressed.
pub fn segments(ui: &mut Ui, words: &[&str], chosen: usize) -> Option<usize> {
    let colors = palette(ui);
    let widths: Vec<f32> = words.iter().map(|word| width_of(ui, word)).collect();
    let wanted = vec2(widths.iter().sum(), size::CONTROL);
    let (rect, whole) = ui.allocate_exact_size(wanted, Sense::hover());
    let corners = CornerRadius::same(radius::CONTROL);
    ui.painter().rect_filled(rect, corners, colors.faint_line);
    let mut left = rect.left();
    let mut pressed = None;
    for (index, (word, width)) in words.iter().zip(widths).enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width;
        let response = ui.interact(place, whole.id.with(index), Sense::click());
        paint(ui, place, word, &response, index == chosen);
        if response.clicked() {
            pressed = Some(index);
        }
    }
    pressed
}

/// What the words take side by side.
pub fn width(ui: &Ui, words: &[&str]) -> f32 {
    words.iter().map(|word| width_of(ui, word)).sum()
}

fn width_of(ui: &Ui, word: &str) -> f32 {
    let font = regular(letters::BODY);
    let text = line::layout(ui, word, font, palette(ui).text, f32::INFINITY);
    (text.size().x + 2.0 * space::BETWEEN).ceil()
}

fn paint(ui: &Ui, place: Rect, word: &str, response: &Response, is_chosen: bool) {
    let colors = palette(ui);
    let inside = place.shrink(INSET);
    let corners = CornerRadius::same(radius::BADGE);
    if is_chosen {
        let outline = Stroke::new(1.0, colors.line);
        ui.painter().rect(inside, corners, colors.panel, outline, StrokeKind::Inside);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(inside, corners, stroke, StrokeKind::Inside);
    }
    let color = if is_chosen || response.hovered() { colors.text } else { colors.muted };
    let text = line::layout(ui, word, regular(letters::BODY), color, f32::INFINITY);
    ui.painter().galley(place.center() - text.size() / 2.0, text, color);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, word));
}
