use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::key_details::KeyDetails;
use crate::model::reading::Reading;
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::account_query::AccountQuery;
use crate::relay::conversation::Conversation;
use crate::relay::credentials;
use crate::relay::detect::{Detection, detect, detect_beside};
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::finding::Finding;
use crate::relay::http_client::HttpClient;
use crate::relay::key_query::{KeyQuery, Known};
use crate::relay::kind;
use crate::relay::last_resort::LastResort;
use crate::relay::pool_query::PoolQuery;
use crate::relay::redactor::Redactor;
use crate::relay::side_by_side::{AccountOutcome, KeyOutcome, put_together};
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use std::fmt;
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
    /// In the order of asking.
    pub exchanges: Vec<Exchange>,
    /// The site's address with https, where the station led there.
    pub https_address: Option<String>,
    /// What the rate-limited question told of the key, where it was asked.
    pub key_details: Option<KeyDetails>,
}

impl BalanceQuery<'_> {
    pub async fn run(&self) -> BalanceReport {
        let begun = Instant::now();
        let now = timestamp::now();
        let (pasted, shown) = match self.prepare() {
            Ok(prepared) => prepared,
            Err(kind) => return self.not_asked(&RelayError::new(kind), now),
        };
        if self.memory.is_resting(&pasted.origin(), begun) {
            return self.not_asked(&RelayError::new(ErrorKind::RateLimited), now);
        }
        let redactor = Redactor::new(self.site.secrets().into_iter().chain(shown.key.clone()));
        let conversation =
            Conversation::new(self.http, self.site.http_proxy.clone(), redactor, self.on_ask)
                .with_headers(&self.site.headers)
                .recorded([self.site.login_name.clone()]);
        let known = Known::of(self.site, now);
        let attempt = Attempt {
            query: self,
            conversation: &conversation,
            pasted: &pasted,
            shown: &shown,
            known: &known,
        };
        let finding = attempt.find().await;
        if let Finding::Failed(_, error) = &finding {
            self.obey(&pasted, error);
        }
        let transcript = conversation.into_transcript();
        let mut reading = finding.into_reading(self.site.station_kind, now);
        reading.elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        reading.pool = known.pool();
        reading.tried = transcript.attempts();
        let https_address = pasted.to_string().replacen("http:", "https:", 1);
        BalanceReport {
            reading,
            https_address: transcript.upgraded_to_https.then_some(https_address),
            exchanges: transcript.exchanges,
            key_details: known.into_newer_details(),
        }
    }

    fn prepare(&self) -> Result<(BaseUrl, Shown), ErrorKind> {
        if self.site.disabled {
            return Err(ErrorKind::DisabledSite);
        }
        let pasted = self.site.base_url().map_err(|_| ErrorKind::IncompleteSite)?;
        let key = credentials::clean_key(&self.site.api_key);
        let key = Some(key).filter(credentials::is_sendable);
        let shown = Shown { key, account: AccountCredentials::of(self.site) };
        let is_complete = shown.key.is_some() || shown.account.is_some();
        if is_complete { Ok((pasted, shown)) } else { Err(ErrorKind::IncompleteSite) }
    }

    /// Leaves a station alone that asked for it.
    fn obey(&self, pasted: &BaseUrl, error: &RelayError) {
        if let Some(seconds) = error.retry_after {
            self.memory.let_rest(pasted.origin(), seconds, Instant::now());
        }
    }

    fn not_asked(&self, error: &RelayError, now: i64) -> BalanceReport {
        BalanceReport {
            reading: Reading::failed(self.site.station_kind, error.to_failure(), now),
            exchanges: Vec::new(),
            https_address: None,
            key_details: None,
        }
    }
}

impl fmt::Debug for BalanceQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BalanceQuery").field("site", &self.site.id).finish_non_exhaustive()
    }
}

/// What a station is shown to open what it knows: one of the two at least.
struct Shown {
    key: Option<Secret>,
    account: Option<AccountCredentials>,
}

/// A query that has an address and something to show.
struct Attempt<'a> {
    query: &'a BalanceQuery<'a>,
    conversation: &'a Conversation<'a>,
    pasted: &'a BaseUrl,
    shown: &'a Shown,
    known: &'a Known<'a>,
}

