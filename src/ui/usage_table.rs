use crate::model::usage_cell::UsageCell;
use crate::text::{Text, number_words};
use crate::ui::account_part;
use crate::ui::theme::{Palette, palette};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::usage_words;
use crate::ui::view::View;
use crate::ui::widgets::data_table::{Cell, Column, data_table};
use egui::Ui;

const CALLS: f32 = 72.0;
const TOKENS: f32 = 84.0;
const COST: f32 = 120.0;
const SHARE: f32 = 56.0;
/// Below this the failed calls are left to the pictures.
const ROOM_FOR_FAILED: f32 = 600.0;
const NOTHING: &str = "—";

/// What was used of each model, in numbers.
pub fn show(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let title = view.text(Text::UsageByModel);
    account_part::table(ui, title, |ui| {
        let has_failed = ui.available_width() >= ROOM_FOR_FAILED;
        let column = |heading, width, number| Column { heading: view.text(heading), width, number };
        let mut columns =
            vec![column(Text::HeadModel, 0.0, false), column(Text::Calls, CALLS, true)];
        columns.extend(has_failed.then(|| column(Text::CallsFailedHead, CALLS, true)));
        columns.extend([
            column(Text::MeasureTokens, TOKENS, true),
            column(Text::HeadCost, COST, true),
            column(Text::UsageShare, SHARE, true),
        ]);
        let colors = palette(ui);
        data_table(ui, "usage of models", &columns, picture.models.len(), |place| {
            let Some((model, sum)) = picture.models.get(place) else { return Vec::new() };
            let name = usage_words::model_name(view, picture, *model);
            row(view, colors, picture, name, sum, has_failed)
        });
    });
}

fn row(
    view: &View<'_>,
    colors: &Palette,
    picture: &UsagePicture,
    name: String,
    sum: &UsageCell,
    has_failed: bool,
) -> Vec<Cell> {
    let told = |words: Option<String>, color| match words {
        Some(words) => Cell { words, color },
        None => Cell { words: NOTHING.to_owned(), color: colors.faint },
    };
    let count = |number: u64| Some(number_words::count(number)).filter(|_| number > 0);
    let mut cells =
        vec![Cell { words: name, color: colors.text }, told(count(sum.requests), colors.text)];
    cells.extend(has_failed.then(|| told(count(sum.failed), colors.bad)));
    let share = picture.share(picture.measure.of(sum)).map(number_words::whole_percent);
    cells.extend([
        told(count(sum.tokens), colors.text),
        told(usage_words::costs(view, sum), colors.text),
        told(share, colors.muted),
    ]);
    cells
}
