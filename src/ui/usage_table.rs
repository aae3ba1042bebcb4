use crate::model::usage_cell::UsageCell;
use crate::text::{Text, number_words};
use crate::ui::account_part;
use crate::ui::theme::{Palette, palette};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::usage_words;
use crate::ui::view::View;
use crate::ui::widgets::data_table::{Cell, Column, data_table};
use egui::Ui;

const CALLS: f32 = 56.0;
const TOKENS: f32 = 64.0;
const COST: f32 = 84.0;
const WIDE_COST: f32 = 120.0;
const SHARE: f32 = 48.0;
/// Below this the failed calls and the shares are left to the pictures.
const ROOMY: f32 = 600.0;
const NOTHING: &str = "—";

/// What was used of each model, in numbers.
pub fn show(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let title = view.text(Text::UsageByModel);
    account_part::table(ui, title, |ui| {
        let roomy = ui.available_width() >= ROOMY;
        let column = |heading, width, number| Column { heading: view.text(heading), width, number };
        let mut columns =
            vec![column(Text::HeadModel, 0.0, false), column(Text::Calls, CALLS, true)];
        columns.extend(roomy.then(|| column(Text::CallsFailedHead, CALLS, true)));
        columns.push(column(Text::MeasureTokens, TOKENS, true));
        columns.push(column(Text::HeadCost, if roomy { WIDE_COST } else { COST }, true));
        columns.extend(roomy.then(|| column(Text::UsageShare, SHARE, true)));
        let colors = palette(ui);
        data_table(ui, "usage of models", &columns, picture.models.len(), |place| {
            let Some((model, sum)) = picture.models.get(place) else { return Vec::new() };
            let name = usage_words::model_name(view, picture, *model);
            row(view, colors, picture, name, sum, roomy)
        });
    });
}

fn row(
    view: &View<'_>,
    colors: &Palette,
    picture: &UsagePicture,
    name: String,
    sum: &UsageCell,
    roomy: bool,
) -> Vec<Cell> {
    let told = |words: Option<String>, color| match words {
        Some(words) => Cell { words, color },
        None => Cell { words: NOTHING.to_owned(), color: colors.faint },
    };
    let count = |number: u64| Some(number_words::count(number)).filter(|_| number > 0);
    let mut cells =
        vec![Cell { words: name, color: colors.text }, told(count(sum.requests), colors.text)];
    cells.extend(roomy.then(|| told(count(sum.failed), colors.bad)));
    let measured = Some(picture.measure.of(sum)).filter(|measured| !measured.is_zero());
    let share = measured.and_then(|measured| picture.share(measured));
    let share = share.map(number_words::whole_percent);
    let tokens = Some(number_words::short_count(sum.tokens)).filter(|_| sum.tokens > 0);
    cells.push(told(tokens, colors.text));
    cells.push(told(usage_words::costs(view, sum), colors.text));
    cells.extend(roomy.then(|| told(share, colors.muted)));
    cells
}
