use crate::model::account_key::AccountKeys;
use crate::model::balance::Balance;
use crate::model::base_url::BaseUrl;
use crate::model::call_log::CallLog;
use crate::model::checkin::{CheckinAward, CheckinStatus};
use crate::model::key_validity::KeyValidity;
use crate::model::money::{Money, Unit};
use crate::model::station_kind::StationKind;
use crate::relay::interpret::{Answer, Interpretation, Situation, interpret};
use crate::relay::kind;
use crate::relay::log_page::LogPage;
use crate::relay::money_answer::MoneyAnswer;
use crate::relay::question::Question;
use crate::relay::redactor::Redactor;
use crate::relay::response::Response;
use crate::relay::session_cookie::SessionCookie;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use crate::relay::usage_totals::UsageTotals;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Read as _;
use thiserror::Error;
use url::Url;

/// How packed bytes begin.
const GZIP_MARK: [u8; 2] = [0x1F, 0x8B];
/// Of a packed body no more than this is read, in bytes.
const LONGEST_BODY: u64 = 64 * 1024 * 1024;

/// One request and its answer as a file: what a test, a bug report and `replay` all speak.
///
/// The question is known from `endpoint`, `request` and `context`, never from what is expected.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedExchange {
    endpoint: String,
    #[serde(default)]
    context: Value,
    request: RecordedRequest,
    response: RecordedResponse,
}

#[derive(Clone, Debug, Deserialize)]
struct RecordedRequest {
    #[serde(default)]
    base_url: String,
    path: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    body: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
struct RecordedResponse {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// JSON, exact text or exact bytes: one of the three.
    body: Option<Value>,
    body_text: Option<String>,
    body_base64: Option<String>,
}

/// Why a file cannot be replayed.
#[derive(Debug, Error)]
pub enum RecordingError {
    #[error("not a recorded exchange: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("the question `{0}` is not known to this version")]
    UnknownQuestion(String),
    #[error("the bytes of the body cannot be read: {0}")]
    MalformedBody(#[from] base64::DecodeError),
}

impl RecordedExchange {
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        Ok(serde_json::from_str(text.trim_start_matches('\u{FEFF}'))?)
    }

    /// What the program makes of the answer, in the words of the recording's `expect`.
    pub fn replay(&self) -> Result<Map<String, Value>, RecordingError> {
        let question = Question::from_name(&self.endpoint)
            .ok_or_else(|| RecordingError::UnknownQuestion(self.endpoint.clone()))?;
        let url = self.url();
        let told_kind = self.context.get("kind").and_then(Value::as_str);
        let situation = Situation {
            question,
            path: self.request.path.clone(),
            query: self.request.query.clone().into_iter().collect(),
            body: self.request.body.clone(),
            kind: told_kind
                .and_then(StationKind::from_name)
                .or_else(|| url.as_ref().and_then(kind::by_host)),
            url,
            units: StationUnits::of(&self.context),
        };
        let interpretation = interpret(&situation, &self.response()?);
        let mut fields = describe(&self.endpoint, &interpretation);
        Redactor::default().clean_fields(&mut fields);
        Ok(fields)
    }

    fn url(&self) -> Option<Url> {
        let base = BaseUrl::parse(&self.request.base_url).ok()?;
        Some(base.bare().join(&self.request.path))
    }

    fn response(&self) -> Result<Response, RecordingError> {
        let recorded = &self.response;
        let headers = recorded.headers.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        let body = match (&recorded.body, &recorded.body_text, &recorded.body_base64) {
            (Some(json), ..) => json.to_string().into_bytes(),
            (None, Some(text), _) => text.clone().into_bytes(),
            (None, None, Some(encoded)) => unpacked(BASE64_STANDARD.decode(encoded)?),
            (None, None, None) => Vec::new(),
        };
        Ok(Response::new(recorded.status, headers, body))
    }
}

/// Exact bytes may be packed, as they were on the wire.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.starts_with(&GZIP_MARK) {
        return bytes;
    }
    let mut plain = Vec::new();
    match GzDecoder::new(bytes.as_slice()).take(LONGEST_BODY).read_to_end(&mut plain) {
        Ok(_) => plain,
        Err(_) => bytes,
    }
}

