use crate::app::log_column::LogColumn;
use crate::model::money::Money;
use crate::model::stored_log::StoredLog;
use crate::model::timestamp;
use crate::text::{Text, log_words, money_words, number_words};
use crate::ui::log_marks::LogMarks;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use crate::ui::{log_cells, log_row_menu};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Label, Layout, Margin, Panel, Sense, Stroke, Ui};

/// All that a chosen row tells, or how many rows are chosen, with the way to copy them.
pub fn show(ui: &mut Ui, view: &View<'_>, marks: &mut LogMarks, columns: &[LogColumn]) {
    let logs = &view.state.logs;
    let first = marks.chosen().next().and_then(|place| logs.rows.places.get(place));
    let stored = first.and_then(|place| logs.index.as_ref()?.row(*place));
    let Some(stored) = stored else { return };
    let colors = palette(ui);
    let frame = Frame::NONE.fill(colors.raised).inner_margin(Margin::symmetric(16, 6));
    Panel::bottom("log row").frame(frame).resizable(false).show(ui, |ui| {
        let edge = ui.max_rect().expand2(egui::vec2(16.0, 6.0));
        ui.painter().hline(edge.x_range(), edge.top(), Stroke::new(1.0, colors.line));
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if button::dismiss(ui, view.text(Text::CloseLogRow)).clicked() {
                marks.clear();
            }
            let several = view.fill(Text::CopyRows, &[("count", &marks.len())]);
            let word = if marks.len() > 1 { &several } else { view.text(Text::CopyRow) };
            if button::quiet(ui, word, true).clicked() {
                log_row_menu::copy_rows(ui, view, stored, (marks, columns));
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                if marks.only().is_some() {
                    one(ui, view, stored);
                } else {
                    let words = view.fill(Text::LogRowsChosen, &[("count", &marks.len())]);
                    line::caption(ui, &words, regular(letters::MUTED), colors.muted);
                }
            });
        });
    });
}

fn one(ui: &mut Ui, view: &View<'_>, stored: &StoredLog) {
    let colors = palette(ui);
    ui.spacing_mut().item_spacing = egui::vec2(space::BETWEEN, space::TINY);
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal_wrapped(|ui| {
        for (name, value) in facts(view, stored) {
            let font = regular(letters::MUTED);
            let mut job = LayoutJob::default();
            job.append(view.text(name), 0.0, TextFormat::simple(font.clone(), colors.muted));
            job.append(&value, space::TINY, TextFormat::simple(font, colors.text));
            ui.add(Label::new(job).selectable(true).sense(Sense::hover()));
        }
    });
    if let Some(message) = stored.row.message.as_deref().filter(|text| !text.trim().is_empty()) {
        let color = if log_cells::is_failed(&stored.row) { colors.bad } else { colors.text };
        line::wrapped(ui, message.trim(), regular(letters::MUTED), color);
    }
}

/// What the row tells that is not, or not whole, in the table.
fn facts(view: &View<'_>, stored: &StoredLog) -> Vec<(Text, String)> {
    let row = &stored.row;
    let told = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let kind = view.text(log_words::log_type(row.log_type)).to_owned();
    let balance = row.account_balance_before.map(|amount| {
        money_words::in_detail(&Money::new(amount, row.cost_unit.clone()), view.language)
    });
    let parts = [
        (Text::HeadLogTime, Some(timestamp::local_date_time(row.time))),
        (Text::HeadLogType, Some(kind)),
        (Text::HeadModel, told(&row.model)),
        (Text::HeadKey, told(&row.token)),
        (Text::CacheRead, row.cache_read_tokens.map(number_words::count)),
        (Text::CacheWritten, row.cache_write_tokens.map(number_words::count)),
        (Text::HeadCost, log_cells::words(view, stored, LogColumn::Cost)),
        (Text::HeadStream, log_cells::words(view, stored, LogColumn::Stream)),
        (Text::KeyGroup, told(&row.group)),
        (Text::LogChannel, told(&row.channel)),
        (Text::LogBalanceBefore, balance),
        (Text::LogRequestId, told(&row.request_id)),
    ];
    parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
