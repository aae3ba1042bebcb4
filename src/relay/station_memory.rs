use crate::model::base_url::BaseUrl;
use crate::model::secret::Secret;
use crate::relay::station::Station;
use crate::relay::token_usage_budget::TokenUsageBudget;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was learnt about stations since the program started: each is asked what it is once.
#[derive(Debug, Default)]
pub struct StationMemory {
    known: Mutex<HashMap<BaseUrl, Station>>,
    /// Unrecognised addresses that were shown a key once, and which.
    shown_key: Mutex<HashSet<(BaseUrl, Secret)>>,
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

    /// Whether this key may be shown to this unrecognised address: once.
    pub fn may_show_key(&self, pasted: &BaseUrl, key: &Secret) -> bool {
        lock(&self.shown_key).insert((pasted.clone(), key.clone()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
