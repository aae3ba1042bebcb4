use crate::model::usage_day::Coverage;
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::usage_picture::{COLORED, UsagePicture};
use crate::ui::usage_words;
use crate::ui::view::View;
use crate::ui::widgets::{hatch, legend, line};
use egui::accesskit::Role;
use egui::{
    Align2, Color32, CornerRadius, Rangef, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const HEIGHT: f32 = 200.0;
/// Below the bars, for the days.
const FOOT: f32 = 20.0;
/// Above the bars, so that the topmost word is not cut.
const HEAD: f32 = 8.0;
const AXIS: f32 = 64.0;
const WIDEST_BAR: f32 = 44.0;
const BAR_SHARE: f32 = 0.72;
/// What a day takes on the axis, with room around it.
const DAY_LABEL: f32 = 48.0;
/// A stretch that was not fetched says so where it is this wide.
const ROOM_FOR_WORD: f32 = 64.0;

/// A bar for each day, made of the largest models; each tells its numbers when pointed at.
pub fn show(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let left = rect.left() + AXIS;
    let area =
        Rect::from_min_max(pos2(left, rect.top() + HEAD), pos2(rect.right(), rect.bottom() - FOOT));
    let (step, top) = scale(picture.most_a_day());
    axis(ui, view, picture, area, step, top);
    not_fetched(ui, view, picture, area);
    let count = picture.usage.days.len();
    let days = ui.scope_id().with("days");
    for place in 0..count {
        let column = column(area, place, count);
        let response = ui.interact(column, days.with(place), Sense::hover());
        if response.hovered() {
            ui.painter().rect_filled(column, CornerRadius::ZERO, palette(ui).hovered);
        }
        bar(ui, picture, column, place, top);
        told(response, view, picture, place);
    }
    day_names(ui, picture, area);
}

fn told(response: Response, view: &View<'_>, picture: &UsagePicture, place: usize) {
    response.widget_info(|| {
        let words = usage_words::day_lines(view, picture, place).join(" · ");
        WidgetInfo::labeled(Role::Image, true, words)
    });
    response.on_hover_ui(|ui| {
        for words in usage_words::day_lines(view, picture, place) {
            line::caption(ui, &words, regular(letters::BODY), palette(ui).text);
        }
    });
}

/// Which colour is which model, and what hatching means.
pub fn legend(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    legend::row(ui, |ui| {
        for (place, series) in picture.bars.iter().enumerate() {
            let name = usage_words::series(view, picture, series);
            let amount = usage_words::amount(view, &picture.measure, series.total);
            let color = color(ui, place);
            legend::entry(ui, &name, &amount, |ui, swatch| {
                ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
            });
        }
        if picture.usage.days.iter().any(|day| day.coverage != Coverage::Whole) {
            legend::entry(ui, view.text(Text::HatchedDays), "", hatch::hatch);
        }
    });
}

fn color(ui: &Ui, place: usize) -> Color32 {
    let colors = palette(ui);
    colors.series.get(place).copied().unwrap_or(colors.faint)
}

fn column(area: Rect, place: usize, count: usize) -> Rect {
    let x = Rangef::new(left_of(area, place, count), left_of(area, place + 1, count));
    Rect::from_x_y_ranges(x, area.y_range())
}

#[expect(clippy::cast_precision_loss, reason = "a place on screen")]
fn left_of(area: Rect, place: usize, count: usize) -> f32 {
    area.left() + area.width() * place as f32 / count.max(1) as f32
}

/// The largest model stands at the bottom.
fn bar(ui: &Ui, picture: &UsagePicture, column: Rect, place: usize, top: Decimal) {
    let width = (column.width() * BAR_SHARE).clamp(1.0, WIDEST_BAR);
    let x = Rangef::new(column.center().x - width / 2.0, column.center().x + width / 2.0);
    let mut bottom = column.bottom();
    for (number, series) in picture.bars.iter().enumerate() {
        let value = series.days.get(place).copied().flatten().unwrap_or_default();
        let height = share(value, top) * column.height();
        if height <= 0.0 {
            continue;
        }
        // A little of something is seen.
        let height = height.max(1.0);
        let piece = Rect::from_x_y_ranges(x, Rangef::new(bottom - height, bottom));
        let color = color(ui, number.min(COLORED));
        ui.painter().rect_filled(piece, CornerRadius::ZERO, color);
        bottom -= height;
    }
}

fn share(value: Decimal, top: Decimal) -> f32 {
    value.checked_div(top).and_then(|share| share.to_f32()).unwrap_or_default().max(0.0)
}

/// The days of which not all was fetched, each stretch in one.
fn not_fetched(ui: &Ui, view: &View<'_>, picture: &UsagePicture, area: Rect) {
    let days = &picture.usage.days;
    let mut place = 0;
    for stretch in days.chunk_by(|one, other| one.coverage == other.coverage) {
        let from = place;
        place += stretch.len();
        let coverage = stretch.first().map(|day| day.coverage);
        if coverage == Some(Coverage::Whole) {
            continue;
        }
        let right = column(area, place - 1, days.len()).right();
        let rect = Rect::from_x_y_ranges(
            Rangef::new(column(area, from, days.len()).left(), right),
            area.y_range(),
        );
        hatch::hatch(ui, rect);
        if coverage == Some(Coverage::Nothing) && rect.width() >= ROOM_FOR_WORD {
            let colors = palette(ui);
            let words = view.text(Text::DayNotFetched);
            let words = line::layout(
                ui,
                words,
                regular(letters::MUTED),
                colors.muted,
                rect.width() - space::INSIDE,
            );
            let place = Rect::from_center_size(rect.center(), words.size());
            ui.painter().rect_filled(
                place.expand2(vec2(space::TINY, 2.0)),
                CornerRadius::same(3),
                colors.panel,
            );
            ui.painter().galley(place.min, words, colors.muted);
        }
    }
}

fn axis(ui: &Ui, view: &View<'_>, picture: &UsagePicture, area: Rect, step: Decimal, top: Decimal) {
    let colors = palette(ui);
    let stroke = Stroke::new(1.0, colors.faint_line);
    let mut value = Decimal::ZERO;
    while value <= top {
        let y = area.bottom() - share(value, top) * area.height();
        ui.painter().hline(area.x_range(), y, stroke);
        let words = usage_words::short_amount(view, &picture.measure, value);
        let room = AXIS - space::TINY;
        let words = line::layout(ui, &words, regular(letters::BADGE), colors.muted, room);
        let edge = pos2(area.left() - space::INSIDE, y);
        let place = Align2::RIGHT_CENTER.anchor_size(edge, words.size());
        ui.painter().galley(place.min, words, colors.muted);
        value += step;
    }
}

/// As many as have room, today's always.
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
        let column = column(area, place, days.len());
        let words =
            line::layout(ui, &day.short_name(), regular(letters::BADGE), colors.muted, DAY_LABEL);
        let middle = pos2(column.center().x, area.bottom() + FOOT / 2.0 + 1.0);
        let mut place = Align2::CENTER_CENTER.anchor_size(middle, words.size());
        let over = (place.right() - area.right() - space::TINY).max(0.0);
        place = place.translate(vec2(-over, 0.0));
        ui.painter().galley(place.min, words, colors.muted);
    }
}

