use crate::model::reading::Attempt;
use crate::text::{Text, outcome_words, time_words};
use crate::ui::theme::{letters, palette, regular, size};
use crate::ui::view::View;
use crate::ui::widgets::{card, line};
use crate::worker::event::SiteAnswer;
use egui::{Align, Color32, FontId, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

const EDGE: f32 = 14.0;
const METHOD: f32 = 42.0;
const STATUS: f32 = 46.0;
const TIME: f32 = 58.0;
const LEAST_PATH: f32 = 72.0;
const GAP: f32 = 16.0;

/// One cell: what stands in it, its colour, and whether it is a number.
struct Cell {
    words: String,
    color: Color32,
    width: f32,
    number: bool,
}

/// The requests of the newest query, in the order of asking.
pub fn show(ui: &mut Ui, view: &View<'_>, answer: &SiteAnswer) {
    if answer.reading.tried.is_empty() {
        return;
    }
    card::edge_to_edge(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let widths = widths(ui, view, &answer.reading.tried);
        heading(ui, view, widths);
        for (index, attempt) in answer.reading.tried.iter().enumerate() {
            let elapsed = exchange_time(answer, index);
            ui.push_id(index, |ui| row(ui, view, widths, attempt, elapsed));
        }
    });
}

/// Exchanges and attempts are two views of the same requests when there are as many of each.
fn exchange_time(answer: &SiteAnswer, index: usize) -> Option<u64> {
    (answer.exchanges.len() == answer.reading.tried.len())
        .then(|| answer.exchanges.get(index).map(|exchange| exchange.elapsed_ms))
        .flatten()
}

fn heading(ui: &mut Ui, view: &View<'_>, widths: [f32; 5]) {
    let color = palette(ui).muted;
    let [method, path, status, time, outcome] = widths;
    let head =
        |text, width, number| Cell { words: view.text(text).to_owned(), color, width, number };
    let cells = [
        head(Text::TrailMethod, method, false),
        head(Text::TrailPath, path, false),
        head(Text::TrailStatus, status, true),
        head(Text::TrailTime, time, true),
        head(Text::TrailOutcome, outcome, false),
    ];
    cells_row(ui, cells, &regular(letters::MUTED), false);
}

fn row(ui: &mut Ui, view: &View<'_>, widths: [f32; 5], attempt: &Attempt, elapsed: Option<u64>) {
    let colors = palette(ui);
    let [method, path, status, time, outcome] = widths;
    let status_words = attempt.status.map_or_else(|| "—".to_owned(), |code| code.to_string());
    let time_words =
        elapsed.map_or_else(|| "—".to_owned(), |ms| time_words::elapsed(ms, view.language));
    let outcome_color = match attempt.outcome {
        "ok" => colors.ok,
        "not_this_kind" => colors.muted,
        _ => colors.bad,
    };
    let outcome_words = outcome_words::outcome(attempt.outcome, view.language).to_owned();
    let cell = |words, color, width, number| Cell { words, color, width, number };
    let cells = [
        cell(attempt.method.clone(), colors.muted, method, false),
        cell(attempt.path.clone(), colors.text, path, false),
        cell(status_words, colors.text, status, true),
        cell(time_words, colors.muted, time, true),
        cell(outcome_words, outcome_color, outcome, false),
    ];
    cells_row(ui, cells, &regular(letters::BODY), true);
}

/// What each column takes. The outcome is what the table is read for, so it has the room that its
/// words need, and a path is cut before they are.
fn widths(ui: &Ui, view: &View<'_>, attempts: &[Attempt]) -> [f32; 5] {
    let room = ui.available_width() - 2.0 * EDGE - 4.0 * GAP;
    let flexible = (room - METHOD - STATUS - TIME).max(120.0);
    let width = |words: &str| {
        let font = regular(letters::BODY);
        line::layout(ui, words, font, Color32::PLACEHOLDER, f32::INFINITY).size().x
    };
    let outcomes = attempts
        .iter()
        .map(|attempt| width(outcome_words::outcome(attempt.outcome, view.language)))
        .fold(width(view.text(Text::TrailOutcome)), f32::max);
    let outcome = outcomes.ceil().min(flexible - LEAST_PATH);
    [METHOD, flexible - outcome, STATUS, TIME, outcome]
}

fn cells_row(ui: &mut Ui, cells: [Cell; 5], font: &FontId, line_above: bool) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::TABLE_ROW));
    if line_above {
        let stroke = Stroke::new(1.0, palette(ui).faint_line);
        ui.painter().hline(rect.x_range(), rect.top(), stroke);
    }
    let mut x = rect.left() + EDGE;
    for cell in cells {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(cell.width, rect.height()));
        x += cell.width + GAP;
        let layout = if cell.number {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
            line::single(ui, &cell.words, font.clone(), cell.color);
        });
    }
}
