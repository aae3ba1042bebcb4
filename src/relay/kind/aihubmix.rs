//! AIHubMix: known by its host, tells what the account behind an access token holds.

use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::one_api_family::account;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use rust_decimal::Decimal;
use serde_json::Value;

/// Quota points per USD; it has no status that could tell.
const POINTS_PER_USD: i64 = 500_000;

/// The service of that name.
#[derive(Clone, Copy, Debug)]
pub struct AiHubMix;

impl Software for AiHubMix {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::AiHubMix
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        &[("aihubmix.com", StationKind::AiHubMix)]
    }

    fn shows_itself(&self) -> bool {
        false
    }

    fn sign(&self, _response: &Response, _json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        None
    }

    /// Reads only what it is known to have said: its words are also those of others.
    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        let is_mine = situation.kind == Some(StationKind::AiHubMix);
        match situation.question {
            Question::BalanceAccount if is_mine => account::parse(json, &units()).map(Answer::from),
            _ => None,
        }
    }

    fn refusal(&self, _: &Response, _: &ErrorBody, _: Asked<'_>) -> Option<RelayError> {
        None
    }

    /// A key opens its models, not its money.
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
        async move { account_balance(query).await }.boxed()
    }
}

/// The token goes without a word before it.
async fn account_balance(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let token = query.account.access_token.clone();
    let token = token.ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    let request = Request::with_auth(account::PATH, Auth::Raw(token))
        .about(Question::BalanceAccount, query.station.kind);
    let request = Request { has_secret_answer: true, ..request };
    let units = units();
    let read = |_: &_, json: &Value| account::parse(json, &units);
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

fn units() -> StationUnits {
    StationUnits { quota_per_unit: Some(Decimal::from(POINTS_PER_USD)), ..StationUnits::default() }
}
