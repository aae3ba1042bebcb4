use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::Conversation;
use crate::relay::detect::{Detection, detect};
use crate::relay::error::RelayError;
use crate::relay::kind;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;

/// The station of a site for questions that are not about its balance: remembered, else
/// recognised without a key. The kind that the user chose stands above what it shows. An API that
/// names no kind is a station only where there is a kind to take it for.
pub(super) async fn known_station(
    conversation: &Conversation<'_>,
    memory: &StationMemory,
    site: &Site,
    pasted: &BaseUrl,
    taken_for: Option<StationKind>,
) -> Result<Station, RelayError> {
    let fixed_kind = site.station_kind.filter(|_| site.station_kind_fixed);
    let as_chosen =
        |station: Station| Station { kind: fixed_kind.unwrap_or(station.kind), ..station };
    if let Some(station) = memory.recall(pasted) {
        return Ok(as_chosen(station));
    }
    if let Some(kind) = fixed_kind
        && !kind::software(kind).shows_itself()
    {
        return Ok(Station::chosen(&pasted.bare(), kind));
    }
    match detect(conversation, pasted, site.station_kind).await? {
        Detection::Recognised(station) => {
            memory.remember(pasted, (*station).clone());
            Ok(as_chosen(*station))
        }
        Detection::UnknownApi(base) => match fixed_kind.or(taken_for) {
            Some(kind) => Ok(Station::chosen(&base, kind)),
            None => Err(RelayError::new(ErrorKind::Unrecognised)),
        },
        Detection::NotAnApi { error, .. } => Err(error),
    }
}
