use crate::ui::theme::{letters, palette, radius, regular, space};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    CornerRadius, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2,
};

const HEIGHT: f32 = 22.0;

/// A number and what it counts, which is on or off. `name` tells what pressing it does.
pub fn count_toggle(ui: &mut Ui, count: usize, word: &str, name: &str, on: bool) -> Response {
    let colors = palette(ui);
    let (number_color, word_color) =
        if on { (colors.accent, colors.accent) } else { (colors.text, colors.muted) };
    let font = regular(letters::MUTED);
    let mut job = LayoutJob::default();
    let number = count.to_string();
    job.append(&number, 0.0, TextFormat::simple(font.clone(), number_color));
    job.append(word, space::TINY, TextFormat::simple(font, word_color));
    let text = ui.painter().layout_job(job);
    let wanted = vec2(text.size().x + 2.0 * space::TINY, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    let place = rect.center() - text.size() / 2.0;
    let underline = place.y + text.size().y;
    let letters = rect.shrink2(vec2(space::TINY, 0.0)).x_range();
    ui.painter().galley(place, text, word_color);
    if on || response.hovered() {
        let color = if on { colors.accent } else { colors.muted };
        ui.painter().hline(letters, underline, Stroke::new(1.0, color));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(radius::BADGE),
            Stroke::new(2.0, colors.accent),
            StrokeKind::Inside,
        );
    }
    response.on_hover_text(name)
}
