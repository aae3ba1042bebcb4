use crate::model::balance::{Balance, Window};
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::{BASE_RESP, ErrorBody};
use crate::relay::kind::official::service::{Service, amount, plan_of_shares};
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// The row of the plan; the others count pictures and films.
const ROW: &str = "general";
/// `current_weekly_status` of a plan with a weekly limit.
const HAS_WEEK: i64 = 1;
/// Of a `base_resp`.
const KEY_REFUSED: i64 = 1004;

/// MiniMax's plan for coding. What it answers is known from clients only.
#[derive(Clone, Copy, Debug)]
pub struct MiniMaxPlan;

impl Service for MiniMaxPlan {
    const KIND: StationKind = StationKind::MiniMaxPlan;
    const HOSTS: &'static [(&'static str, StationKind)] =
        &[("api.minimaxi.com", Self::KIND), ("api.minimax.io", Self::KIND)];
    const BALANCE_PATH: &'static str = "/v1/api/openplatform/coding_plan/remains";

    fn unit() -> Option<Unit> {
        Some(Unit::Percent)
    }

    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let rows = json.get("model_remains")?.as_array()?;
        let row = rows.iter().find(|row| row.get("model_name") == Some(&ROW.into()))?;
        let has_week =
            row.get("current_weekly_status").and_then(lenient::integer) == Some(HAS_WEEK);
        let hours = window("5h", row, "current_interval_remaining_percent", "end_time");
        let week = window("7d", row, "current_weekly_remaining_percent", "weekly_end_time");
        let windows: Vec<Window> = hours.into_iter().chain(week.filter(|_| has_week)).collect();
        (!windows.is_empty()).then(|| plan_of_shares(windows))
    }

    fn refusal(body: &ErrorBody) -> Option<RelayError> {
        let code = body.code.as_ref().and_then(lenient::integer);
        (body.error_type == BASE_RESP && code == Some(KEY_REFUSED))
            .then(|| RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused))
    }
}

/// It tells what is left of a window; shown is what is used.
fn window(name: &str, row: &Value, left: &str, resets_at: &str) -> Option<Window> {
    let used = Decimal::ONE_HUNDRED.checked_sub(amount(row, left)?)?;
    Some(Window {
        window: name.to_owned(),
        used_percent: Some(used),
        resets_at: row.get(resets_at).and_then(lenient::moment),
        ..Window::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_week_counts_only_where_the_plan_has_one() {
        let windows = |status: i64| {
            let json = json!({"model_remains": [{
                "model_name": "general", "current_interval_remaining_percent": "98",
                "current_weekly_remaining_percent": 40, "current_weekly_status": status
            }]});
            let windows = MiniMaxPlan::balance(&json, None).unwrap().windows;
            windows.into_iter().map(|w| (w.window, w.used_percent)).collect::<Vec<_>>()
        };
        assert_eq!(windows(3), [("5h".into(), Some(2.into()))]);
        assert_eq!(windows(1), [("5h".into(), Some(2.into())), ("7d".into(), Some(60.into()))]);
    }
}
