use crate::model::balance::{Balance, Scope};
use crate::model::base_url::BaseUrl;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::reading::{Reading, ReadingState};
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::site::{BalanceAuth, Site};
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::conversation::{Conversation, Transcript};
use crate::relay::credentials;
use crate::relay::detect::{Detection, detect};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::kind::{one_api_family, sub2api};
use crate::relay::models_query::ask_models;
use crate::relay::redactor::Redactor;
use crate::relay::request::Auth;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Asks one site's station what is left.
pub struct BalanceQuery<'a> {
    pub http: &'a HttpClient,
    pub memory: &'a StationMemory,
    pub site: &'a Site,
    pub settings: &'a Settings,
    /// Told the path of each request before it is sent.
    pub on_ask: &'a (dyn Fn(&str) + Send + Sync),
}

/// What a balance query brought.
#[derive(Clone, Debug)]
pub struct BalanceReport {
    pub reading: Reading,
    pub transcript: Transcript,
    /// Now, when the rate-limited details of the key were asked for.
    pub key_details_asked_at: Option<i64>,
}

/// What the questions of one kind of station need.
#[derive(Debug)]
pub struct KeyQuery<'a> {
    pub conversation: &'a Conversation<'a>,
    pub memory: &'a StationMemory,
    pub station: &'a Station,
    pub key: &'a Secret,
    pub balance_auth: BalanceAuth,
    pub endpoints: &'a EndpointOverrides,
    /// The last good reading of the site.
    pub last_reading: Option<&'a Reading>,
    /// When the details of the key were last asked for, unix seconds.
    pub key_details_asked_at: Option<i64>,
    /// Unix seconds.
    pub now: i64,
    details_asked: &'a AtomicBool,
}

impl KeyQuery<'_> {
    /// Where the key goes on questions about money.
    pub fn auth(&self) -> Auth {
        match self.balance_auth {
            BalanceAuth::Automatic => Auth::Bearer(self.key.clone()),
            BalanceAuth::UrlKey => Auth::UrlKey(self.key.clone()),
        }
    }

    pub fn note_details_asked(&self) {
        self.details_asked.store(true, Ordering::Relaxed);
    }
}

/// What a station told, once its kind was known.
enum Found {
    Balance(Balance),
    /// This kind has no balance to ask for; the key is good.
    NoBalance,
    /// Every path answered a web page.
    WebPages(RelayError),
}

/// A query's result and the kind that it came from.
struct Finding {
    kind: Option<StationKind>,
    found: Result<Found, RelayError>,
    /// The unit of the station's amounts, where it is known.
    station: Option<Station>,
}

impl Finding {
    const fn of_error(error: RelayError) -> Self {
        Self { kind: None, found: Err(error), station: None }
    }
}

impl BalanceQuery<'_> {
    pub async fn run(&self) -> BalanceReport {
        let begun = Instant::now();
        let now = timestamp::now();
        let (base, key) = match self.prepare() {
            Ok(prepared) => prepared,
            Err(kind) => return self.skipped(kind, now),
        };
        let secrets = self.site.secrets().into_iter().chain([key.clone()]);
        let conversation = Conversation::new(self.http, Redactor::new(secrets), self.on_ask);
        let details_asked = AtomicBool::new(false);
        let attempt = Attempt {
            query: self,
            conversation: &conversation,
            base,
            key,
            now,
            details_asked: &details_asked,
        };
        let finding = attempt.find().await;
        let transcript = conversation.into_transcript();
        let mut reading = compose(finding, self.site.station_kind, now);
        reading.elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        reading.tried = transcript.attempts();
        let asked = details_asked.load(Ordering::Relaxed);
        BalanceReport { reading, transcript, key_details_asked_at: asked.then_some(now) }
    }

    fn prepare(&self) -> Result<(BaseUrl, Secret), ErrorKind> {
        if self.site.disabled {
            return Err(ErrorKind::DisabledSite);
        }
        let key = credentials::clean_key(&self.site.api_key);
        let base = self.site.base_url().map_err(|_| ErrorKind::IncompleteSite)?;
        if credentials::is_sendable(&key) {
            Ok((base, key))
        } else {
            Err(ErrorKind::IncompleteSite)
        }
    }

    fn skipped(&self, kind: ErrorKind, now: i64) -> BalanceReport {
        let failure = RelayError::new(kind).to_failure();
        BalanceReport {
            reading: Reading::failed(self.site.station_kind, failure, now),
            transcript: Transcript::default(),
            key_details_asked_at: None,
        }
    }
}

