use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// The panel's public settings, asked without a key.
pub const SETTINGS_PATH: &str = "/api/v1/settings/public";
/// The account behind a log-in token; without one it still shows the kind.
pub const ACCOUNT_PATH: &str = "/api/v1/auth/me";

/// Reads the panel's public settings.
pub fn parse_settings(json: &Value) -> Option<StationStatus> {
    let data = panel_data(json)?;
    if data.get("site_name").is_none() || data.get("registration_enabled").is_none() {
        return None;
    }
    let text = |name: &str| data.get(name).and_then(lenient::text);
    Some(StationStatus {
        kind: StationKind::Sub2api,
        site_name: text("site_name"),
        version: text("version"),
        units: StationUnits::default(),
        checkin: None,
        announcements: Vec::new(),
        api_base_url: text("api_base_url"),
        pool_keys: None,
    })
}

/// Whether `/setup/status` answered: `{"code":0,"data":{"needs_setup":…}}`.
pub fn is_setup_status(json: &Value) -> bool {
    panel_data(json).is_some_and(|data| data.get("needs_setup").is_some_and(Value::is_boolean))
}

/// Whether an answer refuses in the panel's middleware's way, with a code in capitals.
pub fn has_middleware_code(json: &Value) -> bool {
    let code = json.get("code").and_then(Value::as_str).unwrap_or_default();
    let is_capital = |c: char| c.is_ascii_uppercase() || c == '_';
    code == "api_key_in_query_deprecated"
        || !code.is_empty() && code.chars().all(is_capital) && json.get("message").is_some()
}

/// The `data` of `{"code":0,…,"data":{…}}`.
pub(super) fn panel_data(json: &Value) -> Option<&Value> {
    json.get("data").filter(|_| json.get("code").and_then(lenient::integer) == Some(0))
}
