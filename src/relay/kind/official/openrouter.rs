//! OpenRouter: a key has a limit of its own or spends the account's credits.

use crate::model::balance::{Balance, Scope};
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::official::service::{amount, ask, refused_key};
use crate::relay::kind::software::{Sign, Software};
use crate::relay::lenient;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::Value;

const KIND: StationKind = StationKind::OpenRouter;
const KEY_PATH: &str = "/api/v1/key";
/// Open to management keys.
const CREDITS_PATH: &str = "/api/v1/credits";
const MODELS_PATH: &str = "/api/v1/models";

/// The service of that name.
#[derive(Clone, Copy, Debug)]
pub struct OpenRouter;

impl Software for OpenRouter {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == KIND
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        &[("openrouter.ai", KIND)]
    }

    fn shows_itself(&self) -> bool {
        false
    }

    fn sign(&self, _response: &Response, _json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        None
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        let is_mine = situation.kind == Some(KIND);
        match situation.question {
            Question::BalanceKey if is_mine => parse_key(json).map(Answer::from),
            Question::BalanceAccount if is_mine => parse_credits(json).map(Answer::from),
            _ => None,
        }
    }

    fn is_alone_at(&self, path: &str) -> bool {
        matches!(path, KEY_PATH | CREDITS_PATH)
    }

    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError> {
        match asked.path {
            KEY_PATH | CREDITS_PATH if body.message.contains("No auth credentials") => {
                Some(RelayError::new(ErrorKind::KeyMissing))
            }
            KEY_PATH => refused_key(response, asked, KIND),
            CREDITS_PATH if response.status == 401 => {
                Some(RelayError::new(ErrorKind::UnauthorizedAccount))
            }
            _ => None,
        }
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Usd)
    }

    fn model_list(&self, _kind: StationKind, key: &Secret) -> Option<Request> {
        Some(Request::with_auth(MODELS_PATH, Auth::Bearer(key.clone())))
    }

    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        async move { key_balance(query).await.map(Some) }.boxed()
    }

    /// A management key goes where others have their access token.
    fn account_balance<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        async move { credits(query).await }.boxed()
    }
}

/// A key without a limit of its own has what the account has, where it may know.
async fn key_balance(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    let request = |path: &str, question: Question| {
        Request::with_auth(path, Auth::Bearer(query.key.clone()))
            .about(question, query.station.kind)
    };
    let key =
        ask(query, &request(KEY_PATH, Question::BalanceKey), |json, _| parse_key(json)).await?;
    if !key.unlimited {
        return Ok(key);
    }
    match ask(query, &request(CREDITS_PATH, Question::BalanceAccount), |json, _| {
        parse_credits(json)
    })
    .await
    {
        Ok(credits) => {
            Ok(Balance { name_of_key: key.name_of_key, expires_at: key.expires_at, ..credits })
        }
        Err(_) => Ok(key),
    }
}

async fn credits(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let key = query.account.access_token.clone();
    let key = key.ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    let request = Request::with_auth(CREDITS_PATH, Auth::Bearer(key))
        .about(Question::BalanceAccount, query.station.kind);
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| parse_credits(json);
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

/// Reads `{"data":{label,limit|null,limit_remaining|null,usage,…}}`; without a limit the key
/// spends what the account has.
fn parse_key(json: &Value) -> Option<Balance> {
    let data = json.get("data")?;
    let used = amount(data, "usage")?;
    let unlimited = data.get("limit")?.is_null();
    Some(Balance {
        scope: Scope::Token,
        remaining: amount(data, "limit_remaining"),
        used: Some(used),
        total: amount(data, "limit"),
        unit: Unit::Usd,
        unlimited,
        expires_at: data.get("expires_at").and_then(lenient::moment),
        name_of_key: data.get("label").and_then(lenient::text),
        ..Balance::default()
    })
}

/// Reads `{"data":{total_credits,total_usage}}`: what was bought and what was used of it.
fn parse_credits(json: &Value) -> Option<Balance> {
    let data = json.get("data")?;
    let (total, used) = (amount(data, "total_credits")?, amount(data, "total_usage")?);
    Some(Balance {
        scope: Scope::Account,
        remaining: Some(total.checked_sub(used)?),
        used: Some(used),
        total: Some(total),
        unit: Unit::Usd,
        ..Balance::default()
    })
}
