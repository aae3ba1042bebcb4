//! The meaning of one answer, from the answer alone and what was known before: pure, so that every
//! recorded exchange is a test.

use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::one_api_family::{billing, status as family_status, token_usage};
use crate::relay::kind::sub2api;
use crate::relay::models;
use crate::relay::money_answer::MoneyAnswer;
use crate::relay::question::Question;
use crate::relay::refusal::{Asked, json_or_refusal};
use crate::relay::response::Response;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;
use url::Url;

/// What was asked, and what earlier answers told.
#[derive(Clone, Debug)]
pub struct Situation {
    pub question: Question,
    /// From the origin, without its query.
    pub path: String,
    /// The full address that was asked, where it is known.
    pub url: Option<Url>,
    pub kind: Option<StationKind>,
    pub units: StationUnits,
}

/// What an answer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Status(Box<StationStatus>),
    Money(Box<MoneyAnswer>),
    Models(Vec<String>),
    /// An answer of an API; which kind stands in [`Interpretation::kind`].
    Recognised,
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
    let asked =
        Asked { path: &situation.path, url: situation.url.as_ref(), units: &situation.units };
    let outcome = json_or_refusal(response, asked).and_then(|json| {
        read(situation, &json).ok_or_else(|| RelayError {
            http_status: Some(response.status),
            ..RelayError::new(ErrorKind::Unrecognised)
        })
    });
    let json = response.json().unwrap_or_default();
    Interpretation {
        kind: kind_shown(situation, response, &json, &outcome),
        kinds_possible: possible(situation, response, &json),
        outcome,
    }
}

fn read(situation: &Situation, json: &Value) -> Option<Answer> {
    match situation.question {
        Question::Status => status(json).map(|status| Answer::Status(Box::new(status))),
        Question::Models => models::parse(json).map(Answer::Models),
        Question::BalanceKey | Question::BalanceKeyUsed | Question::TokenUsage => {
            money(situation, json).map(|money| Answer::Money(Box::new(money)))
        }
        Question::Probe => Some(Answer::Recognised),
    }
}

/// What any kind tells about itself.
pub fn status(json: &Value) -> Option<StationStatus> {
    family_status::parse(json).or_else(|| sub2api::status::parse_settings(json))
}

/// What any kind tells about money; schemas do not overlap.
fn money(situation: &Situation, json: &Value) -> Option<MoneyAnswer> {
    token_usage::parse(json, &situation.units)
        .or_else(|| billing::parse(json, &situation.units, situation.kind))
        .or_else(|| sub2api_money(json).map(MoneyAnswer::from))
}

fn sub2api_money(json: &Value) -> Option<Balance> {
    sub2api::usage::parse(json).or_else(|| sub2api::usage::parse_account(json))
}

fn kind_shown(
    situation: &Situation,
    response: &Response,
    json: &Value,
    outcome: &Result<Answer, RelayError>,
) -> Option<StationKind> {
    if let Ok(Answer::Status(status)) = outcome {
        return Some(status.kind);
    }
    if family_status::is_relay_only_health(response, json) && outcome.is_ok() {
        return Some(StationKind::DoneHub);
    }
    if sub2api::status::is_setup_status(json) || sub2api::status::has_middleware_code(json) {
        return Some(StationKind::Sub2api);
    }
    let signs = family_status::kind_by_signs(response, ErrorBody::of(json).as_ref());
    match signs {
        Some(StationKind::OneApiFamily) | None => {
            situation.kind.or(signs).or_else(|| kind_by_money(outcome))
        }
        sign => sign,
    }
}

fn kind_by_money(outcome: &Result<Answer, RelayError>) -> Option<StationKind> {
    matches!(outcome, Ok(Answer::Money(money)) if money.raw_points.is_some())
        .then_some(StationKind::OneApiFamily)
}

fn possible(situation: &Situation, response: &Response, json: &Value) -> Vec<StationKind> {
    if situation.kind.is_some() {
        return Vec::new();
    }
    if family_status::is_relay_only_health(response, json) {
        return vec![StationKind::DoneHub];
    }
    family_status::kinds_possible(response, json)
}
