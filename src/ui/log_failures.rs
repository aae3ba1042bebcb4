use crate::app::log_fetch::EndedFetch;
use crate::model::error_kind::ErrorKind;
use crate::text::{Text, error_words};
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::line;
use crate::ui::{log_cells, log_words_of_fetch};
use egui::{Frame, Margin, Panel, Rect, Ui, vec2};
use std::fmt::Display;

/// Of more sites there is only their number.
const TOLD_BY_NAME: usize = 12;
/// The coloured edge.
const EDGE: f32 = 4.0;

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
    let color = if calm { colors.low } else { colors.bad };
    let frame = Frame::NONE.inner_margin(Margin::symmetric(16, 8));
    let panel = Panel::top("log failures").frame(frame).resizable(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        match failed.as_slice() {
            [(site, ended)] => one(ui, view, site, ended),
            _ => several(ui, view, &failed),
        }
    });
    let rect = panel.response.rect;
    let edge = Rect::from_min_size(rect.min, vec2(EDGE, rect.height()));
    ui.painter().rect_filled(edge, 0.0, color);
}

fn several(ui: &mut Ui, view: &View<'_>, failed: &[(&str, &EndedFetch)]) {
    let colors = palette(ui);
    let title = view.fill(Text::LogsOfManyFailed, &[("count", &failed.len())]);
    line::wrapped(ui, &title, regular(letters::BODY), colors.text);
    let reason = |(site, ended): &(&str, &EndedFetch)| {
        let error = ended.report.error.as_ref()?;
        let reason = error_words::reason(error.kind, view.language);
        let values: [(&str, &dyn Display); 2] =
            [("site", &log_cells::site_name(view, site)), ("reason", &reason)];
        Some(view.fill(Text::LogsOfSite, &values))
    };
    let mut told: Vec<String> = failed.iter().take(TOLD_BY_NAME).filter_map(reason).collect();
    if failed.len() > TOLD_BY_NAME {
        told.push("…".to_owned());
    }
    line::wrapped(ui, &told.join(" · "), regular(letters::MUTED), colors.muted);
}

fn is_not_offered(ended: &EndedFetch) -> bool {
    ended.report.error.as_ref().is_some_and(|error| error.kind == ErrorKind::FeatureDisabled)
}

fn one(ui: &mut Ui, view: &View<'_>, site: &str, ended: &EndedFetch) {
    let Some(error) = &ended.report.error else { return };
    let colors = palette(ui);
    if error.kind == ErrorKind::FeatureDisabled {
        let words = view.text(Text::LogsNotOfferedHere);
        line::wrapped(ui, words, regular(letters::BODY), colors.text);
        return;
    }
    let site = log_cells::site_name(view, site);
    let reason = error_words::reason(error.kind, view.language);
    let values: [(&str, &dyn Display); 2] = [("site", &site), ("reason", &reason)];
    let text = if ended.new_rows > 0 { Text::LogsOfSiteBroken } else { Text::LogsOfSiteFailed };
    let title = view.fill(text, &values);
    line::wrapped(ui, &title, regular(letters::BODY), colors.text);
    let mut next = vec![error_words::advice(error.kind, view.language).to_owned()];
    let message = error.message.trim();
    if !message.is_empty() {
        next.push(view.fill(Text::StationSays, &[("message", &message)]));
    }
    line::wrapped(ui, &next.join(" · "), regular(letters::MUTED), colors.muted);
}
