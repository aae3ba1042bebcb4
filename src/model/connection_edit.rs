use crate::model::change::Change;
use crate::model::proxy_setting::ProxySetting;
use crate::model::site::{BalanceAuth, LogAuth, Site};
use crate::model::site_headers::SiteHeaders;
use crate::model::station_kind::StationKind;
use std::fmt;

/// What the user changed of how a site's station is asked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConnectionEdit {
    /// `None` leaves the kind to detection.
    pub chosen_kind: Change<Option<StationKind>>,
    pub balance_auth: Change<BalanceAuth>,
    pub log_auth: Change<LogAuth>,
    pub http_proxy: Change<ProxySetting>,
    pub headers: Change<SiteHeaders>,
    /// `None` = the usual path, as for the next.
    pub subscription_path: Change<Option<String>>,
    pub usage_path: Change<Option<String>>,
    pub logs_path: Change<Option<String>>,
    /// Empty = none.
    pub log_relay: Change<String>,
}

impl ConnectionEdit {
    pub fn is_kept(&self) -> bool {
        *self == Self::default()
    }

    pub fn apply_to(self, site: &mut Site) {
        if let Change::To(kind) = self.chosen_kind {
            // What the user chose was never found out, so it goes with the choice.
            site.station_kind = kind;
            site.station_kind_fixed = kind.is_some();
        }
        self.balance_auth.apply_to(&mut site.balance_auth);
        self.log_auth.apply_to(&mut site.log_auth);
        self.http_proxy.apply_to(&mut site.http_proxy);
        self.headers.apply_to(&mut site.headers);
        self.subscription_path.apply_to(&mut site.endpoints.balance_subscription);
        self.usage_path.apply_to(&mut site.endpoints.balance_usage);
        self.logs_path.apply_to(&mut site.endpoints.logs);
        self.log_relay.apply_to(&mut site.log_relay);
    }
}

/// Without what an address may hold of secrets.
impl fmt::Debug for ConnectionEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionEdit")
            .field("chosen_kind", &self.chosen_kind)
            .field("balance_auth", &self.balance_auth)
            .field("log_auth", &self.log_auth)
            .field("http_proxy", &self.http_proxy)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::endpoint_overrides::EndpointOverrides;
    use crate::model::secret::Secret;

    fn headers() -> SiteHeaders {
        [("X-Way".to_owned(), Secret::new("in"))].into_iter().collect()
    }

    #[test]
    fn every_field_can_be_edited() {
        let mut site = Site::default();
        let edit = ConnectionEdit {
            chosen_kind: Change::To(Some(StationKind::Veloera)),
            balance_auth: Change::To(BalanceAuth::XApiKey),
            log_auth: Change::To(LogAuth::Bearer),
            http_proxy: Change::To(ProxySetting::None),
            headers: Change::To(headers()),
            subscription_path: Change::To(Some("/s".into())),
            usage_path: Change::To(Some("/u".into())),
            logs_path: Change::To(Some("/l".into())),
            log_relay: Change::To("https://relay.example".into()),
        };
        assert!(!edit.is_kept());
        edit.apply_to(&mut site);
        let expected = Site {
            station_kind: Some(StationKind::Veloera),
            station_kind_fixed: true,
            balance_auth: BalanceAuth::XApiKey,
            log_auth: LogAuth::Bearer,
            http_proxy: ProxySetting::None,
            headers: headers(),
            endpoints: EndpointOverrides {
                balance_subscription: Some("/s".into()),
                balance_usage: Some("/u".into()),
                logs: Some("/l".into()),
            },
            log_relay: "https://relay.example".into(),
            ..Site::default()
        };
        assert!(site == expected);
        ConnectionEdit::default().apply_to(&mut site);
        assert!(site == expected && ConnectionEdit::default().is_kept());
    }

    #[test]
    fn a_kind_given_back_to_detection_is_not_known() {
        let mut site = Site {
            station_kind: Some(StationKind::Veloera),
            station_kind_fixed: true,
            ..Site::default()
        };
        ConnectionEdit { chosen_kind: Change::To(None), ..<_>::default() }.apply_to(&mut site);
        assert!(site == Site::default());
    }
}
