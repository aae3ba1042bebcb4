use crate::app::action::Action;
use crate::app::closing::{self, Closing};
use crate::app::site_draft::{SaveObstacle, SiteDraft};
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::site_form;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui, vec2};

const LIST_HEIGHT: f32 = 220.0;

/// Asks what becomes of changes that are not saved when the window is to close.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClosingDialog {
    open: bool,
}

impl ClosingDialog {
    pub fn show(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(closing @ (Closing::Asking | Closing::Saving)) = view.state.closing else {
            self.open = false;
            return;
        };
        let opened = !self.open;
        self.open = true;
        let colors = palette(ui);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("closing"))
            .backdrop_color(colors.backdrop)
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(size::DIALOG - 40.0);
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::BETWEEN);
                let unsaved = closing::unsaved(view.state);
                let title = view.fill(Text::UnsavedAtClosing, &[("count", &unsaved.len())]);
                line::wrapped(ui, &title, bold(letters::HEADING), colors.text);
                ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
                    for (site, draft) in unsaved {
                        ui.push_id(&site.id, |ui| row(ui, view, site, draft, actions));
                    }
                });
                buttons(ui, view, closing, opened, actions);
            });
        let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if modal.is_top_modal && escape() {
            actions.push(Action::StayOpen);
        }
    }
}

/// A site, and what keeps its form from being saved, with the way there.
fn row(ui: &mut Ui, view: &View<'_>, site: &Site, draft: &SiteDraft, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    let obstacle = closing::obstacle(view.state, site, draft);
    let wanted = vec2(ui.available_width(), size::CHIP);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        if obstacle == Some(SaveObstacle::Mistake) {
            let name = view.fill(Text::GoToMistakeOf, &[("name", &site.name)]);
            let go = button::quiet(ui, view.text(Text::GoToMistake), true);
            if button::named(go, &name).clicked() {
                actions.push(Action::StayOpen);
                actions.push(Action::EditSite(site.id.clone()));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            line::single(ui, &site.name, regular(letters::BODY), colors.text);
            match obstacle {
                Some(SaveObstacle::Mistake) => {
                    let words = site_form::mistake(view, draft).unwrap_or_default();
                    line::caption(ui, &words, regular(letters::MUTED), colors.bad);
                }
                Some(why) => {
                    let words = view.text(site_form::save_obstacle(why));
                    line::caption(ui, words, regular(letters::MUTED), colors.muted);
                }
                None => {}
            }
        });
    });
}

/// Drawn from the right. What loses nothing has the keyboard first.
fn buttons(
    ui: &mut Ui,
    view: &View<'_>,
    closing: Closing,
    opened: bool,
    actions: &mut Vec<Action>,
) {
    let why_not = why_not_saved(view, closing);
    let wanted = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        let save = button::primary(ui, view.text(Text::SaveAndClose), why_not.is_none());
        let save = match why_not {
            Some(why) => save.on_disabled_hover_text(view.text(why)),
            None => save,
        };
        if save.clicked() {
            actions.push(Action::SaveAndClose);
        }
        if button::secondary(ui, view.text(Text::DiscardAndClose), true).clicked() {
            actions.push(Action::DiscardAndClose);
        }
        let stay = button::secondary(ui, view.text(Text::Cancel), true);
        if stay.clicked() {
            actions.push(Action::StayOpen);
        }
        if opened {
            if why_not.is_none() { save } else { stay }.request_focus();
        }
    });
}

/// Why the changes cannot all be saved now.
fn why_not_saved(view: &View<'_>, closing: Closing) -> Option<Text> {
    if closing == Closing::Saving {
        return Some(Text::SavingSite);
    }
    let unsaved = closing::unsaved(view.state);
    let obstacle =
        unsaved.into_iter().find_map(|(site, draft)| closing::obstacle(view.state, site, draft))?;
    Some(match obstacle {
        SaveObstacle::Mistake => Text::WhyNotAllSaved,
        other => site_form::save_obstacle(other),
    })
}