impl Attempt<'_> {
    async fn find(&self) -> Finding {
        if let Some(station) = self.query.memory.recall(self.pasted) {
            let finding = self.ask(station).await;
            if !finding.is_schema_mismatch() {
                return finding;
            }
            self.query.memory.forget(self.pasted);
        }
        if let Some(kind) = self.query.site.chosen_kind()
            && !kind::software(kind).shows_itself()
        {
            return self.ask_as(Station::chosen(&self.pasted.bare(), kind)).await;
        }
        let detection = detect(self.conversation, self.pasted, self.query.site.station_kind).await;
        match detection {
            Ok(Detection::Recognised(station)) => self.ask_recognised(*station).await,
            Ok(Detection::UnknownApi(base)) => self.ask_unknown(base).await,
            Ok(Detection::NotAnApi { only_pages: true, error }) => Finding::WebPages(error),
            Ok(Detection::NotAnApi { error, .. }) | Err(error) => Finding::Failed(None, error),
        }
    }

    /// Where the recognised station does not know what it is shown, another may stand behind it:
    /// the one that tells a number is the one that the site means.
    async fn ask_recognised(&self, station: Station) -> Finding {
        let finding = self.ask(station.clone()).await;
        if self.query.site.chosen_kind().is_some() || !finding.knows_nothing_shown() {
            return finding;
        }
        let expected = self.query.site.station_kind;
        let Some(other) = detect_beside(self.conversation, &station, expected).await else {
            return finding;
        };
        match self.ask_as(other.clone()).await {
            told @ Finding::Balance(..) => {
                self.query.memory.remember(self.pasted, other);
                told
            }
            _ => finding,
        }
    }

    async fn ask(&self, detected: Station) -> Finding {
        let station = match self.query.site.chosen_kind() {
            Some(kind) => Station { kind, relay_only: false, ..detected.clone() },
            None => detected.clone(),
        };
        let finding = self.ask_as(station).await;
        if !finding.is_schema_mismatch() {
            self.query.memory.remember(self.pasted, detected);
        }
        finding
    }

    /// Asks the key and the account, one after the other: stations count what is asked at once.
    async fn ask_as(&self, station: Station) -> Finding {
        let key = match &self.shown.key {
            Some(key) => Some(self.ask_key(&station, key).await),
            None => None,
        };
        if let Some(Err(error)) = &key
            && error.says_nothing_of_the_kind()
        {
            return Finding::Failed(Some(station), error.clone());
        }
        let account = self.ask_account(&station).await;
        self.ask_pool(&station, key.as_ref(), account.as_ref()).await;
        put_together(station, key, account)
    }

    /// Asks a station that answers for its pool, which is told beside everything else.
    async fn ask_pool(
        &self,
        station: &Station,
        key: Option<&KeyOutcome>,
        account: Option<&AccountOutcome>,
    ) {
        if let Some(Err(error)) = account
            && error.says_nothing_of_the_kind()
        {
            return;
        }
        let is_good = matches!(key, Some(Ok(_)));
        let key = self.shown.key.as_ref().filter(|_| is_good);
        let query = PoolQuery { conversation: self.conversation, station, key };
        self.known.note_pool(kind::software(station.kind).pool(&query).await);
    }

    async fn ask_key(&self, station: &Station, key: &Secret) -> KeyOutcome {
        let endpoints = self.query.site.endpoints.or(&self.query.settings.endpoints);
        let query = KeyQuery {
            conversation: self.conversation,
            memory: self.query.memory,
            station,
            key,
            endpoints: &endpoints,
            balance_auth: self.query.site.balance_auth,
            known: self.known,
        };
        kind::software(station.kind).key_balance(&query).await
    }

    /// `None` for a site without an account.
    async fn ask_account(&self, station: &Station) -> Option<AccountOutcome> {
        let query = AccountQuery {
            conversation: self.conversation,
            memory: self.query.memory,
            station,
            account: self.shown.account.as_ref()?,
            wants_today: self.shown.key.is_none(),
            now: self.known.now,
        };
        let outcome = kind::software(station.kind).account_balance(&query).await;
        if let Err(error) = &outcome {
            self.query.obey(self.pasted, error);
        }
        Some(outcome)
    }

    async fn ask_unknown(&self, base: BaseUrl) -> Finding {
        if let Some(kind) = self.query.site.chosen_kind() {
            return self.ask_as(Station::chosen(&base, kind)).await;
        }
        let Some(key) = &self.shown.key else {
            // No question of an account fits one kind only.
            return Finding::Failed(None, RelayError::new(ErrorKind::Unrecognised));
        };
        let endpoints = self.query.site.endpoints.or(&self.query.settings.endpoints);
        let last_resort = LastResort {
            conversation: self.conversation,
            memory: self.query.memory,
            pasted: self.pasted,
            base,
            key,
            endpoints: &endpoints,
            known: self.known,
        };
        match last_resort.show_key().await {
            Ok((station, balance)) => {
                let account = self.ask_account(&station).await;
                put_together(station, Some(Ok(Some(balance))), account)
            }
            Err(error) => Finding::Failed(None, error),
        }
    }
}
