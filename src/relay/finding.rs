use crate::model::balance::{Balance, Scope};
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::reading::{Reading, ReadingState};
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind;
use crate::relay::station::Station;
use rust_decimal::Decimal;

/// What a query found, before it is a reading.
#[derive(Debug)]
pub(super) enum Finding {
    Balance(Station, Box<Balance>, KeyValidity),
    /// This kind has no balance to ask for; the key is good.
    NoBalance(Station),
    /// Every answer was a web page.
    WebPages(RelayError),
    /// The station, where it was recognised, or what stood before it.
    Failed(Option<Station>, RelayError),
}

impl Finding {
    /// What was asked is not what the station speaks.
    pub(super) fn is_schema_mismatch(&self) -> bool {
        matches!(self, Self::Failed(_, error) if error.is_schema_mismatch())
    }

    /// The station knows neither key nor account, or not the question.
    pub(super) fn knows_nothing_shown(&self) -> bool {
        let Self::Failed(_, error) = self else { return false };
        error.is_schema_mismatch()
            || error.refuses_account()
            || matches!(error.kind, ErrorKind::InvalidKey | ErrorKind::KeyMissing)
    }

    /// The reading, as of `now` in unix seconds. `cached_kind` is what the station was before,
    /// for when it could not be asked.
    pub(super) fn into_reading(self, cached_kind: Option<StationKind>, now: i64) -> Reading {
        let empty = |kind: Option<StationKind>, state| Reading {
            kind: kind.or(cached_kind),
            state,
            balance: None,
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Unknown,
            time: now,
            elapsed_ms: 0,
            failure: None,
            tried: Vec::new(),
        };
        let kinds_possible = self.kinds_possible();
        let reading = match self {
            Self::Balance(station, balance, key_valid) => {
                let state = state_of(&balance);
                Reading { key_valid, balance: Some(*balance), ..empty(Some(station.kind), state) }
            }
            Self::NoBalance(station) => Reading {
                key_valid: KeyValidity::Valid,
                ..empty(Some(station.kind), ReadingState::NoBalance)
            },
            Self::WebPages(error) => {
                Reading { failure: Some(error.to_failure()), ..empty(None, ReadingState::NotAnApi) }
            }
            Self::Failed(station, error) if is_exhausted(&error) => Reading {
                key_valid: KeyValidity::Valid,
                balance: Some(exhausted_balance(&error, station.as_ref())),
                ..empty(station.map(|station| station.kind), ReadingState::Exhausted)
            },
            Self::Failed(station, error) => Reading {
                key_valid: error.key_valid,
                failure: Some(error.to_failure()),
                ..empty(station.map(|station| station.kind), state_of_failure(error.kind))
            },
        };
        Reading { kinds_possible, ..reading }
    }

    fn kinds_possible(&self) -> Vec<StationKind> {
        match self {
            Self::Balance(station, ..)
            | Self::NoBalance(station)
            | Self::Failed(Some(station), _) => station.kinds_possible.clone(),
            Self::WebPages(_) | Self::Failed(None, _) => Vec::new(),
        }
    }
}

fn state_of(balance: &Balance) -> ReadingState {
    if balance.is_used_up() { ReadingState::Exhausted } else { ReadingState::Ok }
}

const fn state_of_failure(kind: ErrorKind) -> ReadingState {
    match kind {
        ErrorKind::WafChallenge | ErrorKind::WafBlock => ReadingState::Blocked,
        kind if kind.is_skip() => ReadingState::Skipped,
        _ => ReadingState::Error,
    }
}

/// Want of money counts only from a station that says the key is real.
fn is_exhausted(error: &RelayError) -> bool {
    error.kind.means_exhausted() && error.key_valid == KeyValidity::Valid
}

/// What a refusal for want of money says about it: its own number, else nought.
fn exhausted_balance(error: &RelayError, station: Option<&Station>) -> Balance {
    let scope = match error.kind {
        ErrorKind::InsufficientBalance => Scope::Account,
        ErrorKind::UsageLimitExceeded => Scope::Subscription,
        _ => Scope::Token,
    };
    let told = Balance { scope, ..Balance::default() };
    if let Some(left) = &error.left {
        return Balance { remaining: Some(left.amount), unit: left.unit.clone(), ..told };
    }
    let units = station.map(Station::units).unwrap_or_default();
    let unit_is_told =
        units.are_told() || station.is_some_and(|s| kind::software(s.kind).unit().is_some());
    Balance {
        remaining: Some(Decimal::ZERO),
        unit: units.unit(),
        unit_assumed: !unit_is_told,
        ..told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_required_from_anybody_is_no_empty_wallet() {
        let error = RelayError::new(ErrorKind::InsufficientBalance);
        let reading = Finding::Failed(None, error.clone()).into_reading(None, 7);
        assert_eq!((reading.state, reading.balance), (ReadingState::Error, None));
        let known = error.with_key(KeyValidity::Valid);
        let reading = Finding::Failed(None, known).into_reading(None, 7);
        assert_eq!(reading.state, ReadingState::Exhausted);
        let balance = reading.balance.unwrap();
        assert_eq!((balance.remaining, balance.unit_assumed), (Some(Decimal::ZERO), true));
    }

    #[test]
    fn what_was_known_of_the_kind_stays_known() {
        let error = RelayError::new(ErrorKind::Timeout);
        let reading = Finding::Failed(None, error).into_reading(Some(StationKind::NewApi), 7);
        assert_eq!(reading.kind, Some(StationKind::NewApi));
    }
}
