use crate::model::base_url::BaseUrl;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::error_kind::ErrorKind;
use crate::model::proxy_setting::ProxySetting;
use crate::model::reading::{Attempt, Failure};
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::conversation::Conversation;
use crate::relay::credentials;
use crate::relay::detect::{Detection, detect};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::key_query::Known;
use crate::relay::last_resort::LastResort;
use crate::relay::redactor::Redactor;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;

/// What answers at an address.
#[derive(Clone, Debug)]
pub struct Identification {
    /// `None` when nobody was recognised.
    pub station: Option<Station>,
    /// Why nothing could be learnt.
    pub failure: Option<Failure>,
    pub tried: Vec<Attempt>,
}

impl Identification {
    /// Every kind that the answers leave open.
    pub fn kinds_possible(&self) -> Vec<StationKind> {
        match &self.station {
            Some(station) if station.kinds_possible.is_empty() => vec![station.kind],
            Some(station) => station.kinds_possible.clone(),
            None => Vec::new(),
        }
    }
}

/// Finds out what answers at an address. A key is shown only where nobody is recognised without,
/// and then to the paths of one kind after the other.
pub async fn identify(http: &HttpClient, pasted: &BaseUrl, key: Option<&Secret>) -> Identification {
    let key = key.map(credentials::clean_key).filter(credentials::is_sendable);
    let redactor = Redactor::new(key.clone());
    let conversation = Conversation::new(http, ProxySetting::System, redactor, &|_| ());
    let found = match (detect(&conversation, pasted, None).await, &key) {
        (Ok(Detection::Recognised(station)), _) => Ok(Some(*station)),
        (Ok(Detection::UnknownApi(base)), Some(key)) => {
            by_key(&conversation, pasted, base, key).await
        }
        (Ok(Detection::UnknownApi(_)), None) => Ok(None),
        (Ok(Detection::NotAnApi { error, .. }) | Err(error), _) => Err(error),
    };
    let tried = conversation.into_transcript().attempts();
    match found {
        Ok(station) => Identification { station, failure: None, tried },
        Err(error) => Identification { station: None, failure: Some(error.to_failure()), tried },
    }
}

async fn by_key(
    conversation: &Conversation<'_>,
    pasted: &BaseUrl,
    base: BaseUrl,
    key: &Secret,
) -> Result<Option<Station>, RelayError> {
    let nothing_known = Site::default();
    let last_resort = LastResort {
        conversation,
        memory: &StationMemory::default(),
        pasted,
        base,
        key,
        endpoints: &EndpointOverrides::default(),
        known: &Known::of(&nothing_known, timestamp::now()),
    };
    match last_resort.show_key().await {
        Ok((station, _)) => Ok(Some(station)),
        Err(error) if error.kind == ErrorKind::Unrecognised => Ok(None),
        Err(error) => Err(error),
    }
}
