use crate::model::balance::Balance;
use crate::relay::credentials::is_jwt;
use crate::relay::error::RelayError;
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::sub2api::{account, status, usage};
use crate::relay::question::Question;
use crate::relay::request::{Auth, Request};
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// What is left behind a key; behind a log-in token, what the account holds.
pub async fn balance(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    if is_jwt(query.key) {
        let request = Request::with_auth(status::ACCOUNT_PATH, Auth::Bearer(query.key.clone()))
            .about(Question::BalanceAccount, query.station.kind);
        ask(query, &request, account::parse).await
    } else {
        let request = Request::with_auth(usage::PATH, query.auth())
            .about(Question::BalanceKey, query.station.kind);
        ask(query, &request, usage::parse).await
    }
}

async fn ask(
    query: &KeyQuery<'_>,
    request: &Request,
    parse: fn(&Value) -> Option<Balance>,
) -> Result<Balance, RelayError> {
    let units = StationUnits::default();
    query.conversation.ask(&query.station.base, request, &units, |_, json| parse(json)).await
}
