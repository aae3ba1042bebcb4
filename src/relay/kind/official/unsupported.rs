//! Services that are recognised and not asked: Volcengine wants signed requests of an account,
//! ZenMux an address of the user's own.

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
use crate::relay::refusal::Asked;
use crate::relay::request::Request;
use crate::relay::response::Response;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

const HOSTS: &[(&str, StationKind)] =
    &[("volces.com", StationKind::Volcengine), ("zenmux.ai", StationKind::ZenMux)];

/// All of them.
#[derive(Clone, Copy, Debug)]
pub struct Unsupported;

impl Software for Unsupported {
    fn is_run_by(&self, kind: StationKind) -> bool {
        HOSTS.iter().any(|(_, known)| *known == kind)
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        HOSTS
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

    fn model_list(&self, _kind: StationKind, _key: &Secret) -> Option<Request> {
        None
    }

    fn key_balance<'a>(
        &'a self,
        _query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::NotSupported))).boxed()
    }

    fn account_balance<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::NotSupported))).boxed()
    }
}
