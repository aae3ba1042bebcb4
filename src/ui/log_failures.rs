use crate::app::log_fetch::EndedFetch;
use crate::model::error_kind::ErrorKind;
use crate::relay::error::RelayError;
use crate::text::{Text, error_words};
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::line;
use crate::ui::{log_cells, log_words_of_fetch};
use egui::{Frame, Margin, Panel, Ui};

/// Of so many sites each says why it has no log; of more there is only the sum.
const TOLD_ONE_BY_ONE: usize = 3;

/// Why the newest question for a log brought none, above the rows that are here.
pub fn show(ui: &mut Ui, view: &View<'_>) {
    let mut failed = log_words_of_fetch::failed(view);
    if view.state.logs.all_sites {
        // Among many sites, one whose station has no logs is nothing to tell of.
        failed.retain(|(_, ended)| !is_not_offered(ended));
    }
    if failed.is_empty() {
        return;
    }
    let colors = palette(ui);
    let calm = failed.iter().all(|(_, ended)| is_not_offered(ended));
    let fill = if calm { colors.raised } else { colors.bad_soft };
    let frame = Frame::NONE.fill(fill).inner_margin(Margin::symmetric(16, 8));
    Panel::top("log failures").frame(frame).resizable(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        if failed.len() > TOLD_ONE_BY_ONE {
            let words = view.fill(Text::LogsOfManyFailed, &[("count", &failed.len())]);
            line::wrapped(ui, &words, regular(letters::BODY), colors.text);
        }
        for (site, ended) in failed.iter().take(TOLD_ONE_BY_ONE) {
            if let Some(error) = &ended.report.error {
                one(ui, view, site, error);
            }
        }
    });
}

fn is_not_offered(ended: &EndedFetch) -> bool {
    ended.report.error.as_ref().is_some_and(|error| error.kind == ErrorKind::FeatureDisabled)
}

fn one(ui: &mut Ui, view: &View<'_>, site: &str, error: &RelayError) {
    let colors = palette(ui);
    if error.kind == ErrorKind::FeatureDisabled {
        let words = view.text(Text::LogsNotOfferedHere);
        line::wrapped(ui, words, regular(letters::BODY), colors.text);
        return;
    }
    let site = log_cells::site_name(view, site);
    let reason = error_words::reason(error.kind, view.language);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("site", &site), ("reason", &reason)];
    let title = view.fill(Text::LogsOfSiteFailed, &values);
    line::wrapped(ui, &title, regular(letters::BODY), colors.text);
    let mut next = vec![error_words::advice(error.kind, view.language).to_owned()];
    let message = error.message.trim();
    if !message.is_empty() {
        next.push(view.fill(Text::StationSays, &[("message", &message)]));
    }
    line::wrapped(ui, &next.join(" · "), regular(letters::MUTED), colors.muted);
}
