use crate::app::action::Action;
use crate::app::balance_part::BalancePart;
use crate::text::Text;
use crate::ui::view::View;
use crate::ui::widgets::segments;
use egui::Ui;

/// What is looked at below the cards of a site's balance.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let chosen = BalancePart::ALL.iter().position(|part| *part == view.state.balance_part);
    let pressed = segments::segments(ui, &words(view), chosen.unwrap_or_default());
    if let Some(part) = pressed.and_then(|index| BalancePart::ALL.get(index)) {
        actions.push(Action::ChoosePart(*part));
    }
}

/// What the switch takes.
pub fn width(ui: &Ui, view: &View<'_>) -> f32 {
    segments::width(ui, &words(view))
}

fn words<'a>(view: &View<'_>) -> Vec<&'a str> {
    BalancePart::ALL.iter().map(|part| view.text(word(*part))).collect()
}

const fn word(part: BalancePart) -> Text {
    match part {
        BalancePart::Logs => Text::PartLogs,
        BalancePart::Usage => Text::PartUsage,
        BalancePart::Details => Text::Details,
    }
}
