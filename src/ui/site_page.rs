use crate::app::action::Action;
use crate::app::balance_part::BalancePart;
use crate::app::log_action::LogAction;
use crate::app::tab::Tab;
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::account_details::AccountDetails;
use crate::ui::log_view::LogView;
use crate::ui::raw_answers::RawAnswers;
use crate::ui::shortcut::Shortcut;
use crate::ui::site_form::SiteFormCard;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::usage_view::UsageView;
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use crate::ui::{
    checkin_card, failure_banner, https_offer, log_state, part_switch, paste, result_cards,
    site_details, site_header, site_limits, site_parts, statistics_page, tab_bar, tests_page,
    trail,
};
use crate::worker::event::SiteAnswer;
use egui::{Align, CentralPanel, Frame, Id, Layout, Margin, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// The page of the chosen site.
#[derive(Clone, Debug, Default)]
pub struct SitePage {
    raw_shown: bool,
    raw: RawAnswers,
    account: AccountDetails,
    usage: UsageView,
    logs: LogView,
    form: SiteFormCard,
}

impl SitePage {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let fill = palette(ui).background;
        CentralPanel::default().frame(Frame::NONE.fill(fill)).show(ui, |ui| {
            match view.state.selected_site() {
                Some(site) => self.site(ui, view, site, actions),
                None => empty(ui, view, actions),
            }
        });
    }

    /// Gives the keyboard to the form once it is drawn.
    pub fn focus_form(&mut self) {
        self.form.focus();
    }

    fn site(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        site_header::show(ui, view, site, actions);
        tab_bar::show(ui, view, actions);
        let place = ("page", &site.id, view.state.tab as u8);
        let height = ui.available_height();
        ScrollArea::vertical().id_salt(place).auto_shrink(false).show(ui, |ui| {
            let bottom = ui.cursor().top() + height - space::CARD;
            Frame::NONE.inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::BETWEEN;
                match view.state.tab {
                    Tab::Statistics => {
                        statistics_page::show(ui, view);
                        self.form.show(ui, view, site, actions);
                    }
                    Tab::Tests => tests_page::show(ui, view, site, actions),
                    Tab::Balance => self.balance(ui, view, site, bottom, actions),
                }
            });
        });
    }

    /// `bottom` is where what is in sight of the page ends while it is not scrolled.
    fn balance(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        site: &Site,
        bottom: f32,
        actions: &mut Vec<Action>,
    ) {
        failure_banner::show(ui, view, site, actions);
        https_offer::show(ui, view, site, actions);
        checkin_card::show(ui, view, site, actions);
        result_cards::show(ui, view, site);
        self.buttons(ui, view, site, actions);
        match view.state.balance_part {
            BalancePart::Logs => self.logs.show(ui, view, bottom, actions),
            BalancePart::Usage => self.usage.show(ui, view, actions),
            BalancePart::Details => {
                part_switch::show(ui, view, actions);
                self.details(ui, view, site, actions);
            }
        }
    }

    fn details(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            self.account.button(ui, view, site, actions);
            if is_recorded(view, site)
                && button::secondary(ui, view.text(Text::SaveRecording), true).clicked()
            {
                actions.push(Action::SaveRecording(site.id.clone()));
            }
        });
        self.account.show(ui, view, site, actions);
        self.rest(ui, view, site);
    }

    fn buttons(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let (enabled, why) = failure_banner::may_ask(view, site);
            let query = button::primary(ui, view.text(Text::QueryBalance), enabled)
                .on_hover_text(Shortcut::QuerySite.name(ui))
                .on_disabled_hover_text(view.text(why));
            if query.clicked() {
                actions.push(Action::QuerySite(site.id.clone()));
            }
            // Where no log is in sight, it is that of this site which is asked for.
            let shows_all = view.state.logs.all_sites;
            let asks_all = shows_all && view.state.balance_part != BalancePart::Details;
            if log_state::fetch_button(ui, view, asks_all) {
                if shows_all != asks_all {
                    actions.push(Action::Logs(LogAction::ShowAllSites(asks_all)));
                }
                actions.push(Action::ChoosePart(BalancePart::Logs));
                actions.push(Action::Logs(LogAction::FetchNewest));
            }
            if exchanges(view, site).is_some() {
                self.raw_button(ui, view, actions);
            }
            if view.is_asked(&site.id) {
                let summary = super::site_summary::SiteSummary::of(view, site);
                let accent = palette(ui).accent;
                line::caption(ui, &summary.line, regular(letters::MUTED), accent);
            }
        });
    }

    /// The raw answers stand among the details.
    fn raw_button(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let is_seen = self.raw_shown && view.state.balance_part == BalancePart::Details;
        let word = if is_seen { Text::HideRawAnswers } else { Text::RawAnswers };
        if button::secondary(ui, view.text(word), true).clicked() {
            self.raw_shown = !is_seen;
            if self.raw_shown {
                actions.push(Action::ChoosePart(BalancePart::Details));
            }
        }
    }

    /// Details beside the rest where there is room, else below.
    fn rest(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site) {
        let room = ui.available_width();
        let has_more = view.state.answers.contains_key(&site.id)
            || super::site_summary::balance(site)
                .is_some_and(|b| !b.windows.is_empty() || !b.parts.is_empty());
        if room < size::TWO_COLUMNS || !has_more {
            self.findings(ui, view, site);
            site_details::show(ui, view, site);
            return;
        }
        let main = room - size::DETAILS - space::BETWEEN;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN;
            let column = |ui: &mut Ui, width: f32, add: &mut dyn FnMut(&mut Ui)| {
                let wanted = vec2(width, 0.0);
                ui.allocate_ui_with_layout(wanted, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    add(ui);
                });
            };
            column(ui, main, &mut |ui| self.findings(ui, view, site));
            column(ui, size::DETAILS, &mut |ui| site_details::show(ui, view, site));
        });
    }

    fn findings(&mut self, ui: &mut Ui, view: &View<'_>, site: &Site) {
        site_parts::show(ui, view, site);
        site_limits::show(ui, view, site);
        let Some(answer) = view.state.answers.get(&site.id) else { return };
        trail::show(ui, view, answer);
        if self.raw_shown && exchanges(view, site).is_some() {
            self.raw.show(ui, view, &answer.exchanges);
        }
    }
}

