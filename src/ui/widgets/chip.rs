use crate::ui::theme::{letters, palette, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::{
    Color32, CornerRadius, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
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
    pressable(ui, word, on, (0.0, ui.max_rect().width()), word)
}

/// A filled word with a cross, which takes away what it tells of; `name` says so.
pub fn removable(ui: &mut Ui, word: &str, name: &str) -> Response {
    removable_within(ui, word, name, ui.max_rect().width())
}

/// The same, at most this wide.
pub fn removable_within(ui: &mut Ui, word: &str, name: &str, width: f32) -> Response {
    let response = pressable(ui, word, true, (CROSS, width), name);
    let center = response.rect.right_center() - vec2(space::INSIDE + ARM, 0.0);
    let stroke = Stroke::new(1.4, palette(ui).accent);
    for (from, to) in [(vec2(-ARM, -ARM), vec2(ARM, ARM)), (vec2(-ARM, ARM), vec2(ARM, -ARM))] {
        ui.painter().line_segment([center + from, center + to], stroke);
    }
    response.on_hover_text(name)
}

/// A filled word with an arrow, which opens a list to choose from.
pub fn opens(ui: &mut Ui, word: &str, on: bool, name: &str) -> Response {
    let width = ui.max_rect().width();
    let response = pressable(ui, word, on, (CROSS, width), name);
    let center = response.rect.right_center() - vec2(space::INSIDE + ARM, -0.5);
    let color = if on { palette(ui).accent } else { palette(ui).muted };
    let arrow = [vec2(-ARM, -2.0), vec2(ARM, -2.0), vec2(0.0, 2.5)].map(|arm| center + arm);
    ui.painter().add(Shape::convex_polygon(arrow.to_vec(), color, Stroke::NONE));
    response
}

/// What a chip with this word takes.
pub fn width(ui: &Ui, word: &str) -> f32 {
    let text = line::layout(ui, word, regular(letters::MUTED), palette(ui).muted, f32::INFINITY);
    text.size().x + 2.0 * space::INSIDE
}

/// The same of one with a cross or an arrow.
pub fn width_with_sign(ui: &Ui, word: &str) -> f32 {
    width(ui, word) + CROSS
}

/// `extra` is room after the word, for what the caller draws there; the whole is at most so wide.
fn pressable(
    ui: &mut Ui,
    word: &str,
    on: bool,
    (extra, widest): (f32, f32),
    name: &str,
) -> Response {
    let colors = palette(ui);
    let color = if on { colors.accent } else { colors.muted };
    let room = widest - 2.0 * space::INSIDE - extra;
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
