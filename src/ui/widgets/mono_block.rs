use crate::ui::theme::{letters, monospace, palette, radius};
use crate::ui::widgets::line;
use egui::{CornerRadius, Frame, Margin, Stroke, Ui};

/// Text that a machine wrote: set in from its surroundings, monospaced, wrapped, selectable.
pub fn mono_block(ui: &mut Ui, text: &str) {
    let colors = palette(ui);
    Frame::NONE
        .fill(colors.raised)
        .stroke(Stroke::new(1.0, colors.faint_line))
        .corner_radius(CornerRadius::same(radius::CONTROL))
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            line::wrapped(ui, text, monospace(letters::MUTED), colors.text);
        });
}
