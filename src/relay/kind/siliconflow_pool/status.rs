use crate::model::pool_status::{PoolMembers, PoolStatus};
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::lenient;
use crate::relay::pool_query::PoolQuery;
use crate::relay::request::Request;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// How the station does, told to anybody. Other software answers here too.
const PATH: &str = "/health";

/// Reads `{"status":"healthy","api_keys_count":2,"auto_refresh":{…},…}`. A server that has just
/// begun writes nulls into `auto_refresh`.
pub fn parse(json: &Value) -> Option<StationStatus> {
    let pool_keys = json.get("api_keys_count").and_then(lenient::count)?;
    json.get("auto_refresh").filter(|refresh| refresh.is_object())?;
    Some(StationStatus {
        kind: StationKind::SiliconFlowPool,
        site_name: None,
        version: None,
        units: StationUnits::default(),
        checkin: None,
        announcements: Vec::new(),
        api_base_url: None,
        pool_keys: Some(pool_keys),
    })
}

pub(super) async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    sounding.hear(PATH).await?;
    let told = |json: &Value| parse(json);
    let answer = sounding.answer_that(|response| response.json().as_ref().and_then(told).is_some());
    Ok(answer.and_then(|answer| {
        let told = told(&answer.response.json()?)?;
        Some(Station::with_status(sounding.base, told, &answer.path))
    }))
}

/// How many keys the pool holds now.
pub(super) async fn pool(query: &PoolQuery<'_>) -> Option<PoolStatus> {
    let units = StationUnits::default();
    let base = &query.station.base;
    let read = |_: &_, json: &Value| parse(json);
    let told = query.conversation.ask(base, &Request::keyless(PATH), &units, read).await.ok()?;
    Some(PoolStatus {
        members: PoolMembers::Keys,
        accounts: told.pool_keys?,
        ..PoolStatus::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_health_of_others_is_not_taken_for_its_own() {
        for json in [
            json!({"status": "healthy"}),
            json!({"status": "ok", "api_keys_count": 2}),
            json!({"status": "healthy", "service": "Ki2API", "auto_refresh": {}}),
            json!({"api_keys_count": null, "auto_refresh": {}}),
        ] {
            assert_eq!(parse(&json), None, "{json}");
        }
        let fresh = json!({"api_keys_count": 0, "auto_refresh": {"next_run_in": null}});
        assert_eq!(parse(&fresh).and_then(|told| told.pool_keys), Some(0));
    }
}
