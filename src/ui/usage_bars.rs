use crate::model::usage_day::{Coverage, UsageDay};
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::usage_words;
use crate::ui::view::View;
use crate::ui::widgets::{hatch, legend, line};
use egui::accesskit::Role;
use egui::{
    Color32, CornerRadius, Rangef, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot, PlotTransform};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const HEIGHT: f32 = 200.0;
const AXIS: f32 = 64.0;
const WIDEST_BAR: f64 = 44.0;
/// Of the room of a day.
const BAR_SHARE: f64 = 0.72;
/// What a day takes on the axis, with room around it.
const DAY_LABEL: f32 = 48.0;
/// A stretch that was not fetched says so where it is this wide.
const ROOM_FOR_WORD: f32 = 64.0;

/// A bar for each day, made of the largest models; each tells its numbers when pointed at.
pub fn show(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let (step, top) = scale(picture.most_a_day());
    let (step, top) = (drawn(step), drawn(top));
    let days = picture.usage.days.len();
    let bars = bars(ui, picture, top / f64::from(HEIGHT));
    let place = plot(ui, view, picture, step)
        .show(ui, |plot| {
            plot.set_plot_bounds_x(-0.5..=coordinate(days) - 0.5);
            plot.set_plot_bounds_y(0.0..=top);
            for bars in bars {
                plot.bar_chart(bars);
            }
        })
        .transform;
    not_fetched(ui, view, picture, &place);
    let id = ui.scope_id().with("days");
    for day in 0..days {
        let column = columns(&place, day, day);
        let response = ui.interact(column, id.with(day), Sense::hover());
        if response.hovered() {
            let stroke = Stroke::new(1.5, palette(ui).text);
            ui.painter().rect_stroke(column, CornerRadius::ZERO, stroke, StrokeKind::Inside);
        }
        told(response, view, picture, day);
    }
}

/// The axes. It stays as it is: the page is scrolled over it.
fn plot<'a>(ui: &Ui, view: &'a View<'_>, picture: &'a UsagePicture, step: f64) -> Plot<'a> {
    let colors = palette(ui);
    let font = regular(letters::BADGE);
    let hints = |hints: AxisHints<'a>| {
        hints.tick_label_color(colors.muted).tick_label_font(font.clone()).label_spacing(1.0..=2.0)
    };
    let last = picture.usage.days.len().saturating_sub(1);
    let of_day = |mark: GridMark| picture.usage.days.get(mark.value.round().to_usize()?);
    let day =
        move |mark: GridMark, _: &_| of_day(mark).map(UsageDay::short_name).unwrap_or_default();
    let amount = move |mark: GridMark, _: &_| {
        let value = Decimal::from_f64_retain(mark.value).unwrap_or_default();
        usage_words::short_amount(view, &picture.measure, value.round_dp(6).normalize())
    };
    Plot::new("usage of days")
        .height(HEIGHT)
        .sense(Sense::hover())
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(colors.faint_line)
        .grid_fade(0.0)
        .grid_spacing(1.0..=2.0)
        .custom_x_axes(vec![hints(AxisHints::new_x()).formatter(day)])
        .custom_y_axes(vec![hints(AxisHints::new_y()).formatter(amount).min_thickness(AXIS)])
        .x_grid_spacer(move |input| {
            let every = (input.base_step_size * f64::from(DAY_LABEL)).ceil().max(1.0);
            let days = (0..=last).rev().step_by(every.to_usize().unwrap_or(1));
            days.map(|day| GridMark { value: coordinate(day), step_size: every }).collect()
        })
        .y_grid_spacer(move |input| {
            let lines = (input.bounds.1 / step).round().to_usize().unwrap_or_default();
            let value = |line: usize| coordinate(line) * step;
            (0..=lines).map(|line| GridMark { value: value(line), step_size: step }).collect()
        })
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

/// The largest model stands at the bottom. A little of something is seen: as much as `least`.
fn bars(ui: &Ui, picture: &UsagePicture, least: f64) -> Vec<BarChart> {
    let column = f64::from(ui.available_width() - AXIS) / coordinate(picture.usage.days.len());
    let width = (WIDEST_BAR / column).clamp(0.0, BAR_SHARE);
    let mut charts: Vec<BarChart> = Vec::new();
    for (number, series) in picture.bars.iter().enumerate() {
        let values = (0..).zip(&series.days);
        let bars = values.map(|(day, value)| {
            Bar::new(f64::from(day), height(*value, least))
                .fill(color(ui, number))
                .stroke(Stroke::NONE)
                .width(width)
        });
        let chart = BarChart::new(number.to_string(), bars.collect());
        let below: Vec<&BarChart> = charts.last().into_iter().collect();
        let chart = chart.stack_on(&below);
        charts.push(chart);
    }
    charts
}

/// What was paid back is no bar.
fn height(value: Option<Decimal>, least: f64) -> f64 {
    let value = value.filter(|value| *value > Decimal::ZERO);
    value.map_or(0.0, |value| drawn(value).max(least))
}

/// A number to draw by.
fn drawn(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a place on screen")]
const fn coordinate(place: usize) -> f64 {
    place as f64
}

/// Where all from the first to the last day stands.
fn columns(place: &PlotTransform, first: usize, last: usize) -> Rect {
    let left = place.position_from_point_x(coordinate(first) - 0.5);
    let right = place.position_from_point_x(coordinate(last) + 0.5);
    Rect::from_x_y_ranges(Rangef::new(left, right), place.frame().y_range())
}

/// The days of which not all was fetched, each stretch in one.
fn not_fetched(ui: &Ui, view: &View<'_>, picture: &UsagePicture, place: &PlotTransform) {
    let mut next = 0;
    for stretch in picture.usage.days.chunk_by(|one, other| one.coverage == other.coverage) {
        let first = next;
        next += stretch.len();
        let coverage = stretch.first().map(|day| day.coverage);
        if coverage == Some(Coverage::Whole) {
            continue;
        }
        let rect = columns(place, first, next - 1);
        hatch::hatch(ui, rect);
        if coverage == Some(Coverage::Nothing) && rect.width() >= ROOM_FOR_WORD {
            hatch_word(ui, view, rect);
        }
    }
}

fn hatch_word(ui: &Ui, view: &View<'_>, rect: Rect) {
    let colors = palette(ui);
    let words = view.text(Text::DayNotFetched);
    let room = rect.width() - space::INSIDE;
    let words = line::layout(ui, words, regular(letters::MUTED), colors.muted, room);
    let place = Rect::from_center_size(rect.center(), words.size());
    let around = place.expand2(vec2(space::TINY, 2.0));
    ui.painter().rect_filled(around, CornerRadius::same(3), colors.panel);
    ui.painter().galley(place.min, words, colors.muted);
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
    fn a_little_is_seen_and_what_was_paid_back_is_not() {
        let heights = [Some("0.001"), Some("3"), Some("-2"), Some("0"), None]
            .map(|value| height(value.map(|value| value.parse().unwrap()), 0.02));
        assert_eq!(heights.map(|height| height.to_string()), ["0.02", "3", "0", "0", "0"]);
    }
}
