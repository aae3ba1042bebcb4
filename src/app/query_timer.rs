use crate::model::auto_query::AutoQuery;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// A turn comes early or late by up to this part of the interval, so that not all users of a
/// station ask it at the same minute.
const JITTER_PART: i64 = 10;
const LEAST_JITTER: i64 = 10;
/// From opening the program to the turn at its start.
const START_DELAY: i64 = 5;
/// A turn that is so late was slept through.
const LATE: i64 = 90;
/// From waking up to the turn that was slept through: the network comes back first.
const WAKE_DELAY: i64 = 15;

/// When all sites are asked by themselves. All times are unix seconds by the clock on the wall.
///
/// A turn that comes while several sites are being asked is left out, and so is one that comes
/// less than five minutes after the user had all sites asked; else what the user asks moves no
/// turn. Turns that the machine slept through come once, soon after it woke up.
#[derive(Clone, Debug)]
pub struct QueryTimer {
    random: fn() -> u64,
    /// What the turns follow; `None` before the settings are known.
    settings: Option<AutoQuery>,
    next: Option<i64>,
    all_asked_at: Option<i64>,
}

impl QueryTimer {
    /// One with another source of numbers.
    pub fn with_random(random: fn() -> u64) -> Self {
        Self { random, settings: None, next: None, all_asked_at: None }
    }

    /// When the next turn comes; `None` = none does.
    pub const fn next(&self) -> Option<i64> {
        self.next
    }

    /// Follows the settings. Other turns are reckoned anew from `now` where they have changed.
    pub fn follow(&mut self, settings: AutoQuery, now: i64) {
        let before = self.settings.replace(settings);
        let is_same = |before: AutoQuery| {
            (before.enabled, before.interval()) == (settings.enabled, settings.interval())
        };
        if before.is_some_and(is_same) {
            return;
        }
        self.next = settings.enabled.then(|| {
            let begins = before.is_none() && settings.at_start;
            if begins { now.saturating_add(START_DELAY) } else { self.turn_after(now, settings) }
        });
    }

    /// The user had all sites asked.
    pub const fn all_asked(&mut self, now: i64) {
        self.all_asked_at = Some(now);
    }

    /// Whether all sites are to be asked now. `is_busy` = several are being asked.
    pub fn take_turn(&mut self, now: i64, is_busy: bool) -> bool {
        let (Some(next), Some(settings)) = (self.next, self.settings) else { return false };
        let left = next.saturating_sub(now);
        if left > 0 {
            // The clock was set back.
            if left > settings.interval() + jitter(settings) {
                self.next = Some(self.turn_after(now, settings));
            }
            return false;
        }
        if left < -LATE {
            self.next = Some(now.saturating_add(WAKE_DELAY));
            return false;
        }
        self.next = Some(self.turn_after(now, settings));
        let least = i64::from(AutoQuery::LEAST_MINUTES) * 60;
        let just_asked =
            self.all_asked_at.is_some_and(|asked| (0..least).contains(&now.saturating_sub(asked)));
        !is_busy && !just_asked
    }

    fn turn_after(&self, now: i64, settings: AutoQuery) -> i64 {
        let jitter = jitter(settings);
        let drawn = i64::try_from((self.random)() >> 1).unwrap_or_default() % (2 * jitter + 1);
        let least = i64::from(AutoQuery::LEAST_MINUTES) * 60;
        now.saturating_add((settings.interval() + drawn - jitter).max(least))
    }
}

impl Default for QueryTimer {
    fn default() -> Self {
        Self::with_random(|| RandomState::new().build_hasher().finish())
    }
}

