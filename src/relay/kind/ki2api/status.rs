use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::lenient;
use crate::relay::response::Response;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// Both say who answers, to anybody. Other software answers at the first one too.
const HEALTH_PATH: &str = "/health";
const ROOT_PATH: &str = "/";

/// Reads `{"service":"Ki2API","version":"3.0.1",…}`. The health of 3.1 has no version.
pub fn parse(json: &Value) -> Option<StationStatus> {
    names_itself(json).then(|| StationStatus {
        kind: StationKind::Ki2Api,
        site_name: None,
        version: json.get("version").and_then(lenient::text),
        units: StationUnits::default(),
        checkin: None,
        announcements: Vec::new(),
        api_base_url: None,
        pool_keys: None,
    })
}

pub(super) fn names_itself(json: &Value) -> bool {
    json.get("service").and_then(Value::as_str) == Some("Ki2API")
}

/// Whether it is its list of models.
pub(super) fn owns_models(json: &Value) -> bool {
    json.pointer("/data/0/owned_by").and_then(Value::as_str) == Some("ki2api")
}

/// Its health, and its first page only where the health is unknown to a program of its make: the
/// first pages of others say nothing.
pub(super) async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    sounding.hear(HEALTH_PATH).await?;
    let recognised = recognised(sounding);
    if recognised.is_some() || sounding.answer_that(is_unknown_path).is_none() {
        return Ok(recognised);
    }
    sounding.hear(ROOT_PATH).await?;
    Ok(self::recognised(sounding))
}

fn recognised(sounding: &Sounding<'_>) -> Option<Station> {
    let told = |response: &Response| parse(&response.json()?);
    let answer = sounding.answer_that(|response| told(response).is_some())?;
    let status = told(&answer.response)?;
    Some(Station::with_status(sounding.base, status, &answer.path))
}

/// What a `FastAPI` program says of a path that it does not know.
fn is_unknown_path(response: &Response) -> bool {
    let detail = response.json().and_then(|json| json.get("detail").and_then(lenient::text));
    response.status == 404 && detail.as_deref() == Some("Not Found")
}
