use crate::app::settings_form::{SettingsField, SettingsProblem};
use crate::text::Text;
use crate::ui::settings_dialog::problems;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::form_field::{self, edit};
use crate::ui::widgets::line;
use egui::{Align, Layout, Stroke, Ui, vec2};
use std::collections::BTreeMap;

/// Room for the name beside a field.
const LABEL: f32 = 112.0;
const SHORT: f32 = 96.0;

/// What the fields of the settings share.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    pub(super) view: View<'a>,
    pub(super) problems: BTreeMap<SettingsField, SettingsProblem>,
}

impl Fields<'_> {
    pub(super) fn text(&self, text: Text) -> &'static str {
        self.view.text(text)
    }

    /// What the fields below it are about.
    pub(super) fn heading(&self, ui: &mut Ui, text: Text) {
        let color = palette(ui).text;
        line::caption(ui, self.text(text), bold(letters::BODY), color);
    }

    /// A field for a number or a time, with its unit behind it.
    pub(super) fn short(
        &self,
        ui: &mut Ui,
        field: SettingsField,
        text: &mut String,
        unit: Option<&str>,
    ) {
        let name = self.text(problems::name(field));
        let color = palette(ui).muted;
        form_field::field_after(ui, name, LABEL, |ui, width| {
            let wanted = vec2(width, size::CONTROL);
            ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
                let response = ui.add(edit(text, "", SHORT));
                if let Some(unit) = unit {
                    line::caption(ui, unit, regular(letters::BODY), color);
                }
                response
            })
            .inner
        });
        self.problem(ui, field);
    }

    /// A field for a longer text.
    pub(super) fn long(&self, ui: &mut Ui, field: SettingsField, text: &mut String, hint: &str) {
        let name = self.text(problems::name(field));
        form_field::field_after(ui, name, LABEL, |ui, width| ui.add(edit(text, hint, width)));
        self.problem(ui, field);
    }

    pub(super) fn check(&self, ui: &mut Ui, ticked: &mut bool, word: Text) {
        let outline = Stroke::new(1.0, palette(ui).faint);
        ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = outline;
            ui.visuals_mut().widgets.hovered.bg_stroke = outline;
            ui.checkbox(ticked, self.text(word));
        });
    }

    /// Something to know of the field above.
    pub(super) fn field_note(&self, ui: &mut Ui, text: Text) {
        Self::told(ui, self.text(text));
    }

    /// Something that is so, as the field above has to do with it.
    pub(super) fn told(ui: &mut Ui, words: &str) {
        form_field::note_after(ui, words, palette(ui).muted, LABEL);
    }

    /// Something to know of what stands above.
    pub(super) fn note(&self, ui: &mut Ui, text: Text) {
        let color = palette(ui).muted;
        line::wrapped(ui, self.text(text), regular(letters::MUTED), color);
    }

    /// Something to mind of the field above.
    pub(super) fn warning(ui: &mut Ui, words: &str) {
        form_field::note_after(ui, words, palette(ui).low, LABEL);
    }

    /// Between what belongs together.
    pub(super) fn gap(ui: &mut Ui) {
        ui.add_space(space::INSIDE);
    }

    fn problem(&self, ui: &mut Ui, field: SettingsField) {
        if let Some(problem) = self.problems.get(&field) {
            let words = problems::words(*problem, self.view.language);
            form_field::note_after(ui, &words, palette(ui).bad, LABEL);
        }
    }
}
