//! The meaning of one answer, from the answer alone and what was known before: pure, so that every
//! recorded exchange is a test.

use crate::model::account_key::AccountKeys;
use crate::model::balance::Balance;
use crate::model::checkin::{CheckinAward, CheckinStatus};
use crate::model::error_kind::ErrorKind;
use crate::model::model_price::PriceList;
use crate::model::model_use::ModelUse;
use crate::model::pool_status::PoolStatus;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind;
use crate::relay::kind::software::Sign;
use crate::relay::log_page::{AskedPage, LogPage};
use crate::relay::logs::{self, LogContext};
use crate::relay::models;
use crate::relay::money_answer::MoneyAnswer;
use crate::relay::question::Question;
use crate::relay::rate_limit::{self, RateLimit};
use crate::relay::redactor::Redactor;
use crate::relay::refusal::{Asked, json_or_refusal};
use crate::relay::response::Response;
use crate::relay::session_cookie::SessionCookie;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use crate::relay::usage_totals::UsageTotals;
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

/// What was asked, and what earlier answers told.
#[derive(Clone, Debug)]
pub struct Situation {
    pub question: Question,
    /// From the origin, without its query.
    pub path: String,
    /// Names and values behind the question mark.
    pub query: Vec<(String, String)>,
    /// The full address that was asked, where it is known.
    pub url: Option<Url>,
    /// What was sent along, where a body was.
    pub body: Option<Value>,
    pub kind: Option<StationKind>,
    pub units: StationUnits,
}

/// What an answer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Status(Box<StationStatus>),
    Money(Box<MoneyAnswer>),
    /// The token of a session. Never shown.
    LoggedIn(Secret),
    /// A session that stands in a cookie. Never shown.
    SessionOpened(SessionCookie),
    Totals(Box<UsageTotals>),
    /// The station's own id of the key, as good as the key itself. Never shown.
    KeyId(Secret),
    Models(Vec<String>),
    Pool(PoolStatus),
    ModelsUsed(Vec<ModelUse>),
    Keys(Box<AccountKeys>),
    Prices(Box<PriceList>),
    /// Markdown or HTML; empty when there is none.
    Notice(String),
    Checkin(Box<CheckinAward>),
    CheckinStatus(Box<CheckinStatus>),
    Logs(LogPage),
    /// By what is counted.
    RateLimits(BTreeMap<String, RateLimit>),
    /// An answer of an API; which kind stands in [`Interpretation::kind`].
    Recognised,
}

impl From<UsageTotals> for Answer {
    fn from(totals: UsageTotals) -> Self {
        Self::Totals(Box::new(totals))
    }
}

impl From<AccountKeys> for Answer {
    fn from(keys: AccountKeys) -> Self {
        Self::Keys(Box::new(keys))
    }
}

impl From<PriceList> for Answer {
    fn from(prices: PriceList) -> Self {
        Self::Prices(Box::new(prices))
    }
}

impl From<CheckinAward> for Answer {
    fn from(award: CheckinAward) -> Self {
        Self::Checkin(Box::new(award))
    }
}

impl From<CheckinStatus> for Answer {
    fn from(status: CheckinStatus) -> Self {
        Self::CheckinStatus(Box::new(status))
    }
}

impl From<StationStatus> for Answer {
    fn from(status: StationStatus) -> Self {
        Self::Status(Box::new(status))
    }
}

impl From<MoneyAnswer> for Answer {
    fn from(money: MoneyAnswer) -> Self {
        Self::Money(Box::new(money))
    }
}

impl From<Balance> for Answer {
    fn from(balance: Balance) -> Self {
        MoneyAnswer::from(balance).into()
    }
}

/// The meaning of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    pub outcome: Result<Answer, RelayError>,
    /// The most that may be concluded from this answer and what was known.
    pub kind: Option<StationKind>,
    /// More than one where the answer leaves it open.
    pub kinds_possible: Vec<StationKind>,
}

pub fn interpret(situation: &Situation, response: &Response) -> Interpretation {
    let asked = Asked {
        path: &situation.path,
        url: situation.url.as_ref(),
        key_in_url: situation.query.iter().any(|(name, _)| name == "key"),
        kind: situation.kind,
        units: &situation.units,
    };
    let outcome = match situation.question {
        Question::LogsKey | Question::LogsAccount => {
            logs(situation, response, asked).map(Answer::Logs)
        }
        _ => json_or_refusal(response, asked).and_then(|json| {
            read(situation, response, &json).ok_or_else(|| RelayError {
                http_status: Some(response.status),
                ..RelayError::new(ErrorKind::Unrecognised)
            })
        }),
    };
    let json = response.json().unwrap_or_default();
    Interpretation {
        kind: kind_shown(situation, response, &json, outcome.as_ref().ok()),
        kinds_possible: possible(situation, response, &json),
        outcome,
    }
}

fn read(situation: &Situation, response: &Response, json: &Value) -> Option<Answer> {
    let told = kind::software_in_turn(situation.kind).find_map(|software| {
        let in_headers = || software.read_headers(situation, response);
        software.read(situation, json).or_else(in_headers)
    });
    told.or_else(|| match situation.question {
        Question::Models => models::parse(json).map(Answer::Models),
        Question::RateLimit => Some(rate_limit::in_headers(response))
            .filter(|told| !told.is_empty())
            .map(Answer::RateLimits),
        Question::Probe => Some(Answer::Recognised),
        _ => None,
    })
}

/// A log is read row by row, not as a document.
fn logs(
    situation: &Situation,
    response: &Response,
    asked: Asked<'_>,
) -> Result<LogPage, RelayError> {
    let parameters = situation.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let context = LogContext {
        kind: situation.kind,
        units: &situation.units,
        page: (situation.question == Question::LogsAccount)
            .then(|| AskedPage::of_query(parameters)),
        redactor: &Redactor::default(),
    };
    logs::read(response, asked, context)
}

/// What the answer names goes before what was known, which goes before what it suggests.
fn kind_shown(
    situation: &Situation,
    response: &Response,
    json: &Value,
    told: Option<&Answer>,
) -> Option<StationKind> {
    if let Some(Answer::Status(status)) = told {
        return Some(status.kind);
    }
    let (mut named, mut suggested) = (None, None);
    for software in kind::SOFTWARE {
        match software.sign(response, json, told) {
            Some(Sign::Names(kind)) => named = named.or(Some(kind)),
            Some(Sign::Suggests(kind)) => suggested = suggested.or(Some(kind)),
            None => {}
        }
    }
    named.or(situation.kind).or(suggested)
}

fn possible(situation: &Situation, response: &Response, json: &Value) -> Vec<StationKind> {
    if situation.kind.is_some() {
        return Vec::new();
    }
    let possible = kind::SOFTWARE.iter().flat_map(|one| one.kinds_possible(response, json));
    possible.collect()
}
