//! What stands where there are no rows to show, and what may be asked for.

use crate::app::action::Action;
use crate::app::log_action::LogAction;
use crate::app::log_filter::LogFilter;
use crate::text::{Text, number_words};
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::Ui;

/// The history is being read.
pub fn reading(ui: &mut Ui, view: &View<'_>) {
    in_the_middle(ui, |ui| {
        let words = view.text(Text::ReadingLogs);
        line::caption(ui, words, regular(letters::BODY), palette(ui).muted);
    });
}

/// The history holds no row of what is looked at.
pub fn nothing(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let title = if view.state.logs.all_sites { Text::NoLogsOfAnySite } else { Text::NoLogsYet };
    let hint = if view.state.logs.unreadable {
        view.text(Text::NoHistory).to_owned()
    } else {
        view.fill(Text::NoLogsYetHint, &[("count", &page_size(view))])
    };
    in_the_middle(ui, |ui| {
        words(ui, view.text(title), &hint);
        if fetch_button(ui, view, view.state.logs.all_sites) {
            actions.push(Action::Logs(LogAction::FetchNewest));
        }
    });
}

/// The filter lets no row through.
pub fn nothing_fits(ui: &mut Ui, view: &View<'_>, rows: usize, actions: &mut Vec<Action>) {
    let rows = number_words::count(u64::try_from(rows).unwrap_or(u64::MAX));
    let hint = view.fill(Text::LogsHidden, &[("count", &rows)]);
    in_the_middle(ui, |ui| {
        words(ui, view.text(Text::NoLogFits), &hint);
        if button::secondary(ui, view.text(Text::ClearLogFilter), true).clicked() {
            actions.push(Action::Logs(LogAction::Filter(LogFilter::default())));
        }
    });
}

/// The button that asks the chosen site or all for the newest rows; tells whether it was pressed.
pub fn fetch_button(ui: &mut Ui, view: &View<'_>, all_sites: bool) -> bool {
    let why_not = why_not_asked(view, all_sites);
    let hint = if all_sites { Text::QueryAllLogsHint } else { Text::QueryLogsHint };
    let hint = view.fill(hint, &[("count", &page_size(view))]);
    button::secondary(ui, view.text(Text::QueryLogs), why_not.is_none())
        .on_hover_text(hint)
        .on_disabled_hover_text(why_not.map_or("", |why| view.text(why)))
        .clicked()
}

/// Why no log of what is looked at can be asked for now.
pub fn why_not_fetched(view: &View<'_>) -> Option<Text> {
    why_not_asked(view, view.state.logs.all_sites)
}

fn why_not_asked(view: &View<'_>, all_sites: bool) -> Option<Text> {
    let state = view.state;
    if state.logs.is_fetching() {
        return Some(Text::WhyBeingAsked);
    }
    match state.selected_site().filter(|_| !all_sites) {
        Some(site) if site.disabled => Some(Text::WhyDisabled),
        Some(site) if state.is_being_saved(&site.id) => Some(Text::SavingSite),
        _ if all_sites && state.log_sites().is_empty() => Some(Text::WhyNoLogSites),
        _ => None,
    }
}

/// How many rows are asked for at once.
pub fn page_size(view: &View<'_>) -> usize {
    view.state.snapshot.as_ref().map_or(0, |snapshot| snapshot.settings.logs_page_size)
}

fn words(ui: &mut Ui, title: &str, hint: &str) {
    let colors = palette(ui);
    line::caption(ui, title, bold(letters::BODY), colors.text);
    line::wrapped(ui, hint, regular(letters::MUTED), colors.muted);
}

fn in_the_middle(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        contents(ui);
    });
}
