use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::relay::lenient;
use serde_json::Value;

/// Reads one row; `None` when it is none of its rows.
pub fn row(row: &Value) -> Option<CallLog> {
    let text = |name: &str| row.get(name).and_then(lenient::text);
    let count = |name: &str| row.get(name).and_then(lenient::count);
    row.get("cacheCreateTokens")?;
    let has_failed = count("statusCode").is_some_and(|status| status >= 400);
    Some(CallLog {
        time: row.get("timestamp").and_then(lenient::moment)?,
        log_type: if has_failed { LogType::Error } else { LogType::Consume },
        model: text("model"),
        input_tokens: count("inputTokens"),
        output_tokens: count("outputTokens"),
        cache_read_tokens: count("cacheReadTokens"),
        cache_write_tokens: count("cacheCreateTokens"),
        // With the multiplier; `realCost` beside it is the list price.
        cost: row.get("cost").and_then(lenient::decimal),
        cost_unit: Unit::Usd,
        duration_ms: count("durationMs"),
        stream: row.get("stream").and_then(Value::as_bool),
        request_id: text("requestId"),
        ..CallLog::default()
    })
}

/// It knows no pages; `None` when it is none of its lists. Builds before 2025-09 have none.
pub fn pagination(rest: &Value) -> Option<Pagination> {
    rest.get("timestamp")?;
    rest.pointer("/usage/recentRecords").map(|_| Pagination::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cost_that_is_not_told_is_none() {
        let json = json!({
            "timestamp": "2026-11-21T05:30:30.365Z", "cacheCreateTokens": 0, "realCost": 1,
            "statusCode": 529
        });
        let read = row(&json).unwrap();
        assert_eq!((read.cost, read.log_type), (None, LogType::Error));
    }
}
