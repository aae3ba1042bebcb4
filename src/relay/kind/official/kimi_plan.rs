use crate::model::balance::{Balance, Window};
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount, plan_of_shares};
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// Moonshot's plan for coding. What it answers is known from clients only.
#[derive(Clone, Copy, Debug)]
pub struct KimiPlan;

impl Service for KimiPlan {
    const KIND: StationKind = StationKind::KimiPlan;
    const HOSTS: &'static [(&'static str, StationKind)] = &[("api.kimi.com", Self::KIND)];
    const BALANCE_PATH: &'static str = "/coding/v1/usages";
    const MODELS_PATH: &'static str = "/coding/v1/models";

    fn unit() -> Option<Unit> {
        Some(Unit::Percent)
    }

    /// `limits[]` are windows of five hours, `usage` is the week. Limits count something that is
    /// no money and has no name, so the share is what can be told.
    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let details = json.get("limits").and_then(Value::as_array).into_iter().flatten();
        let hours = details.filter_map(|limit| window("5h", limit.get("detail")?));
        let week = json.get("usage").and_then(|usage| window("7d", usage));
        let windows: Vec<Window> = hours.chain(week).collect();
        (!windows.is_empty()).then(|| plan_of_shares(windows))
    }
}

fn window(name: &str, detail: &Value) -> Option<Window> {
    let limit = amount(detail, "limit").filter(|limit| *limit > Decimal::ZERO)?;
    let used = limit.checked_sub(amount(detail, "remaining")?)?.max(Decimal::ZERO);
    let percent = used.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(limit)?;
    Some(Window {
        window: name.to_owned(),
        used_percent: Some(lenient::tidy(percent)),
        resets_at: detail.get("resetTime").and_then(lenient::moment),
        ..Window::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_told_is_no_window() {
        for json in [
            json!({"limits": [], "usage": {}}),
            json!({"limits": [{"detail": {"limit": 0, "remaining": 0}}]}),
            json!({"limits": [{"detail": {"limit": 100}}], "usage": null}),
        ] {
            assert_eq!(KimiPlan::balance(&json, None), None, "{json}");
        }
    }
}
