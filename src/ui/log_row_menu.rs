use crate::app::action::Action;
use crate::app::log_action::LogAction;
use crate::app::log_column::LogColumn;
use crate::model::stored_log::StoredLog;
use crate::text::Text;
use crate::ui::log_marks::LogMarks;
use crate::ui::view::View;
use crate::ui::{log_cells, log_keys};
use egui::{Button, Ui};

const WIDEST: f32 = 320.0;
const FILTERED: [LogColumn; 4] =
    [LogColumn::Model, LogColumn::Key, LogColumn::Type, LogColumn::Site];

/// All that can be done with a row of a log.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    stored: &StoredLog,
    (marks, columns): (&LogMarks, &[LogColumn]),
    actions: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.set_max_width(WIDEST);
    let logs = &view.state.logs;
    for column in FILTERED.into_iter().filter(|c| *c != LogColumn::Site || logs.all_sites) {
        let value = log_cells::filtered_value(view, stored, column);
        let filter = log_cells::filter_by(&logs.filter, stored, column);
        if let (Some(value), Some(filter)) = (value, filter)
            && item(ui, &view.fill(Text::OnlyThis, &[("value", &value)]))
        {
            actions.push(Action::Logs(LogAction::Filter(filter)));
        }
    }
    ui.separator();
    let several = view.fill(Text::CopyRows, &[("count", &marks.len())]);
    let word = if marks.len() > 1 { &several } else { view.text(Text::CopyRow) };
    if item(ui, word) {
        copy_rows(ui, view, stored, (marks, columns));
    }
    for (word, text) in
        [(Text::CopyModelName, &stored.row.model), (Text::CopyRequestId, &stored.row.request_id)]
    {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty())
            && item(ui, view.text(word))
        {
            ui.ctx().copy_text(text.clone());
        }
    }
}

/// The chosen rows, or this one where none is.
pub fn copy_rows(
    ui: &Ui,
    view: &View<'_>,
    stored: &StoredLog,
    (marks, columns): (&LogMarks, &[LogColumn]),
) {
    let text = match &view.state.logs.index {
        Some(index) if marks.len() > 1 => log_keys::lines(view, index, columns, marks),
        _ => log_cells::as_line(view, stored, columns),
    };
    ui.ctx().copy_text(text);
}

fn item(ui: &mut Ui, word: &str) -> bool {
    let response = ui.add(Button::new(word).truncate());
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}
