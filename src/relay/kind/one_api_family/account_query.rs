use crate::model::account_id::AccountId;
use crate::model::balance::{Balance, Usage};
use crate::model::error_kind::ErrorKind;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::kind::one_api_family::plans::Plans;
use crate::relay::kind::one_api_family::{account, member, plans, totals};
use crate::relay::question::Question;
use crate::relay::request::{Auth, Request};
use rust_decimal::Decimal;

/// What the account holds: its wallet, and where that is empty the plans that pay in its place.
pub async fn balance(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    if query.station.relay_only {
        return Err(RelayError::new(ErrorKind::FeatureDisabled));
    }
    let (auth, Wallet { balance, may_have_plans }) = open(query).await?;
    if is_of_another_user(&balance, query.account) {
        return Err(RelayError::new(ErrorKind::UserIdMismatch));
    }
    let plans = if may_have_plans { ask_plans(query, &auth).await } else { None };
    let balance = match plans {
        Some(plans) => with_plans(balance, plans),
        None => balance,
    };
    Ok(Balance { today: ask_today(query, &auth).await, ..balance })
}

/// By the access token, which works in every release; where it is refused, by the session of a
/// browser, which works in most.
async fn open(query: &AccountQuery<'_>) -> Result<(Auth, Wallet), RelayError> {
    let by_token = query.account.access_token.clone().map(Auth::Bearer);
    let by_session = query.account.session_cookie.clone().map(Auth::Cookie);
    let Some(first) = by_token.clone().or_else(|| by_session.clone()) else {
        return Err(RelayError::new(ErrorKind::IncompleteSite));
    };
    match (wallet(query, &first).await, by_token.and(by_session)) {
        (Ok(wallet), _) => Ok((first, wallet)),
        (Err(error), Some(session)) if error.refuses_account() => {
            let wallet = wallet(query, &session).await.map_err(|_| error)?;
            Ok((session, wallet))
        }
        (Err(error), _) => Err(error),
    }
}

/// Shows the account to a question that is still to be named: by the access token, `again` by the
/// session of a browser.
pub fn show(query: &AccountQuery<'_>, again: bool) -> Result<Request, RelayError> {
    let by_token = query.account.access_token.clone().map(Auth::Bearer);
    let by_session = query.account.session_cookie.clone().map(Auth::Cookie);
    let auth = if again { by_token.and(by_session) } else { by_token.or(by_session) };
    let auth = auth.ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    Ok(request(query, "", &auth, Question::LogsAccount))
}

fn request(query: &AccountQuery<'_>, path: &str, auth: &Auth, question: Question) -> Request {
    Request {
        headers: member::user_id_headers(query.station.kind, &query.account.user_id),
        ..Request::with_auth(path, auth.clone()).about(question, query.station.kind)
    }
}

struct Wallet {
    balance: Balance,
    /// The build is new enough.
    may_have_plans: bool,
}

async fn wallet(query: &AccountQuery<'_>, auth: &Auth) -> Result<Wallet, RelayError> {
    let units = query.station.units();
    // Many builds repeat the access token in clear.
    let request = request(query, account::PATH, auth, Question::BalanceAccount);
    let request = Request { has_secret_answer: true, ..request };
    let asked = query.conversation.ask(&query.station.base, &request, &units, |response, json| {
        let balance = account::parse(json, &units)?;
        Some(Wallet { balance, may_have_plans: response.new_api_version().is_some() })
    });
    asked.await
}

/// Newer builds ignore the user's id: only the answer tells whose account it is.
fn is_of_another_user(balance: &Balance, account: &AccountCredentials) -> bool {
    let told = balance.user.as_ref().and_then(|user| user.id.clone());
    let typed = account.user_id.parse::<i64>().ok().map(AccountId::from);
    told.is_some() && typed.is_some() && told != typed
}

/// Nothing where plans cannot be asked for: the wallet stands without them.
async fn ask_plans(query: &AccountQuery<'_>, auth: &Auth) -> Option<Plans> {
    let units = query.station.units();
    let request = request(query, plans::PATH, auth, Question::BalanceAccount);
    let read = |_: &_, json: &_| plans::parse(json, &units);
    query.conversation.ask(&query.station.base, &request, &units, read).await.ok()
}

/// A plan in use pays for the calls, so what was used is no part of the wallet then.
fn with_plans(wallet: Balance, plans: Plans) -> Balance {
    if plans.balance.subscription_active != Some(true) {
        return Balance { subscription_active: Some(false), ..wallet };
    }
    let wallet_is_empty = wallet.remaining <= Some(Decimal::ZERO);
    if wallet_is_empty && !plans.wallet_only {
        return Balance { user: wallet.user, ..plans.balance };
    }
    Balance {
        total: None,
        windows: plans.balance.windows,
        expires_at: plans.balance.expires_at,
        subscription_active: Some(true),
        ..wallet
    }
}

/// Spent since midnight, this machine's. Nothing where it is not told.
async fn ask_today(query: &AccountQuery<'_>, auth: &Auth) -> Option<Usage> {
    let units = query.station.units();
    let kind = Some(query.station.kind);
    let since = timestamp::start_of_local_day(query.now)?;
    let request = Request {
        query: vec![
            ("start_timestamp", since.to_string()),
            ("end_timestamp", query.now.to_string()),
        ],
        ..request(query, totals::PATH, auth, Question::Stats)
    };
    let read = |_: &_, json: &_| totals::parse(json, &units, kind);
    let told = query.conversation.ask(&query.station.base, &request, &units, read).await.ok()?;
    told.total.cost.is_some().then_some(told.total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Scope;
    use crate::model::balance::Window;

    fn wallet(remaining: i64) -> Balance {
        Balance {
            scope: Scope::Account,
            remaining: Some(remaining.into()),
            used: Some(3.into()),
            total: Some((remaining + 3).into()),
            ..Balance::default()
        }
    }

    fn plans(wallet_only: bool) -> Plans {
        let window = Window {
            window: "plan".into(),
            limit: Some(10.into()),
            used: Some(1.into()),
            ..Window::default()
        };
        let balance = Balance {
            scope: Scope::Subscription,
            remaining: Some(9.into()),
            windows: vec![window],
            expires_at: Some(7),
            subscription_active: Some(true),
            ..Balance::default()
        };
        Plans { balance, wallet_only }
    }

    #[test]
    fn a_plan_pays_for_an_empty_wallet() {
        let balance = with_plans(wallet(0), plans(false));
        assert_eq!((balance.scope, balance.remaining), (Scope::Subscription, Some(9.into())));
        let balance = with_plans(wallet(0), plans(true));
        assert_eq!((balance.scope, balance.remaining), (Scope::Account, Some(0.into())));
    }

    #[test]
    fn a_plan_stands_beside_a_wallet_with_money_and_takes_its_total() {
        let balance = with_plans(wallet(5), plans(false));
        assert_eq!((balance.scope, balance.remaining), (Scope::Account, Some(5.into())));
        assert_eq!((balance.total, balance.windows.len()), (None, 1));
        assert_eq!(balance.expires_at, Some(7));
    }
}
