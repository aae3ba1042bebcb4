//! The part of a site's form that says how its station is asked.

use crate::app::connection_form::ConnectionForm;
use crate::model::base_url::BaseUrl;
use crate::model::proxy_setting::ProxySetting;
use crate::model::request_path::path_problem;
use crate::model::secret::Secret;
use crate::model::site::{BalanceAuth, LogAuth, Site};
use crate::model::station_kind::StationKind;
use crate::text::{Text, form_words};
use crate::ui::site_form::fields::{Fields, Side, sides};
use crate::ui::theme::palette;
use crate::ui::widgets::form_field;
use egui::Ui;

/// `url` is the address as it stands in the form.
pub fn show(
    ui: &mut Ui,
    fields: &mut Fields<'_>,
    site: &Site,
    url: &str,
    form: &mut ConnectionForm,
) {
    sides(ui, |ui, side| match side {
        Side::Left => {
            kind(ui, fields, site, form);
            key_places(ui, fields, form);
            proxy(ui, fields, form);
            log_relay(ui, fields, form);
        }
        Side::Right => {
            fields.headers(ui, Text::ExtraHeaders, &mut form.headers);
            fields.note(ui, Text::ExtraHeadersNote);
            paths(ui, fields, url, form);
        }
    });
}

fn kind(ui: &mut Ui, fields: &Fields<'_>, site: &Site, form: &mut ConnectionForm) {
    let mut kinds = vec![None];
    kinds.extend(StationKind::ALL.iter().copied().map(Some));
    let found_out = site.station_kind.filter(|_| !site.station_kind_fixed);
    let word = |kind: &Option<StationKind>| match (kind, found_out) {
        (Some(kind), _) => kind.name().to_owned(),
        (None, Some(found)) => fields.view.fill(Text::KindFoundOut, &[("kind", &found.name())]),
        (None, None) => fields.text(Text::KindAutomatic).to_owned(),
    };
    form_field::choice(ui, fields.text(Text::StationKind), &mut form.kind, &kinds, word);
    if form.kind.is_some() {
        fields.note(ui, Text::KindChosenNote);
    }
}

fn key_places(ui: &mut Ui, fields: &Fields<'_>, form: &mut ConnectionForm) {
    form_field::choice(
        ui,
        fields.text(Text::KeyTravels),
        &mut form.balance_auth,
        &BalanceAuth::ALL,
        |auth| fields.text(form_words::balance_auth(*auth)).to_owned(),
    );
    if form.balance_auth == BalanceAuth::UrlKey {
        fields.warning(ui, Text::UrlKeyWarning);
    }
    form_field::choice(
        ui,
        fields.text(Text::LogKeyTravels),
        &mut form.log_auth,
        &LogAuth::ALL,
        |auth| fields.text(form_words::log_auth(*auth)).to_owned(),
    );
    if form.log_auth == LogAuth::UrlKey {
        fields.warning(ui, Text::UrlKeyWarning);
    }
}

fn proxy(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut ConnectionForm) {
    let own = match &form.proxy {
        ProxySetting::Url(address) => address.clone(),
        ProxySetting::System | ProxySetting::None => Secret::default(),
    };
    let ways = [ProxySetting::System, ProxySetting::None, ProxySetting::Url(own)];
    form_field::choice(ui, fields.text(Text::Proxy), &mut form.proxy, &ways, |way| {
        fields.text(form_words::proxy_way(way)).to_owned()
    });
    if let ProxySetting::Url(address) = &mut form.proxy {
        let hint = fields.text(Text::ProxyAddressHint);
        let holds_password = address.reveal().contains('@');
        fields.maybe_secret(ui, Text::ProxyAddress, address, hint, holds_password);
    }
}

fn log_relay(ui: &mut Ui, fields: &Fields<'_>, form: &mut ConnectionForm) {
    fields.line(ui, Text::LogRelay, &mut form.log_relay, fields.text(Text::LogRelayHint));
    if !form.log_relay.trim().is_empty() {
        fields.warning(ui, Text::LogRelayWarning);
    }
}

fn paths(ui: &mut Ui, fields: &Fields<'_>, url: &str, form: &mut ConnectionForm) {
    let snapshot = fields.view.state.snapshot.as_ref();
    let usual = snapshot.map(|snapshot| snapshot.settings.endpoints.clone()).unwrap_or_default();
    for (name, path, usual) in [
        (Text::SubscriptionPath, &mut form.subscription_path, usual.subscription_path()),
        (Text::UsagePath, &mut form.usage_path, usual.usage_path()),
        (Text::LogsPath, &mut form.logs_path, usual.logs_path()),
    ] {
        fields.line(ui, name, path, usual);
        effective_address(ui, url, path, usual);
    }
}

/// What is asked in the end, without what a path may hold of secrets.
fn effective_address(ui: &mut Ui, url: &str, path: &str, usual: &str) {
    let (Ok(base), None) = (BaseUrl::parse(url), path_problem(path)) else { return };
    let path = path.trim();
    let mut address = base.join(if path.is_empty() { usual } else { path });
    address.set_query(None);
    form_field::note(ui, address.as_str(), palette(ui).muted);
}

/// The names of the fields that are not left to the program.
pub fn filled(form: &ConnectionForm) -> Vec<Text> {
    let fields = [
        (Text::StationKind, form.kind.is_none()),
        (Text::KeyTravels, form.balance_auth == BalanceAuth::Automatic),
        (Text::LogKeyTravels, form.log_auth == LogAuth::Automatic),
        (Text::Proxy, form.proxy == ProxySetting::System),
        (Text::ExtraHeaders, form.headers.is_empty()),
        (Text::SubscriptionPath, form.subscription_path.is_empty()),
        (Text::UsagePath, form.usage_path.is_empty()),
        (Text::LogsPath, form.logs_path.is_empty()),
        (Text::LogRelay, form.log_relay.trim().is_empty()),
    ];
    fields.into_iter().filter(|(_, is_empty)| !is_empty).map(|(name, _)| name).collect()
}
