use crate::app::log_column::LogColumn;
use crate::app::log_filter::LogFilter;
use crate::model::call_log::{CallLog, LogType};
use crate::model::stored_log::StoredLog;
use crate::model::timestamp;
use crate::text::{Text, log_words, money_words, number_words, time_words};
use crate::ui::theme::Palette;
use crate::ui::view::View;
use crate::ui::widgets::data_table::Cell;
use egui::Color32;
use rust_decimal::Decimal;

pub const NOTHING: &str = "—";

/// What stands in a row of a log under this heading.
pub fn cell(view: &View<'_>, colors: &Palette, stored: &StoredLog, column: LogColumn) -> Cell {
    let words = words(view, stored, column);
    let color = match (&words, is_failed(&stored.row)) {
        (None, _) => colors.faint,
        (Some(_), true) => colors.bad,
        (Some(_), false) => color(view, colors, &stored.row, column),
    };
    Cell { words: words.unwrap_or_else(|| NOTHING.to_owned()), color }
}

pub fn is_failed(row: &CallLog) -> bool {
    row.log_type == LogType::Error
}

pub fn is_costly(view: &View<'_>, row: &CallLog) -> bool {
    let snapshot = view.state.snapshot.as_ref();
    snapshot.is_some_and(|snapshot| row.is_costly(snapshot.settings.costly_row))
}

/// `None` where the station did not tell it.
pub fn words(view: &View<'_>, stored: &StoredLog, column: LogColumn) -> Option<String> {
    let row = &stored.row;
    let elapsed = |milliseconds: Option<u64>| milliseconds.map(time_words::short_elapsed);
    match column {
        LogColumn::Time => Some(time_words::log_time(row.time, view.now)),
        LogColumn::Site => Some(site_name(view, &stored.site).to_owned()),
        LogColumn::Type => Some(view.text(log_words::log_type(row.log_type)).to_owned()),
        LogColumn::Model => subject(row),
        LogColumn::Key => row.token.clone(),
        LogColumn::Input => row.input_tokens.map(number_words::count),
        LogColumn::Output => row.output_tokens.map(number_words::count),
        LogColumn::Cache => row.cache_tokens().map(number_words::count),
        LogColumn::Cost => cost(view, row),
        LogColumn::Points => row.points.map(number_words::signed_count),
        LogColumn::Duration => elapsed(row.duration_ms),
        LogColumn::FirstToken => elapsed(row.first_token_ms),
        LogColumn::Stream => row.stream.map(|stream| {
            view.text(if stream { Text::Streamed } else { Text::NotStreamed }).to_owned()
        }),
    }
}

/// Money that came in has a plus, so that it does not look spent.
fn cost(view: &View<'_>, row: &CallLog) -> Option<String> {
    let cost = row.cost_money()?;
    Some(match row.log_type {
        LogType::TopUp if cost.amount > Decimal::ZERO => format!("+{}", view.money(&cost)),
        log_type if log_type.is_spending() => money_words::in_detail(&cost, view.language),
        _ => view.money(&cost),
    })
}

/// The model; what a row says where it is about none, and beside it where the call failed.
fn subject(row: &CallLog) -> Option<String> {
    let message = row.message.as_deref().and_then(|message| message.trim().lines().next());
    match (row.model.as_deref().filter(|model| !model.is_empty()), message) {
        (Some(model), Some(message)) if is_failed(row) => Some(format!("{model} · {message}")),
        (Some(model), _) => Some(model.to_owned()),
        (None, message) => message.map(str::to_owned),
    }
}

pub fn site_name<'a>(view: &View<'a>, id: &'a str) -> &'a str {
    view.state.site(id).map_or(id, |site| &site.name)
}

fn color(view: &View<'_>, colors: &Palette, row: &CallLog, column: LogColumn) -> Color32 {
    match column {
        LogColumn::Cost if is_costly(view, row) => colors.low,
        LogColumn::Model if row.model.is_none() => colors.muted,
        LogColumn::Type | LogColumn::Points | LogColumn::Stream => colors.muted,
        _ => colors.text,
    }
}

/// The filter that lets only rows through that have in this column what this row has; `None` where
/// that is nothing to filter by, or they are filtered so already.
pub fn filter_by(known: &LogFilter, stored: &StoredLog, column: LogColumn) -> Option<LogFilter> {
    let mut filter = known.clone();
    match column {
        LogColumn::Site => filter.site = Some(stored.site.to_string()),
        LogColumn::Type => filter.log_type = Some(stored.row.log_type),
        LogColumn::Model => filter.model = Some(told(stored.row.model.as_ref())?),
        LogColumn::Key => filter.key = Some(told(stored.row.token.as_ref())?),
        _ => return None,
    }
    Some(filter).filter(|filter| filter != known)
}

/// What that filter is about.
pub fn filtered_value(view: &View<'_>, stored: &StoredLog, column: LogColumn) -> Option<String> {
    match column {
        LogColumn::Model => told(stored.row.model.as_ref()),
        LogColumn::Site | LogColumn::Type | LogColumn::Key => words(view, stored, column),
        _ => None,
    }
}

fn told(name: Option<&String>) -> Option<String> {
    name.filter(|name| !name.is_empty()).cloned()
}

/// The row as a line of a table to paste, its cells apart by tabs.
pub fn as_line(view: &View<'_>, stored: &StoredLog, columns: &[LogColumn]) -> String {
    let cell = |column: &LogColumn| match column {
        LogColumn::Time => Some(timestamp::local_date_time(stored.row.time)),
        _ => words(view, stored, *column),
    };
    let cells: Vec<String> = columns
        .iter()
        .map(|column| cell(column).unwrap_or_default().replace(['\t', '\n', '\r'], " "))
        .collect();
    cells.join("\t")
}
