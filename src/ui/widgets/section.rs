use crate::ui::theme::{letters, palette, radius, regular, size, space};
use crate::ui::widgets::line;
use egui::accesskit::Role;
use egui::{
    Align2, CornerRadius, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

const TITLE_X: f32 = 22.0;
/// Half the width of the mark that tells whether the section is open.
const ARM: f32 = 4.0;

/// The line that opens and closes a part of a card. `summary` says what is in it while it is closed.
pub fn header(ui: &mut Ui, title: &str, summary: &str, open: bool) -> Response {
    let wanted = vec2(ui.available_width(), size::CONTROL);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, ui.is_enabled(), title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(open);
        node.set_description(summary);
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        paint_background(ui, rect, &response);
        paint_mark(ui, rect, open);
        paint_words(ui, rect, title, if open { "" } else { summary });
    }
    response
}

fn paint_background(ui: &Ui, rect: Rect, response: &Response) {
    let colors = palette(ui);
    let place = rect.expand2(vec2(space::INSIDE, 0.0));
    let corners = CornerRadius::same(radius::CONTROL);
    if response.hovered() {
        ui.painter().rect_filled(place, corners, colors.hovered);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(place, corners, stroke, StrokeKind::Inside);
    }
}

fn paint_mark(ui: &Ui, rect: Rect, open: bool) {
    let center = pos2(rect.left() + ARM + 1.0, rect.center().y);
    let points = if open {
        [vec2(-ARM, -ARM / 2.0), vec2(0.0, ARM / 2.0), vec2(ARM, -ARM / 2.0)]
    } else {
        [vec2(-ARM / 2.0, -ARM), vec2(ARM / 2.0, 0.0), vec2(-ARM / 2.0, ARM)]
    };
    let stroke = Stroke::new(1.4, palette(ui).muted);
    ui.painter().add(Shape::line(points.map(|point| center + point).to_vec(), stroke));
}

fn paint_words(ui: &Ui, rect: Rect, title: &str, summary: &str) {
    let colors = palette(ui);
    let mut left = rect.left() + TITLE_X;
    for (words, font, color) in [
        (title, regular(letters::BODY), colors.text),
        (summary, regular(letters::MUTED), colors.muted),
    ] {
        let words = line::layout(ui, words, font, color, rect.right() - left);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), words.size());
        left = place.right() + space::BETWEEN;
        ui.painter().galley(place.min, words, color);
    }
}
