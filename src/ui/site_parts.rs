use crate::model::balance_part::BalancePart;
use crate::model::site::Site;
use crate::text::{Text, balance_words};
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, line};
use crate::ui::{result_cards, site_limits, site_summary};
use egui::{Align, Layout, Ui, vec2};

/// The wallets and plans of an account, each with what is left of it and its limits.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let Some(balance) = site_summary::balance(site).filter(|b| !b.parts.is_empty()) else {
        return;
    };
    let colors = palette(ui);
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        line::caption(ui, view.text(Text::WalletsAndPlans), regular(letters::MUTED), colors.muted);
        for part in &balance.parts {
            heading(ui, view, part);
            for window in &part.windows {
                site_limits::limit(ui, view, &part.unit, window);
            }
        }
    });
}

fn heading(ui: &mut Ui, view: &View<'_>, part: &BalancePart) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), site_limits::LINE_HEIGHT);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        let left = balance_words::part_left(part, view.language);
        line::single(ui, &left, regular(letters::BODY), colors.text);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = balance_words::part_name(part, view.language);
            line::caption(ui, &name, bold(letters::BODY), colors.text);
            if let Some(time) = part.expires_at {
                let words = result_cards::expiry(view, time);
                line::caption(ui, &words, regular(letters::MUTED), colors.muted);
            }
        });
    });
}
