use crate::app::action::Action;
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, card, line};
use egui::{Align, Layout, Ui};

/// Offers the https address that the station itself redirected to.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let answer = view.state.answers.get(&site.id);
    let Some(address) = answer.and_then(|answer| answer.https_address.as_ref()) else { return };
    if site.url == *address {
        return;
    }
    let colors = palette(ui);
    card::marked(ui, colors.low, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if button::secondary(ui, view.text(Text::UseHttps), true).clicked() {
                actions.push(Action::AcceptHttps { site: site.id.clone() });
            }
            ui.add_space(space::BETWEEN);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.add_space(5.0);
                let words = view.fill(Text::HttpsOffered, &[("address", address)]);
                line::wrapped(ui, &words, regular(letters::BODY), colors.text);
            });
        });
    });
}
