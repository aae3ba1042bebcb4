//! OpenAI: a key is told nothing about money, an administrator's key what was spent.

use crate::model::balance::{Balance, Scope, Usage, Window};
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::software::{Sign, Software};
use crate::relay::lenient;
use crate::relay::models_query::check_key;
use crate::relay::question::Question;
use crate::relay::refusal::{Asked, key_is_good};
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use rust_decimal::Decimal;
use serde_json::Value;

const KIND: StationKind = StationKind::OpenAi;
const COSTS_PATH: &str = "/v1/organization/costs";
/// Costs come in days, which begin at midnight UTC.
const DAY: i64 = 24 * 60 * 60;
/// As many days are asked for, today included.
const DAYS: i64 = 30;

/// The service of that name.
#[derive(Clone, Copy, Debug)]
pub struct OpenAi;

impl Software for OpenAi {
    fn is_run_by(&self, kind: StationKind) -> bool {
        kind == KIND
    }

    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        &[("api.openai.com", KIND)]
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
            Question::Stats if is_mine => parse_costs(json).map(Answer::from),
            _ => None,
        }
    }

    fn is_alone_at(&self, path: &str) -> bool {
        path == COSTS_PATH
    }

    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError> {
        if body.message.contains("must be made with a session key") {
            return Some(key_is_good(ErrorKind::SessionKeyRequired));
        }
        let refuses_admin = asked.path == COSTS_PATH && response.status == 401;
        refuses_admin.then(|| RelayError::new(ErrorKind::UnauthorizedAccount))
    }

    fn unit(&self) -> Option<Unit> {
        Some(Unit::Usd)
    }

    /// Only whether the key is good can be told.
    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        async move { check_key(query).await.map(|()| None) }.boxed()
    }

    /// An administrator's key goes where others have their access token.
    fn account_balance<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>> {
        async move { spent(query).await }.boxed()
    }
}

/// What the organisation spent in the last thirty days, and today.
async fn spent(query: &AccountQuery<'_>) -> Result<Balance, RelayError> {
    let key = query.account.access_token.clone();
    let key = key.ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    let today = query.now - query.now.rem_euclid(DAY);
    let start = today - (DAYS - 1) * DAY;
    let request = Request {
        query: vec![("start_time", start.to_string()), ("limit", DAYS.to_string())],
        ..Request::with_auth(COSTS_PATH, Auth::Bearer(key))
            .about(Question::BalanceAccount, query.station.kind)
    };
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| {
        let costs = parse_costs(json)?;
        let window = Window { window: format!("{DAYS}d"), used: costs.used, ..Window::default() };
        let today = Usage { cost: cost_since(json, today), ..Usage::default() };
        Some(Balance { windows: vec![window], today: Some(today), ..costs })
    };
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

/// Reads a page of days, `{"data":[{start_time,results:[{amount:{value,currency}}]}]}`. What is
/// left is not told.
fn parse_costs(json: &Value) -> Option<Balance> {
    Some(Balance {
        scope: Scope::Account,
        used: Some(cost_since(json, i64::MIN)?),
        unit: Unit::Usd,
        ..Balance::default()
    })
}

/// The cost of the days from `start` on, in USD. `None` where an amount cannot be read, and where
/// there are no days at all.
fn cost_since(json: &Value, start: i64) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for day in json.get("data")?.as_array().filter(|days| !days.is_empty())? {
        let begins = day.get("start_time").and_then(lenient::integer)?;
        for result in day.get("results")?.as_array()?.iter().filter(|_| begins >= start) {
            sum = sum.checked_add(usd(result.get("amount")?)?)?;
        }
    }
    Some(sum)
}

fn usd(amount: &Value) -> Option<Decimal> {
    let currency = amount.get("currency").and_then(lenient::text).map(Unit::from);
    lenient::decimal(amount.get("value")?).filter(|_| currency == Some(Unit::Usd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(start: i64, value: &Value) -> Value {
        json!({"start_time": start, "results": [{"amount": {"value": value, "currency": "usd"}}]})
    }

    #[test]
    fn costs_are_summed_from_a_day_on() {
        let page = json!({"data": [
            day(0, &json!("0.5")), day(DAY, &json!(1e-2)), {"start_time": 2 * DAY, "results": []}
        ]});
        assert_eq!(cost_since(&page, i64::MIN), Some("0.51".parse().unwrap()));
        assert_eq!(cost_since(&page, DAY), Some("0.01".parse().unwrap()));
        assert_eq!(cost_since(&page, 2 * DAY), Some(Decimal::ZERO));
    }

    #[test]
    fn an_amount_that_cannot_be_read_is_not_left_out_of_a_sum() {
        for value in [json!(null), json!("n/a")] {
            assert_eq!(parse_costs(&json!({"data": [day(0, &value)]})), None, "{value}");
        }
        assert_eq!(parse_costs(&json!({"data": []})), None);
        let euros =
            json!({"start_time": 0, "results": [{"amount": {"value": 1, "currency": "eur"}}]});
        assert_eq!(parse_costs(&json!({"data": [euros]})), None);
    }
}
