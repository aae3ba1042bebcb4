use crate::ui::theme::{letters, palette, regular};
use crate::ui::widgets::data_table::Column;
use crate::ui::widgets::line;
use egui::accesskit::{Role, SortDirection};
use egui::{Align2, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Half of the arrow, and the room that it takes.
const ARM: f32 = 3.0;
const ARROW: f32 = 2.0 * ARM + 4.0;

/// The heading of a column, which orders the rows when it is pressed. `sorted` tells whether they
/// are in its order, and then whether it goes up; `name` tells what pressing does.
pub fn sortable(
    ui: &Ui,
    place: Rect,
    id: Id,
    column: &Column,
    name: &str,
    sorted: Option<bool>,
) -> Response {
    let colors = palette(ui);
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    if let Some(ascending) = sorted {
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_sort_direction(if ascending {
                SortDirection::Ascending
            } else {
                SortDirection::Descending
            });
        });
    }
    let is_lit = sorted.is_some() || response.hovered();
    let color = if is_lit { colors.text } else { colors.muted };
    let room = place.width() - if sorted.is_some() { ARROW } else { 0.0 };
    let words = line::layout(ui, column.heading, regular(letters::MUTED), color, room);
    let anchor = if column.number { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let mut inside = place;
    if column.number && sorted.is_some() {
        inside.max.x -= ARROW;
    }
    let text = anchor.align_size_within_rect(words.size(), inside);
    ui.painter().galley(text.min, words, color);
    if let Some(ascending) = sorted {
        let tip = if ascending { -1.0 } else { 1.0 };
        let middle = text.right_center() + vec2(4.0 + ARM, 0.0);
        let points = [vec2(-ARM, -2.0 * tip), vec2(ARM, -2.0 * tip), vec2(0.0, 2.5 * tip)];
        let points = points.map(|arm| middle + arm).to_vec();
        ui.painter().add(Shape::convex_polygon(points, colors.accent, Stroke::NONE));
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(place.expand2(vec2(4.0, -4.0)), 4.0, stroke, StrokeKind::Inside);
    }
    response
}
