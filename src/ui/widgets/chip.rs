use crate::ui::theme::{letters, palette, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::{
    Color32, CornerRadius, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role,
    vec2,
};

/// Half of the cross, and the room that it takes with the space before it.
const ARM: f32 = 3.0;
const CROSS: f32 = 2.0 * ARM + 6.0;

/// A filled word that says how something stands.
pub fn chip(ui: &mut Ui, word: &str, color: Color32, fill: Color32) -> Response {
    let text = line::layout(ui, word, regular(letters::MUTED), color, ui.available_width());
    let wanted = vec2(text.size().x + 2.0 * space::INSIDE, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CHIP), fill);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    response
}

/// A filled word that is on or off.
pub fn toggle(ui: &mut Ui, word: &str, on: bool) -> Response {
    pressable(ui, word, on, 0.0, word)
}

/// A filled word with a cross, which takes away what it tells of; `name` says so.
pub fn removable(ui: &mut Ui, word: &str, name: &str) -> Response {
    let response = pressable(ui, word, true, CROSS, name);
    let center = response.rect.right_center() - vec2(space::INSIDE + ARM, 0.0);
    let stroke = Stroke::new(1.4, palette(ui).accent);
    for (from, to) in [(vec2(-ARM, -ARM), vec2(ARM, ARM)), (vec2(-ARM, ARM), vec2(ARM, -ARM))] {
        ui.painter().line_segment([center + from, center + to], stroke);
    }
    response.on_hover_text(name)
}

/// `extra` is room after the word, for what the caller draws there.
fn pressable(ui: &mut Ui, word: &str, on: bool, extra: f32, name: &str) -> Response {
    let colors = palette(ui);
    let color = if on { colors.accent } else { colors.muted };
    let room = ui.max_rect().width() - 2.0 * space::INSIDE - extra;
    let text = line::layout(ui, word, regular(letters::MUTED), color, room);
    let wanted = vec2(text.size().x + 2.0 * space::INSIDE + extra, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let fill = if on { colors.accent_soft } else { colors.faint_line };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CHIP), fill);
    if response.hovered() || response.has_focus() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        let stroke = Stroke::new(width, colors.accent);
        let corners = CornerRadius::same(radius::CHIP);
        ui.painter().rect_stroke(rect, corners, stroke, StrokeKind::Inside);
    }
    let place = rect.center() - vec2(extra / 2.0, 0.0) - text.size() / 2.0;
    ui.painter().galley(place, text, color);
    response
}
