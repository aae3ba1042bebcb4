use crate::model::clock_time::ClockTime;
use crate::model::timestamp;

/// The part of each day in which nobody wants to be told anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// Default: off.
    pub enabled: bool,
    /// Default: 22:00.
    pub from: ClockTime,
    /// May come before `from`: then it is that of the next day. The same as `from` means never.
    /// Default: 08:00.
    pub to: ClockTime,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self { enabled: false, from: ClockTime::on_the_hour(22), to: ClockTime::on_the_hour(8) }
    }
}

impl QuietHours {
    /// When the quiet that holds at `now` ends; `None` where it does not hold. Unix seconds, by the
    /// clock of this machine.
    pub fn end_at(&self, now: i64) -> Option<i64> {
        if !self.enabled {
            return None;
        }
        let clock = timestamp::local_clock_time(now)?;
        let is_quiet = if self.from <= self.to {
            self.from <= clock && clock < self.to
        } else {
            clock >= self.from || clock < self.to
        };
        is_quiet.then(|| timestamp::next_local(self.to, now)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;

    fn hours(from: u16, to: u16) -> QuietHours {
        let at = ClockTime::on_the_hour;
        QuietHours { enabled: true, from: at(from), to: at(to) }
    }

    /// Seconds after the midnight of some day.
    fn end(quiet: QuietHours, at: i64) -> Option<i64> {
        let midnight = timestamp::of_local_date("2026-11-21").unwrap();
        quiet.end_at(midnight + at).map(|end| end - midnight)
    }

    #[test]
    fn a_night_goes_on_after_midnight() {
        let night = hours(22, 8);
        assert_eq!(end(night, 22 * HOUR - 1), None);
        assert_eq!(end(night, 22 * HOUR), Some(32 * HOUR));
        assert_eq!(end(night, 7 * HOUR + 1_799), Some(8 * HOUR));
        assert_eq!(end(night, 8 * HOUR), None);
    }

    #[test]
    fn a_noon_ends_on_the_same_day() {
        let noon = hours(12, 14);
        assert_eq!(end(noon, 13 * HOUR), Some(14 * HOUR));
        assert_eq!(end(noon, 14 * HOUR), None);
        assert_eq!(end(noon, 0), None);
    }

    #[test]
    fn off_or_empty_is_never() {
        assert_eq!(end(QuietHours { enabled: false, ..hours(0, 23) }, HOUR), None);
        assert_eq!(end(hours(5, 5), 5 * HOUR), None);
    }
}
