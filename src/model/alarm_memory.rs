use crate::model::low_balance::{LowCause, LowRule};
use crate::model::settings::Settings;
use crate::model::site::Site;
use std::collections::BTreeSet;

/// Which low balances were told already, so that each is told once until it has recovered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlarmMemory {
    /// Site ids with what was told of them.
    pub raised: BTreeSet<(String, LowCause)>,
    /// Ids of sites of which something is to be told when the quiet hours are over.
    pub held: BTreeSet<String>,
}

impl AlarmMemory {
    /// Judges the last good reading of `site` at `now` (unix seconds): forgets what has recovered,
    /// and gives the gravest cause that nobody was told yet. In quiet hours that is held back.
    ///
    /// A site that is disabled, or whose newest query failed, stays as it is: nothing is known.
    pub fn judge(
        &mut self,
        site: &Site,
        settings: &Settings,
        now: i64,
        is_quiet: bool,
    ) -> Option<LowCause> {
        if site.disabled || site.last_error.is_some() {
            return None;
        }
        let balance = site.read_balance()?;
        let rule = LowRule::of(site, settings, now);
        self.raised.retain(|(id, cause)| *id != site.id || !rule.is_over(*cause, balance));
        self.held.remove(&site.id);
        let causes = rule.causes(balance);
        let news = causes.iter().copied().find(|cause| !self.was_told(site, *cause))?;
        if is_quiet {
            self.held.insert(site.id.clone());
            return None;
        }
        self.raised.extend(causes.into_iter().map(|cause| (site.id.clone(), cause)));
        Some(news)
    }

    /// Whether something that was told of this site still holds.
    pub fn has_raised(&self, site: &str) -> bool {
        self.raised.iter().any(|(id, _)| id == site)
    }

    fn was_told(&self, site: &Site, cause: LowCause) -> bool {
        self.raised.iter().any(|(id, told)| *id == site.id && *told == cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::error_kind::ErrorKind;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::{Reading, ReadingState};
    use crate::model::site::LastError;
    use LowCause::{BelowThreshold, Expiring, UsedUp};
    use proptest::prelude::*;

    const NOW: i64 = 1_795_240_066;
    const DAY: i64 = 86_400;

    fn with(balance: Balance) -> Site {
        let reading = Reading {
            kind: None,
            kinds_possible: Vec::new(),
            state: ReadingState::Ok,
            balance: Some(balance),
            pool: None,
            key_valid: KeyValidity::Valid,
            time: NOW,
            elapsed_ms: 1,
            failure: None,
            tried: Vec::new(),
        };
        Site { id: "a".into(), last_reading: Some(reading), ..Site::default() }
    }

    fn left(amount: &str) -> Site {
        with(Balance { remaining: amount.parse().ok(), ..Balance::default() })
    }

    fn judged(memory: &mut AlarmMemory, site: &Site) -> Option<LowCause> {
        memory.judge(site, &Settings::default(), NOW, false)
    }

    #[test]
    fn told_once_and_again_only_after_it_recovered() {
        let mut memory = AlarmMemory::default();
        let told: Vec<_> = ["12", "9", "8", "10.2", "9", "11", "9"]
            .map(|amount| judged(&mut memory, &left(amount)))
            .into();
        let low = Some(BelowThreshold);
        assert_eq!(told, [None, low, None, None, None, None, low]);
    }

    #[test]
    fn what_grows_worse_is_told_and_half_a_recovery_is_not() {
        let mut memory = AlarmMemory::default();
        assert_eq!(judged(&mut memory, &left("9")), Some(BelowThreshold));
        assert_eq!(judged(&mut memory, &left("-1")), Some(UsedUp));
        assert_eq!(judged(&mut memory, &left("4")), None);
        assert_eq!(judged(&mut memory, &left("0")), Some(UsedUp), "it had recovered in between");
        let mut at_once = AlarmMemory::default();
        assert_eq!(judged(&mut at_once, &left("0")), Some(UsedUp));
        assert_eq!(judged(&mut at_once, &left("4")), None);
    }

    #[test]
    fn a_failure_tells_nothing_and_forgets_nothing() {
        let mut memory = AlarmMemory::default();
        let failed = |amount: &str| Site {
            last_error: Some(LastError { kind: ErrorKind::Timeout, time: NOW }),
            ..left(amount)
        };
        assert_eq!(judged(&mut memory, &failed("3")), None);
        assert_eq!(judged(&mut memory, &left("3")), Some(BelowThreshold));
        assert_eq!(judged(&mut memory, &failed("300")), None);
        assert_eq!(judged(&mut memory, &left("3")), None);
        assert_eq!(judged(&mut memory, &Site { disabled: true, ..left("300") }), None);
        assert!(memory.has_raised("a"));
    }

    #[test]
    fn an_end_in_sight_is_told_beside_the_money() {
        let mut memory = AlarmMemory::default();
        let ends = |days: i64| {
            let remaining = Some(100.into());
            with(Balance { remaining, expires_at: Some(NOW + days * DAY), ..Balance::default() })
        };
        assert_eq!(judged(&mut memory, &ends(8)), None);
        assert_eq!(judged(&mut memory, &ends(7)), Some(Expiring));
        assert_eq!(judged(&mut memory, &ends(6)), None);
        assert_eq!(judged(&mut memory, &ends(40)), None);
        assert_eq!(judged(&mut memory, &ends(5)), Some(Expiring));
    }

    #[test]
    fn quiet_hours_hold_back_what_still_is_so_afterwards() {
        let mut memory = AlarmMemory::default();
        let settings = Settings::default();
        assert_eq!(memory.judge(&left("3"), &settings, NOW, true), None);
        assert!(memory.held.contains("a") && memory.raised.is_empty());
        assert_eq!(memory.judge(&left("3"), &settings, NOW, false), Some(BelowThreshold));
        assert!(memory.held.is_empty());
        memory.judge(&left("0"), &settings, NOW, true);
        assert_eq!(memory.judge(&left("30"), &settings, NOW, false), None);
        assert_eq!(memory, AlarmMemory::default(), "it recovered in its sleep");
    }

    proptest! {
        #[test]
        fn between_two_alarms_of_a_kind_lies_a_recovery(
            amounts in proptest::collection::vec(-5i64..25, 1..40),
        ) {
            let mut memory = AlarmMemory::default();
            let mut low_since: Option<LowCause> = None;
            for amount in amounts {
                let told = judged(&mut memory, &left(&amount.to_string()));
                if amount >= 11 {
                    prop_assert_eq!(told, None);
                    low_since = None;
                } else if let Some(cause) = told {
                    prop_assert!(amount < 10);
                    prop_assert!(low_since.is_none_or(|earlier| earlier > cause || cause == UsedUp));
                    low_since = Some(cause);
                } else if amount < 10 {
                    prop_assert!(low_since.is_some(), "a low balance was never told");
                }
            }
        }
    }
}
