//! claude-relay-service: limits and use of a key by the key's id, below `/apiStats`.
//!
//! What lies below `/api` takes a request out of the key's window and starts the clock of a key
//! that was never used. It is asked only when the user wants what nobody else tells.

pub mod counters;
pub mod key_id;
pub mod logs;
pub mod model_stats;
mod query;
mod refusal;
mod relayed;
pub mod service_rates;
mod sounding;
pub mod status;
pub mod user_stats;

use crate::model::balance::Balance;
use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::claude_relay_service::user_stats::AskedBy;
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
use crate::relay::usage_totals::UsageTotals;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

/// The program of that name.
#[derive(Clone, Copy, Debug)]
pub struct ClaudeRelayService;

impl Software for ClaudeRelayService {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::ClaudeRelayService
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(sounding::sound_out(sounding))
    }

    fn sign(&self, response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        let shows_itself = status::shows_itself(response, json);
        shows_itself.then_some(Sign::Names(StationKind::ClaudeRelayService))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse_health(json).map(Answer::from),
            Question::KeyId => key_id::parse(json).map(Answer::KeyId),
            Question::BalanceKey => {
                let asked_by = AskedBy::of(situation.body.as_ref());
                user_stats::parse(json, asked_by).map(Answer::from)
            }
            Question::Stats => counters::parse(json).map(Answer::from),
            Question::ModelStats => model_stats::parse(json).map(Answer::ModelsUsed),
            Question::Pricing => service_rates::parse(json).map(Answer::from),
            _ => None,
        }
    }

    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        _asked: Asked<'_>,
    ) -> Option<RelayError> {
        refusal::meaning(response, body)
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Usd)
    }

    fn models_request<'a>(
        &'a self,
        shown: &'a ShownKey<'a>,
    ) -> BoxFuture<'a, Result<Request, RelayError>> {
        Box::pin(relayed::models_request(shown))
    }

    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        Box::pin(async move { query::balance(query).await.map(Some) })
    }

    /// It has keys, and nobody behind them.
    fn account_balance<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
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

    fn log_totals(&self, rest: &Value) -> Option<UsageTotals> {
        counters::parse(rest)
    }

    fn key_log_request<'a>(
        &'a self,
        shown: &'a ShownKey<'a>,
    ) -> Option<BoxFuture<'a, Result<Request, RelayError>>> {
        Some(Box::pin(relayed::log_request(shown)))
    }

    fn guesses(&self) -> &'static [Guess] {
        &[Guess {
            kind: StationKind::ClaudeRelayService,
            method: Method::Post,
            path: user_stats::PATH,
            rationed: false,
        }]
    }

    fn guess<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        Box::pin(async move { query::balance_by_key(query).await.map(Some) })
    }
}
