//! sub2api: one `/v1/usage` by key, a panel below `/api/v1`.

pub mod account;
mod account_query;
pub mod keys;
pub mod logs;
pub mod model_stats;
pub mod query;
pub mod refusal;
mod sounding;
pub mod status;
pub mod subscriptions;
pub mod usage;

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
use crate::relay::log_form::AccountLogForm;
use crate::relay::log_page::AskedPage;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Method, Request};
use crate::relay::response::Response;
use crate::relay::side_question::SideQuestion;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use futures_util::future::BoxFuture;
use serde_json::Value;

/// The program of that name, old and new.
#[derive(Clone, Copy, Debug)]
pub struct Sub2api;

impl Software for Sub2api {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::Sub2api
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(sounding::sound_out(sounding))
    }

    fn sign(&self, _response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        let is_panel = status::is_setup_status(json) || status::has_middleware_code(json);
        is_panel.then_some(Sign::Names(StationKind::Sub2api))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse_settings(json).map(Answer::from),
            Question::BalanceKey | Question::BalanceKeyUsed | Question::TokenUsage => {
                usage::parse(json).or_else(|| account::parse(json)).map(Answer::from)
            }
            Question::BalanceAccount => {
                account::parse(json).or_else(|| subscriptions::parse(json)).map(Answer::from)
            }
            Question::Login => account::parse_login(json).map(Answer::LoggedIn),
            Question::Stats => account::parse_totals(json).map(Answer::from),
            Question::Tokens => keys::parse(json).map(Answer::from),
            Question::ModelStats => model_stats::parse(json).map(Answer::ModelsUsed),
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

    fn side_questions(&self, _kind: StationKind) -> Vec<SideQuestion> {
        vec![SideQuestion { question: Question::Tokens, path: keys::PATH }]
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Usd)
    }

    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        Box::pin(async move { query::balance(query).await.map(Some) })
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
        Box::pin(account_query::show(query, again))
    }

    fn guesses(&self) -> &'static [Guess] {
        &[Guess {
            kind: StationKind::Sub2api,
            method: Method::Get,
            path: usage::PATH,
            rationed: false,
        }]
    }
}
