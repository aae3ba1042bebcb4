//! VoAPI v2: chosen by hand, tells what the account behind a log-in token holds.

use crate::model::account_id::AccountId;
use crate::model::balance::{AccountUser, Balance, Scope};
use crate::model::checkin::CheckinAward;
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::checkin_form::CheckinForm;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::lenient;
use crate::relay::question::Question;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use rust_decimal::Decimal;
use serde_json::Value;

/// The account behind a log-in token.
const ACCOUNT_PATH: &str = "/api/user/info";
/// Of the envelope `{"code","data","msg"}`: the log-in ended.
const AUTH_EXPIRED: i64 = 2;
/// Of a check-in: today's was made before.
const ALREADY: i64 = 1;
const CHECKIN_PATH: &str = "/api/check_in";

/// VoAPI since it left the one-api family.
#[derive(Clone, Copy, Debug)]
pub struct VoApiV2;

impl Software for VoApiV2 {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == StationKind::VoApiV2
    }

    fn shows_itself(&self) -> bool {
        false
    }

    fn sign(&self, _response: &Response, json: &Value, _told: Option<&Answer>) -> Option<Sign> {
        parse_account(json).map(|_| Sign::Names(StationKind::VoApiV2))
    }

    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer> {
        match situation.question {
            Question::BalanceAccount => parse_account(json).map(Answer::from),
            Question::Checkin => parse_checkin(json).map(Answer::from),
            _ => None,
        }
    }

    fn refusal(&self, _: &Response, body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
        let code = body.code.as_ref().and_then(lenient::integer);
        let is_checkin = asked.path.ends_with(CHECKIN_PATH);
        let kind = match code {
            Some(AUTH_EXPIRED) if is_checkin || asked.path.ends_with(ACCOUNT_PATH) => {
                ErrorKind::NotLoggedIn
            }
            Some(ALREADY) if is_checkin => ErrorKind::AlreadyCheckedIn,
            _ => return None,
        };
        Some(RelayError::new(kind))
    }

    fn checkin_form(&self, _kind: StationKind) -> Option<CheckinForm> {
        Some(CheckinForm {
            path: CHECKIN_PATH.into(),
            status_path: None,
            has_switch: false,
            as_page: false,
            is_raw: true,
        })
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
    let request = Request::with_auth(ACCOUNT_PATH, Auth::Raw(token))
        .about(Question::BalanceAccount, query.station.kind);
    let request = Request { has_secret_answer: true, ..request };
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| parse_account(json);
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

/// Reads `{"code":0,…,"msg"}`; what was awarded is in no field that is known.
fn parse_checkin(json: &Value) -> Option<CheckinAward> {
    json.get("code").and_then(lenient::integer).filter(|code| *code == 0)?;
    let message = json.get("msg")?.as_str()?.to_owned();
    Some(CheckinAward { message, ..CheckinAward::default() })
}

/// Reads `{"code":0,"data":{basicBalance,bindBalance,…}}`. Both wallets pay for every call.
fn parse_account(json: &Value) -> Option<Balance> {
    let data =
        json.get("data").filter(|_| json.get("code").and_then(lenient::integer) == Some(0))?;
    let amount = |name: &str| data.get(name).and_then(lenient::decimal);
    let both = |basic: &str, bound: &str| -> Option<Decimal> {
        amount(basic)?.checked_add(amount(bound)?)
    };
    let remaining = both("basicBalance", "bindBalance")?;
    let used = both("usedBasicBalance", "usedBindBalance");
    Some(Balance {
        scope: Scope::Account,
        remaining: Some(remaining),
        used,
        total: used.and_then(|used| remaining.checked_add(used)),
        unit: data.get("currency").and_then(lenient::text).map_or(Unit::Usd, Unit::from),
        unit_assumed: data.get("currency").is_none(),
        user: Some(AccountUser {
            id: data.get("id").and_then(lenient::integer).map(AccountId::from),
            name: data.get("username").and_then(lenient::text),
            ..AccountUser::default()
        }),
        ..Balance::default()
    })
}
