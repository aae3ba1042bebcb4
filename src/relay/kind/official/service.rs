use crate::model::balance::{Balance, Scope, Window};
use crate::model::balance_part::BalancePart;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::by_host;
use crate::relay::kind::software::{Guess, Sign, Software};
use crate::relay::lenient;
use crate::relay::models;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// A service that is known by its host and answers a key one question about money.
pub trait Service: Sync {
    const KIND: StationKind;
    /// Where it stands, each with all below it.
    const HOSTS: &'static [(&'static str, StationKind)];
    /// The question about money.
    const BALANCE_PATH: &'static str;
    const MODELS_PATH: &'static str = models::PATH;
    const GUESSES: &'static [Guess] = &[];

    /// Where the key goes.
    fn auth(key: &Secret) -> Auth {
        Auth::Bearer(key.clone())
    }

    /// The unit of all amounts, where there is but one.
    fn unit() -> Option<Unit> {
        None
    }

    /// Reads the answer, which came from `url` where that is known.
    fn balance(json: &Value, url: Option<&Url>) -> Option<Balance>;

    /// What a refusal of the question about money means, beyond its HTTP status.
    fn refusal(_body: &ErrorBody) -> Option<RelayError> {
        None
    }
}

/// Its words are also those of others, so it reads and judges only what was asked of it.
impl<S: Service> Software for S {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == S::KIND
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        S::HOSTS
    }

    fn shows_itself(&self) -> bool {
        false
    }

    fn sign(&self, _response: &Response, _json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        None
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        let is_mine = situation.kind == Some(S::KIND);
        match situation.question {
            Question::BalanceKey if is_mine => {
                S::balance(json, situation.url.as_ref()).map(Answer::from)
            }
            _ => None,
        }
    }

    fn is_alone_at(&self, path: &str) -> bool {
        path == S::BALANCE_PATH
    }

    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError> {
        let judge = || S::refusal(body).or_else(|| refused_key(response, asked, S::KIND));
        self.is_alone_at(asked.path).then(judge).flatten()
    }

    fn unit(&self) -> Option<Unit> {
        S::unit()
    }

    fn model_list(&self, _kind: StationKind, key: &Secret) -> Option<Request> {
        Some(Request::with_auth(S::MODELS_PATH, Auth::Bearer(key.clone())))
    }

    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        let request = Request::with_auth(S::BALANCE_PATH, S::auth(query.key))
            .about(Question::BalanceKey, query.station.kind);
        async move { ask(query, &request, S::balance).await.map(Some) }.boxed()
    }

    /// There is no account to ask beside the key.
    fn account_balance<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
    }

    fn guesses(&self) -> &'static [Guess] {
        S::GUESSES
    }
}

/// Asks a service one question with a key.
pub(super) async fn ask(
    query: &KeyQuery<'_>,
    request: &Request,
    read: fn(&Value, Option<&Url>) -> Option<Balance>,
) -> Result<Balance, RelayError> {
    let base = &query.station.base;
    let url = base.join(&request.path);
    let units = StationUnits::default();
    query.conversation.ask(base, request, &units, |_, json| read(json, Some(&url))).await
}

/// The service itself says 401 of wrong keys only; what stands elsewhere may say it of others.
pub(super) fn refused_key(
    response: &Response,
    asked: Asked<'_>,
    service: StationKind,
) -> Option<RelayError> {
    let is_itself = asked.url.and_then(by_host) == Some(service);
    let key_valid = if is_itself { KeyValidity::Refused } else { KeyValidity::Unknown };
    (response.status == 401).then(|| RelayError::new(ErrorKind::InvalidKey).with_key(key_valid))
}

/// A wallet with what it is made of.
pub(super) fn wallet(
    unit: Unit,
    remaining: Decimal,
    granted: Option<Decimal>,
    topped_up: Option<Decimal>,
) -> Balance {
    let part = BalancePart {
        unit: unit.clone(),
        remaining: Some(remaining),
        granted,
        topped_up,
        ..BalancePart::default()
    };
    let is_made_of_something = granted.is_some() || topped_up.is_some();
    Balance {
        scope: Scope::Account,
        unit,
        remaining: Some(remaining),
        parts: is_made_of_something.then_some(part).into_iter().collect(),
        ..Balance::default()
    }
}

/// A plan that tells shares of its limits and no amounts.
pub(super) fn plan_of_shares(windows: Vec<Window>) -> Balance {
    Balance { scope: Scope::Subscription, unit: Unit::Percent, windows, ..Balance::default() }
}

pub(super) fn amount(fields: &Value, name: &str) -> Option<Decimal> {
    fields.get(name).and_then(lenient::decimal)
}

/// Whether the answer came from this host.
pub(super) fn is_from(url: Option<&Url>, host: &str) -> bool {
    url.and_then(Url::host_str) == Some(host)
}
