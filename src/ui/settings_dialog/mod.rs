//! The settings, to be read and changed.

mod alarm_page;
mod fields;
mod paths_page;
mod problems;
mod query_page;

use crate::app::action::Action;
use crate::app::settings_draft::{SettingsDraft, SettingsPage};
use crate::app::settings_form::SettingsField;
use crate::app::site_draft::SaveObstacle;
use crate::text::Text;
use crate::ui::settings_dialog::fields::Fields;
use crate::ui::shortcut::Shortcut;
use crate::ui::site_form::save_obstacle;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, chip, line};
use egui::{Align, Button, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui, vec2};

const WIDTH: f32 = 640.0;
const PAGES_WIDTH: f32 = 140.0;
const HEIGHT: f32 = 500.0;
/// Around the page: title, buttons and margins.
const AROUND: f32 = 150.0;
const MARGIN: i8 = 20;

/// The dialog. The draft lives in the state; here is only how it is being shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct SettingsDialog {
    open: bool,
    /// The user was being asked what becomes of the changes.
    asked: bool,
}

impl SettingsDialog {
    pub fn show(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(draft) = &view.state.settings else {
            *self = Self::default();
            return;
        };
        let opened = !std::mem::replace(&mut self.open, true);
        let is_asked = draft.leaving.is_some();
        let asked_now = is_asked && !std::mem::replace(&mut self.asked, is_asked);
        self.asked = is_asked;
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(MARGIN));
        let modal = Modal::new(Id::unique("settings"))
            .backdrop_color(palette(ui).backdrop)
            .frame(frame)
            .show(ui.ctx(), |ui| {
                let screen = ui.ctx().content_rect().size();
                ui.set_width(WIDTH.min(screen.x - 4.0 * f32::from(MARGIN)));
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::BETWEEN);
                title(ui, view, draft);
                let height = HEIGHT.min(screen.y - AROUND);
                pages_and_page(ui, view, draft, height, opened, actions);
                if is_asked {
                    question(ui, view, draft, asked_now, actions);
                } else {
                    buttons(ui, view, draft, actions);
                }
            });
        if !modal.is_top_modal {
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(if is_asked { Action::KeepSettings } else { Action::CloseSettings });
        }
        if Shortcut::SaveForm.take(ui) {
            actions.push(Action::SaveSettings);
        }
    }
}

fn title(ui: &mut Ui, view: &View<'_>, draft: &SettingsDraft) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), size::CHIP);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        if draft.saving.is_some() {
            chip::chip(ui, view.text(Text::SavingSite), colors.muted, colors.faint_line);
        } else if draft.failed {
            chip::chip(ui, view.text(Text::SettingsNotSaved), colors.bad, colors.bad_soft);
        } else if draft.is_changed() {
            chip::chip(ui, view.text(Text::Unsaved), colors.low, colors.low_soft);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            line::caption(ui, view.text(Text::Settings), bold(letters::HEADING), colors.text);
        });
    });
}

fn pages_and_page(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &SettingsDraft,
    height: f32,
    opened: bool,
    actions: &mut Vec<Action>,
) {
    let whole = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(whole, Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = space::PAGE;
        ui.set_min_size(whole);
        ui.vertical(|ui| {
            ui.set_width(PAGES_WIDTH);
            ui.spacing_mut().item_spacing.y = space::TINY;
            pages(ui, view, draft, opened, actions);
        });
        ui.vertical(|ui| page(ui, view, draft, height, actions));
    });
}

fn pages(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &SettingsDraft,
    opened: bool,
    actions: &mut Vec<Action>,
) {
    let problems = draft.form.problems(&draft.base);
    for page in SettingsPage::ALL {
        let is_chosen = draft.page == page;
        let is_wrong = problems.keys().any(|field| page_of(*field) == page);
        let name = view.text(page_name(page));
        let word = if is_wrong {
            view.fill(Text::PageWithMistake, &[("page", &name)])
        } else {
            name.to_owned()
        };
        let wanted = vec2(PAGES_WIDTH, size::CONTROL);
        let button = ui.add(Button::selectable(is_chosen, word).min_size(wanted).truncate());
        if opened && is_chosen {
            button.request_focus();
        }
        if button.clicked() {
            actions.push(Action::ChooseSettingsPage(page));
        }
    }
}

