use crate::model::secret::Secret;
use serde::{Deserialize, Serialize};

/// How long what a station told of a key is taken to hold, in seconds.
const SHELF_LIFE: i64 = 24 * 60 * 60;

/// What a rate-limited question told of a key, kept so that it need not be asked again.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDetails {
    /// The masked form of the key, by which another key is noticed.
    key: String,
    /// Unix seconds.
    asked_at: i64,
    /// `None` when the question was refused.
    told: Option<ToldDetails>,
}

/// The facts of one key.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldDetails {
    pub name: Option<String>,
    #[serde(default)]
    pub unlimited: bool,
    /// Nothing was left of its limit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub used_up: bool,
    /// Unix seconds; `None` = never.
    pub expires_at: Option<i64>,
    /// Empty = all models.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model_limits: Vec<String>,
}

impl KeyDetails {
    pub fn new(key: &Secret, asked_at: i64, told: Option<ToldDetails>) -> Self {
        Self { key: key.masked(), asked_at, told }
    }

    /// What is known of this very key.
    pub fn told_of(&self, key: &Secret) -> Option<&ToldDetails> {
        self.told.as_ref().filter(|_| self.is_of(key))
    }

    /// Whether this key was asked about within a day before `now`, in unix seconds. A time in the
    /// future is a clock that was wrong.
    pub fn is_fresh(&self, key: &Secret, now: i64) -> bool {
        self.is_of(key) && (0..SHELF_LIFE).contains(&now.saturating_sub(self.asked_at))
    }

    /// Newer details over these: a refusal does not wipe out what was told before.
    #[must_use]
    pub fn updated(self, newer: Self) -> Self {
        let told = newer.told.or_else(|| self.told.filter(|_| self.key == newer.key));
        Self { told, ..newer }
    }

    fn is_of(&self, key: &Secret) -> bool {
        self.key == key.masked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(key: &str, asked_at: i64, name: Option<&str>) -> KeyDetails {
        let told = name.map(|name| ToldDetails { name: Some(name.into()), ..Default::default() });
        KeyDetails::new(&Secret::new(key), asked_at, told)
    }

    #[test]
    fn fresh_for_a_day_and_for_its_own_key() {
        let key = Secret::new("sk-one-0000000000");
        let known = details(key.reveal(), 1_000, None);
        assert!(known.is_fresh(&key, 1_000 + SHELF_LIFE - 1));
        assert!(!known.is_fresh(&key, 1_000 + SHELF_LIFE));
        assert!(!known.is_fresh(&key, 999), "the clock was wrong");
        assert!(!known.is_fresh(&Secret::new("sk-two-1111111111"), 1_001));
    }

    #[test]
    fn a_refusal_keeps_what_was_told_of_the_same_key() {
        let key = Secret::new("sk-one-0000000000");
        let refused = details(key.reveal(), 2_000, None);
        let known = details(key.reveal(), 1_000, Some("cc")).updated(refused.clone());
        assert_eq!(known.told_of(&key).and_then(|told| told.name.as_deref()), Some("cc"));
        assert!(known.is_fresh(&key, 2_001));
        let other = details("sk-two-1111111111", 1_000, Some("cc")).updated(refused);
        assert_eq!(other.told_of(&key), None);
    }
}
