use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind::sub2api::status;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;

/// The panel's settings; where these are closed, the panel still refuses an account in its own way.
pub async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    let path = status::SETTINGS_PATH;
    let heard = sounding.ask_status(path, |_, json| status::parse_settings(json)).await?;
    if let Ok(told) = heard.outcome {
        return Ok(Some(Station::with_status(sounding.base, told, path)));
    }
    let path = status::ACCOUNT_PATH;
    let heard = sounding.ask(path, |_, _| None::<()>).await?;
    let is_panel = heard.outcome.is_err_and(|error| error.kind == ErrorKind::NotLoggedIn);
    Ok(is_panel.then(|| Station::new(sounding.base, StationKind::Sub2api, path)))
}
