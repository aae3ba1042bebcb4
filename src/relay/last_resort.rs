use crate::model::balance::Balance;
use crate::model::base_url::BaseUrl;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::site::BalanceAuth;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::key_query::{KeyQuery, Known};
use crate::relay::kind;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;

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
            Err(error) if error.says_nothing_of_the_kind() => {}
            Err(error) => self.memory.note_judgement(self.pasted, self.key, error.clone()),
        }
        found
    }

    async fn ask_every_kind(&self) -> Result<(Station, Balance), RelayError> {
        for guess in kind::guesses() {
            let station = Station::guessed(&self.base, guess);
            match self.ask(&station).await {
                Ok(Some(balance)) => return Ok((station, balance)),
                Err(error) if !error.is_schema_mismatch() => return Err(error),
                Ok(None) | Err(_) => {}
            }
        }
        Err(RelayError::new(ErrorKind::Unrecognised))
    }

    async fn ask(&self, station: &Station) -> Result<Option<Balance>, RelayError> {
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
        kind::software(station.kind).guess(&query).await
    }
}
