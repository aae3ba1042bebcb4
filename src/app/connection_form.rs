use crate::app::form_changes::{changed, changed_text, rebased};
use crate::model::base_url::{BaseUrl, BaseUrlError};
use crate::model::change::Change;
use crate::model::connection_edit::ConnectionEdit;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::header_lines::{self, HeaderLineError};
use crate::model::proxy_setting::{ProxyError, ProxySetting};
use crate::model::request_path::{PathError, path_problem};
use crate::model::secret::Secret;
use crate::model::site::{BalanceAuth, LogAuth, Site};
use crate::model::station_kind::StationKind;
use std::fmt;

/// What stands in the fields that say how a site's station is asked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConnectionForm {
    /// `None` leaves the kind to detection.
    pub kind: Option<StationKind>,
    pub balance_auth: BalanceAuth,
    pub log_auth: LogAuth,
    pub proxy: ProxySetting,
    /// `Name: value`, one to a line.
    pub headers: Secret,
    /// Empty = the usual path, as for the next.
    pub subscription_path: String,
    pub usage_path: String,
    pub logs_path: String,
    /// Empty = none.
    pub log_relay: String,
}

/// What is wrong with them, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConnectionProblems {
    pub proxy: Option<ProxyError>,
    pub headers: Option<HeaderLineError>,
    pub subscription_path: Option<PathError>,
    pub usage_path: Option<PathError>,
    pub logs_path: Option<PathError>,
    pub log_relay: Option<BaseUrlError>,
}

impl ConnectionForm {
    pub fn of(site: &Site) -> Self {
        let path = |path: &Option<String>| path.clone().unwrap_or_default();
        Self {
            kind: site.chosen_kind(),
            balance_auth: site.balance_auth,
            log_auth: site.log_auth,
            proxy: site.http_proxy.clone(),
            headers: header_lines::write(&site.headers),
            subscription_path: path(&site.endpoints.balance_subscription),
            usage_path: path(&site.endpoints.balance_usage),
            logs_path: path(&site.endpoints.logs),
            log_relay: site.log_relay.clone(),
        }
    }

    /// Whether all is left to the program.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is wrong with what was changed since `base`.
    pub fn problems(&self, base: &Self) -> ConnectionProblems {
        let path = |base: &String, path: &String| path_problem(path).filter(|_| path != base);
        let headers = header_lines::parse(self.headers.reveal()).err();
        ConnectionProblems {
            proxy: self.proxy.problem().filter(|_| self.proxy != base.proxy),
            headers: headers.filter(|_| self.headers != base.headers),
            subscription_path: path(&base.subscription_path, &self.subscription_path),
            usage_path: path(&base.usage_path, &self.usage_path),
            logs_path: path(&base.logs_path, &self.logs_path),
            log_relay: relay_problem(&self.log_relay).filter(|_| self.log_relay != base.log_relay),
        }
    }

    /// What was changed since `base`, which holds nothing wrong.
    pub fn edit(&self, base: &Self) -> ConnectionEdit {
        ConnectionEdit {
            chosen_kind: Change::between(&base.kind, self.kind),
            balance_auth: Change::between(&base.balance_auth, self.balance_auth),
            log_auth: Change::between(&base.log_auth, self.log_auth),
            http_proxy: changed(&base.proxy, &self.proxy, |proxy| {
                ProxySetting::parse(proxy.field())
            }),
            headers: changed(&base.headers, &self.headers, |lines| {
                header_lines::parse(lines.reveal()).unwrap_or_default()
            }),
            subscription_path: changed(&base.subscription_path, &self.subscription_path, |path| {
                own_path(path, EndpointOverrides::SUBSCRIPTION_DEFAULT)
            }),
            usage_path: changed(&base.usage_path, &self.usage_path, |path| {
                own_path(path, EndpointOverrides::USAGE_DEFAULT)
            }),
            logs_path: changed(&base.logs_path, &self.logs_path, |path| {
                own_path(path, EndpointOverrides::LOGS_DEFAULT)
            }),
            log_relay: changed_text(&base.log_relay, &self.log_relay),
        }
    }

    /// The same over another base.
    #[must_use]
    pub fn rebased(self, from: &Self, to: &Self) -> Self {
        rebased!(self, from, to;
            kind, balance_auth, log_auth, proxy, headers, subscription_path, usage_path, logs_path,
            log_relay)
    }
}

/// The usual path is nobody's choice.
pub(super) fn own_path(typed: &str, usual: &str) -> Option<String> {
    let path = typed.trim();
    (!path.is_empty() && path != usual).then(|| path.to_owned())
}

