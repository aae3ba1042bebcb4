use crate::ui::theme::{Palette, palette, size};
use egui::{Color32, CornerRadius, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// From here on little is left.
const HIGH: f32 = 0.7;
const VERY_HIGH: f32 = 0.9;

/// How much of a limit is used, 0 to 1; `None` where there is no limit to fill.
pub fn used_share(used: Decimal, limit: Decimal) -> Option<f32> {
    if limit <= Decimal::ZERO {
        return None;
    }
    used.checked_div(limit)?.to_f32().map(|share| share.clamp(0.0, 1.0))
}

/// The same of what is told in percent.
pub fn share_of_percent(percent: Decimal) -> Option<f32> {
    used_share(percent, Decimal::ONE_HUNDRED)
}

/// A bar that fills with what is used. Its colour warns as it fills.
pub fn meter(ui: &mut Ui, share: f32, width: f32, name: &str) -> Response {
    let colors = palette(ui);
    bar(ui, share, width, name, warning_color(colors, share))
}

/// A bar that fills with what is done, which is never a warning.
pub fn progress(ui: &mut Ui, share: f32, width: f32, name: &str) -> Response {
    let color = palette(ui).accent;
    bar(ui, share, width, name, color)
}

fn bar(ui: &mut Ui, share: f32, width: f32, name: &str, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::METER), Sense::hover());
    let corners = CornerRadius::same(3);
    ui.painter().rect_filled(rect, corners, palette(ui).faint_line);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, corners, color);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(f64::from(share) * 100.0);
        info
    });
    response
}

const fn warning_color(colors: &Palette, share: f32) -> Color32 {
    if share >= VERY_HIGH {
        colors.bad
    } else if share >= HIGH {
        colors.low
    } else {
        colors.accent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_fills_with_what_is_used() {
        assert_eq!(used_share(50.into(), 200.into()), Some(0.25));
        assert_eq!(used_share(300.into(), 200.into()), Some(1.0));
        assert_eq!(used_share((-1).into(), 200.into()), Some(0.0));
        assert_eq!(used_share(1.into(), 0.into()), None);
        assert_eq!(share_of_percent(26.into()), Some(0.26));
        assert_eq!(share_of_percent(140.into()), Some(1.0));
    }
}
