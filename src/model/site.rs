use crate::model::balance::Balance;
use crate::model::base_url::{BaseUrl, BaseUrlError};
use crate::model::checkin_setup::CheckinSetup;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::error_kind::ErrorKind;
use crate::model::key_details::KeyDetails;
use crate::model::low_balance::{LowCause, LowRule};
use crate::model::money::{Money, Unit};
use crate::model::proxy_setting::ProxySetting;
use crate::model::reading::Reading;
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::shown_address::shown_address;
use crate::model::site_headers::SiteHeaders;
use crate::model::site_news::SiteNews;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// One entry of `stats.json`: a base URL with one set of credentials.
///
/// Holds the fields that the program acts on. What else stands in the record of the file stays
/// there untouched; `store` takes care of that.
#[derive(Clone, Default, PartialEq)]
pub struct Site {
    /// A UUID, or the 8 hexadecimal digits of the predecessor.
    pub id: String,
    pub name: String,
    /// As the user typed it; [`Site::base_url`] makes sense of it.
    pub url: String,
    pub site_type: SiteType,
    pub tags: Vec<String>,
    pub notes: String,
    pub api_key: Secret,
    pub session_cookie: Secret,
    pub access_token: Secret,
    /// For stations that know only a log-in: a name or an e-mail address.
    pub login_name: String,
    pub login_password: Secret,
    /// The account's user id at the station, mostly a number; empty = not known.
    pub user_id: String,
    /// What is left, as typed by hand or as the last good reading told it.
    pub balance: Option<Decimal>,
    pub balance_unit: Unit,
    /// `YYYY-MM-DD HH:MM:SS`, local; empty = never.
    pub last_query_time: String,
    pub balance_auth: BalanceAuth,
    pub log_auth: LogAuth,
    /// Address of a log relay, which is asked as `{relay}?url=…` in the station's place and gets
    /// to see the key; empty = none. `proxy` in the file.
    pub log_relay: String,
    /// Sent along with every request of the site.
    pub headers: SiteHeaders,
    pub endpoints: EndpointOverrides,
    pub pinned: bool,
    pub disabled: bool,
    pub excluded_from_totals: bool,
    /// In the unit of the site's balance; `None` = the setting that holds for all.
    pub low_balance_threshold: Option<Decimal>,
    pub station_kind: Option<StationKind>,
    /// The user chose the kind; detection does not change it.
    pub station_kind_fixed: bool,
    /// The last good reading.
    pub last_reading: Option<Reading>,
    /// Newer than the last good reading, else absent.
    pub last_error: Option<LastError>,
    /// What a rate-limited question told of the key.
    pub key_details: Option<KeyDetails>,
    pub http_proxy: ProxySetting,
    pub checkin: CheckinSetup,
}

/// What the user says a site is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SiteType {
    #[default]
    Paid,
    Free,
    Subscription,
}

impl SiteType {
    pub const ALL: [Self; 3] = [Self::Paid, Self::Free, Self::Subscription];

    /// The name in files and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Free => "free",
            Self::Subscription => "subscription",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|site_type| site_type.name() == name)
    }
}

/// Where the key goes when a balance is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BalanceAuth {
    /// As the station kind wants it: `Authorization: Bearer`.
    #[default]
    Automatic,
    /// `?key=`, chosen by the user.
    UrlKey,
    /// `x-api-key`, chosen by the user.
    XApiKey,
}

impl BalanceAuth {
    pub const ALL: [Self; 3] = [Self::Automatic, Self::XApiKey, Self::UrlKey];
}

/// Where the key goes when call logs are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LogAuth {
    /// As the station's kind and build want it.
    #[default]
    Automatic,
    /// `Authorization: Bearer`, chosen by the user.
    Bearer,
    /// `?key=`, chosen by the user.
    UrlKey,
    /// `x-api-key`, chosen by the user.
    XApiKey,
}

impl LogAuth {
    pub const ALL: [Self; 4] = [Self::Automatic, Self::Bearer, Self::XApiKey, Self::UrlKey];
}

/// The last failure since the last good reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastError {
    pub kind: ErrorKind,
    /// Unix seconds.
    pub time: i64,
}

impl Site {
    pub fn base_url(&self) -> Result<BaseUrl, BaseUrlError> {
        BaseUrl::parse(&self.url)
    }

    /// The address as it may be shown: without anything secret that was typed into it.
    pub fn shown_address(&self) -> String {
        shown_address(&self.url)
    }

    /// The kind that the user chose in place of detection.
    pub fn chosen_kind(&self) -> Option<StationKind> {
        self.station_kind.filter(|_| self.station_kind_fixed)
    }

