use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::site::LogAuth;
use crate::relay::conversation::{Conversation, Heard};
use crate::relay::error::RelayError;
use crate::relay::heard_log::{HeardLog, Whole};
use crate::relay::kind;
use crate::relay::log_form::{KeyLogForm, KeyPlace};
use crate::relay::log_page::LogPage;
use crate::relay::logs::{self, LogContext};
use crate::relay::refusal::Asked;
use crate::relay::request::{AnswerLength, Auth, Request};
use crate::relay::shown_key::ShownKey;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use std::time::Instant;
use url::Url;

/// The log of one key, which comes whole: these stations know no pages of it.
pub(super) struct KeyLogs<'a> {
    pub(super) conversation: &'a Conversation<'a>,
    pub(super) memory: &'a StationMemory,
    pub(super) station: &'a Station,
    pub(super) key: &'a Secret,
    /// `None` where the kind knows no such log.
    pub(super) form: Option<KeyLogForm>,
    /// The paths that the user set, for this site and for all.
    pub(super) paths: [Option<&'a str>; 2],
    pub(super) auth: LogAuth,
    /// Empty = none.
    pub(super) relay: &'a str,
    pub(super) wanted: WantedLogs,
}

impl KeyLogs<'_> {
    pub(super) async fn ask(&self) -> Result<HeardLog, RelayError> {
        self.ask_place_by_place().await.map(|page| self.heard(page))
    }

    fn heard(&self, page: LogPage) -> HeardLog {
        // Where as many came as ever come, older ones may have been left out. Of builds that know no
        // such bound more come.
        let most = self.form.and_then(|form| form.most_rows);
        let is_full = most == Some(page.rows.len());
        let truncated = page.truncated || is_full && !self.wanted.is_met_by(&page.rows);
        let count = u64::try_from(page.rows.len()).ok();
        // Told beside a log of the last few calls.
        let all = page.totals.as_ref().map(|totals| totals.total.requests);
        let whole = match all {
            // Which end of it came is not known.
            _ if page.truncated => Whole::Unknown,
            None if !is_full && !self.is_asked_blindly() => Whole::All,
            Some(all) if all.is_some() && count >= all => Whole::All,
            _ => Whole::after(&page.rows),
        };
        let total = count.filter(|_| !truncated);
        HeardLog { logs: page.rows, total, truncated, whole, ..HeardLog::default() }
    }

    /// At a path that only the user knows: whether it leaves out older rows is not known.
    fn is_asked_blindly(&self) -> bool {
        let [own_path, _] = self.paths;
        own_path.is_some() && self.form.is_none()
    }

    /// Goes to the next place where an answer proves nothing, and takes the most telling one.
    async fn ask_place_by_place(&self) -> Result<LogPage, RelayError> {
        let [own_path, _] = self.paths;
        let query =
            ShownKey { conversation: self.conversation, station: self.station, key: self.key };
        let of_kind = kind::software(self.station.kind).key_log_request(&query);
        if let Some(request) = of_kind.filter(|_| own_path.is_none()) {
            return self.ask_with(&request.await?).await.outcome;
        }
        let mut best = Err(RelayError::new(ErrorKind::FeatureDisabled));
        for (index, place) in self.places().iter().enumerate() {
            let heard = self.ask_at(*place).await;
            let ends = !proves_nothing(&heard, *place);
            if index == 0 || weight(&heard.outcome) > weight(&best) {
                best = heard.outcome;
            }
            if ends {
                break;
            }
        }
        best.map_err(|error| self.as_feature(error))
    }

    fn places(&self) -> &'static [KeyPlace] {
        let [own_path, _] = self.paths;
        match (self.auth, self.form) {
            // Who set a path for this site knows of a log where the program does not.
            (_, None) if own_path.is_none() => &[],
            (LogAuth::Bearer, _) | (LogAuth::Automatic, None) => &[KeyPlace::Header],
            (LogAuth::UrlKey, _) => &[KeyPlace::Address],
            (LogAuth::XApiKey, _) => &[KeyPlace::XApiKey],
            (LogAuth::Automatic, Some(form)) => form.places,
        }
    }

    async fn ask_at(&self, place: KeyPlace) -> Heard<LogPage> {
        let origin = self.station.base.origin();
        let is_limited = place == KeyPlace::Header && self.form.is_some_and(|form| form.rationed);
        let budget = &self.memory.token_usage_budget;
        if is_limited && !budget.take(&origin, Instant::now()) {
            let outcome = Err(RelayError::new(ErrorKind::RateLimited));
            return Heard { outcome, response: None };
        }
        let request = match self.request(place) {
            Ok(request) => request,
            Err(error) => return Heard { outcome: Err(error), response: None },
        };
        let heard = self.ask_with(&request).await;
        let refused = heard.outcome.as_ref().err();
        if is_limited && refused.is_some_and(|error| error.kind == ErrorKind::RateLimited) {
            budget.spend(&origin, Instant::now());
        }
        heard
    }

    async fn ask_with(&self, request: &Request) -> Heard<LogPage> {
        let units = self.station.units();
        let base = &self.station.base;
        let read = |answer: &_, asked: Asked<'_>, redactor: &_| {
            let kind = Some(self.station.kind);
            logs::read(answer, asked, LogContext { kind, units: &units, page: None, redactor })
        };
        self.conversation.ask_raw(base, request, &units, read).await
    }

    fn request(&self, place: KeyPlace) -> Result<Request, RelayError> {
        let relay = match self.relay.trim() {
            "" => None,
            address => Some(relay(address)?),
        };
        let auth = match place {
            KeyPlace::Header => Auth::Bearer(self.key.clone()),
            KeyPlace::XApiKey => Auth::XApiKey(self.key.clone()),
            KeyPlace::Address => {
                let in_address = self.form.map_or(str::to_owned as fn(&_) -> _, |f| f.in_address);
                Auth::UrlKey(Secret::new(in_address(self.key.reveal())))
            }
        };
        Ok(Request {
            relay,
            has_secret_answer: true,
            length: AnswerLength::Long,
            ..Request::with_auth(self.path(), auth)
        })
    }

    fn path(&self) -> &str {
        self.set_path().or(self.form.map(|form| form.path)).unwrap_or_default()
    }

    fn set_path(&self) -> Option<&str> {
        let [own, common] = self.paths;
        own.or(common)
    }

    /// Members without this log answer a plain 404. Of a path that the user set, that it is wrong.
    fn as_feature(&self, error: RelayError) -> RelayError {
        let is_absent = error.kind == ErrorKind::EndpointMissing && self.set_path().is_none();
        if is_absent { RelayError { kind: ErrorKind::FeatureDisabled, ..error } } else { error }
    }
}

