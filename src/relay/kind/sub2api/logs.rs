use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::relay::kind::sub2api::status::panel_data;
use crate::relay::lenient;
use crate::relay::log_form::AccountLogForm;
use crate::relay::pages;
use serde_json::Value;

/// What the account did, page by page; a key cannot ask for it.
pub const PATH: &str = "/api/v1/usage";

/// How the account is asked.
pub const FORM: AccountLogForm = AccountLogForm {
    path: PATH,
    first_page: 1,
    page: |page, size| vec![("page", page.to_string()), ("page_size", size.to_string())],
    until: |_, _| None,
    lists: &[&[]],
};

/// Reads one row; `None` when it is no row of a panel's log.
///
/// A row also holds the key in clear, and in `account.credentials` the operator's own key at the
/// next station: of both nothing is read but the key's name.
pub fn row(row: &Value) -> Option<CallLog> {
    let text = |name: &str| row.get(name).and_then(lenient::text);
    let count = |name: &str| row.get(name).and_then(lenient::count);
    // What was really charged; `total_cost` beside it is the list price.
    let charged = row.get("actual_cost")?;
    Some(CallLog {
        time: row.get("created_at").and_then(lenient::moment)?,
        log_type: LogType::Consume,
        model: text("model"),
        // Gone when the key was deleted.
        token: row.pointer("/api_key/name").and_then(lenient::text),
        input_tokens: count("input_tokens"),
        output_tokens: count("output_tokens"),
        cache_read_tokens: count("cache_read_tokens"),
        cache_write_tokens: count("cache_creation_tokens"),
        cost: lenient::decimal(charged),
        cost_unit: Unit::Usd,
        duration_ms: count("duration_ms"),
        first_token_ms: count("first_token_ms"),
        stream: row.get("stream").and_then(Value::as_bool),
        request_id: text("request_id"),
        ..CallLog::default()
    })
}

/// Which page a list is, from the document without its rows; `None` when it is no list of a panel.
pub fn pagination(rest: &Value) -> Option<Pagination> {
    let page = panel_data(rest).filter(|page| page.get("items").is_some())?;
    Some(pages::pagination(page).unwrap_or(Pagination {
        base: 1,
        page: 1,
        ..Pagination::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_secrets_of_a_row_are_not_kept() {
        let read = row(&json!({
            "created_at": "2026-11-21T13:44:20.330063+08:00",
            "actual_cost": 0.5,
            "total_cost": 1,
            "api_key": {"name": "laptop", "key": "sk-hidden"},
            "account": {"name": "hidden", "credentials": {"api_key": "sk-ant-hidden"}},
            "user": {"email": "hidden@example.com"},
        }))
        .unwrap();
        assert_eq!(read.token.as_deref(), Some("laptop"));
        assert_eq!(read.cost, Some("0.5".parse().unwrap()));
        assert!(!format!("{read:?}").contains("hidden"));
    }

    #[test]
    fn a_charge_that_is_not_told_is_no_cost() {
        let json =
            json!({"created_at": "2026-11-21T13:44:20Z", "actual_cost": null, "total_cost": 1});
        assert_eq!(row(&json).unwrap().cost, None);
    }
}
