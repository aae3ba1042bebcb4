use crate::model::base_url::BaseUrl;
use crate::model::checkin::{CheckinAward, CheckinStatus};
use crate::model::checkin_result::{CheckinResult, CheckinState};
use crate::model::error_kind::ErrorKind;
use crate::model::money::Money;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::account_query::AccountQuery;
use crate::relay::checkin_form::{AccountOf, CheckinForm};
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::http_client::HttpClient;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::kind;
use crate::relay::known_station::known_station;
use crate::relay::question::Question;
use crate::relay::redactor::Redactor;
use crate::relay::request::Request;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use serde_json::Value;
use std::fmt;
use std::time::Instant;

/// Makes today's check-in of one site. It changes something at the station, so it runs only when
/// the user asks.
pub struct CheckinQuery<'a> {
    pub http: &'a HttpClient,
    pub memory: &'a StationMemory,
    pub site: &'a Site,
    /// Told the path of each request before it is sent.
    pub on_ask: &'a (dyn Fn(&str) + Send + Sync),
}

/// What a check-in brought.
#[derive(Clone, Debug)]
pub struct CheckinReport {
    pub result: CheckinResult,
    /// In the order of asking.
    pub exchanges: Vec<Exchange>,
}

impl CheckinReport {
    /// The end of a check-in that never reached its station.
    pub fn not_asked(kind: ErrorKind) -> Self {
        let failure = RelayError::new(kind).to_failure();
        let result = CheckinResult::failed(failure, timestamp::now());
        Self { result, exchanges: Vec::new() }
    }
}

/// Whether a site is checked in when no site is named: the user set a way to do it, or its account
/// is at a station that may offer it.
pub fn takes_part(site: &Site) -> bool {
    let may_offer = || CheckinForm::of(site.station_kind, &site.checkin).is_some();
    let has_account = || account_of(site).is_some();
    !site.disabled && (site.checkin.is_set() || has_account() && may_offer())
}

/// What the account is shown to its station by. A log-in alone opens no check-in.
fn account_of(site: &Site) -> Option<AccountCredentials> {
    AccountCredentials::of(site)
        .filter(|account| account.access_token.is_some() || account.session_cookie.is_some())
}

/// What was found, before it is a result.
enum Finding {
    Done {
        award: CheckinAward,
        balance: Option<Money>,
    },
    /// With the station's own words.
    Already(String),
    /// The station does not offer it; its own words.
    NotOffered(String),
    Failed(RelayError),
}

impl From<RelayError> for Finding {
    fn from(error: RelayError) -> Self {
        match error.kind {
            ErrorKind::AlreadyCheckedIn => Self::Already(error.message),
            ErrorKind::FeatureDisabled => Self::NotOffered(error.message),
            _ => Self::Failed(error),
        }
    }
}

impl CheckinQuery<'_> {
    pub async fn run(&self) -> CheckinReport {
        let site = self.site;
        if site.disabled {
            return CheckinReport::not_asked(ErrorKind::DisabledSite);
        }
        let (base, account) = match (site.base_url(), account_of(site)) {
            (Ok(base), Some(account)) => (base, account),
            _ if site.checkin.page().is_some() => {
                let result = CheckinResult::new(CheckinState::OpenPage, timestamp::now());
                return CheckinReport { result, exchanges: Vec::new() };
            }
            _ => return CheckinReport::not_asked(ErrorKind::IncompleteSite),
        };
        if self.memory.is_resting(&base.origin(), Instant::now()) {
            return CheckinReport::not_asked(ErrorKind::RateLimited);
        }
        let redactor = Redactor::new(site.secrets());
        let conversation =
            Conversation::new(self.http, site.http_proxy.clone(), redactor, self.on_ask)
                .with_headers(&site.headers);
        let attempt = Attempt { query: self, conversation: &conversation, account };
        let finding = attempt.find(&base).await;
        self.obey(&base, &finding);
        CheckinReport {
            result: self.result(finding),
            exchanges: conversation.into_transcript().exchanges,
        }
    }

    /// Leaves a station alone that asked for it, and forgets one that is not what it was.
    fn obey(&self, base: &BaseUrl, finding: &Finding) {
        let Finding::Failed(error) = finding else { return };
        if let Some(seconds) = error.retry_after {
            self.memory.let_rest(base.origin(), seconds, Instant::now());
        }
        if error.is_schema_mismatch() {
            self.memory.forget(base);
        }
    }

    fn result(&self, finding: Finding) -> CheckinResult {
        let now = timestamp::now();
        match finding {
            Finding::Done { award, balance } => CheckinResult {
                message: award.message.clone(),
                award: Some(award),
                balance,
                ..CheckinResult::new(CheckinState::Done, now)
            },
            Finding::Already(message) => {
                CheckinResult { message, ..CheckinResult::new(CheckinState::Already, now) }
            }
            Finding::NotOffered(message) => {
                let error = RelayError::new(ErrorKind::FeatureDisabled).with_message(message);
                let failure = Some(error.to_failure());
                CheckinResult { failure, ..CheckinResult::new(CheckinState::Skipped, now) }
            }
            Finding::Failed(error) if self.helps_a_page(&error) => CheckinResult {
                failure: Some(error.to_failure()),
                ..CheckinResult::new(CheckinState::OpenPage, now)
            },
            Finding::Failed(error) => CheckinResult::failed(error.to_failure(), now),
        }
    }

    /// A person in front of a browser gets past this, and the user set where.
    fn helps_a_page(&self, error: &RelayError) -> bool {
        let wants_a_person = matches!(
            error.kind,
            ErrorKind::TurnstileRequired
                | ErrorKind::CaptchaRequired
                | ErrorKind::WafChallenge
                | ErrorKind::NotLoggedIn
                | ErrorKind::RedirectLogin
        );
        wants_a_person && self.site.checkin.page().is_some()
    }
}

