use crate::model::base_url::BaseUrl;
use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::fetched_span::FetchedSpan;
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::account_logs::AccountLogs;
use crate::relay::account_query::AccountQuery;
use crate::relay::conversation::Conversation;
use crate::relay::credentials;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::heard_log::{HeardLog, Whole};
use crate::relay::http_client::HttpClient;
use crate::relay::key_logs::KeyLogs;
use crate::relay::kind;
use crate::relay::known_station::known_station;
use crate::relay::log_watch::LogWatch;
use crate::relay::redactor::Redactor;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use std::fmt;
use std::time::{Duration, Instant};

/// How long one site's log may take in all, with all its pages.
const LONGEST: Duration = Duration::from_mins(2);

/// Asks one site's station for its log: of the account where access to it is given, else of the
/// key. Only when the user asks: some stations bear few of these questions.
pub struct LogsQuery<'a> {
    pub http: &'a HttpClient,
    pub memory: &'a StationMemory,
    pub site: &'a Site,
    pub settings: &'a Settings,
    pub wanted: WantedLogs,
    pub watch: LogWatch,
}

/// What a question for a log brought.
#[derive(Clone, Debug, Default)]
pub struct LogsReport {
    /// Newest first.
    pub logs: Vec<CallLog>,
    /// Rows that the station holds, wanted or not, where it tells; not told when only older ones
    /// were asked for.
    pub total: Option<u64>,
    /// Less came than was wanted: a bound was met, or the station failed on the way.
    pub truncated: bool,
    /// May stand beside rows that came before it.
    pub error: Option<RelayError>,
    /// In the order of asking.
    pub exchanges: Vec<Exchange>,
    /// Of which time all rows that the station holds are here; `None` where that is not known.
    pub fetched: Option<FetchedSpan>,
}

impl LogsReport {
    pub fn failed(error: RelayError) -> Self {
        Self { error: Some(error), ..Self::default() }
    }

    /// Whether the site was answered: also by a station that has no log for these credentials.
    pub fn is_answered(&self) -> bool {
        self.error
            .as_ref()
            .is_none_or(|error| error.kind.is_skip() || error.kind == ErrorKind::FeatureDisabled)
    }
}

