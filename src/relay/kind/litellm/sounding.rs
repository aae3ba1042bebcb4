use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind::litellm::{refusal, status};
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;

/// Its health is closed to those without a key, and the refusal names it; then its version.
pub async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    sounding.hear(status::HEALTH_PATH).await?;
    let answer = sounding
        .answer_that(|response| response.json().is_some_and(|json| refusal::is_its_shape(&json)));
    let Some(answer) = answer else { return Ok(None) };
    let version = sounding.ask_status(status::READINESS_PATH, |_, json| status::parse(json)).await;
    Ok(Some(Station {
        status: version.ok().and_then(|heard| heard.outcome.ok()),
        ..Station::new(sounding.base, StationKind::LiteLlm, &answer.path)
    }))
}
