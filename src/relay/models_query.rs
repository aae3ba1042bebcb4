use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::secret::Secret;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::connectivity_verdict::ConnectivityVerdict;
use crate::relay::conversation::Conversation;
use crate::relay::credentials;
use crate::relay::detect::{Detection, detect};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::key_query::KeyQuery;
use crate::relay::kind;
use crate::relay::models;
use crate::relay::question::Question;
use crate::relay::redactor::Redactor;
use crate::relay::request::Request;
use crate::relay::shown_key::ShownKey;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;

/// What a question for a site's models brought, step by step.
#[derive(Clone, Debug)]
pub struct ModelsReport {
    /// Whether anything answered at all; `None` where nothing was asked.
    pub reachable: Option<bool>,
    /// The kind of station that was recognised on the way.
    pub kind: Option<StationKind>,
    pub models: Result<Vec<String>, RelayError>,
    pub key_valid: KeyValidity,
    /// How long the model list itself took; `None` where it was not asked for.
    pub latency_ms: Option<u64>,
    /// Unix seconds.
    pub time: i64,
}

impl ModelsReport {
    /// What is left to say of a question that was never asked to its end.
    pub fn failed(error: RelayError) -> Self {
        Self {
            reachable: None,
            kind: None,
            key_valid: error.key_valid,
            models: Err(error),
            latency_ms: None,
            time: timestamp::now(),
        }
    }

    pub fn verdict(&self) -> ConnectivityVerdict {
        match &self.models {
            Err(error) => ConnectivityVerdict::Failed(error.kind),
            Ok(models) if models.is_empty() => ConnectivityVerdict::NoModels,
            Ok(_) if self.key_valid == KeyValidity::Valid => ConnectivityVerdict::Usable,
            Ok(_) => ConnectivityVerdict::KeyUnproven,
        }
    }
}

/// Asks which models a site's key opens. The key is shown only to what answers like an API.
pub async fn query_models(http: &HttpClient, site: &Site) -> ModelsReport {
    let key = credentials::clean_key(&site.api_key);
    let secrets = site.secrets().into_iter().chain([key.clone()]);
    let conversation =
        Conversation::new(http, site.http_proxy.clone(), Redactor::new(secrets), &|_| ())
            .with_headers(&site.headers);
    let mut recognised = None;
    let answered = asked(&conversation, site, &key, &mut recognised).await;
    let exchanges = conversation.into_transcript().exchanges;
    let (models, key_valid) = match answered {
        Ok((models, key_valid)) => (Ok(models), key_valid),
        Err(error) => (Err(error.clone()), error.key_valid),
    };
    let models_path = model_list(recognised, &key).map(|request| request.path);
    let asked_for_models = exchanges
        .iter()
        .rev()
        .find(|one| models_path.as_ref().is_some_and(|path| one.path.ends_with(path)));
    ModelsReport {
        reachable: (!exchanges.is_empty())
            .then(|| exchanges.iter().any(|exchange| exchange.status.is_some())),
        kind: recognised,
        models,
        key_valid,
        latency_ms: asked_for_models.map(|exchange| exchange.elapsed_ms),
        time: timestamp::now(),
    }
}

async fn asked(
    conversation: &Conversation<'_>,
    site: &Site,
    key: &Secret,
    known_kind: &mut Option<StationKind>,
) -> Result<(Vec<String>, KeyValidity), RelayError> {
    let incomplete = || RelayError::new(ErrorKind::IncompleteSite);
    if site.disabled {
        return Err(RelayError::new(ErrorKind::DisabledSite));
    }
    if !credentials::is_sendable(key) {
        return Err(incomplete());
    }
    let pasted = site.base_url().map_err(|_| incomplete())?;
    *known_kind = site.chosen_kind();
    if let Some(chosen) = known_kind.filter(|chosen| !kind::software(*chosen).shows_itself()) {
        let station = Station::new(&pasted.bare(), chosen, "");
        let models = ask_station(conversation, &station, key).await?;
        return Ok((models, KeyValidity::Valid));
    }
    // A list from somebody unknown proves nothing of the key: some hand it to anybody.
    match detect(conversation, &pasted, site.station_kind).await? {
        Detection::Recognised(station) => {
            known_kind.get_or_insert(station.kind);
            let models = ask_station(conversation, &station, key).await?;
            let is_proof = kind::software(station.kind).models_prove_key();
            Ok((models, if is_proof { KeyValidity::Valid } else { KeyValidity::Unknown }))
        }
        Detection::UnknownApi(base) => {
            let station = Station::new(&base, kind::MOST_LIKELY, "");
            let models = ask_station(conversation, &station, key).await?;
            Ok((models, KeyValidity::Unknown))
        }
        Detection::NotAnApi { error, .. } => Err(error),
    }
}

/// Whether a key is good, where nothing but the model list tells.
pub(super) async fn check_key(query: &KeyQuery<'_>) -> Result<(), RelayError> {
    ask_station(query.conversation, query.station, query.key).await.map(|_| ())
}

async fn ask_station(
    conversation: &Conversation<'_>,
    station: &Station,
    key: &Secret,
) -> Result<Vec<String>, RelayError> {
    let shown = ShownKey { conversation, station, key };
    let request = kind::software(station.kind).models_request(&shown).await?;
    let request = request.about(Question::Models, station.kind);
    let units = StationUnits::default();
    conversation.ask(&station.base, &request, &units, |_, json| models::parse(json)).await
}

/// Nobody known is asked as all who relay are.
fn model_list(known_kind: Option<StationKind>, key: &Secret) -> Option<Request> {
    let kind = known_kind.unwrap_or(kind::MOST_LIKELY);
    kind::software(kind).model_list(kind, key)
}
