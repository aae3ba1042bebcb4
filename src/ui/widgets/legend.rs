use crate::ui::theme::{letters, palette, regular, size, space};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Rect, Sense, Ui, Vec2, WidgetInfo, vec2};

pub const SWATCH: Vec2 = vec2(16.0, 10.0);

/// A row of entries, which goes on below where it is too long.
pub fn row(ui: &mut Ui, entries: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = size::CHIP;
        ui.spacing_mut().item_spacing = vec2(space::BETWEEN, space::TINY);
        ui.horizontal_wrapped(entries);
    });
}

/// What something in a picture means: a small picture of it, its name, and how much it is.
pub fn entry(ui: &mut Ui, name: &str, amount: &str, swatch: impl FnOnce(&Ui, Rect)) {
    let colors = palette(ui);
    let font = regular(letters::MUTED);
    let mut job = LayoutJob::default();
    job.append(name, 0.0, TextFormat::simple(font.clone(), colors.text));
    if !amount.is_empty() {
        job.append(amount, space::TINY, TextFormat::simple(font, colors.muted));
    }
    let words = ui.painter().layout_job(job);
    let wanted = vec2(SWATCH.x + 6.0 + words.size().x, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    swatch(ui, Rect::from_center_size(rect.left_center() + vec2(SWATCH.x / 2.0, 0.0), SWATCH));
    let place = rect.right_center() - vec2(words.size().x, words.size().y / 2.0);
    ui.painter().galley(place, words, colors.text);
    response.widget_info(|| {
        let parts = [name, amount].into_iter().filter(|part| !part.is_empty());
        WidgetInfo::labeled(Role::Label, true, parts.collect::<Vec<_>>().join(" · "))
    });
}
