use crate::app::action::Action;
use crate::app::site_draft::{SaveObstacle, SiteDraft};
use crate::app::site_form::{SiteForm, SiteFormProblems};
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::model::site::{BalanceAuth, Site, SiteType};
use crate::text::{Text, form_words, money_words};
use crate::ui::form_problems;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::form_field::{self, FIELD_MARGIN, edit, field};
use crate::ui::widgets::{button, card, chip, line};
use egui::{Align, Layout, Margin, Rect, TextEdit, Ui, vec2};

/// From this width on the fields stand in two columns.
const TWO_COLUMNS: f32 = 640.0;
const NOTES_ROWS: usize = 3;
/// Room for the two words inside the field of the key.
const KEY_BUTTONS: i8 = 92;

/// The record of a site, to be read and changed. The draft lives in the state; here is only how it
/// is being shown.
#[derive(Clone, Debug, Default)]
pub struct SiteFormCard {
    /// The site whose key its owner wants to see.
    key_shown_of: Option<String>,
    /// The user wants to go on in the fields.
    wants_focus: bool,
}

impl SiteFormCard {
    /// Gives the keyboard to the first field with a mistake, else to the name.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        if self.key_shown_of.as_ref().is_some_and(|shown| *shown != site.id) {
            self.key_shown_of = None;
        }
        let draft = view.state.draft(site);
        // Undo and the place of the cursor belong to the fields of this site only.
        ui.push_id(("form", &site.id), |ui| {
            card::card(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::INSIDE);
                heading(ui, view, &draft);
                let mut form = draft.form.clone();
                self.columns(ui, view, site, &draft, &mut form);
                if form != draft.form {
                    let form = Box::new(form);
                    actions.push(Action::EditForm { site: site.id.clone(), form });
                }
                ui.add_space(space::TINY);
                buttons(ui, view, site, &draft, actions);
            });
        });
    }

    fn columns(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        site: &Site,
        draft: &SiteDraft,
        form: &mut SiteForm,
    ) {
        let problems = draft.form.problems(&draft.base);
        let focus = std::mem::take(&mut self.wants_focus)
            .then(|| form_problems::first(problems).map_or(Text::SiteName, |(field, _)| field));
        let fields = TextFields { view: *view, problems, focus };
        if ui.available_width() < TWO_COLUMNS {
            self.identity(ui, &fields, site, form);
            money(ui, &fields, site, draft, form);
            return;
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0 * space::BETWEEN;
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    left.spacing_mut().item_spacing.x = space::INSIDE;
                    right.spacing_mut().item_spacing.x = space::INSIDE;
                    self.identity(left, &fields, site, form);
                    money(right, &fields, site, draft, form);
                }
            });
        });
    }

    fn identity(&mut self, ui: &mut Ui, fields: &TextFields<'_>, site: &Site, form: &mut SiteForm) {
        let view = &fields.view;
        fields.show(ui, Text::SiteName, &mut form.name, "");
        fields.show(ui, Text::Address, &mut form.url, view.text(Text::SiteAddressHint));
        self.key(ui, view, site, form);
        form_field::choice(
            ui,
            view.text(Text::SiteTypeLabel),
            &mut form.site_type,
            &SiteType::ALL,
            |site_type| view.text(form_words::site_type(*site_type)).to_owned(),
        );
        fields.show(ui, Text::Tags, &mut form.tags, view.text(Text::TagsHint));
        field(ui, view.text(Text::Notes), |ui, width| {
            let notes = TextEdit::multiline(&mut form.notes)
                .desired_rows(NOTES_ROWS)
                .desired_width(width)
                .margin(Margin::symmetric(10, 6));
            ui.add(notes)
        });
    }

    fn key(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, form: &mut SiteForm) {
        let shown = self.key_shown_of.is_some();
        let mut key = form.key.reveal().to_owned();
        let response = field(ui, view.text(Text::Key), |ui, width| {
            let edit = edit(&mut key, view.text(Text::SiteKeyHint), width)
                .margin(Margin { right: KEY_BUTTONS, ..FIELD_MARGIN })
                .password(!shown);
            let response = ui.add(edit);
            self.key_buttons(ui, view, site, form, response.rect);
            response
        });
        if response.changed() {
            form.key = Secret::new(key.trim());
        }
    }

    fn key_buttons(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        site: &Site,
        form: &SiteForm,
        place: Rect,
    ) {
        let (word, name) = match self.key_shown_of {
            Some(_) => (Text::Hide, Text::HideKey),
            None => (Text::Show, Text::ShowKey),
        };
        form_field::inside(ui, place, |ui| {
            let copy = form_field::word_inside(
                ui,
                view.text(Text::Copy),
                view.text(Text::CopyKey),
                !form.key.is_empty(),
            );
            if copy.on_disabled_hover_text(view.text(Text::NoKeySaved)).clicked() {
                ui.ctx().copy_text(form.key.reveal().to_owned());
            }
            if form_field::word_inside(ui, view.text(word), view.text(name), true).clicked() {
                self.key_shown_of = match self.key_shown_of {
                    Some(_) => None,
                    None => Some(site.id.clone()),
                };
            }
        });
    }
}

