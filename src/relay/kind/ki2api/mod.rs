//! `Ki2API`: lends accounts of an upstream service to whoever has its one key. It knows neither
//! money nor calls; its list of models tells whether a key is good.

pub mod pool;
mod refusal;
pub mod status;

use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::pool_status::PoolStatus;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::models_query::check_key;
use crate::relay::pool_query::PoolQuery;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::response::Response;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

/// The program of that name, with one account and with several.
#[derive(Clone, Copy, Debug)]
pub struct Ki2Api;

impl Software for Ki2Api {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::Ki2Api
    }

    fn sound_out<'a>(
        &'a self,
        sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        Box::pin(status::sound_out(sounding))
    }

    fn sign(&self, _response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        let names_itself = status::names_itself(json) || status::owns_models(json);
        names_itself.then_some(Sign::Names(StationKind::Ki2Api))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::Status => status::parse(json).map(Answer::from),
            Question::PoolStatus => pool::parse(json).map(Answer::Pool),
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

    /// No billing path is asked: it has none.
    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        check_key(query).map(|checked| checked.map(|()| None)).boxed()
    }

    /// There is no account but the operator's.
    fn account_balance<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
    }

    fn pool<'a>(&'a self, query: &'a PoolQuery<'a>) -> BoxFuture<'a, Option<PoolStatus>> {
        Box::pin(pool::ask(query))
    }
}
