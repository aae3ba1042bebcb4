use crate::model::base_url::Origin;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Half of what a station lets an address ask, because the user's own log-in shares the rest.
const MOST_ASKED: usize = 10;
const SPAN: Duration = Duration::from_mins(20);
/// How often the details of one key are worth asking for, in seconds.
const ROUTINE_PAUSE: i64 = 24 * 60 * 60;

/// Keeps the questions for a key's details within what stations bear: new-api answers 20 of them
/// in 20 minutes per address, then refuses the user's own log-in too.
#[derive(Debug, Default)]
pub struct TokenUsageBudget {
    asked: Mutex<HashMap<Origin, VecDeque<Instant>>>,
}

impl TokenUsageBudget {
    /// Takes one question to a station out of the budget; false when nothing is left of it.
    pub fn take(&self, origin: &Origin, now: Instant) -> bool {
        let mut stations = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = stations.entry(origin.clone()).or_default();
        while asked.front().is_some_and(|first| now.duration_since(*first) >= SPAN) {
            asked.pop_front();
        }
        if asked.len() >= MOST_ASKED {
            return false;
        }
        asked.push_back(now);
        true
    }
}

/// Whether a routine question for a key's details is due; both times in unix seconds.
pub fn is_due(last_asked: Option<i64>, now: i64) -> bool {
    last_asked.is_none_or(|last| now.saturating_sub(last) >= ROUTINE_PAUSE || last > now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base_url::BaseUrl;

    fn origin(host: &str) -> Origin {
        BaseUrl::parse(host).unwrap().origin()
    }

    #[test]
    fn ten_in_twenty_minutes_and_station() {
        let budget = TokenUsageBudget::default();
        let begin = Instant::now();
        let taken = (0..12).filter(|_| budget.take(&origin("a.example"), begin)).count();
        assert_eq!(taken, 10);
        assert!(budget.take(&origin("b.example"), begin));
        assert!(!budget.take(&origin("a.example"), begin + SPAN / 2));
        assert!(budget.take(&origin("a.example"), begin + SPAN));
    }

    #[test]
    fn once_a_day_even_when_the_clock_was_wrong() {
        assert!(is_due(None, 100));
        assert!(!is_due(Some(100), 100 + ROUTINE_PAUSE - 1));
        assert!(is_due(Some(100), 100 + ROUTINE_PAUSE));
        assert!(is_due(Some(1_000_000), 100));
    }
}
