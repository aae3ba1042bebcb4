use crate::model::site_health::SiteHealth;
use crate::text::{Language, state_words};
use crate::ui::theme::{Palette, palette, size};
use egui::{
    Painter, Pos2, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, vec2,
};
use std::f32::consts::TAU;

const DASHES: u8 = 6;

/// How a site stands, told by a shape: disc, triangle, cross, dashed ring or bar.
pub fn health_mark(ui: &mut Ui, health: SiteHealth, language: Language) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::MARK + 2.0), Sense::hover());
    paint(ui.painter(), rect.center(), health, palette(ui));
    let word = state_words::health(health).in_language(language);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, word));
    response.on_hover_text(word)
}

/// Draws the shape only, where the word stands elsewhere.
pub fn paint(painter: &Painter, center: Pos2, health: SiteHealth, colors: &Palette) {
    let radius = size::MARK / 2.0;
    match health {
        SiteHealth::Ok => {
            painter.circle_filled(center, radius - 0.5, colors.ok);
        }
        SiteHealth::Low => {
            painter.add(triangle(center, radius, colors));
        }
        SiteHealth::Failed => cross(painter, center, radius, colors),
        SiteHealth::Stale | SiteHealth::Unasked => {
            painter.extend(dashed_ring(center, radius - 0.5, colors));
        }
        SiteHealth::Disabled => {
            let stroke = Stroke::new(2.0, colors.faint);
            painter.hline(center.x - radius + 1.0..=center.x + radius - 1.0, center.y, stroke);
        }
    }
}

fn triangle(center: Pos2, radius: f32, colors: &Palette) -> Shape {
    let points = vec![
        center + vec2(0.0, -radius),
        center + vec2(radius + 0.5, radius - 0.5),
        center + vec2(-radius - 0.5, radius - 0.5),
    ];
    Shape::convex_polygon(points, colors.low, Stroke::NONE)
}

fn cross(painter: &Painter, center: Pos2, radius: f32, colors: &Palette) {
    let stroke = Stroke::new(2.2, colors.bad);
    let arm = radius - 0.5;
    painter.line_segment([center + vec2(-arm, -arm), center + vec2(arm, arm)], stroke);
    painter.line_segment([center + vec2(-arm, arm), center + vec2(arm, -arm)], stroke);
}

fn dashed_ring(center: Pos2, radius: f32, colors: &Palette) -> impl Iterator<Item = Shape> {
    let stroke = Stroke::new(1.5, colors.faint);
    let step = TAU / f32::from(DASHES);
    (0..DASHES).map(move |dash| {
        let from = f32::from(dash) * step;
        let to = from + step * 0.5;
        let ends = [Vec2::angled(from), Vec2::angled(to)].map(|arm| center + radius * arm);
        Shape::line_segment(ends, stroke)
    })
}
