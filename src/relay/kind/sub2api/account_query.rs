use crate::model::balance::{Balance, Scope};
use crate::model::balance_part::BalancePart;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::relay::account_credentials::LogIn;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::kind::sub2api::{account, status, subscriptions};
use crate::relay::question::Question;
use crate::relay::request::{Auth, Method, Request};
use crate::relay::station_units::StationUnits;
use crate::relay::usage_totals::UsageTotals;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::time::Instant;

/// What the account holds: its wallet and its plans. A session that the station ended is opened
/// anew, once.
pub async fn balance(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let log_in = log_in(query);
    if let Some(token) = &query.account.access_token {
        match held(query, token).await {
            Err(error) if error.refuses_account() && log_in.is_some() => {}
            told => return told,
        }
    }
    let log_in = log_in.ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    if let Some(session) = query.memory.session(&log_in, Instant::now()) {
        let token = session?;
        query.conversation.learn_secret(&token);
        match held(query, &token).await {
            Err(error) if error.refuses_account() => query.memory.end_session(&log_in),
            told => return told,
        }
    }
    let opened = open_session(query, &log_in).await;
    query.memory.note_session(log_in, &opened, Instant::now());
    held(query, &opened?).await
}

/// Shows the account to a question that is still to be named: by the token, else by a session that
/// name and password open; `again` by a session, by a new one where that was the first way.
pub async fn show(query: &AccountQuery<'_>, again: bool) -> Result<Request, RelayError> {
    let token = match &query.account.access_token {
        Some(token) if !again => token.clone(),
        Some(_) => session(query).await?,
        None => {
            // A refused password stays refused.
            let is_open = |log_in: &LogIn| {
                query.memory.session(log_in, Instant::now()).is_some_and(|known| known.is_ok())
            };
            if let Some(log_in) = log_in(query).filter(|log_in| again && is_open(log_in)) {
                query.memory.end_session(&log_in);
            }
            session(query).await?
        }
    };
    Ok(Request::with_auth("", Auth::Bearer(token)))
}

async fn session(query: &AccountQuery<'_>) -> Result<Secret, RelayError> {
    let log_in = log_in(query).ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    if let Some(session) = query.memory.session(&log_in, Instant::now()) {
        return session.inspect(|token| query.conversation.learn_secret(token));
    }
    let opened = open_session(query, &log_in).await;
    query.memory.note_session(log_in, &opened, Instant::now());
    opened
}

fn log_in(query: &AccountQuery<'_>) -> Option<LogIn> {
    let (name, password) = query.account.log_in.clone()?;
    Some(LogIn { base: query.station.base.clone(), name, password })
}

async fn open_session(query: &AccountQuery<'_>, log_in: &LogIn) -> Result<Secret, RelayError> {
    let body = json!({"email": log_in.name, "password": log_in.password.reveal()});
    let request = Request {
        method: Method::Post,
        body: Some(body),
        has_secret_answer: true,
        ..Request::keyless(account::LOGIN_PATH).about(Question::Login, query.station.kind)
    };
    let token = ask(query, &request, account::parse_login).await?;
    query.conversation.learn_secret(&token);
    Ok(token)
}

async fn held(query: &AccountQuery<'_>, token: &Secret) -> Result<Balance, RelayError> {
    let request = |path: &str, question: Question| {
        Request::with_auth(path, Auth::Bearer(token.clone())).about(question, query.station.kind)
    };
    let to_wallet = request(status::ACCOUNT_PATH, Question::BalanceAccount);
    let wallet = ask(query, &to_wallet, account::parse).await?;
    // The wallet stands without what cannot be asked for.
    let to_plans = request(subscriptions::PATH, Question::BalanceAccount);
    let plans = ask(query, &to_plans, subscriptions::parse).await;
    let balance = match plans {
        Ok(plans) => with_plans(wallet, plans),
        Err(_) => wallet,
    };
    if !query.wants_today {
        return Ok(balance);
    }
    let to_totals = request(account::TOTALS_PATH, Question::Stats);
    match ask(query, &to_totals, account::parse_totals).await {
        Ok(totals) => Ok(with_totals(balance, totals)),
        Err(_) => Ok(balance),
    }
}

