use crate::model::base_url::BaseUrl;
use crate::model::station_kind::StationKind;
use crate::relay::kind::software::Guess;
use crate::relay::station_status::StationStatus;
use crate::relay::station_units::StationUnits;

/// A station whose kind is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    pub kind: StationKind,
    /// More than one where the answers leave it open.
    pub kinds_possible: Vec<StationKind>,
    /// Where its paths begin: with the prefix that the user pasted, or without.
    pub base: BaseUrl,
    /// What it told about itself, where it did.
    pub status: Option<StationStatus>,
    /// The request or the host that showed the kind, as `GET /api/status`; empty where the user
    /// chose it.
    pub recognised_by: String,
    /// It relays and nothing else: there is no money to ask for.
    pub relay_only: bool,
}

impl Station {
    /// A station that showed its kind at `path`, and nothing else so far.
    pub fn new(base: &BaseUrl, kind: StationKind, path: &str) -> Self {
        Self {
            kind,
            kinds_possible: Vec::new(),
            base: base.clone(),
            status: None,
            recognised_by: format!("GET {path}"),
            relay_only: false,
        }
    }

    /// A station that everybody knows by its host.
    pub fn by_host(pasted: &BaseUrl, kind: StationKind) -> Self {
        Self { recognised_by: pasted.host(), ..Self::new(&pasted.bare(), kind, "") }
    }

    /// A station that is the kind whose question it answers, if it does.
    pub fn guessed(base: &BaseUrl, guess: Guess) -> Self {
        let Guess { kind, method, path, .. } = guess;
        Self { recognised_by: format!("{} {path}", method.name()), ..Self::new(base, kind, path) }
    }

    /// A station of the kind that the user says it is.
    pub fn chosen(base: &BaseUrl, kind: StationKind) -> Self {
        Self { recognised_by: String::new(), ..Self::new(base, kind, "") }
    }

    /// A station that told about itself at `path`.
    pub fn with_status(base: &BaseUrl, status: StationStatus, path: &str) -> Self {
        let kind = status.kind;
        Self { status: Some(status), ..Self::new(base, kind, path) }
    }

    /// The station's own factors; unknown ones where it told none.
    pub fn units(&self) -> StationUnits {
        self.status.as_ref().map(|status| status.units.clone()).unwrap_or_default()
    }
}
