use crate::app::day_range::DayRange;
use std::ops::RangeInclusive;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// Of which time rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LogRange {
    #[default]
    All,
    Hours24,
    Days7,
    Days30,
    Days(DayRange),
}

impl LogRange {
    /// Those that need no dates, in the order on screen.
    pub const READY: [Self; 4] = [Self::All, Self::Hours24, Self::Days7, Self::Days30];

    /// Unix seconds, seen from `now`.
    pub fn seconds(&self, now: i64) -> RangeInclusive<i64> {
        match self {
            Self::All => i64::MIN..=i64::MAX,
            Self::Hours24 => now - DAY..=i64::MAX,
            Self::Days7 => now - 7 * DAY..=i64::MAX,
            Self::Days30 => now - 30 * DAY..=i64::MAX,
            Self::Days(days) => days.seconds(),
        }
    }
}
