use crate::app::log_column::LogColumn;
use crate::app::logs::Logs;
use crate::text::Text;
use crate::ui::view::View;
use crate::ui::widgets::data_table::{self, Column};

/// The least that the model takes beside most columns; it gets what they leave.
const LEAST_MODEL: f32 = 186.0;
/// Beside those without which a row says little, it may be cut.
const CUT_MODEL: f32 = 110.0;

const NAME: f32 = 88.0;
/// What sites and keys get in a table wider than this.
const WIDE_NAME: f32 = 150.0;
const ROOMY: f32 = 1_200.0;

/// Where there is no room for all, those at the end give way first.
const BY_WEIGHT: [LogColumn; 13] = [
    LogColumn::Time,
    LogColumn::Model,
    LogColumn::Cost,
    LogColumn::Site,
    LogColumn::Input,
    LogColumn::Output,
    LogColumn::Key,
    LogColumn::Cache,
    LogColumn::Duration,
    LogColumn::Points,
    LogColumn::FirstToken,
    LogColumn::Type,
    LogColumn::Stream,
];

/// The columns that a table of this width shows, in the order on screen.
pub fn fitting(view: &View<'_>, logs: &Logs, width: f32) -> Vec<(LogColumn, Column)> {
    let chosen: Vec<LogColumn> = logs.columns().collect();
    let mut shown: Vec<(LogColumn, Column)> = Vec::new();
    for kind in BY_WEIGHT.into_iter().filter(|kind| chosen.contains(kind)) {
        let mut columns: Vec<Column> = shown.iter().map(|(_, column)| *column).collect();
        columns.push(column(view, kind, width));
        let has_model = shown.iter().any(|(known, _)| *known == LogColumn::Model);
        let least = match kind {
            LogColumn::Cost | LogColumn::Site => CUT_MODEL,
            _ => LEAST_MODEL,
        };
        if has_model && data_table::taken(&columns) + least > width {
            break;
        }
        shown.push((kind, column(view, kind, width)));
    }
    shown.sort_by_key(|(kind, _)| *kind);
    shown
}

fn column(view: &View<'_>, kind: LogColumn, room: f32) -> Column {
    let names = if room > ROOMY { WIDE_NAME } else { NAME };
    let (width, number) = match kind {
        LogColumn::Time => (108.0, false),
        LogColumn::Type | LogColumn::FirstToken => (44.0, kind == LogColumn::FirstToken),
        LogColumn::Model => (0.0, false),
        LogColumn::Key | LogColumn::Site => (names, false),
        LogColumn::Input | LogColumn::Cache => (60.0, true),
        LogColumn::Output => (54.0, true),
        LogColumn::Cost => (72.0, true),
        LogColumn::Points => (64.0, true),
        LogColumn::Duration => (50.0, true),
        LogColumn::Stream => (46.0, true),
    };
    Column { heading: view.text(heading(kind)), width, number }
}

pub const fn heading(kind: LogColumn) -> Text {
    match kind {
        LogColumn::Time => Text::HeadLogTime,
        LogColumn::Site => Text::HeadSite,
        LogColumn::Type => Text::HeadLogType,
        LogColumn::Model => Text::HeadModel,
        LogColumn::Key => Text::HeadKey,
        LogColumn::Input => Text::HeadInput,
        LogColumn::Output => Text::HeadOutput,
        LogColumn::Cache => Text::HeadCache,
        LogColumn::Cost => Text::HeadCost,
        LogColumn::Points => Text::HeadPoints,
        LogColumn::Duration => Text::HeadTime,
        LogColumn::FirstToken => Text::HeadFirstToken,
        LogColumn::Stream => Text::HeadStream,
    }
}