fn heading(ui: &mut Ui, view: &View<'_>, draft: &SiteDraft) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), size::CHIP);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        if draft.saving.is_some() {
            chip::chip(ui, view.text(Text::SavingSite), colors.muted, colors.faint_line);
        } else if draft.form != draft.base {
            chip::chip(ui, view.text(Text::Unsaved), colors.low, colors.low_soft);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = view.text(Text::SiteRecord);
            line::caption(ui, title, regular(letters::MUTED), colors.muted);
        });
    });
}

/// What concerns money and how the site is treated.
fn money(
    ui: &mut Ui,
    fields: &TextFields<'_>,
    site: &Site,
    draft: &SiteDraft,
    form: &mut SiteForm,
) {
    let colors = palette(ui);
    let view = &fields.view;
    fields.show(ui, Text::Balance, &mut form.balance, view.text(Text::BalanceHint));
    units(ui, view, form);
    let typed = (&draft.form.balance, &draft.form.unit) != (&draft.base.balance, &draft.base.unit);
    if typed && site.last_reading.is_some() {
        form_field::note(ui, view.text(Text::TypedReplacesReading), colors.low);
    }
    fields.show(ui, Text::Threshold, &mut form.threshold, view.text(Text::ThresholdHint));
    form_field::choice(
        ui,
        view.text(Text::KeyTravels),
        &mut form.balance_auth,
        &[BalanceAuth::Automatic, BalanceAuth::XApiKey, BalanceAuth::UrlKey],
        |auth| view.text(form_words::balance_auth(*auth)).to_owned(),
    );
    if form.balance_auth == BalanceAuth::UrlKey {
        form_field::note(ui, view.text(Text::UrlKeyWarning), colors.low);
    }
    form_field::checks(
        ui,
        [
            (&mut form.pinned, view.text(Text::Pinned)),
            (&mut form.disabled, view.text(Text::DisabledFlag)),
            (&mut form.excluded_from_totals, view.text(Text::ExcludedFromTotals)),
        ],
    );
    let time = match site.last_query_time.as_str() {
        "" => view.text(Text::NeverQueried),
        time => time,
    };
    field(ui, view.text(Text::LastQuery), |ui, width| {
        let wanted = vec2(width, size::CONTROL);
        ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
            line::single(ui, time, regular(letters::BODY), colors.text)
        })
        .inner
    });
}

/// The units that can be typed, and the one that a reading left there.
fn units(ui: &mut Ui, view: &View<'_>, form: &mut SiteForm) {
    let mut units = vec![Unit::Usd, Unit::Cny, Unit::Points];
    if !units.contains(&form.unit) {
        units.push(form.unit.clone());
    }
    let word = |unit: &Unit| match unit {
        Unit::Points => view.text(Text::UnitToken).to_owned(),
        unit => money_words::unit(unit, view.language),
    };
    form_field::choice(ui, view.text(Text::UnitLabel), &mut form.unit, &units, word);
}

/// What the fields of one line share.
struct TextFields<'a> {
    view: View<'a>,
    problems: SiteFormProblems,
    /// The field to give the keyboard to.
    focus: Option<Text>,
}

impl TextFields<'_> {
    /// The field of this name, and below it what is wrong with it.
    fn show(&self, ui: &mut Ui, name: Text, text: &mut String, hint: &'static str) {
        let response = field(ui, self.view.text(name), |ui, width| ui.add(edit(text, hint, width)));
        if self.focus == Some(name) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if let Some(problem) = form_problems::of(self.problems, name) {
            let color = palette(ui).bad;
            form_field::note(ui, self.view.text(problem), color);
        }
    }
}

/// The first mistake in a form: the field and what is wrong with it.
pub fn mistake(view: &View<'_>, draft: &SiteDraft) -> Option<String> {
    let (field, problem) = form_problems::first(draft.form.problems(&draft.base))?;
    let (field, problem) = (view.text(field), view.text(problem));
    Some(view.fill(Text::FieldProblem, &[("field", &field), ("problem", &problem)]))
}

fn buttons(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    draft: &SiteDraft,
    actions: &mut Vec<Action>,
) {
    let obstacle = draft.to_save(view.is_asked(&site.id)).err();
    let wanted = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        let save = button::primary(ui, view.text(Text::Save), obstacle.is_none());
        let save = match obstacle {
            Some(why) => save.on_disabled_hover_text(view.text(save_obstacle(why))),
            None => save.on_hover_text(Shortcut::SaveForm.name(ui)),
        };
        if save.clicked() {
            actions.push(Action::SaveForm(site.id.clone()));
        }
        let why = match obstacle {
            Some(why @ (SaveObstacle::Saving | SaveObstacle::Unchanged)) => Some(why),
            _ => None,
        };
        let discard = button::secondary(ui, view.text(Text::Discard), why.is_none());
        let discard = match why {
            Some(why) => discard.on_disabled_hover_text(view.text(save_obstacle(why))),
            None => discard,
        };
        if discard.clicked() {
            actions.push(Action::DiscardForm(site.id.clone()));
        }
    });
}

/// Why a form cannot be saved, in words.
pub const fn save_obstacle(obstacle: SaveObstacle) -> Text {
    match obstacle {
        SaveObstacle::Unchanged => Text::WhyUnchanged,
        SaveObstacle::Mistake => Text::WhyMistake,
        SaveObstacle::Saving => Text::SavingSite,
        SaveObstacle::BeingAsked => Text::WhyBeingAsked,
    }
}
