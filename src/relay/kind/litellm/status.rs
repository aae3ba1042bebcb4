use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// Refuses everybody without a key, in a way of its own. With a key it pays for one call per model.
pub const HEALTH_PATH: &str = "/health";
/// Tells the version to anybody, in builds of 2025.
pub const READINESS_PATH: &str = "/health/readiness";

/// Reads `/health/readiness` of 2025 (`litellm_version`) and the settings that newer builds give
/// to their web page at `/.well-known/litellm-ui-config`.
pub fn parse(json: &Value) -> Option<StationStatus> {
    let version = json.get("litellm_version").and_then(lenient::text);
    let is_ui_config =
        || json.get("server_root_path").is_some() && json.get("admin_ui_disabled").is_some();
    (version.is_some() || is_ui_config()).then(|| StationStatus {
        kind: StationKind::LiteLlm,
        site_name: None,
        version,
        units: StationUnits::default(),
        checkin: None,
        announcements: Vec::new(),
        api_base_url: None,
        pool_keys: None,
    })
}

/// What `/health/liveliness` says, and nobody else.
pub fn is_alive(json: &Value) -> bool {
    json.as_str() == Some("I'm alive!")
}
