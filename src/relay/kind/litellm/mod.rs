//! `LiteLLM`: a budget by key, and behind it the budget of the key's owner.

pub mod account;
pub mod activity;
pub mod key_info;
pub mod logs;
mod query;
pub mod refusal;
mod sounding;
pub mod status;

use crate::model::balance::Balance;
use crate::model::call_log::CallLog;
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Guess, Sign, Software};
use crate::relay::log_page::AskedPage;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Method, Request};
use crate::relay::response::Response;
use crate::relay::shown_key::ShownKey;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use futures_util::future::BoxFuture;
use serde_json::Value;

/// The proxy of that name.
#[derive(Clone, Copy, Debug)]
pub struct LiteLlm;

impl Software for LiteLlm {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::LiteLlm
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(sounding::sound_out(sounding))
    }

    fn sign(&self, _response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        let shows_itself = refusal::is_its_shape(json) || status::is_alive(json);
        shows_itself.then_some(Sign::Names(StationKind::LiteLlm))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse(json).map(Answer::from),
            Question::BalanceKey => key_info::parse(json).map(Answer::from),
            Question::BalanceAccount => account::parse(json).map(Answer::from),
            Question::Stats => activity::parse(json).map(Answer::from),
            _ => None,
        }
    }

    fn refusal(
        &self,
        _response: &Response,
        body: &ErrorBody,
        _asked: Asked<'_>,
    ) -> Option<RelayError> {
        refusal::meaning(body)
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Usd)
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
        Box::pin(query::account_balance(query))
    }

    fn log_row(
        &self,
        row: &Value,
        _units: &StationUnits,
        _kind: Option<StationKind>,
    ) -> Option<CallLog> {
        logs::row(row)
    }

    fn log_pagination(&self, rest: &Value, _asked: AskedPage) -> Option<Pagination> {
        logs::pagination(rest)
    }

    fn key_log_request<'a>(
        &'a self,
        shown: &'a ShownKey<'a>,
    ) -> Option<BoxFuture<'a, Result<Request, RelayError>>> {
        Some(Box::pin(logs::request(shown)))
    }

    fn guesses(&self) -> &'static [Guess] {
        &[Guess {
            kind: StationKind::LiteLlm,
            method: Method::Get,
            path: key_info::PATH,
            rationed: false,
        }]
    }
}
