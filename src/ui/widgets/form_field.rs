use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::widgets::{button, line};
use egui::{
    Align, Align2, ComboBox, Layout, Margin, Rect, Response, Stroke, TextEdit, Ui, UiBuilder, vec2,
};

/// Room for the name beside a field.
pub const LABEL_WIDTH: f32 = 84.0;
/// A longer list of choices scrolls.
const CHOICES_HEIGHT: f32 = 360.0;
pub const FIELD_MARGIN: Margin = Margin::symmetric(10, 4);

/// A field of one line.
pub fn edit<'a>(text: &'a mut String, hint: &str, width: f32) -> TextEdit<'a> {
    TextEdit::singleline(text)
        .hint_text(hint.to_owned())
        .desired_width(width)
        .min_size(vec2(0.0, size::CONTROL))
        .margin(FIELD_MARGIN)
        .align(Align2::LEFT_CENTER)
}

/// A name and the field beside it, tied together for those who hear them.
pub fn field(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui, f32) -> Response) -> Response {
    field_after(ui, name, LABEL_WIDTH, add)
}

/// The same with another room for the name.
pub fn field_after(
    ui: &mut Ui,
    name: &str,
    label_width: f32,
    add: impl FnOnce(&mut Ui, f32) -> Response,
) -> Response {
    let colors = palette(ui);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        let label = ui
            .allocate_ui_with_layout(
                vec2(label_width, size::CONTROL),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(label_width);
                    line::caption(ui, name, regular(letters::BODY), colors.muted)
                },
            )
            .inner;
        let width = ui.available_width();
        add(ui, width).labelled_by(label.id)
    })
    .inner
}

/// One of several values, chosen from a list that opens.
pub fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    all: &[T],
    word: impl Fn(&T) -> String,
) -> Response {
    field(ui, name, |ui, width| {
        ComboBox::from_id_salt(name)
            .selected_text(word(value))
            .width(width)
            .truncate()
            .height(CHOICES_HEIGHT)
            .show_ui(ui, |ui| {
                for one in all {
                    ui.selectable_value(value, one.clone(), word(one));
                }
            })
            .response
    })
}

/// Boxes to tick, side by side below the fields, in as many rows as they need.
pub fn checks<'a>(ui: &mut Ui, boxes: impl IntoIterator<Item = (&'a mut bool, &'a str)>) {
    let outline = Stroke::new(1.0, palette(ui).faint);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.add_space(LABEL_WIDTH + ui.spacing().item_spacing.x);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::CARD;
            ui.visuals_mut().widgets.inactive.bg_stroke = outline;
            ui.visuals_mut().widgets.hovered.bg_stroke = outline;
            for (ticked, word) in boxes {
                ui.checkbox(ticked, word);
            }
        });
    });
}

/// What is to be said of the field above, below it.
pub fn note(ui: &mut Ui, words: &str, color: egui::Color32) {
    note_after(ui, words, color, LABEL_WIDTH);
}

/// The same below a field with another room for its name.
pub fn note_after(ui: &mut Ui, words: &str, color: egui::Color32, label_width: f32) {
    ui.add_space(space::TINY - ui.spacing().item_spacing.y);
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            ui.add_space(label_width + ui.spacing().item_spacing.x);
            line::wrapped(ui, words, regular(letters::MUTED), color);
        });
    });
}

/// Buttons at the right end of a field, inside it, drawn from the right.
pub fn inside<R>(ui: &mut Ui, field: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let place = field.shrink2(vec2(4.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        add(ui)
    })
    .inner
}

/// A small word inside a field; `name` says what it does.
pub fn word_inside(ui: &mut Ui, word: &str, name: &str, enabled: bool) -> Response {
    button::named(button::quiet(ui, word, enabled), name)
}