impl fmt::Debug for BalanceQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BalanceQuery").field("site", &self.site.id).finish_non_exhaustive()
    }
}

/// A query that has an address and a key.
struct Attempt<'a> {
    query: &'a BalanceQuery<'a>,
    conversation: &'a Conversation<'a>,
    base: BaseUrl,
    key: Secret,
    now: i64,
    details_asked: &'a AtomicBool,
}

impl Attempt<'_> {
    async fn find(&self) -> Finding {
        if let Some(station) = self.known_station() {
            let finding = self.ask(station).await;
            let is_outdated = finding.found.as_ref().is_err_and(RelayError::is_schema_mismatch);
            if !is_outdated || self.query.site.station_kind_fixed {
                return finding;
            }
            self.query.memory.forget(&self.base);
        }
        match detect(self.conversation, &self.base).await {
            Err(error) => Finding::of_error(error),
            Ok(Detection::Recognised(station)) => self.ask(self.as_fixed(*station)).await,
            Ok(detection) => match (self.fixed_station(), detection) {
                (Some(station), _) => self.ask(station).await,
                (None, Detection::WebPages(error)) => {
                    Finding { kind: None, found: Ok(Found::WebPages(error)), station: None }
                }
                (None, Detection::UnknownApi(base)) => self.last_resort(base).await,
                (None, Detection::Recognised(station)) => self.ask(*station).await,
            },
        }
    }

    /// The station as an earlier query found it. A family member is asked anew in each session,
    /// because its units may change; sub2api has none to ask for.
    fn known_station(&self) -> Option<Station> {
        self.query.memory.recall(&self.base).map(|station| self.as_fixed(station)).or_else(|| {
            let kind = self.query.site.station_kind?;
            (kind == StationKind::Sub2api && self.base.prefix().is_empty())
                .then(|| self.bare_station(kind))
        })
    }

    fn fixed_station(&self) -> Option<Station> {
        let kind = self.query.site.station_kind.filter(|_| self.query.site.station_kind_fixed)?;
        Some(self.bare_station(kind))
    }

    fn as_fixed(&self, station: Station) -> Station {
        match self.query.site.station_kind.filter(|_| self.query.site.station_kind_fixed) {
            Some(kind) => Station { kind, kinds_possible: Vec::new(), ..station },
            None => station,
        }
    }

    fn bare_station(&self, kind: StationKind) -> Station {
        station_at(self.base.clone(), kind)
    }

    async fn ask(&self, station: Station) -> Finding {
        let found = if station.relay_only {
            ask_models(self.conversation, &station.base, &self.key).await.map(|_| Found::NoBalance)
        } else {
            self.balance(&station).await.map(Found::Balance)
        };
        if !found.as_ref().is_err_and(RelayError::is_schema_mismatch) {
            self.query.memory.remember(&self.base, station.clone());
        }
        Finding { kind: Some(station.kind), found, station: Some(station) }
    }

    async fn balance(&self, station: &Station) -> Result<Balance, RelayError> {
        let endpoints = self.endpoints();
        let query = self.key_query(station, &endpoints);
        if station.kind == StationKind::Sub2api {
            sub2api::query::balance(&query).await
        } else {
            one_api_family::query::balance(&query).await
        }
    }

    fn endpoints(&self) -> EndpointOverrides {
        self.query.site.endpoints.or(&self.query.settings.endpoints)
    }

    fn key_query<'q>(
        &'q self,
        station: &'q Station,
        endpoints: &'q EndpointOverrides,
    ) -> KeyQuery<'q> {
        let site = self.query.site;
        KeyQuery {
            conversation: self.conversation,
            memory: self.query.memory,
            station,
            key: &self.key,
            balance_auth: site.balance_auth,
            endpoints,
            last_reading: site.last_reading.as_ref(),
            key_details_asked_at: site.key_details_asked_at,
            now: self.now,
            details_asked: self.details_asked,
        }
    }

    /// Nobody was recognised, yet an API answers: shows it the key once, on the paths of one kind
    /// after the other, until an answer fits.
    async fn last_resort(&self, base: BaseUrl) -> Finding {
        let unrecognised = || Finding::of_error(RelayError::new(ErrorKind::Unrecognised));
        if !self.query.memory.may_show_key(&self.base, &self.key) {
            return unrecognised();
        }
        for (kind, path) in [
            (StationKind::OneApiFamily, EndpointOverrides::SUBSCRIPTION_DEFAULT),
            (StationKind::Sub2api, sub2api::usage::PATH),
            (StationKind::NewApi, one_api_family::token_usage::PATH),
        ] {
            let recognised_by = format!("GET {path}");
            let station = Station { recognised_by, ..station_at(base.clone(), kind) };
            let asked = if kind == StationKind::NewApi {
                self.key_details(&station).await
            } else {
                self.balance(&station).await
            };
            match asked {
                Ok(balance) => {
                    self.query.memory.remember(&self.base, station.clone());
                    let found = Ok(Found::Balance(balance));
                    return Finding { kind: Some(kind), found, station: Some(station) };
                }
                Err(error) if !error.is_schema_mismatch() => return Finding::of_error(error),
                Err(_) => {}
            }
        }
        unrecognised()
    }

    async fn key_details(&self, station: &Station) -> Result<Balance, RelayError> {
        let endpoints = self.endpoints();
        one_api_family::query::key_details(&self.key_query(station, &endpoints)).await
    }
}

