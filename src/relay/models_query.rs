use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::relay::conversation::Conversation;
use crate::relay::credentials;
use crate::relay::detect::{Detection, detect};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::models;
use crate::relay::redactor::Redactor;
use crate::relay::request::{Auth, Request};
use crate::relay::station_units::StationUnits;

/// What a question for a site's models brought.
#[derive(Debug)]
pub struct ModelsReport {
    pub models: Result<Vec<String>, RelayError>,
    pub key_valid: KeyValidity,
}

/// Asks which models a site's key opens. The key is shown only to what answers like an API.
pub async fn query_models(http: &HttpClient, site: &Site) -> ModelsReport {
    let key = credentials::clean_key(&site.api_key);
    let secrets = site.secrets().into_iter().chain([key.clone()]);
    let conversation =
        Conversation::new(http, site.http_proxy.clone(), Redactor::new(secrets), &|_| ());
    match asked(&conversation, site, &key).await {
        Ok(answered) => answered,
        Err(error) => ModelsReport { key_valid: error.key_valid, models: Err(error) },
    }
}

async fn asked(
    conversation: &Conversation<'_>,
    site: &Site,
    key: &Secret,
) -> Result<ModelsReport, RelayError> {
    let incomplete = || RelayError::new(ErrorKind::IncompleteSite);
    if site.disabled {
        return Err(RelayError::new(ErrorKind::DisabledSite));
    }
    if !credentials::is_sendable(key) {
        return Err(incomplete());
    }
    let pasted = site.base_url().map_err(|_| incomplete())?;
    // A list from somebody unknown proves nothing of the key: some hand it to anybody.
    let (base, key_valid) = match detect(conversation, &pasted, site.station_kind).await? {
        Detection::Recognised(station) => (station.base, KeyValidity::Valid),
        Detection::UnknownApi(base) => (base, KeyValidity::Unknown),
        Detection::NotAnApi { error, .. } => return Err(error),
    };
    let models = ask_models(conversation, &base, key).await?;
    Ok(ModelsReport { models: Ok(models), key_valid })
}

/// Asks for the model list at one base.
pub(super) async fn ask_models(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
    key: &Secret,
) -> Result<Vec<String>, RelayError> {
    let request = Request::with_auth(models::PATH, Auth::Bearer(key.clone()));
    let units = StationUnits::default();
    conversation.ask(base, &request, &units, |_, json| models::parse(json)).await
}