/// The fields of `expect`.
fn describe(endpoint: &str, interpretation: &Interpretation) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("endpoint".into(), endpoint.into());
    fields.insert("kind".into(), interpretation.kind.map_or(Value::Null, |k| k.name().into()));
    if !interpretation.kinds_possible.is_empty() {
        let names: Vec<&str> = interpretation.kinds_possible.iter().map(|k| k.name()).collect();
        fields.insert("kinds_possible".into(), names.into());
    }
    match &interpretation.outcome {
        Ok(answer) => {
            fields.insert("outcome".into(), "ok".into());
            fields.extend(describe_answer(answer));
            put(&mut fields, "key_valid", key_valid(interpretation, answer));
        }
        Err(error) => {
            fields.insert("outcome".into(), "error".into());
            fields.insert("key_valid".into(), json!(error.key_valid));
            let mut details = Map::new();
            details.insert("kind".into(), error.kind.name().into());
            details.insert("message".into(), error.message.clone().into());
            put(&mut details, "code", error.code.clone());
            put(&mut details, "location", error.location.clone().map(Value::from));
            fields.insert("error".into(), details.into());
            put(&mut fields, "retry_after", error.retry_after.map(Value::from));
            if error.kind.means_exhausted() && error.left.is_none() {
                fields.insert("balance".into(), 0.into());
            }
            if let Some(left) = &error.left {
                fields.insert("balance".into(), json!(number(left.amount)));
                fields.insert("unit".into(), left.unit.name().into());
            }
        }
    }
    fields
}

/// An answer for anybody proves nothing of the key that came along.
fn key_valid(interpretation: &Interpretation, answer: &Answer) -> Option<Value> {
    let software = kind::software(interpretation.kind?);
    let is_for_anybody = matches!(answer, Answer::Models(_)) && !software.models_prove_key();
    is_for_anybody.then(|| json!(KeyValidity::Unknown))
}

fn describe_answer(answer: &Answer) -> Map<String, Value> {
    match answer {
        Answer::Status(status) => describe_status(status),
        Answer::Money(money) => describe_money(money),
        Answer::Models(names) => Map::from_iter([("models".into(), names.clone().into())]),
        Answer::ModelsUsed(models) => Map::from_iter([
            ("models_used".into(), json!(models)),
            ("unit".into(), Unit::Usd.name().into()),
        ]),
        Answer::Keys(keys) => describe_keys(keys),
        Answer::Prices(prices) => fields_of(prices),
        Answer::Notice(text) => Map::from_iter([("notice".into(), text.clone().into())]),
        Answer::Checkin(award) => describe_award(award),
        Answer::CheckinStatus(status) => describe_checkin_status(status),
        Answer::Logs(page) => describe_logs(page),
        Answer::Totals(totals) => describe_totals(totals),
        Answer::RateLimits(limits) => Map::from_iter([("ratelimit".into(), json!(limits))]),
        Answer::SessionOpened(cookie) => describe_session(cookie),
        Answer::Pool(pool) => Map::from_iter([("pool".into(), json!(pool))]),
        Answer::LoggedIn(_) | Answer::KeyId(_) | Answer::Recognised => Map::new(),
    }
}

fn describe_totals(totals: &UsageTotals) -> Map<String, Value> {
    let mut fields = Map::new();
    put(&mut fields, "total_requests", totals.total.requests.map(Value::from));
    put(&mut fields, "total_tokens", totals.total.tokens.map(Value::from));
    put(&mut fields, "total_cost", totals.total.cost.map(number));
    if let Some(today) = &totals.today {
        put(&mut fields, "today_cost", today.cost.map(number));
        fields.insert("today".into(), json!(today));
    }
    fields.insert("unit".into(), totals.unit.name().into());
    fields
}

fn describe_status(status: &StationStatus) -> Map<String, Value> {
    let units = &status.units;
    let decimal = |amount: Option<rust_decimal::Decimal>| amount.map(number);
    let mut fields = Map::new();
    put(&mut fields, "site_name", status.site_name.clone().map(Value::from));
    put(&mut fields, "version", status.version.clone().map(Value::from));
    put(&mut fields, "api_base_url", status.api_base_url.clone().map(Value::from));
    put(&mut fields, "quota_per_unit", decimal(units.quota_per_unit));
    put(&mut fields, "display_in_currency", units.display_in_currency.map(Value::from));
    let display = units.quota_display_type.map(|display| display.name().into());
    put(&mut fields, "quota_display_type", display);
    put(&mut fields, "usd_exchange_rate", decimal(units.usd_exchange_rate));
    put(&mut fields, "currency_symbol", units.currency_symbol.clone().map(Value::from));
    put(&mut fields, "currency_rate", decimal(units.currency_rate));
    put(&mut fields, "keys", status.pool_keys.map(Value::from));
    put(&mut fields, "checkin", status.checkin.map(Value::from));
    if !status.announcements.is_empty() {
        let texts: Vec<&str> = status.announcements.iter().map(|one| one.text.as_str()).collect();
        fields.insert("announcements".into(), texts.into());
    }
    fields
}

