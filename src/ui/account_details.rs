use crate::app::action::Action;
use crate::app::details::Details;
use crate::app::show_action::ShowAction;
use crate::model::site::Site;
use crate::relay::details_query::DetailsReport;
use crate::text::Text;
use crate::ui::account_notice::AccountNotice;
use crate::ui::account_prices::AccountPrices;
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::{button, card, line};
use crate::ui::{account_keys, account_part, failure_banner};
use egui::Ui;
use std::sync::Arc;

/// What a station tells beside the balance: asked for and shown only when the user wants it.
#[derive(Clone, Debug, Default)]
pub struct AccountDetails {
    made_from: Option<Arc<DetailsReport>>,
    notice: AccountNotice,
    prices: AccountPrices,
}

impl AccountDetails {
    /// Opens the details, and asks for them where that was never done; or closes them.
    pub fn button(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        let word = view.text(if view.state.details_shown {
            Text::HideAccountDetails
        } else {
            Text::AccountDetails
        });
        let word = match self.unread(view, site) {
            count if count > 0 && !view.state.details_shown => {
                view.fill(Text::NoticesUnread, &[("title", &word), ("count", &count)])
            }
            _ => word.to_owned(),
        };
        let toggle = button::secondary(ui, &word, true);
        if !toggle.on_hover_text(view.text(Text::DetailsHint)).clicked() {
            return;
        }
        actions.push(Action::Show(ShowAction::ToggleDetails));
        let is_known = view.state.details.contains_key(&site.id);
        if !view.state.details_shown && !is_known && failure_banner::may_ask(view, site).0 {
            actions.push(Action::AskDetails(site.id.clone()));
        }
    }

    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        if !view.state.details_shown {
            return;
        }
        let known = view.state.details.get(&site.id);
        ask_again(ui, view, site, known, actions);
        let Some(report) = known.and_then(|known| known.report.as_ref()) else { return };
        self.make_from(view, site, report);
        match &report.details {
            Err(error) => {
                let title = view.text(Text::AccountDetails);
                card::marked(ui, palette(ui).bad, |ui| {
                    line::caption(ui, title, regular(letters::MUTED), palette(ui).muted);
                    account_part::failure_words(ui, view, error);
                });
            }
            Ok(details) => {
                account_keys::show(ui, view, site, details.keys.as_ref(), actions);
                self.notice.show(ui, view, details, actions);
                self.prices.show(ui, view, site, details);
            }
        }
    }

    /// How many texts of the station, of those told in this session, are not read yet.
    fn unread(&mut self, view: &View<'_>, site: &Site) -> usize {
        let known = view.state.details.get(&site.id);
        let Some(report) = known.and_then(|known| known.report.as_ref()) else { return 0 };
        self.make_from(view, site, report);
        self.notice.unread(view).len()
    }

    fn make_from(&mut self, view: &View<'_>, site: &Site, report: &Arc<DetailsReport>) {
        if self.made_from.as_ref().is_some_and(|made| Arc::ptr_eq(made, report)) {
            return;
        }
        let details = report.details.as_ref();
        let told = details.ok().zip(site.base_url().ok());
        let read = &view.state.read_notices;
        self.notice = told
            .map(|(details, base)| AccountNotice::of(details, &base.origin(), read))
            .unwrap_or_default();
        self.prices = AccountPrices::default();
        self.made_from = Some(Arc::clone(report));
    }
}

/// Says that the station is being asked; else offers to.
fn ask_again(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    known: Option<&Details>,
    actions: &mut Vec<Action>,
) {
    let colors = palette(ui);
    if known.is_some_and(|known| known.under_way) {
        let words = view.text(Text::AskingDetails);
        line::caption(ui, words, regular(letters::MUTED), colors.accent);
        return;
    }
    let was_asked = known.is_some_and(|known| known.report.is_some());
    let word = if was_asked { Text::AskDetailsAgain } else { Text::AskDetails };
    ui.horizontal(|ui| {
        let (may_ask, why) = failure_banner::may_ask(view, site);
        let ask = button::secondary(ui, view.text(word), may_ask);
        if ask.on_disabled_hover_text(view.text(why)).clicked() {
            actions.push(Action::AskDetails(site.id.clone()));
        }
        line::wrapped(ui, view.text(Text::DetailsHint), regular(letters::MUTED), colors.muted);
    });
}
