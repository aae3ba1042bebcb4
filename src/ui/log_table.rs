use crate::app::action::Action;
use crate::app::log_action::LogAction;
use crate::app::log_column::LogColumn;
use crate::app::log_filter::LogFilter;
use crate::app::log_index::LogIndex;
use crate::app::log_sort::LogSort;
use crate::model::stored_log::StoredLog;
use crate::text::Text;
use crate::ui::log_marks::{LogMarks, MarkWay};
use crate::ui::theme::{letters, palette, radius, regular, size};
use crate::ui::view::View;
use crate::ui::widgets::data_table::{self, Cell, Column};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::{card, line, table_heading};
use crate::ui::{log_cells, log_columns, log_keys, log_row_menu};
use egui::accesskit::Role;
use egui::{
    Align2, CornerRadius, CursorIcon, Id, Modifiers, Popup, Rect, Response, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Room before the cost for the sign of a costly call.
const SIGN: f32 = 13.0;

/// The rows of logs: only those in sight are drawn.
#[derive(Clone, Debug, Default)]
pub struct LogTable {
    pub marks: LogMarks,
    /// The filter and the order of the rows when they were drawn last.
    arranged: (LogFilter, LogSort),
}

/// What one frame of the table is drawn from.
struct Sheet<'a> {
    view: &'a View<'a>,
    index: &'a LogIndex,
    columns: Vec<(LogColumn, Column)>,
    kinds: Vec<LogColumn>,
    /// The room of the rows.
    room: Rect,
    id: Id,
}

impl LogTable {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        index: &LogIndex,
        actions: &mut Vec<Action>,
    ) {
        let logs = &view.state.logs;
        self.marks.follow(logs.revision);
        let columns = log_columns::fitting(view, logs, ui.available_width());
        let id = ui.scope_id().with("log rows");
        ui.spacing_mut().item_spacing.y = 0.0;
        heading(ui, view, &columns, id, actions);
        let room = ui.available_rect_before_wrap();
        let kinds: Vec<LogColumn> = columns.iter().map(|(kind, _)| *kind).collect();
        let sheet = Sheet { view, index, columns, kinds, room, id };
        let table = ui.interact(room, id, Sense::focusable_noninteractive());
        table.widget_info(|| WidgetInfo::labeled(Role::Table, true, view.text(Text::LogTable)));
        let moved = log_keys::take(ui, view, index, &sheet.kinds, &table, &mut self.marks);
        self.rows(ui, &sheet, moved, actions);
        if table.has_focus() && self.marks.is_empty() {
            let stroke = Stroke::new(2.0, palette(ui).accent);
            ui.painter().rect_stroke(room, 0.0, stroke, StrokeKind::Inside);
        }
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet<'_>,
        moved: Option<usize>,
        actions: &mut Vec<Action>,
    ) {
        let logs = &sheet.view.state.logs;
        let arranged = (logs.filter.clone(), logs.sort);
        let scope = sheet.view.state.selected.as_deref().filter(|_| !logs.all_sites);
        let mut area = ScrollArea::vertical().id_salt(("log rows", scope)).auto_shrink(false);
        if self.arranged != arranged {
            self.arranged = arranged;
            area = area.vertical_scroll_offset(0.0);
        }
        let rows = logs.rows.places.len();
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(points(offset_of(rows)));
            if let Some(place) = moved {
                let row = sheet.place_of(place, viewport);
                ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
            }
            for place in in_sight(viewport, rows) {
                let stored = logs.rows.places.get(place);
                if let Some(stored) = stored.and_then(|place| sheet.index.row(*place)) {
                    let rect = sheet.place_of(place, viewport);
                    self.row(ui, sheet, (place, rect), stored, actions);
                }
            }
        });
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet<'_>,
        (place, rect): (usize, Rect),
        stored: &StoredLog,
        actions: &mut Vec<Action>,
    ) {
        let colors = palette(ui);
        let row = ui.interact(rect, sheet.id.with(place), Sense::CLICK);
        let is_chosen = self.marks.holds(place);
        row.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, sheet.name_of(stored)));
        let fill = if is_chosen {
            Some(colors.accent_soft)
        } else {
            row.contains_pointer().then_some(colors.hovered)
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        if is_chosen {
            card::accent_bar(ui, rect);
        }
        let line = Stroke::new(1.0, colors.faint_line);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        let filter = cells(ui, sheet, &row, stored);
        if row.clicked() {
            let way = mark_way(ui.input(|input| input.modifiers));
            if let Some(filter) = filter.filter(|_| way == MarkWay::Only) {
                actions.push(Action::Logs(LogAction::Filter(filter)));
            } else {
                ui.memory_mut(|memory| memory.request_focus(sheet.id));
                self.marks.mark(place, way);
            }
        }
        if row.secondary_clicked() && !is_chosen {
            self.marks.mark(place, MarkWay::Only);
        }
        Popup::context_menu(&row).show(|ui| {
            log_row_menu::show(ui, sheet.view, stored, (&self.marks, &sheet.kinds), actions);
        });
    }
}

