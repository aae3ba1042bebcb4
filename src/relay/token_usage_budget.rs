use crate::model::base_url::Origin;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Half of what a station lets an address ask, because the user's own log-in shares the rest.
const MOST_ASKED: usize = 10;
const SPAN: Duration = Duration::from_mins(20);

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

    /// Takes all that is left: the station said that it is enough.
    pub fn spend(&self, origin: &Origin, now: Instant) {
        while self.take(origin, now) {}
    }
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
    fn a_station_that_refused_is_left_alone_for_the_span() {
        let budget = TokenUsageBudget::default();
        let begin = Instant::now();
        budget.spend(&origin("a.example"), begin);
        assert!(!budget.take(&origin("a.example"), begin));
        assert!(budget.take(&origin("a.example"), begin + SPAN));
    }
}
