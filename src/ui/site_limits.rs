use crate::model::balance::{Balance, Window};
use crate::model::balance_part::BalancePart;
use crate::model::money::{Money, Unit};
use crate::model::site::Site;
use crate::text::{Text, number_words, state_words, time_words};
use crate::ui::site_summary;
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, line, meter};
use egui::{Align, Layout, Ui, vec2};

/// The limits of a plan or a key, each with its meter and when it begins anew.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let has_limits = |b: &&Balance| !b.windows.is_empty() || !b.parts.is_empty();
    let Some(balance) = site_summary::balance(site).filter(has_limits) else { return };
    let colors = palette(ui);
    card::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        line::caption(ui, view.text(Text::PlanWindows), regular(letters::MUTED), colors.muted);
        for window in &balance.windows {
            limit(ui, view, &balance.unit, window);
        }
        for plan in &balance.parts {
            part(ui, view, plan);
        }
    });
}

/// One of several plans: its name, then its limits.
fn part(ui: &mut Ui, view: &View<'_>, plan: &BalancePart) {
    let colors = palette(ui);
    let name = plan.plan.as_deref().unwrap_or_else(|| view.text(Text::WindowPlan));
    line::single(ui, name, bold(letters::BODY), colors.text);
    for window in &plan.windows {
        limit(ui, view, &plan.unit, window);
    }
    if plan.unlimited {
        let words = view.text(Text::WindowNoLimit);
        line::caption(ui, words, regular(letters::MUTED), colors.muted);
    }
}

fn limit(ui: &mut Ui, view: &View<'_>, unit: &Unit, window: &Window) {
    let colors = palette(ui);
    let name = state_words::window(&window.window, view.language);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        let wanted = vec2(ui.available_width(), 20.0);
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
        if let (Some(used), Some(limit)) = (window.used, window.limit)
            && let Some(share) = meter::used_share(used, limit)
        {
            meter::meter(ui, share, ui.available_width(), &name);
        }
    });
}

fn amounts(view: &View<'_>, unit: &Unit, window: &Window) -> String {
    let money = |amount| view.money(&Money::new(amount, unit.clone()));
    match (window.used, window.limit) {
        (Some(used), Some(limit)) => {
            let words =
                view.fill(Text::UsedOfTotal, &[("used", &money(used)), ("total", &money(limit))]);
            match meter::used_share(used, limit) {
                Some(share) => format!("{words} · {}", number_words::percent(share)),
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
