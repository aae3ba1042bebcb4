use crate::app::action::Action;
use crate::app::connectivity::Connectivity;
use crate::model::site::Site;
use crate::relay::connectivity_verdict::ConnectivityVerdict;
use crate::relay::models_query::ModelsReport;
use crate::text::{Text, error_words, number_words, state_words, time_words};
use crate::ui::site_details;
use crate::ui::theme::{Palette, bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::mono_block::mono_block;
use crate::ui::widgets::{button, card, line};
use egui::{Align, Color32, Layout, Ui};

/// Whether the key of a site opens anything: a button, and what was found step by step.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let known = view.state.connectivity.get(&site.id);
    start_or_cancel(ui, view, site, known, actions);
    let Some(report) = known.and_then(|known| known.report.as_ref()) else { return };
    verdict(ui, view, report);
    steps(ui, view, report);
    if let Ok(models) = &report.models
        && !models.is_empty()
    {
        model_list(ui, view, models);
    }
}

fn start_or_cancel(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    known: Option<&Connectivity>,
    actions: &mut Vec<Action>,
) {
    let colors = palette(ui);
    ui.horizontal(|ui| {
        if let Some(known) = known.filter(|known| known.under_way) {
            let word = if known.cancelling { Text::Cancelling } else { Text::CancelCheck };
            let cancel = button::secondary(ui, view.text(word), !known.cancelling)
                .on_disabled_hover_text(view.text(Text::WhyCancelling));
            if cancel.clicked() {
                actions.push(Action::CancelCheck(site.id.clone()));
            }
            let words = view.text(Text::CheckUnderWay);
            line::caption(ui, words, regular(letters::MUTED), colors.accent);
        } else {
            let start = button::primary(ui, view.text(Text::CheckConnectivity), !site.disabled)
                .on_disabled_hover_text(view.text(Text::WhyDisabled));
            if start.clicked() {
                actions.push(Action::CheckConnectivity(site.id.clone()));
            }
            let words = view.text(Text::CheckHint);
            line::wrapped(ui, words, regular(letters::MUTED), colors.muted);
        }
    });
}

fn verdict(ui: &mut Ui, view: &View<'_>, report: &ModelsReport) {
    let colors = palette(ui);
    let verdict = report.verdict();
    let (heading, advice) = verdict_words(view, verdict);
    card::marked(ui, verdict_color(colors, verdict), |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        let mut above = vec![view.fill(Text::CheckedAt, &[("age", &view.age(report.time))])];
        let error = report.models.as_ref().err();
        above.extend(
            error
                .and_then(|error| error.http_status)
                .map(|status| view.fill(Text::HttpStatus, &[("status", &status)])),
        );
        line::caption(ui, &above.join(" · "), regular(letters::MUTED), colors.muted);
        line::single(ui, heading, bold(letters::HEADING), colors.text);
        line::wrapped(ui, advice, regular(letters::BODY), colors.text);
        if let Some(said) = error.map(|error| error.message.trim()).filter(|m| !m.is_empty()) {
            let said = view.fill(Text::StationSays, &[("message", &said)]);
            line::wrapped(ui, &said, regular(letters::BODY), colors.muted);
        }
    });
}

fn verdict_words(view: &View<'_>, verdict: ConnectivityVerdict) -> (&'static str, &'static str) {
    let (heading, advice) = match verdict {
        ConnectivityVerdict::Failed(kind) => {
            let language = view.language;
            return (error_words::reason(kind, language), error_words::advice(kind, language));
        }
        ConnectivityVerdict::Usable => (Text::CheckUsable, Text::CheckUsableAdvice),
        ConnectivityVerdict::KeyUnproven => (Text::CheckUnproven, Text::CheckUnprovenAdvice),
        ConnectivityVerdict::NoModels => (Text::CheckNoModels, Text::CheckNoModelsAdvice),
    };
    (view.text(heading), view.text(advice))
}

const fn verdict_color(colors: &Palette, verdict: ConnectivityVerdict) -> Color32 {
    match verdict {
        ConnectivityVerdict::Usable => colors.ok,
        ConnectivityVerdict::KeyUnproven | ConnectivityVerdict::NoModels => colors.low,
        ConnectivityVerdict::Failed(_) => colors.bad,
    }
}

fn steps(ui: &mut Ui, view: &View<'_>, report: &ModelsReport) {
    let colors = palette(ui);
    let reachable = match report.reachable {
        Some(true) => Text::StepAnswered,
        Some(false) => Text::StepNoAnswer,
        None => Text::StepNotAsked,
    };
    let kind = report.kind.map_or(view.text(Text::KindUnknown), |kind| kind.name());
    let models = match &report.models {
        Ok(models) => number_words::count(models.len().try_into().unwrap_or(u64::MAX)),
        Err(_) => view.text(Text::StepNoList).to_owned(),
    };
    let latency = match report.latency_ms {
        Some(latency) => time_words::elapsed(latency, view.language),
        None => view.text(Text::StepNotAsked).to_owned(),
    };
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        line::caption(ui, view.text(Text::CheckSteps), regular(letters::MUTED), colors.muted);
        let key = view.text(state_words::key_validity(report.key_valid));
        for (name, value) in [
            (Text::StepConnection, view.text(reachable)),
            (Text::StationKind, kind),
            (Text::Key, key),
            (Text::Models, &models),
            (Text::StepLatency, &latency),
        ] {
            site_details::row(ui, view.text(name), value);
        }
    });
}

fn model_list(ui: &mut Ui, view: &View<'_>, models: &[String]) {
    let colors = palette(ui);
    let all = models.join("\n");
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        ui.horizontal(|ui| {
            line::caption(ui, view.text(Text::Models), regular(letters::MUTED), colors.muted);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let copy = button::quiet(ui, view.text(Text::Copy), true);
                if button::named(copy, view.text(Text::CopyModels)).clicked() {
                    ui.ctx().copy_text(all.clone());
                }
            });
        });
        mono_block(ui, &all);
    });
}