/// The distance of the lines, a round number, and the topmost one: at most four lines above nought.
fn scale(most: Decimal) -> (Decimal, Decimal) {
    if most <= Decimal::ZERO {
        return (Decimal::ONE, Decimal::ONE);
    }
    let mut step = Decimal::new(1, 6);
    let mut factors = [2, 5, 10].into_iter().cycle();
    let mut base = step;
    while step.saturating_mul(4.into()) < most {
        let Some(factor) = factors.next() else { break };
        step = base.saturating_mul(factor.into());
        if factor == 10 {
            base = step;
        }
    }
    let lines = most.checked_div(step).map_or(Decimal::ONE, |lines| lines.ceil());
    (step, step.saturating_mul(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_the_axis_are_round_and_few() {
        let scaled = |most: &str| {
            let (step, top) = scale(most.parse().unwrap());
            (step.normalize().to_string(), top.normalize().to_string())
        };
        let pair = |step: &str, top: &str| (step.to_owned(), top.to_owned());
        assert_eq!(scaled("3.2"), pair("1", "4"));
        assert_eq!(scaled("0.042"), pair("0.02", "0.06"));
        assert_eq!(scaled("98765432"), pair("50000000", "100000000"));
        assert_eq!(scaled("20"), pair("5", "20"));
        assert_eq!(scaled("0"), pair("1", "1"));
    }

    #[test]
    fn a_bar_is_as_high_as_its_share() {
        assert!((share(1.into(), 4.into()) - 0.25).abs() < f32::EPSILON);
        assert!(share((-1).into(), 4.into()).abs() < f32::EPSILON, "paid back is no bar");
        assert!(share(1.into(), 0.into()).abs() < f32::EPSILON);
    }
}