fn relay(address: &str) -> Result<Url, RelayError> {
    let url = Url::parse(address.trim_end_matches('/')).ok();
    url.filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| RelayError::new(ErrorKind::IncompleteSite))
}

/// Whether the key may simply have stood in the wrong place. It never goes into an address where
/// the station shows that it would not look there.
fn proves_nothing(heard: &Heard<LogPage>, place: KeyPlace) -> bool {
    let is_recent = heard.response.as_ref().is_some_and(|r| r.new_api_version().is_some());
    match &heard.outcome {
        Ok(page) => page.rows.is_empty() && !is_recent,
        // A recent one that was asked by an address wants the header.
        Err(error) if is_recent => {
            place == KeyPlace::Address && error.kind == ErrorKind::KeyMissing
        }
        Err(error) => says_nothing(error) || error.kind == ErrorKind::InvalidKey,
    }
}

fn says_nothing(error: &RelayError) -> bool {
    match error.kind {
        ErrorKind::WrongAuthPlace
        | ErrorKind::KeyMissing
        | ErrorKind::UnauthorizedAccount
        | ErrorKind::NotLoggedIn
        | ErrorKind::MissingUserId
        | ErrorKind::EmptyBody
        | ErrorKind::Unrecognised => true,
        ErrorKind::ServerError => error.message.starts_with("Panic detected"),
        _ => false,
    }
}

/// How much an answer tells: rows, then a judgement, then that there are no rows.
fn weight(outcome: &Result<LogPage, RelayError>) -> u8 {
    match outcome {
        Ok(page) if !page.rows.is_empty() => 3,
        Err(error) if !says_nothing(error) => 2,
        Ok(_) => 1,
        Err(_) => 0,
    }
}
