use crate::model::timestamp;
use std::ops::RangeInclusive;

/// Whole days in the machine's zone, the first and the last one included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// `YYYY-MM-DD`.
    first: String,
    last: String,
    seconds: (i64, i64),
}

/// Why two texts are no range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDayRange {
    NoFirstDay,
    NoLastDay,
    /// The last day comes before the first one.
    Backwards,
}

impl DayRange {
    /// Reads `YYYY-MM-DD` twice.
    pub fn of_texts(first: &str, last: &str) -> Result<Self, NoDayRange> {
        let from = timestamp::of_local_date(first).ok_or(NoDayRange::NoFirstDay)?;
        let to = timestamp::end_of_local_date(last).ok_or(NoDayRange::NoLastDay)?;
        if to < from {
            return Err(NoDayRange::Backwards);
        }
        let (first, last) = (first.trim().to_owned(), last.trim().to_owned());
        Ok(Self { first, last, seconds: (from, to) })
    }

    pub fn first(&self) -> &str {
        &self.first
    }

    pub fn last(&self) -> &str {
        &self.last
    }

    /// Unix seconds.
    pub fn seconds(&self) -> RangeInclusive<i64> {
        self.seconds.0..=self.seconds.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_days_are_whole() {
        let days = DayRange::of_texts(" 2026-11-20", "2026-11-21 ").unwrap();
        let seconds = days.seconds();
        assert_eq!(timestamp::local_date_time(*seconds.start()), "2026-11-20 00:00:00");
        assert_eq!(timestamp::local_date_time(*seconds.end()), "2026-11-21 23:59:59");
        assert_eq!((days.first(), days.last()), ("2026-11-20", "2026-11-21"));
    }

    #[test]
    fn what_is_no_range_says_why() {
        let why = |first, last| DayRange::of_texts(first, last).unwrap_err();
        assert_eq!(why("soon", "2026-11-21"), NoDayRange::NoFirstDay);
        assert_eq!(why("2026-11-21", ""), NoDayRange::NoLastDay);
        assert_eq!(why("2026-11-31", "2026-12-01"), NoDayRange::NoFirstDay);
        assert_eq!(why("2026-11-21", "2026-11-20"), NoDayRange::Backwards);
    }
}
