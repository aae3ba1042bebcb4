use crate::model::station_kind::StationKind;
use crate::relay::lenient;
use crate::relay::response::Response;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// Asked without a key; names the program. 503 while something that it needs is down.
pub const HEALTH_PATH: &str = "/health";

/// Where the bare address leads.
const HOME_PAGE: &str = "/admin-next/";

/// Reads `{"service":"claude-relay-service","version",…}`.
pub fn parse_health(json: &Value) -> Option<StationStatus> {
    is_health(json).then(|| StationStatus {
        kind: StationKind::ClaudeRelayService,
        site_name: None,
        version: json.get("version").and_then(lenient::text),
        units: StationUnits::default(),
        checkin: None,
        announcements: Vec::new(),
        api_base_url: None,
        pool_keys: None,
    })
}

/// Whether an answer is from this program, whatever its status.
pub fn shows_itself(response: &Response, json: &Value) -> bool {
    let leads_home = || response.header("location").is_some_and(|to| to.starts_with(HOME_PAGE));
    is_health(json) || missing_route(response, json).is_some() || leads_home()
}

/// The path that the server saw, from its own 404: `Route /x not found`.
pub fn missing_route<'a>(response: &Response, json: &'a Value) -> Option<&'a str> {
    let is_denied = response.status == 404
        && json.get("error").and_then(Value::as_str) == Some("Not Found")
        && json.get("timestamp").is_some();
    let message = json.get("message").and_then(Value::as_str).filter(|_| is_denied)?;
    let route = message.strip_prefix("Route ")?.strip_suffix(" not found")?;
    route.starts_with('/').then_some(route)
}

pub fn is_health(json: &Value) -> bool {
    json.get("service").and_then(Value::as_str) == Some("claude-relay-service")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_404_of_another_program_is_not_taken_for_its() {
        for (status, json) in [
            (200, json!({"error": "Not Found", "message": "Route /x not found", "timestamp": ""})),
            (
                404,
                json!({"error": "Not Found", "message": "Route GET:/x not found", "statusCode": 404}),
            ),
            (404, json!({"error": "Not Found", "message": "Cannot GET /x", "timestamp": ""})),
            (404, json!({"error": "Not Found", "path": "/x", "timestamp": ""})),
        ] {
            let response = Response::new(status, [], json.to_string());
            assert!(!shows_itself(&response, &json), "{json}");
        }
    }
}
