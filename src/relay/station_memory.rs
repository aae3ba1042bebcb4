use crate::model::base_url::{BaseUrl, Origin};
use crate::model::secret::Secret;
use crate::relay::error::RelayError;
use crate::relay::station::Station;
use crate::relay::token_usage_budget::TokenUsageBudget;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The longest that a station's wish to be left alone is obeyed.
const LONGEST_REST: Duration = Duration::from_hours(1);

/// What was learnt about stations since the program started: a recognised one is not asked again
/// what it is.
#[derive(Debug, Default)]
pub struct StationMemory {
    known: Mutex<HashMap<BaseUrl, Station>>,
    /// What unrecognised addresses said to a key that was shown to them.
    judged_keys: Mutex<HashMap<(BaseUrl, Secret), RelayError>>,
    resting: Mutex<HashMap<Origin, Instant>>,
    pub token_usage_budget: TokenUsageBudget,
}

impl StationMemory {
    /// The station behind an address as the user pasted it.
    pub fn recall(&self, pasted: &BaseUrl) -> Option<Station> {
        lock(&self.known).get(pasted).cloned()
    }

    pub fn remember(&self, pasted: &BaseUrl, station: Station) {
        lock(&self.known).insert(pasted.clone(), station);
    }

    pub fn forget(&self, pasted: &BaseUrl) {
        lock(&self.known).remove(pasted);
    }

    /// What an unrecognised address said to this key: it is shown there once.
    pub fn judgement(&self, pasted: &BaseUrl, key: &Secret) -> Option<RelayError> {
        lock(&self.judged_keys).get(&(pasted.clone(), key.clone())).cloned()
    }

    pub fn note_judgement(&self, pasted: &BaseUrl, key: &Secret, error: RelayError) {
        lock(&self.judged_keys).insert((pasted.clone(), key.clone()), error);
    }

    /// Leaves a station alone for as long as it asked, in seconds.
    pub fn let_rest(&self, origin: Origin, seconds: u64, now: Instant) {
        let until = now + Duration::from_secs(seconds).min(LONGEST_REST);
        lock(&self.resting).insert(origin, until);
    }

    /// Whether a station asked to be left alone still.
    pub fn is_resting(&self, origin: &Origin, now: Instant) -> bool {
        lock(&self.resting).get(origin).is_some_and(|until| now < *until)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_rests_as_long_as_it_asked_but_not_for_ever() {
        let memory = StationMemory::default();
        let origin = BaseUrl::parse("https://a.example").unwrap().origin();
        let now = Instant::now();
        assert!(!memory.is_resting(&origin, now));
        memory.let_rest(origin.clone(), 180, now);
        assert!(memory.is_resting(&origin, now + Duration::from_mins(2)));
        assert!(!memory.is_resting(&origin, now + Duration::from_mins(3)));
        memory.let_rest(origin.clone(), u64::MAX, now);
        assert!(!memory.is_resting(&origin, now + LONGEST_REST));
    }
}
