use serde::{Deserialize, Serialize};

/// The accounts or keys that a station calls upstream with, in numbers. What opens them is never
/// kept.
#[serde_with::skip_serializing_none]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolStatus {
    pub members: PoolMembers,
    /// How many the station is set up with.
    pub accounts: u64,
    /// How many of them were called since the station started; `None` = not told.
    pub seen: Option<u64>,
    /// How many of those do not answer at present.
    pub unusable: Option<u64>,
    /// Which one is called next, counted from 0.
    pub current: Option<u64>,
}

/// What a pool is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoolMembers {
    #[default]
    Accounts,
    Keys,
}

impl PoolStatus {
    /// How many can be called; `None` where the station does not tell who cannot.
    pub fn usable(&self) -> Option<u64> {
        Some(self.accounts.saturating_sub(self.unusable?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_never_called_counts_as_usable() {
        let pool = |unusable| PoolStatus { accounts: 3, unusable, ..PoolStatus::default() };
        assert_eq!(pool(Some(1)).usable(), Some(2));
        assert_eq!(pool(Some(7)).usable(), Some(0));
        assert_eq!(pool(None).usable(), None);
    }
}
