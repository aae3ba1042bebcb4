//! The record of a site, to be read and changed.

mod account;
mod checkin;
mod connection;
mod fields;
mod record;
mod section;
mod trial;

use crate::app::action::Action;
use crate::app::site_draft::{SaveObstacle, SiteDraft};
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::form_problems;
use crate::ui::raw_answers::RawAnswers;
use crate::ui::shortcut::Shortcut;
use crate::ui::site_form::fields::Fields;
use crate::ui::site_form::section::Section;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, card, chip, line};
use egui::{Align, Layout, Ui, vec2};
use std::collections::HashSet;

/// The card with a site's form. The draft lives in the state; here is only how it is being shown.
#[derive(Clone, Debug, Default)]
pub struct SiteFormCard {
    /// The site that the next two are about.
    site: Option<String>,
    /// The fields whose secrets the user wants to see.
    shown: HashSet<Text>,
    open: HashSet<Section>,
    tried: RawAnswers,
    /// The user wants to go on in the fields.
    wants_focus: bool,
}

impl SiteFormCard {
    /// Gives the keyboard to the first field with a mistake, else to the name.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        let draft = view.state.draft(site);
        self.turn_to(site, &draft);
        // Undo and the place of the cursor belong to the fields of this site only.
        ui.push_id(("form", &site.id), |ui| {
            card::card(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::INSIDE);
                heading(ui, view, &draft);
                self.fields(ui, view, site, &draft, actions);
                ui.add_space(space::TINY);
                buttons(ui, view, site, &draft, actions);
            });
        });
    }

    /// Of another site, no secret is shown, and what holds something is open.
    fn turn_to(&mut self, site: &Site, draft: &SiteDraft) {
        if self.site.as_ref() != Some(&site.id) {
            self.site = Some(site.id.clone());
            self.shown.clear();
            let holds_something = |section: &Section| !section.is_empty(&draft.form);
            self.open = Section::ALL.into_iter().filter(holds_something).collect();
        }
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        site: &Site,
        draft: &SiteDraft,
        actions: &mut Vec<Action>,
    ) {
        let problems = draft.form.problems(&draft.base);
        let focus = std::mem::take(&mut self.wants_focus).then(|| {
            form_problems::first(&problems, view.language)
                .map_or(Text::SiteName, |(field, _)| field)
        });
        let mut fields = Fields { view: *view, problems, focus, shown: &mut self.shown };
        let mut form = draft.form.clone();
        record::show(ui, &mut fields, site, draft, &mut form);
        for section in Section::ALL {
            ui.push_id(section, |ui| {
                let is_open = section.show(ui, &mut fields, site, &mut form, &mut self.open);
                if is_open && section == Section::Connection {
                    trial::show(ui, view, site, &mut self.tried, actions);
                }
            });
        }
        if form != draft.form {
            actions.push(Action::EditForm { site: site.id.clone(), form: Box::new(form) });
        }
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

/// The first mistake in a form: the field and what is wrong with it.
pub fn mistake(view: &View<'_>, draft: &SiteDraft) -> Option<String> {
    let (field, problem) = form_problems::first(&draft.form.problems(&draft.base), view.language)?;
    let field = view.text(field);
    Some(view.fill(Text::FieldProblem, &[("field", &field), ("problem", &problem)]))
}

fn buttons(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    draft: &SiteDraft,
    actions: &mut Vec<Action>,
) {
    let obstacle = draft.to_save(view.state.is_asked(&site.id)).err();
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