/// The most that a turn comes early or late, in seconds.
fn jitter(settings: AutoQuery) -> i64 {
    (settings.interval() / JITTER_PART).max(LEAST_JITTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_795_240_066;
    const MINUTE: i64 = 60;

    fn every(minutes: u32) -> AutoQuery {
        AutoQuery { enabled: true, interval_minutes: minutes, at_start: false }
    }

    /// One that draws the middle of a jitter of 30 minutes.
    fn timer(settings: AutoQuery) -> QueryTimer {
        let mut timer = QueryTimer::with_random(|| 180 << 1);
        timer.follow(settings, NOW);
        timer
    }

    #[test]
    fn turns_come_one_interval_apart() {
        let mut timer = timer(every(30));
        assert_eq!(timer.next(), Some(NOW + 30 * MINUTE));
        assert!(!timer.take_turn(NOW + 30 * MINUTE - 1, false));
        assert!(timer.take_turn(NOW + 30 * MINUTE, false));
        assert!(!timer.take_turn(NOW + 30 * MINUTE, false), "each turn comes once");
        assert_eq!(timer.next(), Some(NOW + 60 * MINUTE));
    }

    #[test]
    fn off_is_off_and_nothing_is_known_before_the_settings() {
        let off = AutoQuery { at_start: true, ..AutoQuery::default() };
        assert_eq!(timer(off).next(), None);
        assert!(!timer(off).take_turn(i64::MAX, false));
        assert!(!QueryTimer::default().take_turn(i64::MAX, false));
    }

    #[test]
    fn the_first_turn_may_come_at_the_start_and_only_there() {
        let at_start = AutoQuery { at_start: true, ..every(30) };
        let mut from_start = timer(at_start);
        assert_eq!(from_start.next(), Some(NOW + START_DELAY));
        assert!(from_start.take_turn(NOW + START_DELAY, false));
        let mut later = timer(every(30));
        later.follow(at_start, NOW + 7);
        assert_eq!(later.next(), Some(NOW + 30 * MINUTE), "nothing else has changed");
        let mut switched_on = timer(AutoQuery { enabled: false, ..at_start });
        switched_on.follow(at_start, NOW + 7);
        assert_eq!(switched_on.next(), Some(NOW + 7 + 30 * MINUTE));
    }

    #[test]
    fn a_changed_interval_begins_anew() {
        let mut timer = timer(every(30));
        timer.follow(every(1_440), NOW + MINUTE);
        assert!(timer.next() > Some(NOW + MINUTE + 1_200 * MINUTE));
        timer.follow(AutoQuery { enabled: false, ..every(30) }, NOW + 2 * MINUTE);
        assert_eq!(timer.next(), None);
        timer.follow(every(30), NOW + 3 * MINUTE);
        assert_eq!(timer.next(), Some(NOW + 33 * MINUTE));
    }

    #[test]
    fn a_turn_in_the_middle_of_a_run_is_left_out() {
        let mut timer = timer(every(30));
        assert!(!timer.take_turn(NOW + 30 * MINUTE, true));
        assert!(!timer.take_turn(NOW + 31 * MINUTE, false));
        assert!(timer.take_turn(NOW + 60 * MINUTE, false));
    }

    #[test]
    fn what_was_asked_just_now_is_not_asked_again() {
        let mut timer = timer(every(30));
        timer.all_asked(NOW + 26 * MINUTE);
        assert!(!timer.take_turn(NOW + 30 * MINUTE, false));
        assert!(timer.take_turn(NOW + 60 * MINUTE, false));
        timer.all_asked(NOW + 85 * MINUTE);
        assert!(timer.take_turn(NOW + 90 * MINUTE, false), "that was five minutes ago");
    }

    #[test]
    fn turns_slept_through_come_once_and_soon() {
        let mut timer = timer(every(30));
        let morning = NOW + 480 * MINUTE;
        assert!(!timer.take_turn(morning, false));
        assert_eq!(timer.next(), Some(morning + WAKE_DELAY));
        assert!(timer.take_turn(morning + WAKE_DELAY + 2, false));
        assert_eq!(timer.next(), Some(morning + WAKE_DELAY + 2 + 30 * MINUTE));
    }

    #[test]
    fn a_clock_set_back_stops_no_timer() {
        let mut timer = timer(every(30));
        let yesterday = NOW - 1_440 * MINUTE;
        assert!(!timer.take_turn(yesterday, false));
        assert_eq!(timer.next(), Some(yesterday + 30 * MINUTE));
    }

    proptest! {
        #[test]
        fn a_turn_is_never_far_off_and_never_too_soon(minutes in 1u32..3_000, seed: u32) {
            let mut timer = QueryTimer::default();
            timer.follow(every(minutes), NOW + i64::from(seed));
            let wait = timer.next().unwrap() - NOW - i64::from(seed);
            let interval = every(minutes).interval();
            prop_assert!(wait >= 5 * MINUTE && wait >= interval - interval / 10);
            prop_assert!(wait <= interval + (interval / 10).max(LEAST_JITTER));
        }
    }
}
