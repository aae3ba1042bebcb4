//! Trying what stands in a form, before or after it is saved.

use crate::app::action::Action;
use crate::app::site_trial::SiteTrial;
use crate::app::trying::as_in_form;
use crate::model::error_kind::ErrorKind;
use crate::model::site::Site;
use crate::text::{Text, balance_words, error_words, number_words};
use crate::ui::raw_answers::RawAnswers;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use crate::worker::trial::{TrialOutcome, TrialQuestion};
use egui::{Color32, Ui};

/// The buttons, and what the newest trial of this site brought.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    raw: &mut RawAnswers,
    actions: &mut Vec<Action>,
) {
    let known = view.state.trial.as_ref().filter(|known| known.site == site.id);
    ui.separator();
    ui.horizontal_wrapped(|ui| match known.filter(|known| known.trial.is_none()) {
        Some(under_way) => cancel(ui, view, under_way, actions),
        None => start(ui, view, site, known, actions),
    });
    let Some((known, trial)) = known.and_then(|known| Some((known, known.trial.as_ref()?))) else {
        return;
    };
    let is_as_tried = |now: Site| now.is_asked_like(&known.tried);
    if !as_in_form(view.state, &site.id).is_some_and(is_as_tried) {
        let words = view.text(Text::TrialOfOtherForm);
        line::wrapped(ui, words, regular(letters::MUTED), palette(ui).low);
    }
    let (words, advice, color) = outcome_words(ui, view, &trial.outcome);
    line::wrapped(ui, &words, regular(letters::BODY), color);
    if let Some(advice) = advice {
        line::wrapped(ui, advice, regular(letters::BODY), palette(ui).text);
    }
    raw.list(ui, view, &trial.exchanges);
}

fn start(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    known: Option<&SiteTrial>,
    actions: &mut Vec<Action>,
) {
    let may_try = as_in_form(view.state, &site.id).is_some();
    for (question, word) in
        [(TrialQuestion::Balance, Text::TryBalance), (TrialQuestion::Logs, Text::TryLogs)]
    {
        let attempt = button::secondary(ui, view.text(word), may_try)
            .on_disabled_hover_text(view.text(Text::WhyMistake));
        if attempt.clicked() {
            actions.push(Action::TrySite { site: site.id.clone(), question });
        }
    }
    if known.is_some() && button::quiet(ui, view.text(Text::CloseTrial), true).clicked() {
        actions.push(Action::CloseTrial);
    }
    line::caption(ui, view.text(Text::TrialNote), regular(letters::MUTED), palette(ui).muted);
}

fn cancel(ui: &mut Ui, view: &View<'_>, under_way: &SiteTrial, actions: &mut Vec<Action>) {
    let word = if under_way.cancelling { Text::Cancelling } else { Text::CancelTrial };
    let cancel = button::secondary(ui, view.text(word), !under_way.cancelling)
        .on_disabled_hover_text(view.text(Text::WhyCancelling));
    if cancel.clicked() {
        actions.push(Action::CancelTrial);
    }
    ui.add_space(space::TINY);
    let words = view.text(Text::TrialUnderWay);
    line::caption(ui, words, regular(letters::MUTED), palette(ui).accent);
}

/// What came of it, what to do about it, and its colour.
fn outcome_words(
    ui: &Ui,
    view: &View<'_>,
    outcome: &TrialOutcome,
) -> (String, Option<&'static str>, Color32) {
    let colors = palette(ui);
    let (error, told) = match outcome {
        TrialOutcome::Balance(reading) => {
            let balance = reading.balance.as_ref();
            let told = balance.map_or_else(
                || view.text(Text::TrialAnswered).to_owned(),
                |balance| {
                    let balance = balance_words::left(balance, view.language).unwrap_or_default();
                    view.fill(Text::TrialBalance, &[("balance", &balance)])
                },
            );
            (reading.failure.as_ref().map(|failure| failure.kind), told)
        }
        TrialOutcome::Logs(report) => {
            let count = number_words::count(u64::try_from(report.logs.len()).unwrap_or(u64::MAX));
            let told = view.fill(Text::TrialLogs, &[("count", &count)]);
            (report.error.as_ref().map(|error| error.kind), told)
        }
    };
    let Some(kind) = error else { return (told, None, colors.ok) };
    let color = if kind == ErrorKind::FeatureDisabled { colors.muted } else { colors.bad };
    let reason = error_words::reason(kind, view.language).to_owned();
    (reason, Some(error_words::advice(kind, view.language)), color)
}