/// Where the session stands and how long it lasts, never what it is.
fn describe_session(cookie: &SessionCookie) -> Map<String, Value> {
    let session = json!({"cookie": cookie.name, "lifetime_s": cookie.lifetime});
    Map::from_iter([("session".into(), session)])
}

fn describe_money(money: &MoneyAnswer) -> Map<String, Value> {
    let mut fields = describe_balance(&money.balance);
    if let Some(raw) = money.raw_points {
        fields.insert("raw_unit".into(), "quota".into());
        put(&mut fields, "raw_total", raw.total.map(number));
        put(&mut fields, "raw_used", raw.used.map(number));
    }
    fields
}

fn describe_logs(page: &LogPage) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("logs".into(), page.rows.iter().map(describe_row).collect());
    fields.insert("pagination".into(), json!(page.pagination));
    if let Some(totals) = &page.totals {
        fields.extend(describe_totals(totals));
    }
    if page.truncated {
        fields.insert("truncated".into(), true.into());
    }
    if page.pagination.is_none() {
        // Some stations hand an empty log to any key.
        let is_proof = !page.rows.is_empty();
        let key_valid = if is_proof { KeyValidity::Valid } else { KeyValidity::Unknown };
        fields.insert("key_valid".into(), json!(key_valid));
    }
    fields
}

/// The unit of no amount is not told.
fn describe_row(row: &CallLog) -> Value {
    let mut fields = fields_of(row);
    if row.cost.is_none() && row.account_balance_before.is_none() {
        fields.remove("cost_unit");
    }
    fields.into()
}

fn describe_keys(keys: &AccountKeys) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("tokens".into(), json!(keys.keys));
    fields.insert("unit".into(), keys.unit.name().into());
    put(&mut fields, "pagination", keys.pagination.map(|pagination| json!(pagination)));
    fields
}

fn describe_award(award: &CheckinAward) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("already".into(), false.into());
    put_money(&mut fields, "awarded", award.awarded.as_ref());
    put(&mut fields, "date", award.date.clone().map(Value::from));
    fields
}

fn describe_checkin_status(status: &CheckinStatus) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("checked_in_today".into(), status.checked_in_today.into());
    put(&mut fields, "checkin", status.offered.map(Value::from));
    put(&mut fields, "count_month", status.count_month.map(Value::from));
    put_money(&mut fields, "total_awarded", status.total_awarded.as_ref());
    fields
}

/// An amount of a check-in, and its unit beside it.
fn put_money(fields: &mut Map<String, Value>, name: &str, money: Option<&Money>) {
    if let Some(money) = money {
        fields.insert(name.to_owned(), number(money.amount));
        fields.insert("awarded_unit".into(), money.unit.name().into());
    }
}

fn fields_of(data: &impl Serialize) -> Map<String, Value> {
    match json!(data) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The key's name is called `name` here.
fn describe_balance(balance: &Balance) -> Map<String, Value> {
    let mut fields = fields_of(balance);
    if let Some(name) = fields.remove("name_of_key") {
        fields.insert("name".into(), name);
    }
    fields
}

fn number(amount: rust_decimal::Decimal) -> Value {
    amount.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replayed(text: &str) -> Map<String, Value> {
        RecordedExchange::parse(text).unwrap().replay().unwrap()
    }

    #[test]
    fn speaks_the_words_of_expect() {
        let fields = replayed(
            r#"{"endpoint":"balance_key","context":{"display_in_currency":true},
                "request":{"path":"/v1/dashboard/billing/subscription"},
                "response":{"status":200,"body":{"hard_limit_usd":20,"access_until":0}}}"#,
        );
        assert_eq!(fields["outcome"], "ok");
        assert_eq!(fields["total"].to_string(), "20");
        assert_eq!(fields["unlimited"], false);
    }

    #[test]
    fn says_what_it_cannot_replay() {
        assert!(matches!(RecordedExchange::parse("{"), Err(RecordingError::Malformed(_))));
        let unknown = RecordedExchange::parse(
            r#"{"endpoint":"weather","request":{"path":"/"},"response":{"status":200}}"#,
        );
        assert!(matches!(unknown.unwrap().replay(), Err(RecordingError::UnknownQuestion(_))));
    }
}
