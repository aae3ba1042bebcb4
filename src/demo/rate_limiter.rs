use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many calls in any span of this length; refused calls do not count.
#[derive(Debug)]
pub struct RateLimiter {
    calls: usize,
    span: Duration,
    admitted: Mutex<VecDeque<Instant>>,
}

impl RateLimiter {
    pub fn new(calls: usize, span: Duration) -> Self {
        Self { calls, span, admitted: Mutex::default() }
    }

    /// Whether one more call is let in at `now`.
    pub fn admits(&self, now: Instant) -> bool {
        let mut admitted = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
        while admitted.front().is_some_and(|first| now.duration_since(*first) >= self.span) {
            admitted.pop_front();
        }
        if admitted.len() >= self.calls {
            return false;
        }
        admitted.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admits_again_when_the_first_call_is_old_enough() {
        let limiter = RateLimiter::new(2, Duration::from_secs(10));
        let start = Instant::now();
        assert!(limiter.admits(start));
        assert!(limiter.admits(start + Duration::from_secs(4)));
        assert!(!limiter.admits(start + Duration::from_secs(9)));
        assert!(limiter.admits(start + Duration::from_secs(10)));
        assert!(!limiter.admits(start + Duration::from_secs(13)));
    }
}
