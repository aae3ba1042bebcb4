//! one-api, new-api, one-hub, done-hub, Veloera, chat-api and what speaks like them.

pub mod account;
mod account_query;
pub mod billing;
pub mod checkin;
pub mod keys;
pub mod log_requests;
pub mod logs;
pub mod member;
pub mod notice;
pub mod plans;
pub mod pricing;
pub mod query;
pub mod refusal;
mod sounding;
pub mod status;
pub mod token_usage;
pub mod totals;

use crate::model::balance::Balance;
use crate::model::call_log::CallLog;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::pagination::Pagination;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::checkin_form::CheckinForm;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Guess, Sign, Software};
use crate::relay::log_form::{AccountLogForm, KeyLogForm};
use crate::relay::log_page::AskedPage;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Method, Request};
use crate::relay::response::Response;
use crate::relay::side_question::SideQuestion;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

/// one-api and everything that grew out of it.
#[derive(Clone, Copy, Debug)]
pub struct OneApiFamily;

impl Software for OneApiFamily {
    fn is_run_by(&self, kind: StationKind) -> bool {
        member::of(kind).is_some()
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(sounding::sound_out(sounding))
    }

    fn sign(&self, response: &Response, json: &Value, told: Option<&Answer>) -> Option<Sign> {
        if told.is_some() && status::is_relay_only_health(response, json) {
            return Some(Sign::Names(StationKind::DoneHub));
        }
        match status::kind_by_signs(response, ErrorBody::of(json).as_ref()) {
            Some(StationKind::OneApiFamily) => Some(Sign::Suggests(StationKind::OneApiFamily)),
            Some(kind) => Some(Sign::Names(kind)),
            None => counts_points(told).then_some(Sign::Suggests(StationKind::OneApiFamily)),
        }
    }

    fn kinds_possible(&self, response: &Response, json: &Value) -> Vec<StationKind> {
        if status::is_relay_only_health(response, json) {
            return vec![StationKind::DoneHub];
        }
        status::kinds_possible(response, json)
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse(json).map(Answer::from),
            Question::BalanceKey | Question::BalanceKeyUsed | Question::TokenUsage => {
                token_usage::parse(json, &situation.units)
                    .or_else(|| billing::parse(json, &situation.units, situation.kind))
                    .map(Answer::from)
            }
            Question::BalanceAccount => account::parse(json, &situation.units)
                .or_else(|| plans::parse(json, &situation.units).map(|plans| plans.balance))
                .map(Answer::from),
            Question::Stats => {
                totals::parse(json, &situation.units, situation.kind).map(Answer::from)
            }
            Question::Tokens => keys::parse(json, &situation.units).map(Answer::from),
            Question::Pricing => pricing::parse(json, &situation.units).map(Answer::from),
            Question::Notice => notice::parse(json).map(Answer::Notice),
            Question::Checkin => checkin::parse(json, &situation.units).map(Answer::from),
            Question::CheckinStatus => {
                checkin::parse_status(json, &situation.units).map(Answer::from)
            }
            _ => None,
        }
    }

    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError> {
        refusal::meaning(response, body, asked)
    }

    fn user_headers(&self, kind: StationKind, user_id: &str) -> Vec<(String, Secret)> {
        member::user_id_headers(kind, user_id)
    }

    fn side_questions(&self, kind: StationKind) -> Vec<SideQuestion> {
        let side = |question, path| SideQuestion { question, path };
        let mut sides =
            vec![side(Question::Notice, notice::PATH), side(Question::Tokens, keys::PATH)];
        sides.extend(pricing::paths(kind).iter().map(|path| side(Question::Pricing, *path)));
        sides
    }

    fn checkin_form(&self, kind: StationKind) -> Option<CheckinForm> {
        checkin::form(kind)
    }

    fn hidden_refusal(&self, json: &Value, asked: Asked<'_>) -> Option<RelayError> {
        checkin::hidden_refusal(json, asked)
    }

    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        Box::pin(query::balance(query))
    }

    fn account_balance<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        Box::pin(account_query::balance(query))
    }

    fn log_row(
        &self,
        row: &Value,
        units: &StationUnits,
        kind: Option<StationKind>,
    ) -> Option<CallLog> {
        logs::row(row, units, kind)
    }

    fn log_pagination(&self, rest: &Value, asked: AskedPage) -> Option<Pagination> {
        logs::pagination(rest, asked)
    }

    fn account_log(&self, kind: StationKind) -> Option<AccountLogForm> {
        Some(log_requests::account_form(kind))
    }

    fn show_account<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
        again: bool,
    ) -> BoxFuture<'a, Result<Request, RelayError>> {
        ready(account_query::show(query, again)).boxed()
    }

    fn key_log(&self, kind: StationKind, units: &StationUnits) -> Option<KeyLogForm> {
        log_requests::key_form(kind, units)
    }

    fn guesses(&self) -> &'static [Guess] {
        &[
            Guess {
                kind: StationKind::OneApiFamily,
                method: Method::Get,
                path: EndpointOverrides::SUBSCRIPTION_DEFAULT,
                rationed: false,
            },
            Guess {
                kind: StationKind::NewApi,
                method: Method::Get,
                path: token_usage::PATH,
                rationed: true,
            },
        ]
    }

    fn guess<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        match query.station.kind {
            StationKind::NewApi => Box::pin(query::guess_by_details(query)),
            _ => self.key_balance(query),
        }
    }
}

/// Nobody else counts quota points.
fn counts_points(told: Option<&Answer>) -> bool {
    matches!(told, Some(Answer::Money(money)) if money.raw_points.is_some())
}
