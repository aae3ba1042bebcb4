use crate::model::balance::Window;
use crate::model::money::{Money, Unit};
use crate::model::site::Site;
use crate::text::{Text, balance_words, number_words, state_words, time_words};
use crate::ui::site_summary;
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, line, meter};
use egui::{Align, Layout, Ui, vec2};

/// Of the words above a meter.
pub const LINE_HEIGHT: f32 = 20.0;

/// The limits of a plan or a key, each with its meter and when it begins anew.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let Some(balance) = site_summary::balance(site).filter(|b| !b.windows.is_empty()) else {
        return;
    };
    let colors = palette(ui);
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        line::caption(ui, view.text(Text::PlanWindows), regular(letters::MUTED), colors.muted);
        for window in &balance.windows {
            limit(ui, view, &balance.unit, window);
        }
    });
}

/// One limit of amounts in this unit, or of a share.
pub fn limit(ui: &mut Ui, view: &View<'_>, unit: &Unit, window: &Window) {
    let colors = palette(ui);
    let name = state_words::window(&window.window, view.language);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        let wanted = vec2(ui.available_width(), LINE_HEIGHT);
        ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
            let amounts = amounts(view, unit, window);
            line::single(ui, &amounts, regular(letters::MUTED), colors.muted);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                line::caption(ui, &name, bold(letters::BODY), colors.text);
                let resets = window.resets_at.filter(|time| *time > view.now);
                if let Some(time) = resets {
                    let span = time_words::time_until(time, view.now, view.language);
                    let words = view.fill(Text::ResetsIn, &[("span", &span)]);
                    line::caption(ui, &words, regular(letters::MUTED), colors.muted);
                }
            });
        });
        if let Some(share) = window.percent_used().and_then(meter::share_of_percent) {
            meter::meter(ui, share, ui.available_width(), &name);
        }
    });
}

fn amounts(view: &View<'_>, unit: &Unit, window: &Window) -> String {
    let money = |amount| view.money(&Money::new(amount, unit.clone()));
    match (window.used, window.limit) {
        _ if window.used_percent.is_some() => {
            balance_words::share(window, view.language).unwrap_or_default()
        }
        (Some(used), Some(limit)) => {
            let words =
                view.fill(Text::UsedOfTotal, &[("used", &money(used)), ("total", &money(limit))]);
            match window.percent_used() {
                Some(percent) => format!("{words} · {}", number_words::whole_percent(percent)),
                None => words,
            }
        }
        (Some(used), None) => {
            let used = view.fill(Text::UsedOnly, &[("used", &money(used))]);
            format!("{used} · {}", view.text(Text::WindowNoLimit))
        }
        (None, Some(limit)) => view.fill(Text::TotalOnly, &[("total", &money(limit))]),
        (None, None) => view.text(Text::WindowNoLimit).to_owned(),
    }
}
