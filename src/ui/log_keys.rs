use crate::app::log_column::LogColumn;
use crate::app::log_index::LogIndex;
use crate::ui::log_cells;
use crate::ui::log_marks::{LogMarks, MarkWay};
use crate::ui::theme::size;
use crate::ui::view::View;
use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

/// Chooses rows and copies them, while the table has the keyboard. Tells which row is to be seen.
pub fn take(
    ui: &Ui,
    view: &View<'_>,
    index: &LogIndex,
    columns: &[LogColumn],
    table: &Response,
    marks: &mut LogMarks,
) -> Option<usize> {
    if !table.has_focus() {
        return None;
    }
    // With no row chosen, Esc leaves the table as it leaves everything.
    let own =
        EventFilter { vertical_arrows: true, escape: !marks.is_empty(), ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(table.id, own));
    let rows = view.state.logs.rows.places.len();
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        marks.mark_all(rows);
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        marks.clear();
    }
    if !marks.is_empty() && ui.input(|input| input.events.contains(&Event::Copy)) {
        ui.ctx().copy_text(lines(view, index, columns, marks));
    }
    let (steps, way) = steps(ui, table.rect.height(), rows)?;
    let place = marks.step(steps, rows);
    marks.mark(place, way);
    Some(place)
}

/// The chosen rows as lines of a table to paste.
pub fn lines(view: &View<'_>, index: &LogIndex, columns: &[LogColumn], marks: &LogMarks) -> String {
    let places = &view.state.logs.rows.places;
    let rows = marks.chosen().filter_map(|place| index.row(*places.get(place)?));
    let lines: Vec<String> = rows.map(|stored| log_cells::as_line(view, stored, columns)).collect();
    lines.join("\n")
}

/// How far the keys that were pressed lead.
#[expect(clippy::cast_possible_truncation, reason = "rows on a screen are few")]
fn steps(ui: &Ui, height: f32, rows: usize) -> Option<(isize, MarkWay)> {
    let page = ((height / size::TABLE_ROW) as isize - 1).max(1);
    let all = isize::try_from(rows).unwrap_or(isize::MAX);
    let ways = [
        (Key::ArrowUp, -1),
        (Key::ArrowDown, 1),
        (Key::PageUp, -page),
        (Key::PageDown, page),
        (Key::Home, -all),
        (Key::End, all),
    ];
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    ways.into_iter().filter(|_| rows > 0).find_map(|(key, steps)| {
        if pressed(Modifiers::SHIFT, key) {
            Some((steps, MarkWay::UpTo))
        } else {
            pressed(Modifiers::NONE, key).then_some((steps, MarkWay::Only))
        }
    })
}
