use crate::app::action::Action;
use crate::model::checkin_result::{CheckinResult, CheckinState};
use crate::model::error_kind::ErrorKind;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::text::{Text, error_words, time_words};
use crate::ui::theme::{Palette, bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, card, line};
use crate::ui::{checkin_words, site_menu};
use egui::{Align, Color32, Layout, Ui};

/// What today's check-in of a site came to, and what is left to do. Of another day's nothing is
/// said.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let Some(checkin) = view.state.checkins.get(&site.id) else { return };
    if checkin.under_way {
        return under_way(ui, view);
    }
    let Some(report) = &checkin.report else { return };
    let result = &report.result;
    if timestamp::local_date(result.time) != timestamp::local_date(view.now) {
        return;
    }
    card::marked(ui, color(palette(ui), result.state), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            next_step(ui, view, site, result, actions);
            ui.add_space(space::BETWEEN);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = space::TINY;
                words(ui, view, result);
            });
        });
    });
}

fn under_way(ui: &mut Ui, view: &View<'_>) {
    let colors = palette(ui);
    card::marked(ui, colors.accent, |ui| {
        let words = view.text(Text::CheckingIn);
        line::caption(ui, words, bold(letters::BODY), colors.accent);
    });
}

const fn color(colors: &Palette, state: CheckinState) -> Color32 {
    match state {
        CheckinState::Done | CheckinState::Already => colors.ok,
        CheckinState::OpenPage | CheckinState::Skipped => colors.low,
        CheckinState::Failed => colors.bad,
    }
}

/// A button for what the user can do about it; drawn from the right.
fn next_step(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    result: &CheckinResult,
    actions: &mut Vec<Action>,
) {
    match result.state {
        CheckinState::Done | CheckinState::Already | CheckinState::Skipped => {}
        CheckinState::OpenPage => {
            if button::secondary(ui, view.text(Text::CheckinOpenWord), true).clicked() {
                actions.push(Action::OpenCheckinPage(site.id.clone()));
            }
        }
        CheckinState::Failed => {
            let why_not = site_menu::why_not_checked_in(view, site);
            let retry = button::secondary(ui, view.text(Text::Retry), why_not.is_none());
            let retry = button::named(retry, view.text(Text::CheckInAgain));
            let retry = match why_not {
                Some(why) => retry.on_disabled_hover_text(view.text(why)),
                None => retry,
            };
            if retry.clicked() {
                actions.push(Action::CheckIn(vec![site.id.clone()]));
            }
            if wants_a_browser(result)
                && button::secondary(ui, view.text(Text::OpenSite), true).clicked()
            {
                actions.push(Action::OpenSite(site.id.clone()));
            }
        }
    }
}

/// A person in front of a browser gets further.
fn wants_a_browser(result: &CheckinResult) -> bool {
    let kind = result.failure.as_ref().map(|failure| failure.kind);
    matches!(
        kind,
        Some(ErrorKind::TurnstileRequired | ErrorKind::CaptchaRequired | ErrorKind::WafChallenge)
    )
}

fn words(ui: &mut Ui, view: &View<'_>, result: &CheckinResult) {
    let colors = palette(ui);
    let heading = heading(view, result);
    line::wrapped(ui, &heading, bold(letters::HEADING), colors.text);
    line::wrapped(ui, &beside(view, result), regular(letters::BODY), colors.text);
    let told = result.failure.as_ref().map_or(&result.message, |failure| &failure.message);
    if !told.trim().is_empty() {
        let said = view.fill(Text::StationSays, &[("message", &told.trim())]);
        line::wrapped(ui, &said, regular(letters::BODY), colors.muted);
    }
}

fn heading(view: &View<'_>, result: &CheckinResult) -> String {
    let reason = result.failure.as_ref();
    let reason = reason.map(|failure| error_words::reason(failure.kind, view.language));
    let state = match result.state {
        CheckinState::Done => {
            let made = view.text(Text::CheckinDoneToday);
            let award = result.awarded().map(|award| checkin_words::awarded(view, award));
            return award.map_or_else(|| made.to_owned(), |award| format!("{made} {award}"));
        }
        CheckinState::Already => Text::CheckinDoneToday,
        CheckinState::OpenPage => Text::CheckinOpenPage,
        CheckinState::Failed => Text::CheckinFailed,
        CheckinState::Skipped => Text::CheckinSkipped,
    };
    match reason {
        Some(reason) => {
            let state = view.text(state);
            view.fill(Text::CheckinStateBecause, &[("state", &state), ("reason", &reason)])
        }
        None => view.text(state).to_owned(),
    }
}

/// What was found besides, or what to do.
fn beside(view: &View<'_>, result: &CheckinResult) -> String {
    let time = time_words::clock(result.time, view.now);
    match (&result.failure, result.state) {
        (_, CheckinState::Done) => {
            let mut parts = vec![view.fill(Text::CheckinDoneNow, &[("time", &time)])];
            if result.awarded().is_none() {
                parts.push(view.text(Text::CheckinAwardUntold).to_owned());
            }
            parts.extend(
                result.balance.as_ref().map(|balance| {
                    view.fill(Text::CheckinHolds, &[("amount", &view.money(balance))])
                }),
            );
            parts.join(view.text(Text::Comma))
        }
        (_, CheckinState::Already) => view.text(Text::CheckinMadeBefore).to_owned(),
        (_, CheckinState::OpenPage) => view.text(Text::CheckinByHand).to_owned(),
        (Some(failure), _) => checkin_advice(view, failure.kind).to_owned(),
        (None, _) => view.fill(Text::CheckinTriedAt, &[("time", &time)]),
    }
}

/// The usual advice speaks of queries where it speaks of what the site lacks.
fn checkin_advice(view: &View<'_>, kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::IncompleteSite => view.text(Text::WhyCannotCheckIn),
        ErrorKind::DisabledSite => view.text(Text::WhyDisabled),
        _ => error_words::advice(kind, view.language),
    }
}
