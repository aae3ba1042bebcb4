use crate::model::balance::Balance;
use crate::model::base_url::BaseUrl;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::site::BalanceAuth;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::Conversation;
use crate::relay::detect::ends_detection;
use crate::relay::error::RelayError;
use crate::relay::key_query::{KeyQuery, Known};
use crate::relay::kind::{one_api_family, sub2api};
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use std::time::Instant;

/// An address that answers like an API and names no kind.
pub(super) struct LastResort<'a> {
    pub(super) conversation: &'a Conversation<'a>,
    pub(super) memory: &'a StationMemory,
    /// As the user pasted it.
    pub(super) pasted: &'a BaseUrl,
    /// Where it answers.
    pub(super) base: BaseUrl,
    pub(super) key: &'a Secret,
    pub(super) endpoints: &'a EndpointOverrides,
    pub(super) known: &'a Known<'a>,
}

impl LastResort<'_> {
    /// Shows the key once, in a header, on the paths of one kind after the other, until an answer
    /// fits. An answer that judged the key is remembered and not asked for again.
    pub(super) async fn show_key(&self) -> Result<(Station, Balance), RelayError> {
        if let Some(judgement) = self.memory.judgement(self.pasted, self.key) {
            return Err(judgement);
        }
        let found = self.ask_every_kind().await;
        match &found {
            Ok((station, _)) => self.memory.remember(self.pasted, station.clone()),
            Err(error) if ends_detection(error) => {}
            Err(error) => self.memory.note_judgement(self.pasted, self.key, error.clone()),
        }
        found
    }

    async fn ask_every_kind(&self) -> Result<(Station, Balance), RelayError> {
        for (kind, path) in [
            (StationKind::OneApiFamily, EndpointOverrides::SUBSCRIPTION_DEFAULT),
            (StationKind::Sub2api, sub2api::usage::PATH),
            (StationKind::NewApi, one_api_family::token_usage::PATH),
        ] {
            let station = Station::new(&self.base, kind, path);
            match self.ask(&station).await {
                Ok(balance) => return Ok((station, balance)),
                Err(error) if !error.is_schema_mismatch() => return Err(error),
                Err(_) => {}
            }
        }
        Err(RelayError::new(ErrorKind::Unrecognised))
    }

    async fn ask(&self, station: &Station) -> Result<Balance, RelayError> {
        let query = KeyQuery {
            conversation: self.conversation,
            memory: self.memory,
            station,
            key: self.key,
            endpoints: self.endpoints,
            // Never in an address here, whatever the user chose.
            balance_auth: BalanceAuth::Automatic,
            known: self.known,
        };
        match station.kind {
            StationKind::Sub2api => sub2api::query::balance(&query).await,
            StationKind::NewApi => {
                let origin = self.base.origin();
                if !self.memory.token_usage_budget.take(&origin, Instant::now()) {
                    return Err(RelayError::new(ErrorKind::RateLimited));
                }
                one_api_family::query::details(&query).await
            }
            _ => one_api_family::query::balance(&query).await,
        }
    }
}
