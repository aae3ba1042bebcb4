use crate::app::action::Action;
use crate::app::log_action::LogAction;
use crate::app::log_totals::LogTotals;
use crate::text::{Text, number_words};
use crate::ui::day_fields::DayFields;
use crate::ui::log_words_of_fetch;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use crate::ui::{log_models, log_state};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Label, Layout, Popup, PopupCloseBehavior, Sense, Ui};

pub const HEIGHT: f32 = 34.0;

/// The sums of the rows that are shown, and how to get more of them.
#[derive(Clone, Debug, Default)]
pub struct LogFooter {
    days: DayFields,
}

impl LogFooter {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            if view.state.logs.is_fetching() {
                progress(ui, view, actions);
            } else {
                self.fetch_more(ui, view, actions);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| sums(ui, view));
        });
    }

    fn fetch_more(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let why_not = log_state::why_not_fetched(view);
        let why = why_not.map_or("", |why| view.text(why));
        let count = log_state::page_size(view);
        let has_rows = view.state.logs.archive().is_some_and(|archive| !archive.rows.is_empty());
        if has_rows {
            let older = button::quiet(ui, view.text(Text::FetchOlder), why_not.is_none())
                .on_hover_text(view.fill(Text::FetchOlderHint, &[("count", &count)]))
                .on_disabled_hover_text(why);
            if older.clicked() {
                actions.push(Action::Logs(LogAction::FetchOlder));
            }
        }
        let opens = button::quiet(ui, view.text(Text::FetchDays), why_not.is_none())
            .on_disabled_hover_text(why);
        let popup = Popup::from_toggle_button_response(&opens)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            let hint = view.text(Text::FetchDaysHint);
            line::caption(ui, hint, regular(letters::MUTED), palette(ui).muted);
            if let Some(days) = self.days.show(ui, view, Text::FetchTheseDays) {
                actions.push(Action::Logs(LogAction::FetchDays(days)));
                ui.close();
            }
        });
        if let Some(words) = log_words_of_fetch::result(view) {
            line::caption(ui, &words, regular(letters::MUTED), palette(ui).muted);
        }
    }
}

/// How fetching goes, and the way to end it.
pub fn progress(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let cancelling = view.state.logs.cancelling;
    let word = if cancelling { Text::Cancelling } else { Text::Cancel };
    let cancel = button::quiet(ui, view.text(word), !cancelling)
        .on_disabled_hover_text(view.text(Text::WhyCancelling));
    if button::named(cancel, view.text(Text::CancelFetch)).clicked() {
        actions.push(Action::Logs(LogAction::CancelFetch));
    }
    let words = log_words_of_fetch::progress(view);
    line::caption(ui, &words, regular(letters::MUTED), palette(ui).accent);
}

/// As many of the sums as there is room for, the way to those of each model first.
fn sums(ui: &mut Ui, view: &View<'_>) {
    let Some(index) = view.state.logs.index.as_ref() else { return };
    if index.archive.rows.is_empty() {
        return;
    }
    let totals = &view.state.logs.rows.totals;
    let all = index.archive.rows.len();
    let colors = palette(ui);
    let by_model = view.text(Text::ByModel);
    let mut room = ui.available_width();
    if !totals.models.is_empty() {
        room -= button::width(ui, by_model);
    }
    for (name, value) in parts(view, totals, all) {
        let font = regular(letters::MUTED);
        let mut job = LayoutJob::default();
        if !name.is_empty() {
            job.append(&name, 0.0, TextFormat::simple(font.clone(), colors.muted));
        }
        let before = if name.is_empty() { 0.0 } else { space::TINY };
        job.append(&value, before, TextFormat::simple(font, colors.text));
        let words = ui.painter().layout_job(job);
        room -= words.size().x + space::CARD;
        if room < 0.0 {
            break;
        }
        ui.add(Label::new(words).selectable(true).sense(Sense::hover()));
        ui.add_space(space::BETWEEN);
    }
    if !totals.models.is_empty() {
        let opens = button::quiet(ui, by_model, true);
        Popup::from_toggle_button_response(&opens)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| log_models::show(ui, view, totals));
    }
}

/// What each sum is called and how much it is, the most wanted first.
fn parts(view: &View<'_>, totals: &LogTotals, all: usize) -> Vec<(String, String)> {
    let count = |number: usize| number_words::count(u64::try_from(number).unwrap_or(u64::MAX));
    let named = |name: Text, value: String| (view.text(name).to_owned(), value);
    let spending = &totals.spending;
    let shown = if view.state.logs.filter.is_open() {
        view.fill(Text::LogsAllShown, &[("all", &count(all))])
    } else {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("shown", &count(totals.rows)), ("all", &count(all))];
        view.fill(Text::LogsShown, &values)
    };
    let mut parts = vec![(String::new(), shown)];
    if !spending.cost.is_empty() {
        let cost: Vec<String> = spending.cost.iter().map(|cost| view.money(cost)).collect();
        parts.push(named(Text::HeadCost, cost.join(" + ")));
    }
    if spending.untold > 0 {
        let untold = view.fill(Text::CostUntold, &[("count", &count(spending.untold))]);
        parts.push((String::new(), untold));
    }
    let tokens =
        [(Text::HeadInput, spending.input_tokens), (Text::HeadOutput, spending.output_tokens)];
    for (name, tokens) in tokens {
        parts.extend(tokens.map(|tokens| named(name, number_words::short_count(tokens))));
    }
    if totals.failed > 0 {
        let failed = view.fill(Text::LogsFailedCalls, &[("count", &count(totals.failed))]);
        parts.push((String::new(), failed));
    }
    for (dearest, cost) in totals.dearest() {
        let model = dearest.model.as_deref().unwrap_or(view.text(Text::NoModel));
        parts.push((format!("{} {model}", view.text(Text::Dearest)), view.money(cost)));
    }
    let cache = spending.cache_tokens.map(number_words::short_count);
    parts.extend(cache.map(|tokens| named(Text::HeadCache, tokens)));
    parts.extend(
        totals.points.map(|points| named(Text::HeadPoints, number_words::signed_count(points))),
    );
    parts
}
