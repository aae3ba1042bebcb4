use crate::ui::theme::{letters, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::{Color32, CornerRadius, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

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