    /// Whether what was answered to this site holds for `other` too: the same station is shown the
    /// same, and by the same way.
    pub fn is_asked_like(&self, other: &Self) -> bool {
        self.has_log_of(other) && self.goes_like(other)
    }

    /// Whether both are told the same log: with the same credentials by the same station.
    pub fn has_log_of(&self, other: &Self) -> bool {
        self.is_at_station_of(other) && self.shows_like(other)
    }

    fn is_at_station_of(&self, other: &Self) -> bool {
        let station = |site: &Self| site.base_url().ok().map(|base| base.origin());
        self.url == other.url || station(self) == station(other)
    }

    fn shows_like(&self, other: &Self) -> bool {
        self.api_key == other.api_key
            && self.access_token == other.access_token
            && self.user_id == other.user_id
            && self.login_name == other.login_name
            && self.login_password == other.login_password
            && self.session_cookie == other.session_cookie
    }

    fn goes_like(&self, other: &Self) -> bool {
        self.chosen_kind() == other.chosen_kind()
            && self.balance_auth == other.balance_auth
            && self.http_proxy == other.http_proxy
            && self.headers == other.headers
            && self.endpoints == other.endpoints
    }

    /// Every secret of the site, for cleaning what comes from the wire.
    pub fn secrets(&self) -> Vec<Secret> {
        [&self.api_key, &self.session_cookie, &self.access_token, &self.login_password]
            .into_iter()
            .chain(self.checkin.headers.secrets())
            .chain(self.headers.secrets())
            .filter(|secret| !secret.is_empty())
            .cloned()
            .collect()
    }

    /// What is left as far as this file knows: by the last good reading, else as typed by hand.
    /// A balance of nought that nobody ever read or typed is not money and gives `None`.
    pub fn known_balance(&self) -> Option<Money> {
        if let Some(balance) = self.read_balance() {
            return balance.remaining_money();
        }
        let typed = self.balance.filter(|amount| !amount.is_zero())?;
        Some(Money::new(typed, self.balance_unit.clone()))
    }

    /// What the last good reading told of money.
    pub fn read_balance(&self) -> Option<&Balance> {
        self.last_reading.as_ref()?.balance.as_ref()
    }

    /// Below what the site counts as low, in the unit of its balance: its own threshold, else that
    /// of the unit. A site in a unit that has none has a threshold only where it has its own.
    pub fn threshold(&self, settings: &Settings) -> Option<Decimal> {
        let of_unit = || settings.threshold_of(&self.known_balance()?.unit);
        self.low_balance_threshold.or_else(of_unit)
    }

    /// Why the last good reading asks for attention at `now` (unix seconds); empty = it does not.
    pub fn low_causes(&self, settings: &Settings, now: i64) -> BTreeSet<LowCause> {
        let rule = LowRule::of(self, settings, now);
        self.read_balance().map(|balance| rule.causes(balance)).unwrap_or_default()
    }

    /// Takes what a query brought into the record.
    pub fn take_news(&mut self, news: &SiteNews) {
        if let Some(newer) = &news.key_details {
            self.key_details = Some(match self.key_details.take() {
                Some(known) => known.updated(newer.clone()),
                None => newer.clone(),
            });
        }
        self.take_reading(&news.reading);
    }

    /// A good reading replaces the last one, a failed one is only noted.
    fn take_reading(&mut self, reading: &Reading) {
        if let Some(kind) = reading.kind.filter(|_| !self.station_kind_fixed) {
            self.station_kind = Some(kind);
        }
        if let Some(failure) = &reading.failure {
            if !failure.kind.is_skip() && failure.kind != ErrorKind::Cancelled {
                self.last_error = Some(LastError { kind: failure.kind, time: reading.time });
            }
            return;
        }
        self.last_error = None;
        if !reading.state.is_good() {
            return;
        }
        if let Some(balance) = &reading.balance
            && let Some(remaining) = balance.remaining
            && matches!(balance.unit, Unit::Usd | Unit::Cny | Unit::Points)
        {
            self.balance = Some(remaining);
            self.balance_unit = balance.unit.clone();
        }
        self.last_query_time = timestamp::local_date_time(reading.time);
        self.last_reading = Some(Reading { tried: Vec::new(), ..reading.clone() });
    }
}

