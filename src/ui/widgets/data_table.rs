use crate::ui::theme::{letters, palette, regular, size};
use crate::ui::widgets::line;
use egui::{Align, Color32, FontId, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

const EDGE: f32 = 16.0;
const GAP: f32 = 12.0;
/// A longer table scrolls by itself, and only its rows in sight are drawn.
const MOST_ROWS_IN_SIGHT: u8 = 12;

/// A column of a table; one that is 0 wide takes what the others leave.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub heading: &'static str,
    pub width: f32,
    /// Numbers stand at the right.
    pub number: bool,
}

/// What stands in one place.
#[derive(Clone, Debug)]
pub struct Cell {
    pub words: String,
    pub color: Color32,
}

/// A table of rows that are made when they are drawn.
pub fn data_table(
    ui: &mut Ui,
    name: &str,
    columns: &[Column],
    rows: usize,
    row: impl Fn(usize) -> Vec<Cell>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let muted = palette(ui).muted;
    let heading =
        columns.iter().map(|column| Cell { words: column.heading.to_owned(), color: muted });
    one_row(ui, columns, heading, &regular(letters::MUTED));
    let height = size::TABLE_ROW * f32::from(MOST_ROWS_IN_SIGHT);
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, size::TABLE_ROW, rows, |ui, in_sight| {
            for index in in_sight {
                ui.push_id(index, |ui| {
                    line_above(ui);
                    one_row(ui, columns, row(index), &regular(letters::BODY));
                });
            }
        });
}

/// Where the cells of a row stand.
pub fn places(columns: &[Column], row: Rect) -> impl Iterator<Item = Rect> {
    let leftover = (row.width() - taken(columns)).max(0.0);
    let mut left = row.left() + EDGE;
    columns.iter().map(move |column| {
        let width = if column.width > 0.0 { column.width } else { leftover };
        let place = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left += width + GAP;
        place
    })
}

/// What a table takes besides its column that is 0 wide.
pub fn taken(columns: &[Column]) -> f32 {
    let gaps = columns.iter().skip(1).map(|_| GAP).sum::<f32>();
    columns.iter().map(|column| column.width).sum::<f32>() + gaps + 2.0 * EDGE
}

fn line_above(ui: &Ui) {
    let stroke = Stroke::new(1.0, palette(ui).faint_line);
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, stroke);
}

fn one_row(ui: &mut Ui, columns: &[Column], cells: impl IntoIterator<Item = Cell>, font: &FontId) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::TABLE_ROW));
    let places = places(columns, rect);
    for ((column, cell), place) in columns.iter().zip(cells).zip(places) {
        let layout = if column.number {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
            line::single(ui, &cell.words, font.clone(), cell.color);
        });
    }
}
