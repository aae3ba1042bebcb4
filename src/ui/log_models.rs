use crate::app::log_totals::{LogTotals, ModelTotal};
use crate::text::{Text, money_words, number_words};
use crate::ui::log_cells::NOTHING;
use crate::ui::theme::palette;
use crate::ui::view::View;
use crate::ui::widgets::data_table::{Cell, Column, data_table};
use egui::Ui;

const WIDTH: f32 = 540.0;
const CALLS: f32 = 52.0;
const TOKENS: f32 = 62.0;
const COST: f32 = 120.0;

/// What was spent on each model, what cost most first.
pub fn show(ui: &mut Ui, view: &View<'_>, totals: &LogTotals) {
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() * 0.8));
    let column = |heading, width, number| Column { heading: view.text(heading), width, number };
    let columns = [
        column(Text::HeadModel, 0.0, false),
        column(Text::Calls, CALLS, true),
        column(Text::HeadInput, TOKENS, true),
        column(Text::HeadOutput, TOKENS, true),
        column(Text::HeadCost, COST, true),
    ];
    let colors = palette(ui);
    data_table(ui, "log models", &columns, totals.models.len(), |place| {
        let Some(total) = totals.models.get(place) else { return Vec::new() };
        row(view, total)
            .into_iter()
            .map(|words| match words {
                Some(words) => Cell { words, color: colors.text },
                None => Cell { words: NOTHING.to_owned(), color: colors.faint },
            })
            .collect()
    });
}

fn row(view: &View<'_>, total: &ModelTotal) -> [Option<String>; 5] {
    let spending = &total.spending;
    let tokens = |tokens: Option<u64>| tokens.map(number_words::short_count);
    let model = total.model.as_deref().unwrap_or(view.text(Text::NoModel));
    let calls = number_words::count(u64::try_from(spending.calls).unwrap_or(u64::MAX));
    let cost: Vec<String> =
        spending.cost.iter().map(|cost| money_words::in_detail(cost, view.language)).collect();
    [
        Some(model.to_owned()),
        Some(calls),
        tokens(spending.input_tokens),
        tokens(spending.output_tokens),
        Some(cost.join(" + ")).filter(|cost| !cost.is_empty()),
    ]
}
