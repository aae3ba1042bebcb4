use crate::model::balance::{Balance, Window};
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::official::service::{Service, amount, plan_of_shares};
use crate::relay::lenient;
use crate::relay::request::Auth;
use serde_json::Value;
use url::Url;

/// The windows by their `unit`, shortest first. Their resets do not tell them apart: near its end
/// a week ends before five hours do.
const WINDOWS: [(i64, &str); 2] = [(3, "5h"), (6, "7d")];
/// Of an answer with HTTP 200.
const REFUSED: i64 = 401;

/// Zhipu's plan for coding, called Z.ai abroad. What it answers is known from clients only.
#[derive(Clone, Copy, Debug)]
pub struct ZhipuPlan;

impl Service for ZhipuPlan {
    const KIND: StationKind = StationKind::ZhipuPlan;
    const HOSTS: &'static [(&'static str, StationKind)] =
        &[("open.bigmodel.cn", Self::KIND), ("api.z.ai", Self::KIND)];
    const BALANCE_PATH: &'static str = "/api/monitor/usage/quota/limit";
    const MODELS_PATH: &'static str = "/api/paas/v4/models";

    /// Without a word before it.
    fn auth(key: &Secret) -> Auth {
        Auth::Raw(key.clone())
    }

    fn unit() -> Option<Unit> {
        Some(Unit::Percent)
    }

    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let data = json.get("data")?;
        let limits = data.get("limits")?.as_array()?;
        let windows: Vec<Window> =
            WINDOWS.iter().filter_map(|(unit, name)| window(limits, *unit, name)).collect();
        let plan = data.get("level").and_then(lenient::text);
        (!windows.is_empty()).then(|| Balance { plan, ..plan_of_shares(windows) })
    }

    fn refusal(body: &ErrorBody) -> Option<RelayError> {
        let code = body.code.as_ref().and_then(lenient::integer);
        (code == Some(REFUSED))
            .then(|| RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused))
    }
}

/// The limit on tokens of this unit; limits on the use of tools count something else.
fn window(limits: &[Value], unit: i64, name: &str) -> Option<Window> {
    let is_it = |limit: &&Value| {
        let counts_tokens = limit.get("type").and_then(Value::as_str);
        counts_tokens.is_some_and(|kind| kind.eq_ignore_ascii_case("TOKENS_LIMIT"))
            && limit.get("unit").and_then(lenient::integer) == Some(unit)
    };
    let limit = limits.iter().find(is_it)?;
    Some(Window {
        window: name.to_owned(),
        used_percent: Some(amount(limit, "percentage")?),
        resets_at: limit.get("nextResetTime").and_then(lenient::moment),
        ..Window::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_unit_tells_a_window_and_not_its_place_or_reset() {
        let json = json!({"data": {"limits": [
            {"type": "tokens_limit", "unit": 6, "percentage": "90", "nextResetTime": 1_794_000_000_000_i64},
            {"type": "TIME_LIMIT", "unit": 3, "percentage": 77},
            {"type": "TOKENS_LIMIT", "unit": 3, "percentage": 1, "nextResetTime": 1_794_010_000_000_i64},
        ]}});
        let windows = ZhipuPlan::balance(&json, None).unwrap().windows;
        let told: Vec<_> = windows.iter().map(|w| (w.window.as_str(), w.used_percent)).collect();
        assert_eq!(told, [("5h", Some(1.into())), ("7d", Some(90.into()))]);
    }
}
