use crate::model::announcement::{Announcement, AnnouncementLevel};
use crate::model::station_kind::StationKind;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::one_api_family::member;
use crate::relay::lenient;
use crate::relay::response::Response;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// Asked without a key; tells kind and units.
pub const PATH: &str = "/api/status";

/// Reads `{"success":true,"data":{…}}`; `None` when the fields are no family member's.
pub fn parse(json: &Value) -> Option<StationStatus> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let kind = kind_by_fields(data)?;
    let text = |name: &str| data.get(name).and_then(lenient::text);
    Some(StationStatus {
        kind,
        site_name: text("system_name"),
        version: text("version"),
        units: StationUnits::of(data),
        checkin: Some(offers_checkin(kind, data)),
        announcements: announcements(data),
        api_base_url: None,
        pool_keys: None,
    })
}

/// Decides by the fields that are there. Names and page titles are freely branded and prove nothing.
fn kind_by_fields(data: &Value) -> Option<StationKind> {
    let has = |name: &str| data.get(name).is_some();
    if !has("quota_per_unit") && !has("system_name") {
        return None;
    }
    let kind = if has("PaymentUSDRate") {
        let is_done_hub =
            has("GeminiAPIEnabled") || has("ClaudeAPIEnabled") || has("linuxDo_oauth");
        if is_done_hub { StationKind::DoneHub } else { StationKind::OneHub }
    } else if has("check_in_enabled") && !has("quota_display_type") {
        StationKind::Veloera
    } else if has("setup") || has("self_use_mode_enabled") || has("quota_display_type") {
        StationKind::NewApi
    } else if has("system_text") && has("price") {
        StationKind::ChatApi
    } else if has("oidc") || has("oidc_well_known") || has("lark_client_id") || has("chat_link") {
        StationKind::OneApi
    } else {
        StationKind::OneApiFamily
    };
    Some(kind)
}

fn offers_checkin(kind: StationKind, data: &Value) -> bool {
    let switch = match kind {
        StationKind::Veloera => "check_in_enabled",
        _ => "checkin_enabled",
    };
    data.get(switch).and_then(Value::as_bool).unwrap_or(false)
}

fn announcements(data: &Value) -> Vec<Announcement> {
    let list = data.get("announcements").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(announcement).collect()
}

/// Reads `{"content":"…","publishDate":"2026-11-20T10:00:00Z","type":"warning","extra":"…"}`.
fn announcement(entry: &Value) -> Option<Announcement> {
    let level = entry.get("type").and_then(Value::as_str).unwrap_or_default();
    Some(Announcement {
        text: entry.get("content").and_then(lenient::text)?,
        remark: entry.get("extra").and_then(lenient::text),
        level: AnnouncementLevel::from_name(level),
        published_at: entry.get("publishDate").and_then(lenient::moment),
    })
}

/// The kind that an answer names beside its contents: by the type of its error, by the user header
/// that it asks for, or by a header of its own.
pub fn kind_by_signs(response: &Response, body: Option<&ErrorBody>) -> Option<StationKind> {
    let named = body.and_then(|body| {
        member::by_error_type(&body.error_type).or_else(|| member::by_header_in(&body.message))
    });
    if named.is_some() {
        return named;
    }
    if response.new_api_version().is_some() {
        return Some(StationKind::NewApi);
    }
    response.has_family_sign().then_some(StationKind::OneApiFamily)
}

/// The kinds that an answer leaves open, where it leaves two.
pub fn kinds_possible(response: &Response, json: &Value) -> Vec<StationKind> {
    let hubs = vec![StationKind::OneHub, StationKind::DoneHub];
    let Some(error) = json.get("error") else { return Vec::new() };
    if error.get("type").and_then(Value::as_str) == Some("one_hub_error") {
        return hubs;
    }
    if is_unknown_path(response, json) && error.get("param").is_none() {
        return hubs;
    }
    Vec::new()
}

/// The family's JSON 404. one-hub and done-hub leave `param` out of it.
pub fn is_unknown_path(response: &Response, json: &Value) -> bool {
    response.status == 404
        && response.has_family_sign()
        && ErrorBody::of(json).is_some_and(|body| body.message.starts_with("Invalid URL ("))
}

/// A done-hub that only relays: no status, yet a bare `{"status":"ok"}` under the family's sign.
pub fn is_relay_only_health(response: &Response, json: &Value) -> bool {
    response.has_family_sign() && json.get("status").and_then(Value::as_str) == Some("ok")
}
