use crate::demo::family_key::FamilyKey;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The keys of a station, also while it runs: what is bought and spent elsewhere changes them.
#[derive(Clone, Debug, Default)]
pub struct KeyLedger {
    /// By their secrets without `sk-`.
    keys: Arc<Mutex<BTreeMap<String, FamilyKey>>>,
}

impl KeyLedger {
    /// Adds a key, or replaces it. Its secret holds no dash but the one of `sk-`.
    pub fn put(&self, secret: &str, key: FamilyKey) {
        let secret = secret.strip_prefix("sk-").unwrap_or(secret).to_owned();
        self.lock().insert(secret, key);
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, BTreeMap<String, FamilyKey>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
