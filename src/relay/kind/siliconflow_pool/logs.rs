use crate::model::call_log::{CallLog, LogType};
use crate::model::pagination::Pagination;
use crate::relay::kind::siliconflow_pool::keys;
use crate::relay::lenient;
use crate::relay::log_form::AccountLogForm;
use crate::relay::pages;
use serde_json::Value;

/// How the administrator asks: ten rows to a page, whatever is wished for. Embeddings are missing.
pub const FORM: AccountLogForm = AccountLogForm {
    path: "/logs",
    first_page: 1,
    page: |page, _| vec![("page", page.to_string())],
    until: |_, _| None,
    lists: &[&[]],
};

/// Reads `{"api_key","model","call_time","input_tokens","output_tokens",…}`; `None` when it is
/// another row. The key of the pool that served the call stands in it in clear and is masked at
/// once; money is not told.
pub fn row(row: &Value) -> Option<CallLog> {
    let count = |name: &str| row.get(name).and_then(lenient::count);
    Some(CallLog {
        time: row.get("call_time").and_then(lenient::moment)?,
        log_type: LogType::Consume,
        model: row.get("model").and_then(lenient::text),
        token: row.get("api_key").and_then(keys::masked),
        input_tokens: count("input_tokens"),
        output_tokens: count("output_tokens"),
        ..CallLog::default()
    })
}

/// Which page a list is, from the document without its rows; `None` when it is another list.
pub fn pagination(rest: &Value) -> Option<Pagination> {
    rest.get("logs")?;
    pages::pagination(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_keys_of_the_pool_are_not_kept() {
        let read = row(&json!({
            "api_key": "sk-hiddenhiddenhidden01", "call_time": 1_795_239_426.99, "model": "m"
        }))
        .unwrap();
        assert_eq!((read.time, read.token.as_deref()), (1_795_239_426, Some("sk-…en01")));
        assert_eq!((read.cost, read.input_tokens), (None, None));
        assert!(!format!("{read:?}").contains("hidden"));
    }
}
