use crate::app::action::Action;
use crate::model::site::Site;
use crate::relay::checkin_query::takes_part;
use crate::text::Text;
use crate::ui::failure_banner;
use crate::ui::shortcut::Shortcut;
use crate::ui::view::View;
use egui::{Button, Ui};

/// All that can be done with a site of the list.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let (may_ask, why) = failure_banner::may_ask(view, site);
    if item(ui, view, Text::QueryBalance, (!may_ask).then_some(why)) {
        actions.push(Action::QuerySite(site.id.clone()));
    }
    if item(ui, view, Text::CheckIn, why_not_checked_in(view, site)) {
        actions.push(Action::CheckIn(vec![site.id.clone()]));
    }
    if item(ui, view, Text::OpenSite, why_not_opened(site)) {
        actions.push(Action::OpenSite(site.id.clone()));
    }
    if item(ui, view, Text::EditSite, None) {
        actions.push(Action::EditSite(site.id.clone()));
    }
    ui.separator();
    if item(ui, view, Text::CopyAddress, None) {
        ui.ctx().copy_text(site.shown_address());
    }
    let no_key = site.api_key.is_empty().then_some(Text::NoKeySaved);
    if item(ui, view, Text::CopyKey, no_key) {
        ui.ctx().copy_text(site.api_key.reveal().to_owned());
    }
    ui.separator();
    let pin = if site.pinned { Text::UnpinSite } else { Text::PinSite };
    if item(ui, view, pin, None) {
        actions.push(Action::Pin { site: site.id.clone(), pinned: !site.pinned });
    }
    let disable = if site.disabled { Text::EnableSite } else { Text::DisableSite };
    if item(ui, view, disable, None) {
        actions.push(Action::Disable { site: site.id.clone(), disabled: !site.disabled });
    }
    ui.separator();
    let keys = Shortcut::RemoveSite.name(ui);
    let marked = &view.state.marked;
    let (word, sites) = if marked.contains(&site.id) {
        let word = view.fill(Text::RemoveMarked, &[("count", &marked.len())]);
        (word, marked.iter().cloned().collect())
    } else {
        (view.text(Text::RemoveSite).to_owned(), vec![site.id.clone()])
    };
    if ui.add(Button::new(word).shortcut_text(keys)).clicked() {
        actions.push(Action::RemoveSites(sites));
        ui.close();
    }
}

/// Why today's check-in of the site cannot be made now.
pub fn why_not_checked_in(view: &View<'_>, site: &Site) -> Option<Text> {
    if site.disabled {
        Some(Text::WhyDisabled)
    } else if view.state.is_being_saved(&site.id) {
        Some(Text::SavingSite)
    } else if view.state.is_being_checked_in(&site.id) {
        Some(Text::WhyCheckingIn)
    } else {
        (!takes_part(site)).then_some(Text::WhyCannotCheckIn)
    }
}

/// Why the site cannot be shown in a browser.
pub fn why_not_opened(site: &Site) -> Option<Text> {
    site.base_url().is_err().then_some(Text::WhyNoAddress)
}

/// Draws a line of the menu; tells whether it was chosen.
fn item(ui: &mut Ui, view: &View<'_>, word: Text, why_not: Option<Text>) -> bool {
    let response = ui.add_enabled(why_not.is_none(), Button::new(view.text(word)));
    let response = match why_not {
        Some(why) => response.on_disabled_hover_text(view.text(why)),
        None => response,
    };
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}
