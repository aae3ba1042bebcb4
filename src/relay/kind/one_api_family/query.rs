use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::reading::Reading;
use crate::model::station_kind::StationKind;
use crate::relay::balance_query::KeyQuery;
use crate::relay::error::RelayError;
use crate::relay::kind::one_api_family::billing::{self, PairContext};
use crate::relay::kind::one_api_family::token_usage;
use crate::relay::request::{Auth, Request};
use crate::relay::token_usage_budget::is_due;
use serde_json::Value;
use std::time::Instant;

/// What the key may still spend: by the billing pair, and by the key's own details where the pair
/// is not enough and the station's budget allows.
pub async fn balance(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    match pair(query).await {
        Ok(balance) => Ok(with_details(query, balance).await),
        Err(refusal)
            if query.station.kind == StationKind::NewApi && worth_asking_again(&refusal) =>
        {
            by_token_usage(query, refusal).await
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
    let half = |path: &str| {
        let request = Request::with_auth(path, query.auth());
        let units = units.clone();
        async move {
            let read = |_: &_, json: &Value| {
                billing::parse(json, &units, Some(query.station.kind)).map(|_| json.clone())
            };
            query.conversation.ask(&query.station.base, &request, &units, read).await
        }
    };
    let (subscription, usage) =
        tokio::join!(half(query.endpoints.subscription_path()), half(query.endpoints.usage_path()));
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
/// can be closed.
fn worth_asking_again(refusal: &RelayError) -> bool {
    refusal.kind == ErrorKind::InvalidKey || refusal.is_schema_mismatch()
}

async fn by_token_usage(query: &KeyQuery<'_>, refusal: RelayError) -> Result<Balance, RelayError> {
    if !query.memory.token_usage_budget.take(&query.station.base.origin(), Instant::now()) {
        return carried_over(query, &refusal).ok_or(refusal);
    }
    match key_details(query).await {
        Ok(balance) => Ok(balance),
        Err(error) if error.is_schema_mismatch() || error.kind == ErrorKind::RateLimited => {
            carried_over(query, &refusal).ok_or(refusal)
        }
        Err(error) => Err(error),
    }
}

/// What an earlier look at the details of a used-up key told: it still holds while the station
/// refuses the key in the same way.
fn carried_over(query: &KeyQuery<'_>, refusal: &RelayError) -> Option<Balance> {
    let earlier = query.last_reading?;
    (refusal.kind == ErrorKind::InvalidKey
        && earlier.state == crate::model::reading::ReadingState::Exhausted)
        .then(|| earlier.balance.clone())
        .flatten()
}

/// Adds the key's own facts, asked for at most once a day and else carried over.
async fn with_details(query: &KeyQuery<'_>, mut balance: Balance) -> Balance {
    let known = query.last_reading.and_then(|reading: &Reading| reading.balance.as_ref());
    if let Some(known) = known.filter(|known| known.name_of_key.is_some()) {
        balance.name_of_key.clone_from(&known.name_of_key);
        balance.model_limits.clone_from(&known.model_limits);
        return balance;
    }
    let may_ask = query.station.kind == StationKind::NewApi
        && is_due(query.key_details_asked_at, query.now)
        && query.memory.token_usage_budget.take(&query.station.base.origin(), Instant::now());
    if may_ask && let Ok(details) = key_details(query).await {
        token_usage::add_details(&mut balance, &details);
    }
    balance
}

/// The key's own numbers and facts, outside any budget: the caller keeps it.
pub async fn key_details(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    query.note_details_asked();
    let units = query.station.units();
    // Bearer only, whatever the user chose for the billing pair.
    let request = Request::with_auth(token_usage::PATH, Auth::Bearer(query.key.clone()));
    let read = |_: &_, json: &Value| token_usage::parse(json, &units).map(|answer| answer.balance);
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

/// Builds of 2023 had one question where there is a pair now.
async fn credit_grants(query: &KeyQuery<'_>, refusal: RelayError) -> Result<Balance, RelayError> {
    let units = query.station.units();
    let request = Request::with_auth(billing::CREDIT_GRANTS_PATH, query.auth());
    let read = |_: &_, json: &Value| {
        billing::parse(json, &units, None)
            .map(|answer| answer.balance)
            .filter(|balance| balance.remaining.is_some())
    };
    let asked = query.conversation.ask(&query.station.base, &request, &units, read).await;
    asked.map_err(|_| refusal)
}
