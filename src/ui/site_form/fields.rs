use crate::app::site_form::SiteFormProblems;
use crate::model::header_lines;
use crate::model::secret::Secret;
use crate::text::Text;
use crate::ui::form_problems;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::form_field::{self, FIELD_MARGIN, edit, field};
use crate::ui::widgets::line;
use egui::{Margin, Rect, Response, TextBuffer, TextEdit, Ui, vec2};
use std::collections::HashSet;

const ROWS: usize = 3;
/// Room for the two words inside the field of a secret, and for the one inside that of headers.
const SECRET_BUTTONS: i8 = 92;
const HEADERS_BUTTON: i8 = 48;
/// Room for the unit inside the field of an amount.
const UNIT: i8 = 56;
const MULTILINE_MARGIN: Margin = Margin::symmetric(10, 6);
/// From this width on fields stand in two columns.
const TWO_COLUMNS: f32 = 640.0;
const BETWEEN_COLUMNS: f32 = 24.0;

/// What the fields of a form share. A field goes by its name.
#[derive(Debug)]
pub struct Fields<'a> {
    pub view: View<'a>,
    pub problems: SiteFormProblems,
    /// The field to give the keyboard to.
    pub focus: Option<Text>,
    /// The fields whose secrets the user wants to see.
    pub shown: &'a mut HashSet<Text>,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Draws both sides, beside each other where there is room, else one below the other.
pub fn sides(ui: &mut Ui, mut add: impl FnMut(&mut Ui, Side)) {
    if ui.available_width() < TWO_COLUMNS {
        add(ui, Side::Left);
        add(ui, Side::Right);
        return;
    }
    let spacing = ui.spacing().item_spacing;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN_COLUMNS;
        ui.columns(2, |columns| {
            for (column, side) in columns.iter_mut().zip([Side::Left, Side::Right]) {
                column.spacing_mut().item_spacing = spacing;
                add(column, side);
            }
        });
    });
}

