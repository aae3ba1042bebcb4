use crate::ui::theme::{palette, radius, size, space};
use egui::{Color32, CornerRadius, Frame, InnerResponse, Margin, Rect, Stroke, Ui, vec2};

/// A card as wide as the room it stands in.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    padded(ui, Margin::symmetric(16, 12), contents)
}

/// A card whose content reaches its edges, as a table does.
pub fn edge_to_edge<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    padded(ui, Margin::symmetric(1, 1), contents)
}

fn padded<R>(ui: &mut Ui, margin: Margin, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let colors = palette(ui);
    Frame::NONE
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.line))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// A card with a coloured left edge, for what needs attention.
pub fn marked<R>(
    ui: &mut Ui,
    color: Color32,
    contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let shown = card(ui, contents);
    let rect = shown.response.rect;
    let edge = Rect::from_min_size(rect.min, vec2(space::TINY, rect.height()));
    let corners = CornerRadius { nw: radius::CARD, sw: radius::CARD, ne: 0, se: 0 };
    ui.painter().rect_filled(edge, corners, color);
    shown
}

/// The accent bar at the left edge of what is chosen.
pub fn accent_bar(ui: &Ui, rect: Rect) {
    let bar = Rect::from_min_size(rect.min, vec2(size::ACCENT_BAR, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::ZERO, palette(ui).accent);
}
