use crate::app::action::Action;
use crate::app::checkin_run::CheckinRun;
use crate::model::checkin_result::CheckinState;
use crate::text::Text;
use crate::ui::checkin_words;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line, meter};
use egui::{Align, Frame, Layout, Margin, Panel, Ui, vec2};

/// How the newest check-ins go, or what they came to, above the buttons of the list.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let Some(run) = view.state.checkin_run.as_ref().filter(|run| run.total() > 0) else { return };
    let frame = Frame::NONE.fill(palette(ui).raised).inner_margin(Margin {
        left: 14,
        right: 8,
        top: 4,
        bottom: 4,
    });
    Panel::bottom("check-ins").frame(frame).resizable(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        if run.is_ended() { sum(ui, view, run, actions) } else { progress(ui, view, run, actions) }
    });
}

#[expect(clippy::cast_precision_loss, reason = "a share on screen")]
fn progress(ui: &mut Ui, view: &View<'_>, run: &CheckinRun, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    let row = vec2(ui.available_width(), 22.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let word = if run.cancelling { Text::Cancelling } else { Text::Cancel };
        let cancel = button::quiet(ui, view.text(word), !run.cancelling);
        if button::named(cancel, view.text(Text::CancelCheckins)).clicked() {
            actions.push(Action::CancelCheckins);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let counts = [("done", &run.done() as _), ("total", &run.total() as _)];
            let mut words = view.fill(Text::CheckinProgress, &counts);
            if let Some(site) = checked_in_now(view) {
                words = format!("{words} · {site}");
            }
            line::caption(ui, &words, regular(letters::MUTED), colors.muted);
        });
    });
    let share = run.done() as f32 / run.total().max(1) as f32;
    let width = ui.available_width() - space::TINY;
    meter::progress(ui, share, width, view.text(Text::CheckinProgressName));
}

/// The name of the first site whose turn it is.
fn checked_in_now<'a>(view: &View<'a>) -> Option<&'a str> {
    let is_asked = |id: &str| {
        view.state.checkins.get(id).is_some_and(|checkin| checkin.under_way && checkin.started)
    };
    view.state.sites().iter().find(|site| is_asked(&site.id)).map(|site| site.name.as_str())
}

/// The sum, and below it a way to each site that waits for the user.
fn sum(ui: &mut Ui, view: &View<'_>, run: &CheckinRun, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if button::dismiss(ui, view.text(Text::DismissCheckins)).clicked() {
            actions.push(Action::DismissCheckins);
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            let words = checkin_words::sum(view, run);
            line::wrapped(ui, &words, regular(letters::MUTED), colors.text);
        });
    });
    let waiting = run.ended_as(CheckinState::OpenPage).chain(run.ended_as(CheckinState::Failed));
    let sites: Vec<_> = waiting.filter_map(|id| view.state.site(id)).collect();
    if sites.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        // The words of the first button begin where those above do.
        ui.add_space(-button::QUIET_PADDING);
        for site in sites {
            let name = view.fill(Text::ShowCheckinOf, &[("name", &site.name)]);
            let show = button::named(button::quiet(ui, &site.name, true), &name);
            if show.on_hover_text(&name).clicked() {
                actions.push(Action::ShowCheckin(site.id.clone()));
            }
        }
    });
}
