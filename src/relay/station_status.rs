use crate::model::announcement::Announcement;
use crate::model::station_kind::StationKind;
use crate::relay::station_units::StationUnits;

/// What a station tells about itself to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationStatus {
    pub kind: StationKind,
    pub site_name: Option<String>,
    pub version: Option<String>,
    pub units: StationUnits,
    /// Whether a daily bonus is offered; `None` = this kind does not tell.
    pub checkin: Option<bool>,
    /// In the order told.
    pub announcements: Vec<Announcement>,
    pub api_base_url: Option<String>,
    /// How many keys its pool holds, where it lends those of an upstream service.
    pub pool_keys: Option<u64>,
}
