use crate::model::money::Money;
use crate::model::totals::Total;
use crate::text::{Text, number_words};
use crate::ui::result_cards::{self, CardPainter};
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::line;
use egui::Ui;

const CARD_HEIGHT: f32 = 88.0;

/// What all sites come to: how many there are, what they hold, and what the sums leave out.
pub fn show(ui: &mut Ui, view: &View<'_>) {
    let count = view.state.sites().len();
    let totals = view.state.totals();
    let mut cards: Vec<CardPainter<'_>> = vec![Box::new(move |ui| {
        let figure = number_words::count(count.try_into().unwrap_or(u64::MAX));
        result_cards::figure_card(ui, view.text(Text::Sites), &figure, &disabled(view));
    })];
    for total in totals.iter().filter(|total| total.sites > 0) {
        cards.push(Box::new(move |ui| total_card(ui, view, total)));
    }
    result_cards::lay_out(ui, cards, CARD_HEIGHT);
    let left_out: usize = totals.iter().map(|total| total.left_out).sum();
    if left_out > 0 {
        let count = view.fill(Text::LeftOut, &[("count", &left_out)]);
        let words = format!("{count} · {}", view.text(Text::LeftOutWhy));
        line::wrapped(ui, &words, regular(letters::MUTED), palette(ui).muted);
    }
}

fn total_card(ui: &mut Ui, view: &View<'_>, total: &Total) {
    let sum = view.money(&Money::new(total.balance, total.unit.clone()));
    let below = view.fill(Text::SumOfSites, &[("count", &total.sites)]);
    result_cards::figure_card(ui, view.text(Text::TotalBalance), &sum, &below);
}

fn disabled(view: &View<'_>) -> String {
    match view.state.sites().iter().filter(|site| site.disabled).count() {
        0 => String::new(),
        count => view.fill(Text::SitesDisabled, &[("count", &count)]),
    }
}