impl Fields<'_> {
    pub fn text(&self, text: Text) -> &'static str {
        self.view.text(text)
    }

    /// A field of one line.
    pub fn line(&self, ui: &mut Ui, name: Text, text: &mut String, hint: &str) {
        let response = field(ui, self.text(name), |ui, width| ui.add(edit(text, hint, width)));
        self.attend(ui, name, &response);
    }

    /// A field of one line for an amount, with its unit at its end.
    pub fn amount(&self, ui: &mut Ui, name: Text, text: &mut String, hint: &str, unit: &str) {
        let color = palette(ui).muted;
        let response = field(ui, self.text(name), |ui, width| {
            let margin = Margin { right: UNIT, ..FIELD_MARGIN };
            let response = ui.add(edit(text, hint, width).margin(margin));
            form_field::inside(ui, response.rect, |ui| {
                ui.set_max_width(f32::from(UNIT));
                ui.add_space(space::TINY);
                line::caption(ui, unit, regular(letters::MUTED), color);
            });
            response
        });
        self.attend(ui, name, &response);
    }

    /// A field of several lines.
    pub fn lines(&self, ui: &mut Ui, name: Text, text: &mut String) {
        let response = field(ui, self.text(name), |ui, width| ui.add(multiline(text, width)));
        self.attend(ui, name, &response);
    }

    /// A field of one line that is masked until the user asks to see it.
    pub fn secret(&mut self, ui: &mut Ui, name: Text, secret: &mut Secret, hint: &str) {
        self.maybe_secret(ui, name, secret, hint, true);
    }

    /// The same, masked only as long as `is_secret`.
    pub fn maybe_secret(
        &mut self,
        ui: &mut Ui,
        name: Text,
        secret: &mut Secret,
        hint: &str,
        is_secret: bool,
    ) {
        let masked = is_secret && !self.shown.contains(&name);
        let mut text = secret.reveal().to_owned();
        let response = field(ui, self.text(name), |ui, width| {
            let edit = edit(&mut text, hint, width)
                .margin(Margin { right: SECRET_BUTTONS, ..FIELD_MARGIN })
                .password(masked);
            let response = ui.add(edit);
            form_field::inside(ui, response.rect, |ui| {
                self.copy_button(ui, name, secret);
                if is_secret {
                    self.reveal_button(ui, name);
                }
            });
            response
        });
        if response.changed() {
            *secret = Secret::new(text);
        }
        self.attend(ui, name, &response);
    }

    /// Headers, one to a line. Secret values among them are masked until the user asks to see them,
    /// and can be changed only then.
    pub fn headers(&mut self, ui: &mut Ui, name: Text, lines: &mut Secret) {
        let masked = header_lines::masked(lines.reveal());
        let holds_secret = masked.is_some();
        let masked = masked.filter(|_| !self.shown.contains(&name));
        let response = field(ui, self.text(name), |ui, width| {
            let response = match masked {
                Some(masked) => ui
                    .add(header_lines_edit(&mut masked.as_str(), width))
                    .on_hover_text(self.text(Text::ShowToChange)),
                None => self.shown_headers(ui, name, lines, width),
            };
            if holds_secret {
                let size = vec2(response.rect.width(), size::CONTROL);
                let first_line = Rect::from_min_size(response.rect.min, size);
                form_field::inside(ui, first_line, |ui| self.reveal_button(ui, name));
            }
            response
        });
        self.attend(ui, name, &response);
    }

    /// What is being typed stays in sight, also where a line of it becomes a secret.
    fn shown_headers(
        &mut self,
        ui: &mut Ui,
        name: Text,
        lines: &mut Secret,
        width: f32,
    ) -> Response {
        let mut text = lines.reveal().to_owned();
        let response = ui.add(header_lines_edit(&mut text, width));
        if response.changed() {
            *lines = Secret::new(text);
            self.shown.insert(name);
        }
        response
    }

    fn copy_button(&self, ui: &mut Ui, name: Text, secret: &Secret) {
        let spoken = self.spoken(Text::CopyField, name);
        let word = self.text(Text::Copy);
        let copy = form_field::word_inside(ui, word, &spoken, !secret.is_empty());
        if copy.on_disabled_hover_text(self.text(Text::NoKeySaved)).clicked() {
            ui.ctx().copy_text(secret.reveal().to_owned());
        }
    }

    fn reveal_button(&mut self, ui: &mut Ui, name: Text) {
        let is_shown = self.shown.contains(&name);
        let (word, spoken) =
            if is_shown { (Text::Hide, Text::HideField) } else { (Text::Show, Text::ShowField) };
        let spoken = self.spoken(spoken, name);
        if form_field::word_inside(ui, self.text(word), &spoken, true).clicked() {
            if is_shown {
                self.shown.remove(&name);
            } else {
                self.shown.insert(name);
            }
        }
    }

    fn spoken(&self, text: Text, field: Text) -> String {
        self.view.fill(text, &[("field", &self.text(field))])
    }

    /// What every field has: the keyboard where that is wanted, and below it what is wrong with it.
    fn attend(&self, ui: &mut Ui, name: Text, response: &Response) {
        if self.focus == Some(name) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if let Some(problem) = form_problems::of(&self.problems, name, self.view.language) {
            form_field::note(ui, &problem, palette(ui).bad);
        }
    }

    /// Something to know of the field above.
    pub fn note(&self, ui: &mut Ui, text: Text) {
        form_field::note(ui, self.text(text), palette(ui).muted);
    }

    /// Something to mind about the field above.
    pub fn warning(&self, ui: &mut Ui, text: Text) {
        form_field::note(ui, self.text(text), palette(ui).low);
    }
}

fn multiline(text: &mut dyn TextBuffer, width: f32) -> TextEdit<'_> {
    TextEdit::multiline(text).desired_rows(ROWS).desired_width(width).margin(MULTILINE_MARGIN)
}

fn header_lines_edit(text: &mut dyn TextBuffer, width: f32) -> TextEdit<'_> {
    multiline(text, width)
        .hint_text("Name: value")
        .margin(Margin { right: HEADERS_BUTTON, ..MULTILINE_MARGIN })
}