/// What is wrong with the address of a log relay, which is sent to as it stands.
fn relay_problem(typed: &str) -> Option<BaseUrlError> {
    match BaseUrl::parse(typed) {
        Err(BaseUrlError::Empty) => None,
        Err(error) => Some(error),
        Ok(_) => (!typed.contains("://")).then_some(BaseUrlError::NotHttp),
    }
}

/// Without what an address may hold of secrets.
impl fmt::Debug for ConnectionForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionForm")
            .field("kind", &self.kind)
            .field("balance_auth", &self.balance_auth)
            .field("log_auth", &self.log_auth)
            .field("proxy", &self.proxy)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::header_lines::HeaderMistake;

    fn base() -> ConnectionForm {
        ConnectionForm::of(&Site {
            station_kind: Some(StationKind::OneApi),
            endpoints: EndpointOverrides {
                balance_usage: Some("/u".into()),
                ..EndpointOverrides::default()
            },
            ..Site::default()
        })
    }

    fn address(text: &str) -> ProxySetting {
        ProxySetting::Url(Secret::new(text))
    }

    #[test]
    fn a_kind_that_was_found_out_is_no_choice() {
        assert_eq!(base().kind, None);
        assert!(!base().is_empty() && ConnectionForm::of(&Site::default()).is_empty());
        let fixed = Site {
            station_kind: Some(StationKind::OneApi),
            station_kind_fixed: true,
            ..Site::default()
        };
        assert_eq!(ConnectionForm::of(&fixed).kind, Some(StationKind::OneApi));
    }

    #[test]
    fn only_what_was_touched_is_edited() {
        assert!(base().edit(&base()).is_kept());
        let form = ConnectionForm {
            kind: Some(StationKind::NewApi),
            proxy: address(" socks5://a.example:1 "),
            headers: Secret::new("X-Way: in\n"),
            subscription_path: " /s ".into(),
            usage_path: EndpointOverrides::USAGE_DEFAULT.into(),
            logs_path: "/l".into(),
            log_relay: " https://relay.example/fetch ".into(),
            ..base()
        };
        assert_eq!(form.problems(&base()), ConnectionProblems::default());
        let expected = ConnectionEdit {
            chosen_kind: Change::To(Some(StationKind::NewApi)),
            http_proxy: Change::To(address("socks5://a.example:1")),
            headers: Change::To([("X-Way".to_owned(), Secret::new("in"))].into_iter().collect()),
            subscription_path: Change::To(Some("/s".into())),
            usage_path: Change::To(None),
            logs_path: Change::To(Some("/l".into())),
            log_relay: Change::To("https://relay.example/fetch".into()),
            ..ConnectionEdit::default()
        };
        assert_eq!(form.edit(&base()), expected);
    }

    #[test]
    fn mistakes_are_told_field_by_field_unless_they_stood_there_before() {
        let odd = ConnectionForm {
            proxy: address("a.example:1"),
            headers: Secret::new("X-Way"),
            subscription_path: "s".into(),
            usage_path: "/a b".into(),
            logs_path: "l".into(),
            log_relay: "relay.example".into(),
            ..base()
        };
        let problems = ConnectionProblems {
            proxy: Some(ProxyError::UnknownScheme),
            headers: Some(HeaderLineError { line: 1, mistake: HeaderMistake::NoColon }),
            subscription_path: Some(PathError::NoSlash),
            usage_path: Some(PathError::Unsendable),
            logs_path: Some(PathError::NoSlash),
            log_relay: Some(BaseUrlError::NotHttp),
        };
        assert_eq!(odd.problems(&base()), problems);
        assert_eq!(odd.problems(&odd), ConnectionProblems::default());
    }

    #[test]
    fn another_base_shows_in_fields_that_were_not_touched() {
        let mine = ConnectionForm { log_auth: LogAuth::Bearer, ..base() };
        let theirs =
            ConnectionForm { log_auth: LogAuth::UrlKey, usage_path: "/x".into(), ..base() };
        let form = mine.rebased(&base(), &theirs);
        assert_eq!((form.log_auth, form.usage_path.as_str()), (LogAuth::Bearer, "/x"));
    }

    #[test]
    fn printing_a_form_shows_no_secret() {
        let form = ConnectionForm {
            proxy: address("http://me:hidden-hidden@proxy.example:7890"),
            headers: Secret::new("Authorization: hidden-hidden\nX-A: b"),
            logs_path: "/l?key=hidden".into(),
            log_relay: "https://relay.example/?key=hidden".into(),
            ..ConnectionForm::default()
        };
        for printed in [format!("{form:?}"), format!("{:?}", form.edit(&ConnectionForm::default()))]
        {
            assert!(printed.contains("headers") && !printed.contains("hidden"), "{printed}");
        }
    }
}
