use crate::model::money::Money;
use crate::model::usage_cell::UsageCell;
use crate::model::usage_day::{Coverage, UsageDay};
use crate::model::usage_measure::UsageMeasure;
use crate::model::usage_series::UsageSeries;
use crate::text::{Text, number_words};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::view::View;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// An amount of what is measured: `$1.20`, `38.2 M tokens`, `1,204 次`.
pub fn amount(view: &View<'_>, measure: &UsageMeasure, value: Decimal) -> String {
    let whole = value.to_u64().unwrap_or_default();
    match measure {
        UsageMeasure::Cost(unit) => view.money(&Money::new(value, unit.clone())),
        UsageMeasure::Tokens => {
            view.fill(Text::TodayTokens, &[("count", &number_words::short_count(whole))])
        }
        UsageMeasure::Requests => {
            view.fill(Text::RequestsCount, &[("count", &number_words::count(whole))])
        }
    }
}

/// The same in short, for an axis.
pub fn short_amount(view: &View<'_>, measure: &UsageMeasure, value: Decimal) -> String {
    match measure {
        UsageMeasure::Cost(unit) => view.money(&Money::new(value, unit.clone())),
        UsageMeasure::Tokens | UsageMeasure::Requests => {
            number_words::short_count(value.to_u64().unwrap_or_default())
        }
    }
}

/// Costs of all units side by side; `None` where none was told.
pub fn costs(view: &View<'_>, cell: &UsageCell) -> Option<String> {
    let costs = cell.cost.iter().map(|(unit, cost)| view.money(&Money::new(*cost, unit.clone())));
    Some(costs.collect::<Vec<_>>().join(" + ")).filter(|costs| !costs.is_empty())
}

/// All that was used, in words: `$12.30 · 1,204 次请求 · 3.2 M tokens · 12 次失败`.
pub fn all_of(view: &View<'_>, cell: &UsageCell) -> String {
    let mut parts: Vec<String> = costs(view, cell).into_iter().collect();
    parts.push(amount(view, &UsageMeasure::Requests, cell.requests.into()));
    parts.push(amount(view, &UsageMeasure::Tokens, cell.tokens.into()));
    if cell.failed > 0 {
        let count = number_words::count(cell.failed);
        parts.push(view.fill(Text::CallsFailed, &[("count", &count)]));
    }
    parts.join(" · ")
}

/// A model by its name; several as the rest.
pub fn series(view: &View<'_>, picture: &UsagePicture, series: &UsageSeries) -> String {
    match series.models.as_slice() {
        [model] => model_name(view, picture, *model),
        several => view.fill(Text::OtherModels, &[("count", &several.len())]),
    }
}

pub fn model_name(view: &View<'_>, picture: &UsagePicture, model: usize) -> String {
    let name = picture.usage.models.get(model).and_then(Option::as_ref);
    name.cloned().unwrap_or_else(|| view.text(Text::NoModel).to_owned())
}

/// A day, and that not all of it is known.
pub fn day(view: &View<'_>, day: &UsageDay) -> String {
    let word = match day.coverage {
        Coverage::Whole => return day.name(),
        Coverage::Part => Text::DayPartly,
        Coverage::Nothing => Text::DayNotFetched,
    };
    format!("{} · {}", day.name(), view.text(word))
}

/// What was used on a day, in words, with the largest models.
pub fn day_lines(view: &View<'_>, picture: &UsagePicture, place: usize) -> Vec<String> {
    let (Some(of_day), Some(cell)) = (picture.usage.days.get(place), picture.days.get(place))
    else {
        return Vec::new();
    };
    let mut lines = vec![day(view, of_day)];
    if *cell == UsageCell::default() {
        if of_day.coverage == Coverage::Whole {
            lines.push(view.text(Text::NoCallThatDay).to_owned());
        }
        return lines;
    }
    lines.push(all_of(view, cell));
    for one in &picture.bars {
        if let Some(value) = one.days.get(place).copied().flatten() {
            let name = series(view, picture, one);
            lines.push(format!("{name}　{}", amount(view, &picture.measure, value)));
        }
    }
    lines
}

/// What a model was used for on a day, in words.
pub fn cell_lines(
    view: &View<'_>,
    picture: &UsagePicture,
    one: &UsageSeries,
    place: usize,
) -> Vec<String> {
    let Some(of_day) = picture.usage.days.get(place) else { return Vec::new() };
    let mut sum = UsageCell::default();
    for model in &one.models {
        if let Some(cell) = picture.usage.cell(place, *model) {
            sum.add_cell(cell);
        }
    }
    let told = if sum != UsageCell::default() {
        Some(all_of(view, &sum))
    } else if of_day.coverage == Coverage::Whole {
        Some(view.text(Text::NoCallThatDay).to_owned())
    } else {
        None
    };
    let mut lines = vec![series(view, picture, one), day(view, of_day)];
    lines.extend(told);
    lines
}
