use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind::one_api_family::status;
use crate::relay::response::Response;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;

const HEALTH_PATH: &str = "/health";

/// `/api/status`; where the family denies it, whether it is a node that only relays.
pub async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    let heard = sounding.ask_status(status::PATH, |_, json| status::parse(json)).await?;
    if let Ok(told) = heard.outcome {
        return Ok(Some(Station::with_status(sounding.base, told, status::PATH)));
    }
    let denied = heard.response.and_then(|response| {
        let json = response.json()?;
        status::is_unknown_path(&response, &json).then(|| status::kinds_possible(&response, &json))
    });
    match denied {
        Some(kinds_possible) => relay_only_or_family(sounding, kinds_possible).await.map(Some),
        None => Ok(None),
    }
}

async fn relay_only_or_family(
    sounding: &Sounding<'_>,
    kinds_possible: Vec<StationKind>,
) -> Result<Station, RelayError> {
    let is_health =
        |response: &Response, json: &_| status::is_relay_only_health(response, json).then_some(());
    let heard = sounding.ask(HEALTH_PATH, is_health).await?;
    Ok(match heard.outcome {
        Ok(()) => Station {
            relay_only: true,
            ..Station::new(sounding.base, StationKind::DoneHub, HEALTH_PATH)
        },
        Err(_) => Station {
            kinds_possible,
            ..Station::new(sounding.base, StationKind::OneApiFamily, status::PATH)
        },
    })
}
