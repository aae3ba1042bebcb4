use crate::model::base_url::BaseUrl;
use crate::model::reading::{Attempt, Failure};
use crate::model::secret::Secret;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::relay::balance_query::BalanceQuery;
use crate::relay::conversation::Conversation;
use crate::relay::detect::{Detection, detect};
use crate::relay::http_client::HttpClient;
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
pub async fn identify(http: &HttpClient, base: &BaseUrl, key: Option<&Secret>) -> Identification {
    let conversation = Conversation::new(http, Redactor::new(key.cloned()), &|_| ());
    let detection = detect(&conversation, base).await;
    let tried = conversation.into_transcript().attempts();
    match (detection, key) {
        (Ok(Detection::Recognised(station)), _) => {
            Identification { station: Some(*station), failure: None, tried }
        }
        (Ok(Detection::UnknownApi(_)), Some(key)) => identify_by_key(http, base, key).await,
        (Ok(_), _) => Identification { station: None, failure: None, tried },
        (Err(error), _) => {
            Identification { station: None, failure: Some(error.to_failure()), tried }
        }
    }
}

async fn identify_by_key(http: &HttpClient, base: &BaseUrl, key: &Secret) -> Identification {
    let memory = StationMemory::default();
    let site = Site { url: base.to_string(), api_key: key.clone(), ..Site::default() };
    let query = BalanceQuery {
        http,
        memory: &memory,
        site: &site,
        settings: &Settings::default(),
        on_ask: &|_| (),
    };
    let tried = query.run().await.reading.tried;
    Identification { station: memory.recall(base), failure: None, tried }
}
