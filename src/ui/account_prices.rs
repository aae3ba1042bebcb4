use crate::model::model_price::{GroupRatio, ModelPrice, PriceList};
use crate::model::site::Site;
use crate::relay::details_query::StationDetails;
use crate::text::{Text, money_words};
use crate::ui::theme::{Palette, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::data_table::{Cell, Column, data_table};
use crate::ui::widgets::{form_field, line};
use crate::ui::{account_part, site_summary};
use egui::{Frame, Margin, Ui};
use rust_decimal::Decimal;

/// From here on a list is searched rather than read.
const MANY: usize = 20;
const PRICE: f32 = 84.0;
/// Below this, the price of a call stands where that of the output does.
const ROOM_FOR_CALLS: f32 = 520.0;
const SEARCH: f32 = 200.0;
const NOTHING: &str = "—";

/// What the models of a station cost, and what is searched for among them.
#[derive(Clone, Debug, Default)]
pub struct AccountPrices {
    search: String,
}

impl AccountPrices {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, details: &StationDetails) {
        let title = view.text(Text::ModelPrices);
        let list = match &details.prices {
            None => return account_part::note(ui, title, view.text(Text::PricesNotOffered)),
            Some(Err(error)) => return account_part::failure(ui, view, title, error),
            Some(Ok(list)) if list.prices.is_empty() => {
                return account_part::note(ui, title, view.text(Text::NoPrices));
            }
            Some(Ok(list)) => list,
        };
        let group = group_of_key(site, details, list);
        let open: Vec<&ModelPrice> =
            list.prices.iter().filter(|price| is_open_to(price, group)).collect();
        let title = view.fill(Text::ModelPricesCount, &[("count", &open.len())]);
        account_part::table(ui, &title, |ui| {
            inset(ui, |ui| self.tools(ui, view, list, group, open.len()));
            let words = self.search.trim().to_lowercase();
            let fits = |price: &&ModelPrice| price.model.to_lowercase().contains(&words);
            let found: Vec<&ModelPrice> = open.into_iter().filter(fits).collect();
            if found.is_empty() {
                let words = view.text(Text::NoModelMatches);
                return inset(ui, |ui| {
                    line::caption(ui, words, regular(letters::BODY), palette(ui).muted);
                });
            }
            prices(ui, view, &found, group);
        });
    }

    /// What the prices are counted with, and the search box where there are many.
    fn tools(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        list: &PriceList,
        group: Option<(&str, GroupRatio)>,
        count: usize,
    ) {
        let colors = palette(ui);
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        let mut notes = vec![view.text(Text::PricesInUsd).to_owned()];
        notes.extend(factor_words(view, list, group));
        if list.prices.iter().any(|price| price.is_default) {
            notes.push(view.text(Text::DefaultPriceNote).to_owned());
        }
        line::wrapped(ui, &notes.join(" · "), regular(letters::MUTED), colors.muted);
        if count > MANY {
            let name = view.text(Text::SearchModels);
            let field = ui.add(form_field::edit(&mut self.search, name, SEARCH));
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, name)
            });
        }
    }
}

fn inset(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    Frame::NONE.inner_margin(Margin { left: 15, right: 15, top: 2, bottom: 6 }).show(ui, contents);
}

/// The group that the key of the site stands in, and its factor; `None` where that is not told.
fn group_of_key<'a>(
    site: &Site,
    details: &'a StationDetails,
    list: &'a PriceList,
) -> Option<(&'a str, GroupRatio)> {
    let name = site_summary::balance(site)?.name_of_key.as_deref()?;
    let keys = details.keys.as_ref()?.as_ref().ok()?;
    let mut named = keys.keys.iter().filter(|key| key.name == name);
    let group = named.next()?.group.as_deref()?;
    // Of two keys of one name it is not known which is the site's.
    named.next().is_none().then_some(())?;
    list.group_ratios.get_key_value(group).map(|(name, ratio)| (name.as_str(), *ratio))
}

/// Models that tell no group are open to all.
fn is_open_to(price: &ModelPrice, group: Option<(&str, GroupRatio)>) -> bool {
    group.is_none_or(|(group, _)| {
        price.groups.is_empty() || price.groups.iter().any(|one| one == group || one == "all")
    })
}

fn factor_words(
    view: &View<'_>,
    list: &PriceList,
    group: Option<(&str, GroupRatio)>,
) -> Option<String> {
    if let Some((group, ratio)) = group {
        let ratio = ratio.0.normalize();
        return Some(view.fill(Text::PricesOfGroup, &[("group", &group), ("ratio", &ratio)]));
    }
    let named = list.group_ratios.iter().filter(|(name, _)| !name.is_empty());
    let groups: Vec<String> =
        named.map(|(name, ratio)| format!("{name} ×{}", ratio.0.normalize())).collect();
    (!groups.is_empty())
        .then(|| view.fill(Text::PricesBeforeGroups, &[("groups", &groups.join(", "))]))
}

fn prices(ui: &mut Ui, view: &View<'_>, found: &[&ModelPrice], group: Option<(&str, GroupRatio)>) {
    let colors = palette(ui);
    let has_calls = found.iter().any(|price| price.per_call.is_some());
    let calls = has_calls && ui.available_width() >= ROOM_FOR_CALLS;
    let column = |heading, width, number| Column { heading: view.text(heading), width, number };
    let mut columns = vec![
        column(Text::ModelColumn, 0.0, false),
        column(Text::PriceInput, PRICE, true),
        column(Text::PriceOutput, PRICE, true),
    ];
    columns.extend(calls.then(|| column(Text::PricePerCall, PRICE, true)));
    let ratio = group.map_or(Decimal::ONE, |(_, ratio)| ratio.0);
    data_table(ui, "model prices", &columns, found.len(), |index| {
        found.get(index).map(|price| row(view, colors, price, ratio, calls)).unwrap_or_default()
    });
}

fn row(
    view: &View<'_>,
    colors: &Palette,
    price: &ModelPrice,
    ratio: Decimal,
    has_column_for_calls: bool,
) -> Vec<Cell> {
    let color = if price.is_default { colors.faint } else { colors.text };
    let counted =
        |usd: Option<Decimal>| usd.and_then(|usd| usd.checked_mul(ratio)).map(money_words::price);
    let cell = |words: Option<String>| match words {
        Some(words) => Cell { words, color },
        None => Cell { words: NOTHING.to_owned(), color: colors.faint },
    };
    let mark = if price.is_default { " *" } else { "" };
    let mut cells = vec![
        Cell { words: format!("{}{mark}", price.model), color },
        cell(counted(price.input_per_million)),
    ];
    let (output, per_call) = (counted(price.output_per_million), counted(price.per_call));
    if has_column_for_calls {
        cells.extend([cell(output), cell(per_call)]);
    } else {
        let a_call = |price| view.fill(Text::PriceOfCall, &[("price", &price)]);
        cells.push(cell(output.or_else(|| per_call.map(a_call))));
    }
    cells
}
