//! Anthropic: no balance. What may be asked in a minute stands in the headers of paid answers, so
//! it is read where such an answer is at hand and never asked for.

use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::models;
use crate::relay::models_query::check_key;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

const KIND: StationKind = StationKind::Anthropic;
/// Every request has to say which version of the API it speaks.
const VERSION: (&str, &str) = ("anthropic-version", "2023-06-01");

/// The service of that name.
#[derive(Clone, Copy, Debug)]
pub struct Anthropic;

impl Software for Anthropic {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == KIND
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        &[("api.anthropic.com", KIND)]
    }

    fn shows_itself(&self) -> bool {
        false
    }

    fn sign(&self, _response: &Response, _json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        None
    }

    fn read(&self, _situation: &Situation, _json: &Value) -> Option<Answer> {
        None
    }

    fn refusal(&self, _: &Response, _: &ErrorBody, _: Asked<'_>) -> Option<RelayError> {
        None
    }

    fn model_list(&self, _kind: StationKind, key: &Secret) -> Option<Request> {
        let (name, value) = VERSION;
        Some(Request {
            headers: vec![(name.to_owned(), Secret::new(value))],
            ..Request::with_auth(models::PATH, Auth::XApiKey(key.clone()))
        })
    }

    /// Only whether the key is good can be told.
    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        async move { check_key(query).await.map(|()| None) }.boxed()
    }

    fn account_balance<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
    }
}
