use crate::model::usage_day::Coverage;
use crate::model::usage_series::UsageSeries;
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::usage_words;
use crate::ui::view::View;
use crate::ui::widgets::{hatch, legend, line};
use egui::accesskit::Role;
use egui::{
    Align2, Color32, CornerRadius, Rangef, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const ROW: f32 = 22.0;
const FOOT: f32 = 20.0;
const NAME_SHARE: f32 = 0.24;
const WIDEST_NAME: f32 = 190.0;
const DAY_LABEL: f32 = 48.0;
const WIDEST_CELL: f32 = 64.0;
/// The upper ends of the steps, as shares of the most.
const STEPS: [f32; 4] = [0.05, 0.2, 0.45, 0.75];

/// A row for each of the largest models, a cell for each day: the stronger, the more.
pub fn show(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let width = ui.available_width();
    let names = (width * NAME_SHARE).min(WIDEST_NAME);
    let (_, rect) = ui.allocate_space(vec2(width, rows_height(picture) + FOOT));
    let count = picture.usage.days.len();
    let columns = columns(width - names, count);
    let area = Rect::from_min_size(
        pos2(rect.left() + names, rect.top()),
        vec2(columns, rows_height(picture)),
    );
    let most = picture.most_a_cell();
    let mut top = rect.top();
    for (number, series) in picture.heat.iter().enumerate() {
        let row = Rect::from_x_y_ranges(rect.x_range(), Rangef::new(top, top + ROW));
        let cells = Rect::from_x_y_ranges(area.x_range(), row.y_range());
        name(ui, view, picture, series, row, names);
        for place in 0..count {
            cell(ui, picture, series, place, cell_rect(cells, place, count), most);
        }
        let response = ui.interact(cells, ui.scope_id().with(("heat", number)), Sense::hover());
        told(ui, view, picture, series, cells, &response);
        top += ROW;
    }
    day_names(ui, picture, area);
}

/// From no call to the most, and what hatching means.
pub fn legend(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let colors = palette(ui);
    legend::row(ui, |ui| {
        legend::entry(ui, view.text(Text::NoCall), "", outline);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            let words = view.text(Text::HeatLess);
            line::caption(ui, words, regular(letters::MUTED), colors.muted);
            for step in colors.heat {
                let (rect, _) = ui.allocate_exact_size(legend::SWATCH, Sense::hover());
                ui.painter().rect_filled(rect, CornerRadius::same(2), step);
            }
            let most = usage_words::amount(view, &picture.measure, picture.most_a_cell());
            let words = view.fill(Text::HeatMost, &[("most", &most)]);
            line::caption(ui, &words, regular(letters::MUTED), colors.muted);
        });
        if picture.count(Coverage::Whole) < picture.usage.days.len() {
            legend::entry(ui, view.text(Text::HatchedDays), "", hatch::hatch);
        }
    });
}

#[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
fn rows_height(picture: &UsagePicture) -> f32 {
    picture.heat.len() as f32 * ROW
}

/// The width of all cells: few days do not fill the room.
#[expect(clippy::cast_precision_loss, reason = "a place on screen")]
fn columns(room: f32, count: usize) -> f32 {
    room.min(WIDEST_CELL * count as f32).max(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "a place on screen")]
fn cell_rect(row: Rect, place: usize, count: usize) -> Rect {
    let width = row.width() / count.max(1) as f32;
    let left = row.left() + width * place as f32;
    Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()))
}

fn name(
    ui: &Ui,
    view: &View<'_>,
    picture: &UsagePicture,
    series: &UsageSeries,
    row: Rect,
    width: f32,
) {
    let colors = palette(ui);
    let words = usage_words::series(view, picture, series);
    let font = regular(letters::MUTED);
    let words = line::layout(ui, &words, font, colors.text, width - space::INSIDE);
    let place = Align2::LEFT_CENTER.anchor_size(row.left_center(), words.size());
    ui.painter().galley(place.min, words, colors.text);
}

fn cell(
    ui: &Ui,
    picture: &UsagePicture,
    series: &UsageSeries,
    place: usize,
    rect: Rect,
    most: Decimal,
) {
    let gap = if rect.width() > 8.0 { 1.0 } else { 0.5 };
    let rect = rect.shrink2(vec2(gap, 1.0));
    let value = series.days.get(place).copied().flatten().filter(|value| *value > Decimal::ZERO);
    let coverage = picture.usage.days.get(place).map(|day| day.coverage);
    match (value, coverage) {
        (Some(value), _) => {
            ui.painter().rect_filled(rect, CornerRadius::same(2), color(ui, value, most));
        }
        (None, Some(Coverage::Whole)) => outline(ui, rect),
        (None, _) => hatch::hatch(ui, rect),
    }
}

fn outline(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.0, palette(ui).faint_line);
    ui.painter().rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Inside);
}

fn color(ui: &Ui, value: Decimal, most: Decimal) -> Color32 {
    let colors = palette(ui);
    colors.heat.get(step(value, most)).copied().unwrap_or(colors.accent)
}

/// Which of the steps a value is on; the highest for the most.
fn step(value: Decimal, most: Decimal) -> usize {
    let share = value.checked_div(most).and_then(|share| share.to_f32()).unwrap_or_default();
    STEPS.partition_point(|end| *end < share)
}

/// The row in one sentence for who hears it; each cell for who points at it.
fn told(
    ui: &Ui,
    view: &View<'_>,
    picture: &UsagePicture,
    series: &UsageSeries,
    cells: Rect,
    response: &Response,
) {
    response.widget_info(|| {
        let name = usage_words::series(view, picture, series);
        let amount = usage_words::amount(view, &picture.measure, series.total);
        WidgetInfo::labeled(Role::Image, true, format!("{name} · {amount}"))
    });
    let count = picture.usage.days.len();
    let Some(pointer) = response.hover_pos() else { return };
    let Some((place, rect)) = (0..count)
        .map(|place| (place, cell_rect(cells, place, count)))
        .find(|(_, rect)| rect.x_range().contains(pointer.x))
    else {
        return;
    };
    let stroke = Stroke::new(1.5, palette(ui).text);
    ui.painter().rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Inside);
    response.clone().on_hover_ui_at_pointer(|ui| {
        for words in usage_words::cell_lines(view, picture, series, place) {
            line::caption(ui, &words, regular(letters::BODY), palette(ui).text);
        }
    });
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a handful of words on screen"
)]
fn day_names(ui: &Ui, picture: &UsagePicture, area: Rect) {
    let colors = palette(ui);
    let days = &picture.usage.days;
    let fitting = (area.width() / DAY_LABEL).floor().max(1.0);
    let every = (days.len() as f32 / fitting).ceil().max(1.0) as usize;
    for (place, day) in days.iter().enumerate().rev().step_by(every) {
        let words = day.short_name();
        let words = line::layout(ui, &words, regular(letters::BADGE), colors.muted, DAY_LABEL);
        let middle = cell_rect(area, place, days.len()).center().x;
        let half = words.size().x / 2.0;
        let middle =
            middle.clamp(area.left() + half, (area.right() - half).max(area.left() + half));
        let center = pos2(middle, area.bottom() + FOOT / 2.0 + 1.0);
        let place = Align2::CENTER_CENTER.anchor_size(center, words.size());
        ui.painter().galley(place.min, words, colors.muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_the_first_step_and_the_most_the_last() {
        let step = |value: &str| step(value.parse().unwrap(), 10.into());
        assert_eq!(["0.001", "0.6", "3", "5", "9.9", "10"].map(step), [0, 1, 2, 3, 4, 4]);
    }
}
