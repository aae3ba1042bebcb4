use crate::model::balance::{Balance, Usage};
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::relay::account_query::AccountQuery;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::litellm::{account, activity, key_info};
use crate::relay::models_query::check_key;
use crate::relay::question::Question;
use crate::relay::request::{Auth, Request};
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use jiff::Timestamp;
use serde_json::Value;

/// What is left behind a key; where the key itself has no budget, behind its owner. `None` where
/// the station keeps no count for it: for the master key, and for all without a database.
pub async fn balance(query: &KeyQuery<'_>) -> Result<Option<Balance>, RelayError> {
    let (conversation, station) = (query.conversation, query.station);
    let read = |json: &Value| {
        if let Some(hash) = key_info::hash(json) {
            conversation.learn_secret(&hash);
        }
        key_info::read(json)
    };
    let request =
        Request::with_auth(key_info::PATH, query.auth()).about(Question::BalanceKey, station.kind);
    match ask(conversation, station, &request, read).await {
        Ok(info) if info.balance.unlimited && info.has_owner => {
            let of_owner = ask_account(conversation, station, query.auth()).await;
            Ok(Some(with_owner(info.balance, of_owner.ok())))
        }
        Ok(info) => Ok(Some(info.balance)),
        Err(error) if error.kind != ErrorKind::FeatureDisabled => Err(error),
        Err(error) if error.key_valid == KeyValidity::Valid => Ok(None),
        Err(_) => {
            check_key(query).await?;
            Ok(None)
        }
    }
}

/// What the owner of a key holds, for a site that has the key as its access token.
pub async fn account_balance(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let token = query.account.access_token.clone();
    let auth = Auth::Bearer(token.ok_or(RelayError::new(ErrorKind::IncompleteSite))?);
    let balance = ask_account(query.conversation, query.station, auth.clone()).await?;
    let today = if query.wants_today { ask_today(query, auth).await } else { None };
    Ok(Balance { today, ..balance })
}

/// The owner's budget stops a key that has none. An owner without one changes nothing.
fn with_owner(key: Balance, owner: Option<Balance>) -> Balance {
    match owner.filter(|owner| !owner.unlimited && owner.remaining.is_some()) {
        Some(owner) => Balance {
            name_of_key: key.name_of_key,
            expires_at: key.expires_at,
            model_limits: key.model_limits,
            ..owner
        },
        None => key,
    }
}

async fn ask_account(
    conversation: &Conversation<'_>,
    station: &Station,
    auth: Auth,
) -> Result<Balance, RelayError> {
    // The hashes of all the owner's keys stand in it.
    let request = Request {
        has_secret_answer: true,
        ..Request::with_auth(account::PATH, auth).about(Question::BalanceAccount, station.kind)
    };
    ask(conversation, station, &request, account::parse).await
}

/// By the days of the station, which are those of UTC.
async fn ask_today(query: &AccountQuery<'_>, auth: Auth) -> Option<Usage> {
    let day = Timestamp::from_second(query.now).ok()?.strftime("%Y-%m-%d").to_string();
    let request = Request {
        query: vec![("start_date", day.clone()), ("end_date", day)],
        ..Request::with_auth(activity::PATH, auth).about(Question::Stats, query.station.kind)
    };
    let told = ask(query.conversation, query.station, &request, activity::parse).await;
    told.ok().map(|totals| totals.total)
}

async fn ask<T>(
    conversation: &Conversation<'_>,
    station: &Station,
    request: &Request,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    let units = StationUnits::default();
    conversation.ask(&station.base, request, &units, |_, json| read(json)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Scope;

    #[test]
    fn only_an_owner_with_a_budget_stands_in_for_a_key_without() {
        let key = Balance {
            scope: Scope::Token,
            unlimited: true,
            name_of_key: Some("laptop".into()),
            used: Some(1.into()),
            ..Balance::default()
        };
        let owner =
            Balance { scope: Scope::Account, remaining: Some(90.into()), ..Balance::default() };
        let told = with_owner(key.clone(), Some(owner.clone()));
        assert_eq!((told.scope, told.remaining), (Scope::Account, Some(90.into())));
        assert_eq!((told.unlimited, told.name_of_key.as_deref()), (false, Some("laptop")));
        let rich = Balance { unlimited: true, remaining: None, ..owner };
        assert_eq!(with_owner(key.clone(), Some(rich)), key);
        assert_eq!(with_owner(key.clone(), None), key);
    }
}
