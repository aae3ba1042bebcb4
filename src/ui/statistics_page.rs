use crate::model::money::Money;
use crate::model::totals::Total;
use crate::text::{Text, number_words};
use crate::ui::result_cards::{self, CardPainter};
use crate::ui::theme::{letters, palette, regular};
use crate::ui::total_words;
use crate::ui::view::View;
use crate::ui::widgets::line;
use egui::Ui;

const CARD_HEIGHT: f32 = 104.0;
/// In less room the cards are one line of words.
const ROOM_FOR_CARDS: f32 = 560.0;

/// What all sites come to: how many there are, what they hold, and what the sums leave out.
pub fn show(ui: &mut Ui, view: &View<'_>) {
    let totals = view.state.totals();
    if ui.available_width() < ROOM_FOR_CARDS {
        one_line(ui, view, &totals);
    } else {
        cards(ui, view, &totals);
    }
    let remarks = total_words::remarks(view, &totals);
    if !remarks.is_empty() {
        let lines: Vec<String> =
            remarks.into_iter().map(|(count, why)| format!("{count} · {why}")).collect();
        line::wrapped(ui, &lines.join("\n"), regular(letters::MUTED), palette(ui).muted);
    }
}

fn one_line(ui: &mut Ui, view: &View<'_>, totals: &[Total]) {
    let mut parts = vec![view.fill(Text::SumOfSites, &[("count", &view.state.sites().len())])];
    parts.extend(Some(disabled(view)).filter(|words| !words.is_empty()));
    let sums: Vec<String> =
        totals.iter().filter(|total| total.sites > 0).map(|total| sum(view, total)).collect();
    if !sums.is_empty() {
        parts.push(format!("{} {}", view.text(Text::TotalBalance), sums.join(" · ")));
    }
    line::wrapped(ui, &parts.join(" · "), regular(letters::BODY), palette(ui).text);
}

fn cards(ui: &mut Ui, view: &View<'_>, totals: &[Total]) {
    let count = view.state.sites().len();
    let mut cards: Vec<CardPainter<'_>> = vec![Box::new(move |ui| {
        let figure = number_words::count(count.try_into().unwrap_or(u64::MAX));
        result_cards::figure_card(ui, view.text(Text::Sites), &figure, &disabled(view));
    })];
    for total in totals.iter().filter(|total| total.sites > 0) {
        cards.push(Box::new(move |ui| total_card(ui, view, total)));
    }
    result_cards::lay_out(ui, cards, CARD_HEIGHT);
}

fn total_card(ui: &mut Ui, view: &View<'_>, total: &Total) {
    let below = view.fill(Text::SumOfSites, &[("count", &total.sites)]);
    result_cards::figure_card(ui, view.text(Text::TotalBalance), &sum(view, total), &below);
}

fn sum(view: &View<'_>, total: &Total) -> String {
    view.money(&Money::new(total.balance, total.unit.clone()))
}

fn disabled(view: &View<'_>) -> String {
    match view.state.sites().iter().filter(|site| site.disabled).count() {
        0 => String::new(),
        count => view.fill(Text::SitesDisabled, &[("count", &count)]),
    }
}