impl Sheet<'_> {
    fn place_of(&self, place: usize, viewport: Rect) -> Rect {
        // Far down a long table, a place in the whole would be too coarse to draw by.
        let top = self.room.top() + points(offset_of(place) - f64::from(viewport.top()));
        Rect::from_min_size(pos2(self.room.left(), top), vec2(self.room.width(), size::TABLE_ROW))
    }

    /// What a row is about, for those who hear it.
    fn name_of(&self, stored: &StoredLog) -> String {
        let parts = [LogColumn::Time, LogColumn::Model, LogColumn::Cost];
        let words = parts.into_iter().filter_map(|part| log_cells::words(self.view, stored, part));
        words.collect::<Vec<_>>().join(" · ")
    }
}

fn heading(
    ui: &mut Ui,
    view: &View<'_>,
    columns: &[(LogColumn, Column)],
    id: Id,
    actions: &mut Vec<Action>,
) {
    let colors = palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::TABLE_ROW));
    // It stands at the top of a card.
    let corners = CornerRadius { nw: radius::CARD, ne: radius::CARD, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, corners, colors.raised);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colors.line));
    let shapes: Vec<Column> = columns.iter().map(|(_, column)| *column).collect();
    let sort = view.state.logs.sort;
    for ((kind, column), place) in columns.iter().zip(data_table::places(&shapes, rect)) {
        let name = view.fill(Text::SortLogs, &[("column", &column.heading)]);
        let sorted = (sort.column == *kind).then_some(sort.ascending);
        let id = id.with(("heading", kind));
        let response = table_heading::sortable(ui, place, id, column, &name, sorted);
        if response.on_hover_text(name).clicked() {
            actions.push(Action::Logs(LogAction::Sort(*kind)));
        }
    }
}

/// Draws the cells of a row; gives the filter of the one under the pointer.
fn cells(ui: &Ui, sheet: &Sheet<'_>, row: &Response, stored: &StoredLog) -> Option<LogFilter> {
    let colors = palette(ui);
    let shapes: Vec<Column> = sheet.columns.iter().map(|(_, column)| *column).collect();
    let pointer = row.hover_pos().or(row.interact_pointer_pos());
    let mut filter = None;
    for ((kind, column), place) in sheet.columns.iter().zip(data_table::places(&shapes, row.rect)) {
        let cell = log_cells::cell(sheet.view, colors, stored, *kind);
        let is_costly = *kind == LogColumn::Cost && log_cells::is_costly(sheet.view, &stored.row);
        let text = paint(ui, column, place, &cell, is_costly);
        let response = ui.interact(text, row.id.with(kind), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Cell, true, spoken(sheet.view, &cell, is_costly))
        });
        if pointer.is_some_and(|pointer| text.contains(pointer)) {
            let is_cut = text.width() >= place.width() - 1.0;
            filter = under_pointer(ui, sheet, stored, *kind, &response, is_cut, &cell);
        }
    }
    filter
}

fn spoken(view: &View<'_>, cell: &Cell, is_costly: bool) -> String {
    if is_costly {
        view.fill(Text::CostlyCall, &[("amount", &cell.words)])
    } else {
        cell.words.clone()
    }
}

/// Tells where the words stand.
fn paint(ui: &Ui, column: &Column, place: Rect, cell: &Cell, is_costly: bool) -> Rect {
    let font = regular(letters::BODY);
    let words = line::layout(ui, &cell.words, font, cell.color, place.width());
    let anchor = if column.number { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let text = anchor.align_size_within_rect(words.size(), place);
    ui.painter().galley(text.min, words, cell.color);
    if is_costly {
        let sign = pos2(text.left() - SIGN / 2.0 - 1.0, text.center().y);
        icon::paint(ui.painter(), sign, Icon::Attention, cell.color);
    }
    text
}

/// A cell that can be filtered by says so and looks like it; others tell what they had no room for.
fn under_pointer(
    ui: &Ui,
    sheet: &Sheet<'_>,
    stored: &StoredLog,
    kind: LogColumn,
    text: &Response,
    is_cut: bool,
    cell: &Cell,
) -> Option<LogFilter> {
    let view = sheet.view;
    let filter = log_cells::filter_by(&view.state.logs.filter, stored, kind);
    let Some(value) = filter.as_ref().and(log_cells::filtered_value(view, stored, kind)) else {
        if is_cut {
            text.clone().on_hover_text(&cell.words);
        }
        return None;
    };
    ui.set_cursor_icon(CursorIcon::PointingHand);
    let underline = Stroke::new(1.0, cell.color);
    ui.painter().hline(text.rect.x_range(), text.rect.bottom() - 1.0, underline);
    text.clone().on_hover_text(view.fill(Text::OnlyThis, &[("value", &value)]));
    filter
}

fn mark_way(modifiers: Modifiers) -> MarkWay {
    if modifiers.shift {
        MarkWay::UpTo
    } else if modifiers.command {
        MarkWay::Toggle
    } else {
        MarkWay::Only
    }
}

/// How far below the top of the table a row begins.
#[expect(clippy::cast_precision_loss, reason = "no table has so many rows")]
fn offset_of(place: usize) -> f64 {
    place as f64 * f64::from(size::TABLE_ROW)
}

#[expect(clippy::cast_possible_truncation, reason = "as egui counts points")]
const fn points(length: f64) -> f32 {
    length as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows in sight are counted from nought"
)]
fn in_sight(viewport: Rect, rows: usize) -> std::ops::Range<usize> {
    let first = (viewport.top() / size::TABLE_ROW).floor().max(0.0) as usize;
    let last = (viewport.bottom() / size::TABLE_ROW).ceil().max(0.0) as usize;
    first.min(rows)..last.min(rows)
}
