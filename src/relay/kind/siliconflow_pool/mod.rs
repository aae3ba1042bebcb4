//! `SiliconFlow` API Proxy: lends the keys of its pool to all callers. Only its administrator, who
//! logs in with a name and a password, is told of money and calls.

pub mod keys;
pub mod logs;
pub mod overview;
mod refusal;
pub mod session;
pub mod status;

use crate::model::balance::Balance;
use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::model::pool_status::PoolStatus;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::log_form::AccountLogForm;
use crate::relay::log_page::AskedPage;
use crate::relay::pool_query::PoolQuery;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::Request;
use crate::relay::response::Response;
use crate::relay::side_question::SideQuestion;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

/// The program of that name.
#[derive(Clone, Copy, Debug)]
pub struct SiliconFlowPool;

impl Software for SiliconFlowPool {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::SiliconFlowPool
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(status::sound_out(sounding))
    }

    fn sign(&self, _response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        refusal::is_closed(json).then_some(Sign::Names(StationKind::SiliconFlowPool))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse(json).map(Answer::from),
            Question::BalanceAccount => overview::parse(json).map(Answer::from),
            Question::Stats => overview::parse_today(json).map(Answer::from),
            Question::Tokens => keys::parse(json).map(Answer::from),
            _ => None,
        }
    }

    fn read_headers(&self, situation: &Situation, response: &Response) -> Option<Answer> {
        let is_log_in = situation.question == Question::Login;
        is_log_in.then(|| session::opened(response)).flatten().map(Answer::SessionOpened)
    }

    fn refusal(
        &self,
        _response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError> {
        refusal::meaning(body, asked)
    }

    fn page_refusal(&self, response: &Response) -> Option<RelayError> {
        refusal::of_page(response)
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Cny)
    }

    /// A caller's key opens neither money nor calls.
    fn key_balance<'a>(
        &'a self,
        _query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
    }

    fn account_balance<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        Box::pin(overview::balance(query))
    }

    fn side_questions(&self, _kind: StationKind) -> Vec<SideQuestion> {
        vec![SideQuestion { question: Question::Tokens, path: keys::PATH }]
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

    fn account_log(&self, _kind: StationKind) -> Option<AccountLogForm> {
        Some(logs::FORM)
    }

    fn show_account<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
        again: bool,
    ) -> BoxFuture<'a, Result<Request, RelayError>> {
        Box::pin(session::show(query, again))
    }

    fn pool<'a>(&'a self, query: &'a PoolQuery<'a>) -> BoxFuture<'a, Option<PoolStatus>> {
        Box::pin(status::pool(query))
    }

    /// Anybody is told them.
    fn models_prove_key(&self) -> bool {
        false
    }
}
