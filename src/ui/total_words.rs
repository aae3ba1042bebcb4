use crate::model::totals::Total;
use crate::text::Text;
use crate::ui::view::View;

/// What is to be said of the sums: how many sites they leave out and how many tell an old number,
/// each with the reason.
pub fn remarks(view: &View<'_>, totals: &[Total]) -> Vec<(String, &'static str)> {
    let left_out: usize = totals.iter().map(|total| total.left_out).sum();
    let outdated: usize = totals.iter().map(|total| total.outdated).sum();
    [(left_out, Text::LeftOut, Text::LeftOutWhy), (outdated, Text::Outdated, Text::OutdatedWhy)]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, word, why)| (view.fill(word, &[("count", &count)]), view.text(why)))
        .collect()
}