impl LogsQuery<'_> {
    /// Always comes to an end soon after it is cancelled, with the rows that came before.
    pub async fn run(&self) -> LogsReport {
        let begun = timestamp::now();
        let heard = Box::pin(self.hear()).await;
        self.report(heard, begun)
    }

    fn report(&self, mut heard: HeardLog, begun: i64) -> LogsReport {
        let too_many = self.wanted.cut(&mut heard.logs);
        LogsReport {
            fetched: self.fetched(&heard, &too_many, begun),
            logs: heard.logs,
            total: heard.total.filter(|_| self.wanted.until.is_none()),
            truncated: heard.truncated,
            error: heard.error,
            exchanges: heard.exchanges,
        }
    }

    /// A second that is not over when the station is asked is not whole yet.
    fn fetched(&self, heard: &HeardLog, too_many: &[CallLog], begun: i64) -> Option<FetchedSpan> {
        let WantedLogs { since, until, .. } = self.wanted;
        let held = match heard.whole {
            Whole::Unknown => return None,
            Whole::After(time) => Some(time.saturating_add(1)),
            Whole::All => None,
        };
        let wanted = too_many.first().map(|row| row.time.saturating_add(1));
        let oldest = || heard.logs.last().map(|row| row.time);
        let from = held.max(wanted).max(since).or_else(oldest)?;
        let to = until.map_or(begun - 1, |until| until.min(begun - 1));
        (from <= to).then(|| FetchedSpan { site: self.site.id.clone(), from, to })
    }

    async fn hear(&self) -> HeardLog {
        let (pasted, key) = match self.prepare() {
            Ok(prepared) => prepared,
            Err(kind) => return HeardLog::failed(RelayError::new(kind)),
        };
        if self.memory.is_resting(&pasted.origin(), Instant::now()) {
            return HeardLog::failed(RelayError::new(ErrorKind::RateLimited));
        }
        let redactor = Redactor::new(self.site.secrets().into_iter().chain(key.clone()));
        let proxy = self.site.http_proxy.clone();
        let conversation =
            Conversation::new(self.http, proxy, redactor, &|_| ()).with_headers(&self.site.headers);
        let mut heard = self.ask(&conversation, &pasted, key.as_ref()).await;
        if let Some(seconds) = heard.error.as_ref().and_then(|error| error.retry_after) {
            self.memory.let_rest(pasted.origin(), seconds, Instant::now());
        }
        if heard.error.as_ref().is_some_and(RelayError::is_schema_mismatch) {
            // It is another kind than it was, perhaps.
            self.memory.forget(&pasted);
        }
        heard.exchanges = conversation.into_transcript().exchanges;
        heard
    }

    fn prepare(&self) -> Result<(BaseUrl, Option<Secret>), ErrorKind> {
        if self.site.disabled {
            return Err(ErrorKind::DisabledSite);
        }
        let key = Some(credentials::clean_key(&self.site.api_key)).filter(credentials::is_sendable);
        let pasted = self.site.base_url().map_err(|_| ErrorKind::IncompleteSite)?;
        let is_complete = key.is_some() || AccountCredentials::of(self.site).is_some();
        if is_complete { Ok((pasted, key)) } else { Err(ErrorKind::IncompleteSite) }
    }

    async fn ask(
        &self,
        conversation: &Conversation<'_>,
        pasted: &BaseUrl,
        key: Option<&Secret>,
    ) -> HeardLog {
        let station = self.station(conversation, pasted);
        let station = match self.watch.unless_cancelled(station).await {
            Ok(station) => station,
            Err(error) => return HeardLog::failed(error),
        };
        let Some(account) = self.account_at(&station, key) else {
            return self.of_key(conversation, &station, key).await;
        };
        let of_account = self.of_account(conversation, &station, &account).await;
        if of_account.error.is_none() || !of_account.logs.is_empty() {
            return of_account;
        }
        // What the account's log lacks, the key's can make up for; its failure tells less.
        let of_key = self.of_key(conversation, &station, key).await;
        if of_key.error.is_none() { of_key } else { of_account }
    }

    /// Shows the account in the other way, where there is one, when the first is refused.
    async fn of_account(
        &self,
        conversation: &Conversation<'_>,
        station: &Station,
        account: &AccountCredentials,
    ) -> HeardLog {
        let query = AccountQuery {
            conversation,
            memory: self.memory,
            station,
            account,
            wants_today: false,
            now: timestamp::now(),
        };
        let first = self.ask_account(&query, false).await;
        let is_refused = first.error.as_ref().is_some_and(RelayError::refuses_account);
        if !is_refused {
            return first;
        }
        let second = self.ask_account(&query, true).await;
        if second.error.is_none() { second } else { first }
    }

    async fn ask_account(&self, query: &AccountQuery<'_>, again: bool) -> HeardLog {
        let AccountQuery { conversation, station, .. } = *query;
        let software = kind::software(station.kind);
        let Some(form) = software.account_log(station.kind) else {
            return HeardLog::failed(RelayError::new(ErrorKind::FeatureDisabled));
        };
        let deadline = tokio::time::Instant::now() + LONGEST;
        let shown = software.show_account(query, again);
        let shown = match self.watch.unless_cancelled(shown).await {
            Ok(shown) => shown,
            Err(error) => return HeardLog::failed(error),
        };
        let logs = AccountLogs {
            conversation,
            station,
            form,
            shown,
            wanted: self.wanted,
            page_size: self.settings.logs_page_size,
            watch: &self.watch,
            deadline,
        };
        logs.ask().await
    }

    async fn of_key(
        &self,
        conversation: &Conversation<'_>,
        station: &Station,
        key: Option<&Secret>,
    ) -> HeardLog {
        let Some(key) = key else {
            return HeardLog::failed(RelayError::new(ErrorKind::FeatureDisabled));
        };
        let own_path = self.site.endpoints.logs.as_deref();
        let logs = KeyLogs {
            conversation,
            memory: self.memory,
            station,
            key,
            form: kind::software(station.kind).key_log(station.kind, &station.units()),
            paths: [own_path, self.settings.endpoints.logs.as_deref()],
            auth: self.site.log_auth,
            relay: &self.site.log_relay,
            wanted: self.wanted,
        };
        let heard = self.watch.unless_cancelled(logs.ask()).await;
        heard.inspect(|heard| self.watch.tell(heard.logs.len())).unwrap_or_else(HeardLog::failed)
    }

    /// A log-in token of sub2api opens the account wherever it was typed. A station that only relays
    /// has no accounts.
    fn account_at(&self, station: &Station, key: Option<&Secret>) -> Option<AccountCredentials> {
        if station.relay_only {
            return None;
        }
        let as_key =
            key.filter(|key| station.kind == StationKind::Sub2api && credentials::is_jwt(key));
        AccountCredentials::of(self.site).or_else(|| {
            let access_token = Some(as_key?.clone());
            Some(AccountCredentials { access_token, ..AccountCredentials::default() })
        })
    }

    async fn station(
        &self,
        conversation: &Conversation<'_>,
        pasted: &BaseUrl,
    ) -> Result<Station, RelayError> {
        let found = known_station(conversation, self.memory, self.site, pasted, None).await;
        if found.is_err() && self.has_relay() {
            // A relay is there because the station itself may be out of reach.
            let kind = self.site.station_kind.unwrap_or(StationKind::OneApiFamily);
            return Ok(Station::chosen(pasted, kind));
        }
        found
    }

    fn has_relay(&self) -> bool {
        !self.site.log_relay.trim().is_empty()
    }
}

impl fmt::Debug for LogsQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogsQuery").field("site", &self.site.id).finish_non_exhaustive()
    }
}