/// What all keys used is what went out of the wallet; a plan counts by itself.
fn with_totals(balance: Balance, totals: UsageTotals) -> Balance {
    let used = totals.total.cost.filter(|_| balance.scope == Scope::Account);
    Balance { used, today: totals.today, ..balance }
}

/// A key of a plan's group is paid by that plan, any other key by the wallet.
fn with_plans(wallet: Balance, plans: Balance) -> Balance {
    let wallet_is_empty = wallet.remaining <= Some(Decimal::ZERO);
    let parts = plans.parts;
    let wallet = Balance { subscription_active: plans.subscription_active, ..wallet };
    let beside = match parts.as_slice() {
        [] => return wallet,
        [plan] => Balance {
            plan: plan.plan.clone(),
            expires_at: plan.expires_at,
            windows: plan.windows.clone(),
            ..wallet
        },
        _ => Balance { parts: parts.clone(), ..wallet },
    };
    if !wallet_is_empty {
        return beside;
    }
    Balance {
        scope: Scope::Subscription,
        remaining: left_of(&parts),
        unlimited: parts.iter().any(|plan| plan.unlimited),
        ..beside
    }
}

/// Plans are not added up: of several something can be told only when nothing is left of any.
fn left_of(plans: &[BalancePart]) -> Option<Decimal> {
    let [plan] = plans else {
        let all_used = plans.iter().all(|plan| plan.remaining <= Some(Decimal::ZERO));
        let are_told = plans.iter().all(|plan| plan.remaining.is_some());
        return (all_used && are_told).then_some(Decimal::ZERO);
    };
    plan.remaining
}

async fn ask<T>(
    query: &AccountQuery<'_>,
    request: &Request,
    parse: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    let units = StationUnits::default();
    query.conversation.ask(&query.station.base, request, &units, |_, json| parse(json)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wallet(remaining: i64) -> Balance {
        Balance { scope: Scope::Account, remaining: Some(remaining.into()), ..Balance::default() }
    }

    fn plans(left: &[Option<i64>]) -> Balance {
        let plan = |left: &Option<i64>| BalancePart {
            plan: Some("Pro".into()),
            remaining: left.map(Decimal::from),
            unlimited: left.is_none(),
            ..BalancePart::default()
        };
        Balance {
            parts: left.iter().map(plan).collect(),
            subscription_active: Some(!left.is_empty()),
            ..Balance::default()
        }
    }

    #[test]
    fn a_plan_stands_in_for_an_empty_wallet_only() {
        let rich = with_plans(wallet(5), plans(&[Some(2)]));
        assert_eq!((rich.scope, rich.remaining), (Scope::Account, Some(5.into())));
        assert_eq!(rich.plan.as_deref(), Some("Pro"));
        let poor = with_plans(wallet(0), plans(&[Some(2)]));
        assert_eq!((poor.scope, poor.remaining), (Scope::Subscription, Some(2.into())));
        let none = with_plans(wallet(0), plans(&[]));
        assert_eq!((none.scope, none.subscription_active), (Scope::Account, Some(false)));
    }

    #[test]
    fn several_plans_are_never_added_up() {
        let left = |plans: &Balance| with_plans(wallet(0), plans.clone()).remaining;
        assert_eq!(left(&plans(&[Some(2), Some(3)])), None);
        assert_eq!(left(&plans(&[Some(0), Some(0)])), Some(Decimal::ZERO));
        assert_eq!(left(&plans(&[Some(0), None])), None);
        assert!(with_plans(wallet(0), plans(&[Some(0), None])).unlimited);
    }
}