fn exchanges<'a>(view: &View<'a>, site: &Site) -> Option<&'a Arc<SiteAnswer>> {
    view.state.answers.get(&site.id).filter(|answer| !answer.exchanges.is_empty())
}

/// Whether there is an answer that can be saved.
fn is_recorded(view: &View<'_>, site: &Site) -> bool {
    view.state.answers.get(&site.id).is_some_and(|answer| !answer.recordings().is_empty())
}

fn empty(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    let Some(snapshot) = &view.state.snapshot else { return };
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.34);
        ui.spacing_mut().item_spacing.y = space::BETWEEN;
        if snapshot.sites.is_empty() {
            let title = view.text(Text::NoSitesYet);
            line::caption(ui, title, bold(letters::HEADING), colors.text);
            let hint = view.text(Text::NoSitesHint);
            line::wrapped(ui, hint, regular(letters::BODY), colors.muted);
            first_steps(ui, view, actions);
            let keys = view.fill(Text::PasteHint, &[("keys", &Shortcut::Paste.name(ui))]);
            line::wrapped(ui, &keys, regular(letters::MUTED), colors.muted);
        } else {
            let words = view.text(Text::NoSiteChosen);
            line::caption(ui, words, regular(letters::BODY), colors.muted);
        }
    });
}

/// What can be done while there is no site.
fn first_steps(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    row_in_the_middle(ui, "first steps", |ui| {
        if button::primary(ui, view.text(Text::AddSite), true).clicked() {
            actions.push(Action::OpenNewSite);
        }
        if button::secondary(ui, view.text(Text::PasteSite), true).clicked() {
            paste::ask(ui);
        }
        let demo = button::secondary(ui, view.text(Text::ShowDemo), true);
        if demo.on_hover_text(view.text(Text::ShowDemoHint)).clicked() {
            actions.push(Action::OpenDemo);
        }
    });
}

/// Stands in the middle by what it took the last time.
fn row_in_the_middle(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    let id = Id::unique(name);
    let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or_default();
    let row = ui.allocate_ui_with_layout(
        vec2(width, size::CONTROL),
        Layout::left_to_right(Align::Center),
        contents,
    );
    let taken = row.response.rect.width();
    if (taken - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, taken));
        ui.request_discard("the middle is known now");
    }
}
