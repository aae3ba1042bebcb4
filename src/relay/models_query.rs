use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::relay::conversation::{Conversation, Transcript};
use crate::relay::credentials;
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
    pub transcript: Transcript,
}

/// Asks which models a site's key opens: at the prefix that the user pasted, then without it.
pub async fn query_models(http: &HttpClient, site: &Site) -> ModelsReport {
    let key = credentials::clean_key(&site.api_key);
    let secrets = site.secrets().into_iter().chain([key.clone()]);
    let conversation = Conversation::new(http, Redactor::new(secrets), &|_| ());
    let models = models_at_any(&conversation, site, &key).await;
    ModelsReport { models, transcript: conversation.into_transcript() }
}

async fn models_at_any(
    conversation: &Conversation<'_>,
    site: &Site,
    key: &Secret,
) -> Result<Vec<String>, RelayError> {
    let incomplete = || RelayError::new(ErrorKind::IncompleteSite);
    if site.disabled {
        return Err(RelayError::new(ErrorKind::DisabledSite));
    }
    if !credentials::is_sendable(key) {
        return Err(incomplete());
    }
    let pasted = site.base_url().map_err(|_| incomplete())?;
    let mut result = Err(incomplete());
    for base in pasted.candidates() {
        result = ask_models(conversation, &base, key).await;
        if !result.as_ref().is_err_and(RelayError::is_schema_mismatch) {
            break;
        }
    }
    result
}

/// Asks for the model list at one base.
pub(crate) async fn ask_models(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
    key: &Secret,
) -> Result<Vec<String>, RelayError> {
    let request = Request::with_auth(models::PATH, Auth::Bearer(key.clone()));
    let units = StationUnits::default();
    conversation.ask(base, &request, &units, |_, json| models::parse(json)).await
}
