use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Label, Response, RichText, Ui};
use std::sync::Arc;

/// Lays one line of text out; what does not fit `width` is cut with `…`.
pub fn layout(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// A text that can be selected and goes on over as many lines as it needs.
pub fn wrapped(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    ui.add(Label::new(RichText::new(text).font(font).color(color)).wrap().selectable(true))
}

/// A text on one line that can be selected; cut with `…`, and then shown whole when pointed at.
pub fn single(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    ui.add(Label::new(RichText::new(text).font(font).color(color)).truncate().selectable(true))
}

/// A caption: on one line, not data, so not selectable.
pub fn caption(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    ui.add(Label::new(RichText::new(text).font(font).color(color)).truncate().selectable(false))
}