/// Who the site is and how it stands: the address as it may be shown, notes not at all.
impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("url", &self.shown_address())
            .field("api_key", &self.api_key)
            .field("disabled", &self.disabled)
            .field("balance", &self.balance)
            .field("balance_unit", &self.balance_unit)
            .field("station_kind", &self.station_kind)
            .field("last_reading", &self.last_reading)
            .field("last_error", &self.last_error)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::{Failure, ReadingState};

    fn good(remaining: i64, unit: Unit) -> Reading {
        Reading {
            kind: Some(StationKind::OneApi),
            state: ReadingState::Ok,
            balance: Some(Balance {
                remaining: Some(remaining.into()),
                unit,
                ..Balance::default()
            }),
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Valid,
            time: 1_795_240_066,
            elapsed_ms: 1,
            failure: None,
            tried: Vec::new(),
        }
    }

    fn failed(kind: ErrorKind) -> Reading {
        let failure = Failure { kind, message: String::new(), http_status: None };
        Reading::failed(None, failure, 1_795_240_099)
    }

    #[test]
    fn a_failure_keeps_the_last_good_reading() {
        let mut site = Site::default();
        site.take_reading(&good(12, Unit::Usd));
        site.take_reading(&failed(ErrorKind::Timeout));
        assert_eq!(site.known_balance(), Some(Money::new(12.into(), Unit::Usd)));
        assert_eq!(site.last_error.map(|e| e.kind), Some(ErrorKind::Timeout));
        assert_eq!(site.station_kind, Some(StationKind::OneApi));
        site.take_reading(&good(11, Unit::Usd));
        assert_eq!(site.last_error, None);
    }

    #[test]
    fn an_answer_without_a_balance_is_kept_and_leaves_the_typed_one() {
        let typed = Site { balance: Some(3.into()), ..Site::default() };
        let mut site = Site { last_error: None, ..typed };
        site.take_reading(&failed(ErrorKind::Timeout));
        let none = Reading { state: ReadingState::NoBalance, balance: None, ..good(12, Unit::Usd) };
        site.take_reading(&none);
        assert_eq!((site.last_reading.as_ref(), site.last_error), (Some(&none), None));
        assert_eq!(site.known_balance(), Some(Money::new(3.into(), Unit::Usd)));
    }

    #[test]
    fn printing_a_site_shows_no_secret() {
        let site = Site {
            url: "ftp://user:hidden@relay.example/?key=hidden".into(),
            api_key: Secret::new("sk-hiddenhidden1234"),
            access_token: Secret::new("hidden"),
            notes: "hidden".into(),
            ..Site::default()
        };
        let printed = format!("{site:?}");
        assert!(printed.contains("relay.example"), "{printed}");
        assert!(!printed.contains("hidden"), "{printed}");
    }

    #[test]
    fn other_units_leave_the_stored_balance_alone() {
        let mut site = Site { balance: Some(3.into()), ..Site::default() };
        site.take_reading(&good(12, Unit::Currency("EUR".into())));
        assert_eq!(site.balance, Some(3.into()));
        assert_eq!(site.known_balance().map(|m| m.amount), Some(12.into()));
    }

    #[test]
    fn not_being_asked_is_no_error() {
        let mut site = Site::default();
        site.take_reading(&failed(ErrorKind::DisabledSite));
        site.take_reading(&failed(ErrorKind::Cancelled));
        assert_eq!(site.last_error, None);
    }

    #[test]
    fn a_fixed_kind_stays() {
        let mut site = Site {
            station_kind: Some(StationKind::Veloera),
            station_kind_fixed: true,
            ..Site::default()
        };
        site.take_reading(&good(1, Unit::Usd));
        assert_eq!(site.station_kind, Some(StationKind::Veloera));
    }

    #[test]
    fn an_answer_holds_for_the_same_question_only() {
        let site = Site { url: "https://a.example".into(), ..Site::default() };
        let alike = Site {
            url: "https://a.example/v1".into(),
            name: "B".into(),
            station_kind: Some(StationKind::OneApi),
            ..site.clone()
        };
        assert!(site.is_asked_like(&alike), "a kind that was found out changes no question");
        let secret = || Secret::new("another");
        for other in [
            Site { url: "https://b.example".into(), ..site.clone() },
            Site { api_key: secret(), ..site.clone() },
            Site { access_token: secret(), ..site.clone() },
            Site { user_id: "7".into(), ..site.clone() },
            Site { login_name: "me".into(), ..site.clone() },
            Site { login_password: secret(), ..site.clone() },
            Site { session_cookie: secret(), ..site.clone() },
            Site { station_kind_fixed: true, ..alike.clone() },
            Site { balance_auth: BalanceAuth::UrlKey, ..site.clone() },
            Site { http_proxy: ProxySetting::None, ..site.clone() },
            Site { headers: [("X".to_owned(), secret())].into_iter().collect(), ..site.clone() },
        ] {
            assert!(!site.is_asked_like(&other), "{other:?}");
        }
    }
}