fn page(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &SettingsDraft,
    height: f32,
    actions: &mut Vec<Action>,
) {
    let mut form = draft.form.clone();
    let fields = Fields { view: *view, problems: form.problems(&draft.base) };
    ScrollArea::vertical().id_salt(draft.page).max_height(height).auto_shrink(false).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::INSIDE);
            match draft.page {
                SettingsPage::Query => query_page::show(ui, &fields, draft, &mut form),
                SettingsPage::Alarm => alarm_page::show(ui, &fields, draft, &mut form, actions),
                SettingsPage::Paths => paths_page::show(ui, &fields, &mut form),
            }
        },
    );
    if form != draft.form {
        actions.push(Action::EditSettings(Box::new(form)));
    }
}

/// Drawn from the right.
fn buttons(ui: &mut Ui, view: &View<'_>, draft: &SettingsDraft, actions: &mut Vec<Action>) {
    right_to_left(ui, |ui| {
        if save_button(ui, view, draft, Text::Save) {
            actions.push(Action::SaveSettings);
        }
        if button::secondary(ui, view.text(Text::Cancel), true).clicked() {
            actions.push(Action::CloseSettings);
        }
    });
}

/// What becomes of changes that are not saved. What loses nothing has the keyboard first.
fn question(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &SettingsDraft,
    asked_now: bool,
    actions: &mut Vec<Action>,
) {
    let color = palette(ui).low;
    right_to_left(ui, |ui| {
        if save_button(ui, view, draft, Text::Save) {
            actions.push(Action::SaveSettings);
        }
        let is_saving = draft.saving.is_some();
        let discard = button::secondary(ui, view.text(Text::DiscardChanges), !is_saving);
        if discard.on_disabled_hover_text(view.text(Text::SavingSite)).clicked() {
            actions.push(Action::DiscardSettings);
        }
        let keep = button::secondary(ui, view.text(Text::KeepEditing), true);
        if keep.clicked() {
            actions.push(Action::KeepSettings);
        }
        if asked_now {
            keep.request_focus();
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = view.text(Text::LeaveSettings);
            line::caption(ui, words, regular(letters::BODY), color);
        });
    });
}

fn right_to_left(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let wanted = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), add);
}

/// Tells whether it was pressed.
fn save_button(ui: &mut Ui, view: &View<'_>, draft: &SettingsDraft, word: Text) -> bool {
    let obstacle = draft.to_save().err();
    let save = button::primary(ui, view.text(word), obstacle.is_none());
    let save = match obstacle {
        Some(why) => save.on_disabled_hover_text(why_not_saved(view, draft, why)),
        None => save.on_hover_text(Shortcut::SaveForm.name(ui)),
    };
    save.clicked()
}

fn why_not_saved(view: &View<'_>, draft: &SettingsDraft, obstacle: SaveObstacle) -> String {
    let problems = draft.form.problems(&draft.base);
    match problems.first_key_value() {
        Some((field, problem)) if obstacle == SaveObstacle::Mistake => {
            let field = view.text(problems::name(*field));
            let problem = problems::words(*problem, view.language);
            view.fill(Text::FieldProblem, &[("field", &field), ("problem", &problem)])
        }
        _ => view.text(save_obstacle(obstacle)).to_owned(),
    }
}

const fn page_name(page: SettingsPage) -> Text {
    match page {
        SettingsPage::Query => Text::PageQuery,
        SettingsPage::Alarm => Text::PageAlarm,
        SettingsPage::Paths => Text::PagePaths,
    }
}

const fn page_of(field: SettingsField) -> SettingsPage {
    match field {
        SettingsField::Interval
        | SettingsField::ConnectTimeout
        | SettingsField::AnswerTimeout
        | SettingsField::ConcurrentOrigins
        | SettingsField::HistoryDays => SettingsPage::Query,
        SettingsField::ThresholdUsd
        | SettingsField::ThresholdCny
        | SettingsField::ExpiryDays
        | SettingsField::QuietFrom
        | SettingsField::QuietTo => SettingsPage::Alarm,
        SettingsField::SubscriptionPath
        | SettingsField::UsagePath
        | SettingsField::LogsPath
        | SettingsField::LogsPageSize
        | SettingsField::CostlyRow => SettingsPage::Paths,
    }
}
