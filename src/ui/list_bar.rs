use crate::app::action::Action;
use crate::text::Text;
use crate::ui::list_menu;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, Color32, Layout, Ui};

const ADD_SIGN: &str = "＋";
/// Between the buttons where there is little room.
const TIGHT_GAP: f32 = 6.0;

/// What can be done with all sites together, below their list.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        let add_word = format!("{ADD_SIGN} {}", view.text(Text::AddSite));
        if !has_room(ui, view, &add_word) {
            ui.spacing_mut().button_padding.x = space::INSIDE;
            ui.spacing_mut().item_spacing.x = TIGHT_GAP;
        }
        let add_word = if has_room(ui, view, &add_word) { &add_word } else { ADD_SIGN };
        let add = button::primary(ui, add_word, true);
        let add = button::named(add, view.text(Text::AddSite));
        if add.on_hover_text(Shortcut::AddSite.name(ui)).clicked() {
            actions.push(Action::OpenNewSite);
        }
        query_all_or_cancel(ui, view, actions);
        check_in(ui, view, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            list_menu::show(ui, view, actions);
        });
    });
}

/// Whether the words of all buttons fit beside each other, spaced as they are now.
fn has_room(ui: &Ui, view: &View<'_>, add_word: &str) -> bool {
    let width = |word: &str| {
        let font = regular(letters::BODY);
        let words = line::layout(ui, word, font, Color32::PLACEHOLDER, f32::INFINITY);
        words.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    };
    let words = [add_word, view.text(Text::QueryAll), view.text(Text::CheckIn)];
    let wanted: f32 = words.into_iter().map(width).sum();
    wanted + size::CONTROL <= ui.available_width()
}

fn query_all_or_cancel(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    if view.state.is_running() {
        let cancelling = view.state.run.as_ref().is_some_and(|run| run.cancelling);
        let response = button::secondary(ui, view.text(Text::Cancel), !cancelling)
            .on_disabled_hover_text(view.text(Text::WhyCancelling));
        if response.clicked() {
            actions.push(Action::Cancel);
        }
        return;
    }
    let any = !view.state.sites().is_empty();
    let response = button::secondary(ui, view.text(Text::QueryAll), any)
        .on_hover_text(Shortcut::QueryAll.name(ui))
        .on_disabled_hover_text(view.text(Text::WhyNoSites));
    if response.clicked() {
        actions.push(Action::QueryAll);
    }
}

/// The way to end it stands with its progress.
fn check_in(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let why_not = if view.state.is_checking_in() {
        Some(Text::WhyCheckingIn)
    } else {
        view.state.checkin_sites().next().is_none().then_some(Text::NobodyChecksIn)
    };
    let response = button::secondary(ui, view.text(Text::CheckIn), why_not.is_none());
    let count = view.state.checkin_sites().count();
    let response = response.on_hover_text(view.fill(Text::CheckInAllHint, &[("count", &count)]));
    let response = match why_not {
        Some(why) => response.on_disabled_hover_text(view.text(why)),
        None => response,
    };
    if response.clicked() {
        actions.push(Action::CheckInAll);
    }
}
