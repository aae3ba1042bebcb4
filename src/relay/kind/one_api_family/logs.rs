use crate::model::call_log::{CallLog, LogType};
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::pagination::Pagination;
use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::log_page::AskedPage;
use crate::relay::pages;
use crate::relay::station_units::StationUnits;
use rust_decimal::Decimal;
use serde_json::Value;

/// What one key did. Which form of asking it takes differs by kind and build.
pub const KEY_PATH: &str = EndpointOverrides::LOGS_DEFAULT;
/// What the account did, page by page.
pub const ACCOUNT_PATH: &str = "/api/log/self";

/// one-api sends pages of this size, whatever was asked.
const ONE_API_PAGE_SIZE: u64 = 10;

/// Reads one row; `None` when it is no row of a log. Amounts are quota points on the wire.
pub fn row(row: &Value, units: &StationUnits, kind: Option<StationKind>) -> Option<CallLog> {
    let time = row.get("created_at").and_then(lenient::moment)?;
    let log_type = log_type(row, kind)?;
    let details = Details::of(row);
    let text = |name: &str| row.get(name).and_then(lenient::text);
    let count = |name: &str| row.get(name).and_then(lenient::count);
    let points = |name: &str| row.get(name).and_then(lenient::decimal);
    let cost = points("quota").map(|points| units.from_points(points));
    // Told as nought of every row that is no paid call.
    let balance_before = points("userQuota").filter(|_| log_type == LogType::Consume);
    Some(CallLog {
        time,
        log_type,
        model: text("model_name"),
        token: text("token_name"),
        input_tokens: count("prompt_tokens"),
        output_tokens: count("completion_tokens"),
        cache_read_tokens: details.count(&["cache_tokens", "cached_read_tokens", "cached_tokens"]),
        cache_write_tokens: details.count(&[
            "cache_creation_tokens",
            "cache_write_tokens",
            "cached_write_tokens",
        ]),
        cost_unit: units.from_points(Decimal::ZERO).unit,
        cost: cost.map(|money| money.amount),
        points: row.get("quota").and_then(lenient::integer),
        duration_ms: duration_ms(row),
        first_token_ms: details.count(&["frt", "first_response"]),
        stream: row.get("is_stream").and_then(Value::as_bool),
        channel: channel(row),
        group: text("group").or_else(|| details.text("group_name")),
        request_id: text("request_id"),
        // The text of a paid call only explains its price. chat-api has another name for it.
        message: text("content")
            .or_else(|| text("multiplier"))
            .filter(|_| log_type != LogType::Consume),
        account_balance_before: balance_before.map(|points| units.from_points(points).amount),
    })
}

/// `None` when nothing in the row is of a log. Old relays leave the type out.
fn log_type(row: &Value, kind: Option<StationKind>) -> Option<LogType> {
    let Some(number) = row.get("type").and_then(lenient::integer) else {
        let is_of_log = row.get("quota").is_some() && row.get("model_name").is_some();
        return is_of_log.then_some(LogType::Unknown);
    };
    Some(match number {
        1 => LogType::TopUp,
        2 => LogType::Consume,
        3 => LogType::Manage,
        4 => LogType::System,
        // one-api gave the number to the operator's tests before others gave it to errors.
        5 if kind == Some(StationKind::OneApi) || row.get("elapsed_time").is_some() => {
            LogType::Test
        }
        5 => LogType::Error,
        6 => LogType::Refund,
        7 => LogType::Login,
        _ => LogType::Unknown,
    })
}

/// one-api and the hubs count milliseconds, the others whole seconds.
fn duration_ms(row: &Value) -> Option<u64> {
    let count = |name: &str| row.get(name).and_then(lenient::count);
    count("elapsed_time")
        .or_else(|| count("request_time"))
        .or_else(|| count("use_time")?.checked_mul(1000))
}

/// The hubs tell an object or nothing as `channel`, and a number beside it that is nought where
/// users may not see it.
fn channel(row: &Value) -> Option<String> {
    let number = |name: &str| row.get(name).and_then(lenient::integer);
    let channel = row.get("channel").and_then(lenient::text);
    channel
        .or_else(|| number("channel").map(|number| number.to_string()))
        .or_else(|| number("channel_id").filter(|id| *id != 0).map(|id| id.to_string()))
}

/// What a row tells beside its fields: `other`, a document in a text or by itself, or `metadata`.
struct Details(Value);

impl Details {
    fn of(row: &Value) -> Self {
        Self(match (row.get("other"), row.get("metadata")) {
            // Without details the text is `null` or empty.
            (Some(Value::String(text)), _) => serde_json::from_str(text).unwrap_or_default(),
            (Some(other @ Value::Object(_)), _) => other.clone(),
            (_, Some(metadata)) => metadata.clone(),
            _ => Value::Null,
        })
    }

    /// The first of these that is told; a negative number stands for nothing.
    fn count(&self, names: &[&str]) -> Option<u64> {
        names.iter().find_map(|name| self.0.get(name).and_then(lenient::count))
    }

    fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).and_then(lenient::text)
    }
}

/// Which page a list is, from the document without its rows; `None` when it is no list of the
/// family, whose answers have no code. No rows are told as `[]`, `null` or not at all.
pub fn pagination(rest: &Value, asked: AskedPage) -> Option<Pagination> {
    if rest.get("code").is_some() {
        return None;
    }
    let said_yes = rest.get("success") == Some(&Value::Bool(true));
    match rest.get("data") {
        Some(Value::Array(_)) => Some(bare_list(rest, asked)),
        Some(page @ Value::Object(_)) => {
            let is_page = page.get("items").is_some() || page.get("data").is_some();
            let untold = Pagination { base: 1, page: 1, ..Pagination::default() };
            is_page.then(|| pages::pagination(page).unwrap_or(untold))
        }
        Some(Value::Null) | None if said_yes => Some(bare_list(rest, asked)),
        _ => None,
    }
}

/// Rows without a word on their page: pages count from 0 there. chat-api tells the total beside
/// them and has a name of its own for the size.
fn bare_list(rest: &Value, asked: AskedPage) -> Pagination {
    let total = rest.get("total").and_then(lenient::count);
    let page_size = match total {
        Some(_) => asked.camel_page_size.unwrap_or_default(),
        None => asked.page_size.unwrap_or(ONE_API_PAGE_SIZE),
    };
    Pagination { base: 0, page: asked.page.unwrap_or_default(), page_size, total, pages: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn units() -> StationUnits {
        StationUnits::of(&json!({"quota_per_unit": 500_000, "display_in_currency": true}))
    }

    fn read(json: &Value) -> CallLog {
        row(json, &units(), None).unwrap()
    }

    #[test]
    fn money_that_is_not_told_is_no_cost() {
        for quota in [json!(null), json!(""), json!("n/a"), json!({})] {
            let read = read(&json!({"created_at": 7, "type": 2, "quota": quota}));
            assert_eq!(read.cost, None, "{quota}");
        }
        assert_eq!(read(&json!({"created_at": 7, "type": 2})).cost, None);
        let free = read(&json!({"created_at": 7, "type": 2, "quota": 0}));
        assert_eq!(free.cost, Some(Decimal::ZERO));
        let refund = read(&json!({"created_at": 7, "type": 6, "quota": "-2500"}));
        assert_eq!(refund.cost, Some("-0.005".parse().unwrap()));
    }

    #[test]
    fn a_station_in_yuan_keeps_its_log_in_yuan() {
        let yuan = StationUnits::of(&json!({
            "quota_per_unit": 500_000, "quota_display_type": "CNY", "usd_exchange_rate": 7.3
        }));
        let json = json!({"created_at": 7, "type": 2, "quota": 500_000});
        let read = row(&json, &yuan, None).unwrap().cost_money().unwrap();
        assert_eq!(read.to_string(), "¥7.30");
    }

    #[test]
    fn details_are_read_as_text_and_as_object() {
        for other in [
            json!(r#"{"cache_tokens":40,"cache_creation_tokens":5,"frt":812}"#),
            json!({"cache_tokens": 40, "cache_write_tokens": 5, "frt": 812}),
        ] {
            let read = read(&json!({"created_at": 7, "type": 2, "other": other}));
            assert_eq!((read.cache_read_tokens, read.cache_write_tokens), (Some(40), Some(5)));
            assert_eq!(read.first_token_ms, Some(812));
        }
        for other in [json!("null"), json!(""), json!("{"), json!(r#"{"frt":-1000}"#)] {
            let read = read(&json!({"created_at": 7, "type": 2, "other": other}));
            assert_eq!((read.cache_read_tokens, read.first_token_ms), (None, None), "{other}");
        }
    }

    #[test]
    fn number_five_is_an_error_but_at_one_api() {
        let json = json!({"created_at": 7, "type": 5, "content": "boom"});
        let error = read(&json);
        assert_eq!((error.log_type, error.message.as_deref()), (LogType::Error, Some("boom")));
        let at_one_api = row(&json, &units(), Some(StationKind::OneApi)).unwrap();
        assert_eq!(at_one_api.log_type, LogType::Test);
    }

    #[test]
    fn nothing_but_the_named_fields_is_kept() {
        let read = read(&json!({
            "created_at": 7, "type": 7, "content": "Logged in", "ip": "203.0.113.9",
            "username": "ming", "key": "sk-hidden", "other": r#"{"user_agent":"hidden"}"#
        }));
        let kept = format!("{read:?}");
        assert!(!kept.contains("hidden") && !kept.contains("203.0") && !kept.contains("ming"));
    }

    #[test]
    fn what_is_no_row_is_none() {
        for json in [json!(null), json!("x"), json!({}), json!({"id": "gpt-4o"}), json!([])] {
            assert_eq!(row(&json, &units(), None), None, "{json}");
        }
    }
}