fn station_at(base: BaseUrl, kind: StationKind) -> Station {
    Station {
        kind,
        kinds_possible: Vec::new(),
        base,
        status: None,
        recognised_by: String::new(),
        relay_only: false,
    }
}

fn compose(finding: Finding, cached_kind: Option<StationKind>, now: i64) -> Reading {
    let empty = Reading {
        kind: finding.kind.or(cached_kind),
        state: ReadingState::Error,
        balance: None,
        key_valid: KeyValidity::Unknown,
        time: now,
        elapsed_ms: 0,
        failure: None,
        tried: Vec::new(),
    };
    match finding.found {
        Ok(Found::Balance(balance)) => Reading {
            state: state_of(&balance),
            balance: Some(balance),
            key_valid: KeyValidity::Valid,
            ..empty
        },
        Ok(Found::NoBalance) => {
            Reading { state: ReadingState::NoBalance, key_valid: KeyValidity::Valid, ..empty }
        }
        Ok(Found::WebPages(error)) => {
            Reading { state: ReadingState::NotAnApi, failure: Some(error.to_failure()), ..empty }
        }
        Err(error) if error.kind.means_exhausted() => Reading {
            state: ReadingState::Exhausted,
            balance: Some(exhausted_balance(&error, finding.station.as_ref())),
            key_valid: KeyValidity::Valid,
            ..empty
        },
        Err(error) => Reading {
            state: match error.kind {
                ErrorKind::WafChallenge | ErrorKind::WafBlock => ReadingState::Blocked,
                _ => ReadingState::Error,
            },
            key_valid: error.key_valid,
            failure: Some(error.to_failure()),
            ..empty
        },
    }
}

fn state_of(balance: &Balance) -> ReadingState {
    let nothing_left =
        !balance.unlimited && balance.remaining.is_some_and(|left| left <= Decimal::ZERO);
    if nothing_left { ReadingState::Exhausted } else { ReadingState::Ok }
}

/// What a refusal for want of money says about it: its own number, else nought.
fn exhausted_balance(error: &RelayError, station: Option<&Station>) -> Balance {
    let scope = match error.kind {
        ErrorKind::InsufficientBalance => Scope::Account,
        ErrorKind::UsageLimitExceeded => Scope::Subscription,
        _ => Scope::Token,
    };
    let told = Balance { scope, ..Balance::default() };
    if let Some(left) = &error.left {
        return Balance { remaining: Some(left.amount), unit: left.unit.clone(), ..told };
    }
    let units = station.map(Station::units).unwrap_or_default();
    let unit_is_told = units.are_told() || station.is_some_and(|s| s.kind == StationKind::Sub2api);
    Balance {
        remaining: Some(Decimal::ZERO),
        unit: units.unit(),
        unit_assumed: !unit_is_told,
        ..told
    }
}
