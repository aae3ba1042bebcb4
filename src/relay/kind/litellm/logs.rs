use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::relay::error::RelayError;
use crate::relay::kind::litellm::key_info;
use crate::relay::lenient;
use crate::relay::request::{AnswerLength, Auth, Request};
use crate::relay::shown_key::ShownKey;
use crate::relay::station_units::StationUnits;
use jiff::Timestamp;
use serde_json::Value;

/// What a key did, or all keys of its owner. With dates it would be sums by day.
pub const PATH: &str = "/spend/logs";

/// The request for the log of one key, which is named by its hash: the key itself would stand in
/// the address.
pub async fn request(shown: &ShownKey<'_>) -> Result<Request, RelayError> {
    let auth = || Auth::Bearer(shown.key.clone());
    let asked = Request { has_secret_answer: true, ..Request::with_auth(key_info::PATH, auth()) };
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| key_info::hash(json);
    let hash = shown.conversation.ask(&shown.station.base, &asked, &units, read).await?;
    shown.conversation.learn_secret(&hash);
    Ok(Request {
        query: vec![("api_key", hash.reveal().to_owned())],
        has_secret_answer: true,
        length: AnswerLength::Long,
        ..Request::with_auth(PATH, auth())
    })
}

/// Reads one row; `None` when it is none of its rows, or a sum. Requests that were refused or
/// failed are rows too.
pub fn row(row: &Value) -> Option<CallLog> {
    let text = |name: &str| row.get(name).and_then(lenient::text);
    let count = |name: &str| row.get(name).and_then(lenient::count);
    let spend = row.get("spend").filter(|_| row.get("startTime").is_some())?;
    let status = text("status").or_else(|| row.pointer("/metadata/status").and_then(lenient::text));
    let has_failed = status.as_deref() == Some("failure");
    Some(CallLog {
        time: row.get("startTime").and_then(lenient::moment)?,
        log_type: if has_failed { LogType::Error } else { LogType::Consume },
        // What the caller asked for; the other one is what the next station calls it.
        model: text("model_group").or_else(|| text("model")),
        token: row.pointer("/metadata/user_api_key_alias").and_then(lenient::text),
        input_tokens: count("prompt_tokens"),
        output_tokens: count("completion_tokens"),
        cost: lenient::decimal(spend),
        cost_unit: Unit::Usd,
        duration_ms: count("request_duration_ms").or_else(|| duration(row)),
        request_id: Some(text("request_id")?),
        ..CallLog::default()
    })
}

/// It comes whole, as a bare list; `None` when it is none of its lists.
pub fn pagination(rest: &Value) -> Option<Pagination> {
    rest.is_array().then(Pagination::default)
}

/// In milliseconds, from beginning and end.
fn duration(row: &Value) -> Option<u64> {
    let moment = |name: &str| row.get(name)?.as_str()?.parse::<Timestamp>().ok();
    let taken = moment("endTime")?.as_millisecond() - moment("startTime")?.as_millisecond();
    taken.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_but_the_named_fields_is_kept() {
        let read = row(&json!({
            "request_id": "r", "api_key": "hidden-hash", "spend": 0.5, "user": "hidden",
            "startTime": "2026-11-21T05:57:00.151000Z", "endTime": "2026-11-21T05:57:00.199Z",
            "model": "openai/gpt-4o", "model_group": "", "api_base": "https://hidden.example",
            "metadata": {"user_api_key_alias": "laptop", "user_api_key": "hidden"},
        }))
        .unwrap();
        assert_eq!(
            (read.model.as_deref(), read.token.as_deref()),
            (Some("openai/gpt-4o"), Some("laptop"))
        );
        assert_eq!((read.duration_ms, read.log_type), (Some(48), LogType::Consume));
        assert!(!format!("{read:?}").contains("hidden"));
    }

    #[test]
    fn a_sum_of_a_day_is_no_row_and_a_spend_not_told_no_cost() {
        assert_eq!(row(&json!({"startTime": "2026-11-21", "spend": 0.1, "users": {}})), None);
        let json = json!({"request_id": "r", "startTime": "2026-11-21T05:57:00Z", "spend": null});
        assert_eq!(row(&json).unwrap().cost, None);
    }
}
