use crate::model::balance::{Balance, Scope};
use crate::model::error_kind::ErrorKind;
use crate::model::reading::ReadingState;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::one_api_family::billing::{self, PairContext};
use crate::relay::kind::one_api_family::{refusal, token_usage};
use crate::relay::models_query::check_key;
use crate::relay::question::Question;
use crate::relay::refusal::key_is_good;
use crate::relay::request::{Auth, Request};
use rust_decimal::Decimal;
use serde_json::Value;
use std::time::Instant;

/// What the key may still spend: by the billing pair, and by the key's own details where the pair
/// is not enough and the station's budget allows.
///
/// A node that only relays has no money to ask for: its model list tells whether the key is good.
pub async fn balance(query: &KeyQuery<'_>) -> Result<Option<Balance>, RelayError> {
    if query.station.relay_only {
        check_key(query).await?;
        return Ok(None);
    }
    told_balance(query).await.map(Some)
}

async fn told_balance(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    match pair(query).await {
        Ok(balance) => Ok(with_details(query, balance).await),
        Err(refusal) if query.station.kind == StationKind::NewApi && is_unclear(&refusal) => {
            by_details(query, refusal).await
        }
        Err(refusal)
            if query.station.kind == StationKind::OneApi
                && refusal.kind == ErrorKind::EndpointMissing =>
        {
            credit_grants(query, refusal).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// Both halves at the same time.
async fn pair(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    let units = query.station.units();
    let half = |path: &str, question: Question| {
        let request = Request::with_auth(path, query.auth()).about(question, query.station.kind);
        let units = units.clone();
        async move {
            let read = |_: &_, json: &Value| {
                billing::parse(json, &units, Some(query.station.kind)).map(|_| json.clone())
            };
            query.conversation.ask(&query.station.base, &request, &units, read).await
        }
    };
    let (subscription, usage) = tokio::join!(
        half(query.endpoints.subscription_path(), Question::BalanceKey),
        half(query.endpoints.usage_path(), Question::BalanceKeyUsed)
    );
    let context = PairContext { units: &units, kind: Some(query.station.kind) };
    match (subscription, usage) {
        (Ok(subscription), Ok(usage)) => billing::combine(&subscription, &usage, context),
        (Ok(subscription), Err(error)) => {
            // A key without a limit needs no second number.
            billing::combine(&subscription, &Value::Null, context).map_err(|_| error)
        }
        (Err(error), Ok(_)) => Err(error),
        (Err(first), Err(second)) => Err(more_telling(first, second)),
    }
}

/// Of two refusals the one that says more: a number, then that the key is real, then anything
/// but a missing path.
fn more_telling(first: RelayError, second: RelayError) -> RelayError {
    let weight = |error: &RelayError| {
        (error.left.is_some(), error.kind.means_exhausted(), !error.is_schema_mismatch())
    };
    if weight(&second) > weight(&first) { second } else { first }
}

/// new-api says "invalid token" of every state of a key since 2026-04, and one half of the pair
/// can be closed: the key's details tell more.
fn is_unclear(refusal: &RelayError) -> bool {
    refusal.is_schema_mismatch() || refusal::says_invalid_token(&refusal.message)
}

async fn by_details(query: &KeyQuery<'_>, refusal: RelayError) -> Result<Balance, RelayError> {
    if let Some(known) = carried_over(query, &refusal) {
        return known;
    }
    if query.asked_details_now() {
        return Err(refusal);
    }
    if !query.memory.token_usage_budget.take(&query.station.base.origin(), Instant::now()) {
        // A missing half says nothing of the key: it is the budget that stands in the way.
        let limited = RelayError::new(ErrorKind::RateLimited);
        return Err(if refusal.is_schema_mismatch() { limited } else { refusal });
    }
    match details(query).await {
        Ok(balance) if has_expired(&balance, query.known.now) => Err(RelayError {
            http_status: refusal.http_status,
            ..key_is_good(ErrorKind::KeyExpired)
        }),
        Ok(balance) => Ok(balance),
        Err(error) if error.is_schema_mismatch() || error.kind == ErrorKind::RateLimited => {
            Err(refusal)
        }
        Err(error) => Err(error),
    }
}

fn has_expired(balance: &Balance, now: i64) -> bool {
    let has_money = balance.unlimited || balance.remaining > Some(Decimal::ZERO);
    has_money && balance.expires_at.is_some_and(|end| end < now)
}

/// What the details told within a day: it still holds while the station refuses the key in the
/// same way.
fn carried_over(query: &KeyQuery<'_>, refusal: &RelayError) -> Option<Result<Balance, RelayError>> {
    if refusal.kind != ErrorKind::InvalidKey || !query.asked_details_lately() {
        return None;
    }
    let told = query.told_details()?;
    if let Some(balance) = used_up_before(query) {
        return Some(Ok(balance));
    }
    let kind = if told.used_up {
        ErrorKind::KeyExhausted
    } else if told.expires_at.is_some_and(|end| end < query.known.now) {
        ErrorKind::KeyExpired
    } else {
        return None;
    };
    Some(Err(RelayError { http_status: refusal.http_status, ..key_is_good(kind) }))
}

/// The last reading, where it was of this key and not of the account beside it.
fn used_up_before(query: &KeyQuery<'_>) -> Option<Balance> {
    let earlier = query.known.last_reading?;
    let balance = earlier.balance.as_ref().filter(|balance| balance.scope == Scope::Token)?;
    (earlier.state == ReadingState::Exhausted).then(|| balance.clone())
}

/// Adds the key's own facts. They are asked for where they are not known, or where the pair
/// contradicts them, at most once a day.
async fn with_details(query: &KeyQuery<'_>, mut balance: Balance) -> Balance {
    let told = query.told_details();
    let is_contradicted = told.is_some_and(|told| told.unlimited && !balance.unlimited);
    let may_ask = query.station.kind == StationKind::NewApi
        && (told.is_none() || is_contradicted)
        && !query.asked_details_lately()
        && query.memory.token_usage_budget.take(&query.station.base.origin(), Instant::now());
    if may_ask && let Ok(details) = details(query).await {
        token_usage::add_details(&mut balance, &token_usage::facts(&details));
    } else if let Some(told) = told {
        token_usage::add_details(&mut balance, told);
    }
    balance
}

/// The key's own numbers, where nobody was recognised and all other questions brought nothing.
pub async fn guess_by_details(query: &KeyQuery<'_>) -> Result<Option<Balance>, RelayError> {
    if !query.memory.token_usage_budget.take(&query.station.base.origin(), Instant::now()) {
        return Err(RelayError::new(ErrorKind::RateLimited));
    }
    details(query).await.map(Some)
}

/// The key's own numbers and facts. The caller keeps the budget.
async fn details(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    let units = query.station.units();
    // Bearer only, whatever the user chose for the billing pair.
    let request = Request::with_auth(token_usage::PATH, Auth::Bearer(query.key.clone()))
        .about(Question::TokenUsage, query.station.kind);
    let read = |_: &_, json: &Value| token_usage::parse(json, &units).map(|answer| answer.balance);
    let told = query.conversation.ask(&query.station.base, &request, &units, read).await;
    query.note_details(told.as_ref().ok().map(token_usage::facts));
    if told.as_ref().is_err_and(|error| error.kind == ErrorKind::RateLimited) {
        query.memory.token_usage_budget.spend(&query.station.base.origin(), Instant::now());
    }
    told
}

/// Builds of 2023 had one question where there is a pair now.
async fn credit_grants(query: &KeyQuery<'_>, refusal: RelayError) -> Result<Balance, RelayError> {
    let units = query.station.units();
    let request = Request::with_auth(billing::CREDIT_GRANTS_PATH, query.auth())
        .about(Question::BalanceKey, query.station.kind);
    let read = |_: &_, json: &Value| {
        billing::parse(json, &units, None)
            .map(|answer| answer.balance)
            .filter(|balance| balance.remaining.is_some())
    };
    let asked = query.conversation.ask(&query.station.base, &request, &units, read).await;
    asked.map_err(|_| refusal)
}
