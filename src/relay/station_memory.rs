use crate::model::base_url::{BaseUrl, Origin};
use crate::model::secret::Secret;
use crate::relay::account_credentials::LogIn;
use crate::relay::error::RelayError;
use crate::relay::station::Station;
use crate::relay::token_usage_budget::TokenUsageBudget;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The longest that a station's wish to be left alone is obeyed.
const LONGEST_REST: Duration = Duration::from_hours(1);

/// How long a refused log-in is not tried again: stations lock accounts that guess.
const REFUSED_LOG_IN_REST: Duration = Duration::from_mins(15);

/// What a log-in came to.
#[derive(Debug)]
enum Session {
    Open(Secret),
    Refused { error: RelayError, until: Instant },
}

/// What was learnt about stations since the program started: a recognised one is not asked again
/// what it is.
#[derive(Debug, Default)]
pub struct StationMemory {
    known: Mutex<HashMap<BaseUrl, Station>>,
    /// What unrecognised addresses said to a key that was shown to them.
    judged_keys: Mutex<HashMap<(BaseUrl, Secret), RelayError>>,
    /// Sessions that a log-in opened, never written down.
    sessions: Mutex<HashMap<LogIn, Session>>,
    /// A station's own ids of keys. Whoever has one reads everything about the key.
    key_ids: Mutex<HashMap<(BaseUrl, Secret), Secret>>,
    resting: Mutex<HashMap<Origin, Instant>>,
    pub token_usage_budget: TokenUsageBudget,
}

impl StationMemory {
    /// The station behind an address as the user pasted it.
    pub fn recall(&self, pasted: &BaseUrl) -> Option<Station> {
        lock(&self.known).get(pasted).cloned()
    }

    pub fn remember(&self, pasted: &BaseUrl, station: Station) {
        lock(&self.known).insert(pasted.clone(), station);
    }

    pub fn forget(&self, pasted: &BaseUrl) {
        lock(&self.known).remove(pasted);
    }

    /// What an unrecognised address said to this key: it is shown there once.
    pub fn judgement(&self, pasted: &BaseUrl, key: &Secret) -> Option<RelayError> {
        lock(&self.judged_keys).get(&(pasted.clone(), key.clone())).cloned()
    }

    pub fn note_judgement(&self, pasted: &BaseUrl, key: &Secret, error: RelayError) {
        lock(&self.judged_keys).insert((pasted.clone(), key.clone()), error);
    }

    /// What an earlier log-in with these credentials came to: the token of a session, or a refusal
    /// that is not to be provoked again soon.
    pub fn session(&self, log_in: &LogIn, now: Instant) -> Option<Result<Secret, RelayError>> {
        match lock(&self.sessions).get(log_in)? {
            Session::Open(token) => Some(Ok(token.clone())),
            Session::Refused { error, until } if now < *until => Some(Err(error.clone())),
            Session::Refused { .. } => None,
        }
    }

    /// Notes what a log-in came to. Only a refusal of the credentials themselves is remembered.
    pub fn note_session(&self, log_in: LogIn, outcome: &Result<Secret, RelayError>, now: Instant) {
        let session = match outcome {
            Ok(token) => Session::Open(token.clone()),
            Err(error) if error.refuses_account() => {
                Session::Refused { error: error.clone(), until: now + REFUSED_LOG_IN_REST }
            }
            Err(_) => return,
        };
        lock(&self.sessions).insert(log_in, session);
    }

    /// Forgets a session that the station ended.
    pub fn end_session(&self, log_in: &LogIn) {
        lock(&self.sessions).remove(log_in);
    }

    /// The station's own id of a key, where it was asked for.
    pub fn key_id(&self, base: &BaseUrl, key: &Secret) -> Option<Secret> {
        lock(&self.key_ids).get(&(base.clone(), key.clone())).cloned()
    }

    pub fn note_key_id(&self, base: &BaseUrl, key: &Secret, id: Secret) {
        lock(&self.key_ids).insert((base.clone(), key.clone()), id);
    }

    pub fn forget_key_id(&self, base: &BaseUrl, key: &Secret) {
        lock(&self.key_ids).remove(&(base.clone(), key.clone()));
    }

    /// Leaves a station alone for as long as it asked, in seconds.
    pub fn let_rest(&self, origin: Origin, seconds: u64, now: Instant) {
        let until = now + Duration::from_secs(seconds).min(LONGEST_REST);
        lock(&self.resting).insert(origin, until);
    }

    /// Whether a station asked to be left alone still.
    pub fn is_resting(&self, origin: &Origin, now: Instant) -> bool {
        lock(&self.resting).get(origin).is_some_and(|until| now < *until)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::error_kind::ErrorKind;

    #[test]
    fn a_refused_log_in_is_not_tried_again_soon_and_trouble_is_no_refusal() {
        let memory = StationMemory::default();
        let log_in = LogIn {
            base: BaseUrl::parse("https://a.example").unwrap(),
            name: "me".into(),
            password: Secret::new("password"),
        };
        let now = Instant::now();
        let outcome = |kind| Err(RelayError::new(kind));
        memory.note_session(log_in.clone(), &outcome(ErrorKind::GatewayDown), now);
        assert_eq!(memory.session(&log_in, now), None);
        let refused = outcome(ErrorKind::UnauthorizedAccount);
        memory.note_session(log_in.clone(), &refused, now);
        assert_eq!(memory.session(&log_in, now), Some(refused));
        assert_eq!(memory.session(&log_in, now + REFUSED_LOG_IN_REST), None);
        let other = LogIn { password: Secret::new("another"), ..log_in };
        assert_eq!(memory.session(&other, now), None);
    }

    #[test]
    fn a_station_rests_as_long_as_it_asked_but_not_for_ever() {
        let memory = StationMemory::default();
        let origin = BaseUrl::parse("https://a.example").unwrap().origin();
        let now = Instant::now();
        assert!(!memory.is_resting(&origin, now));
        memory.let_rest(origin.clone(), 180, now);
        assert!(memory.is_resting(&origin, now + Duration::from_mins(2)));
        assert!(!memory.is_resting(&origin, now + Duration::from_mins(3)));
        memory.let_rest(origin.clone(), u64::MAX, now);
        assert!(!memory.is_resting(&origin, now + LONGEST_REST));
    }
}