impl fmt::Debug for CheckinQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckinQuery").field("site", &self.site.id).finish_non_exhaustive()
    }
}

/// A check-in that has an address and an account.
struct Attempt<'a> {
    query: &'a CheckinQuery<'a>,
    conversation: &'a Conversation<'a>,
    account: AccountCredentials,
}

impl Attempt<'_> {
    async fn find(&self, pasted: &BaseUrl) -> Finding {
        let CheckinQuery { memory, site, .. } = self.query;
        // What the user set for the check-in is meant for whoever answers there.
        let taken_for = site.checkin.is_set().then_some(kind::MOST_LIKELY);
        let asked = known_station(self.conversation, memory, site, pasted, taken_for);
        let station = match asked.await {
            Ok(station) => station,
            Err(error) => return error.into(),
        };
        let Some(form) = CheckinForm::of(Some(station.kind), &self.query.site.checkin) else {
            return Finding::NotOffered(String::new());
        };
        let is_off = station.status.as_ref().is_some_and(|status| status.checkin == Some(false));
        if is_off && form.has_switch {
            return Finding::NotOffered(String::new());
        }
        match self.ask_status(&station, &form).await {
            Ok(status) if status.offered == Some(false) => Finding::NotOffered(String::new()),
            Ok(status) if status.checked_in_today => Finding::Already(String::new()),
            Ok(_) => self.check_in(&station, &form).await,
            // The status tells only whether asking is worth it.
            Err(error) if error.is_schema_mismatch() => self.check_in(&station, &form).await,
            Err(error) => error.into(),
        }
    }

    /// Nothing known, where there is no such question.
    async fn ask_status(
        &self,
        station: &Station,
        form: &CheckinForm,
    ) -> Result<CheckinStatus, RelayError> {
        let Some(request) = form.status_request(&self.account_at(station)) else {
            return Ok(CheckinStatus::default());
        };
        match self.ask(station, &request, Question::CheckinStatus).await? {
            Answer::CheckinStatus(status) => Ok(*status),
            _ => Err(RelayError::new(ErrorKind::Unrecognised)),
        }
    }

    async fn check_in(&self, station: &Station, form: &CheckinForm) -> Finding {
        let Some(request) = form.request(&self.account_at(station)) else {
            return RelayError::new(ErrorKind::IncompleteSite).into();
        };
        match self.ask(station, &request, Question::Checkin).await {
            Ok(Answer::Checkin(award)) => {
                Finding::Done { award: *award, balance: self.balance(station).await }
            }
            Ok(_) => RelayError::new(ErrorKind::Unrecognised).into(),
            Err(error) => error.into(),
        }
    }

    /// What the account holds now. The check-in is done, whatever comes of this.
    async fn balance(&self, station: &Station) -> Option<Money> {
        let query = AccountQuery {
            conversation: self.conversation,
            memory: self.query.memory,
            station,
            account: &self.account,
            wants_today: false,
            now: timestamp::now(),
        };
        let balance = kind::software(station.kind).account_balance(&query).await;
        balance.ok()?.remaining_money()
    }

    fn account_at(&self, station: &Station) -> AccountOf<'_> {
        let setup = &self.query.site.checkin;
        AccountOf { credentials: &self.account, kind: station.kind, setup }
    }

    async fn ask(
        &self,
        station: &Station,
        request: &Request,
        question: Question,
    ) -> Result<Answer, RelayError> {
        let units = station.units();
        let situation = Situation {
            question,
            path: request.path.clone(),
            query: Vec::new(),
            url: None,
            body: request.body.clone(),
            kind: Some(station.kind),
            units: units.clone(),
        };
        let read = |_: &_, json: &Value| {
            kind::software_in_turn(situation.kind).find_map(|one| one.read(&situation, json))
        };
        self.conversation.ask(&station.base, request, &units, read).await
    }
}
