use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, vec2};
use std::f32::consts::TAU;

/// A small drawing on a button. The button tells its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// A round arrow.
    Query,
    /// An arrow that leaves a box.
    Open,
    /// Three dots.
    More,
    /// A toothed wheel.
    Gear,
    /// A tick.
    Chosen,
    /// Upright bars.
    Columns,
    /// A triangle that stands on its base.
    Attention,
}

const STEPS: u8 = 14;
const TEETH: u8 = 8;

pub fn paint(painter: &Painter, center: Pos2, icon: Icon, color: Color32) {
    let stroke = Stroke::new(1.4, color);
    match icon {
        Icon::Query => round_arrow(painter, center, stroke),
        Icon::Open => leaving_arrow(painter, center, stroke),
        Icon::Gear => gear(painter, center, stroke),
        Icon::Chosen => {
            let tick = [vec2(-4.5, 0.0), vec2(-1.5, 3.0), vec2(4.5, -3.5)];
            painter.add(Shape::line(tick.map(|arm| center + arm).to_vec(), stroke));
        }
        Icon::Columns => {
            for side in [-4.5, 0.0, 4.5] {
                let (top, bottom) = (center + vec2(side, -5.0), center + vec2(side, 5.0));
                painter.line_segment([top, bottom], Stroke::new(2.2, color));
            }
        }
        Icon::Attention => {
            let corners = [vec2(0.0, -4.0), vec2(4.2, 3.4), vec2(-4.2, 3.4)];
            let corners = corners.map(|arm| center + arm).to_vec();
            painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
        }
        Icon::More => {
            for side in [-4.5, 0.0, 4.5] {
                painter.circle_filled(center + vec2(side, 0.0), 1.4, color);
            }
        }
    }
}

fn round_arrow(painter: &Painter, center: Pos2, stroke: Stroke) {
    let radius = 5.0;
    let at = |step: u8| {
        let angle = TAU * (0.05 + 0.8 * f32::from(step) / f32::from(STEPS));
        center + radius * Vec2::angled(angle)
    };
    let tip = at(STEPS);
    painter.add(Shape::line((0..=STEPS).map(at).collect(), stroke));
    painter.line_segment([tip, tip + vec2(-3.6, -0.6)], stroke);
    painter.line_segment([tip, tip + vec2(0.4, -3.8)], stroke);
}

fn leaving_arrow(painter: &Painter, center: Pos2, stroke: Stroke) {
    let at = |x: f32, y: f32| center + vec2(x, y);
    let open_box = [at(-0.5, -4.5), at(-5.0, -4.5), at(-5.0, 5.0), at(4.5, 5.0), at(4.5, 0.5)];
    painter.add(Shape::line(open_box.to_vec(), stroke));
    painter.line_segment([at(-1.0, 1.0), at(5.0, -5.0)], stroke);
    painter.add(Shape::line(vec![at(1.5, -5.0), at(5.0, -5.0), at(5.0, -1.5)], stroke));
}

fn gear(painter: &Painter, center: Pos2, stroke: Stroke) {
    painter.circle_stroke(center, 1.8, stroke);
    painter.circle_stroke(center, 4.4, stroke);
    for tooth in 0..TEETH {
        let way = Vec2::angled(TAU * f32::from(tooth) / f32::from(TEETH));
        painter.line_segment([center + 4.4 * way, center + 6.4 * way], stroke);
    }
}
