use crate::app::action::Action;
use crate::model::reading::Failure;
use crate::model::site::Site;
use crate::text::{Text, error_words};
use crate::ui::site_summary;
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, card, line};
use egui::{Align, Layout, Ui};

/// Why the newest query brought nothing, in our words and the station's, and what to do next.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let Some((failure, time)) = site_summary::failure(view, site) else { return };
    let colors = palette(ui);
    let color = if failure.kind.is_skip() { colors.low } else { colors.bad };
    card::marked(ui, color, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            retry(ui, view, site, actions);
            ui.add_space(space::BETWEEN);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = space::TINY;
                words(ui, view, site, &failure, time);
            });
        });
    });
}

fn retry(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let (enabled, why) = may_ask(view, site);
    let response = button::secondary(ui, view.text(Text::Retry), enabled)
        .on_disabled_hover_text(view.text(why));
    if response.clicked() {
        actions.push(Action::QuerySite(site.id.clone()));
    }
}

/// Whether a site may be asked now, and why not.
pub fn may_ask(view: &View<'_>, site: &Site) -> (bool, Text) {
    if site.disabled {
        (false, Text::WhyDisabled)
    } else if view.state.is_being_saved(&site.id) {
        (false, Text::SavingSite)
    } else {
        (!view.is_asked(&site.id), Text::WhyBeingAsked)
    }
}

fn words(ui: &mut Ui, view: &View<'_>, site: &Site, failure: &Failure, time: i64) {
    let colors = palette(ui);
    let body = regular(letters::BODY);
    let mut above = vec![view.fill(Text::FailedAt, &[("age", &view.age(time))])];
    above.extend(
        failure.http_status.map(|status| view.fill(Text::HttpStatus, &[("status", &status)])),
    );
    line::caption(ui, &above.join(" · "), regular(letters::MUTED), colors.muted);
    let reason = error_words::reason(failure.kind, view.language);
    line::single(ui, reason, bold(letters::HEADING), colors.text);
    line::wrapped(ui, error_words::advice(failure.kind, view.language), body.clone(), colors.text);
    if !failure.message.trim().is_empty() {
        let said = view.fill(Text::StationSays, &[("message", &failure.message.trim())]);
        line::wrapped(ui, &said, body, colors.muted);
    }
    let shown = match site.last_reading.as_ref().filter(|reading| reading.balance.is_some()) {
        Some(reading) => view.fill(Text::OlderShown, &[("age", &view.age(reading.time))]),
        None if site.known_balance().is_some() => view.text(Text::OlderShownByHand).to_owned(),
        None => view.text(Text::NothingShown).to_owned(),
    };
    line::wrapped(ui, &shown, regular(letters::MUTED), colors.muted);
}
