//! The one rule for what is low: the mark in the list, the alarm and the command line follow it.

use crate::model::balance::Balance;
use crate::model::settings::Settings;
use crate::model::site::Site;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const DAY: i64 = 24 * 60 * 60;

/// Why what is left at a site asks for attention. The gravest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LowCause {
    /// Nothing is left, or less than nothing.
    UsedUp,
    BelowThreshold,
    /// It ends within the days that the settings name, or has ended.
    Expiring,
}

impl LowCause {
    pub const ALL: [Self; 3] = [Self::UsedUp, Self::BelowThreshold, Self::Expiring];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UsedUp => "used_up",
            Self::BelowThreshold => "below_threshold",
            Self::Expiring => "expiring",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }
}

/// What counts as low for one site at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowRule {
    /// In the unit of the balance; `None` = only nothing is little.
    pub threshold: Option<Decimal>,
    /// What ends up to here, in unix seconds, is about to end; `None` = nobody wants to know.
    pub expires_until: Option<i64>,
}

impl LowRule {
    /// The site's own threshold, else the one for its unit. `now` is in unix seconds.
    pub fn of(site: &Site, settings: &Settings, now: i64) -> Self {
        let days = settings.expiry_warning_days;
        Self {
            threshold: site.threshold(settings),
            expires_until: (days > 0).then(|| now.saturating_add(i64::from(days) * DAY)),
        }
    }

    /// When `balance` comes to be about to end, in unix seconds. `now` is that of the rule.
    pub fn ends_near_from(&self, balance: &Balance, now: i64) -> Option<i64> {
        let ahead = self.expires_until?.saturating_sub(now);
        Some(balance.expires_at?.saturating_sub(ahead))
    }

    pub fn causes(&self, balance: &Balance) -> BTreeSet<LowCause> {
        LowCause::ALL.into_iter().filter(|cause| self.holds(*cause, balance)).collect()
    }

    fn holds(&self, cause: LowCause, balance: &Balance) -> bool {
        match cause {
            LowCause::UsedUp => balance.is_used_up(),
            LowCause::BelowThreshold => {
                !balance.unlimited && balance.remaining.zip(self.threshold).is_some_and(is_below)
            }
            LowCause::Expiring => {
                balance.expires_at.zip(self.expires_until).is_some_and(|(end, until)| end <= until)
            }
        }
    }

    /// Whether `cause` is so clearly gone that it is news when it comes back: stations hold money
    /// back for calls under way, so a balance at its threshold goes up and down by itself. What is
    /// left must be 5 % above the threshold, or above nothing by 5 % of the threshold.
    pub fn is_over(&self, cause: LowCause, balance: &Balance) -> bool {
        if self.holds(cause, balance) {
            return false;
        }
        let Some((left, threshold)) = balance.remaining.zip(self.threshold) else { return true };
        let margin = threshold.checked_mul(Decimal::new(5, 2)).unwrap_or(threshold);
        match cause {
            _ if balance.unlimited => true,
            LowCause::UsedUp => left >= margin,
            LowCause::BelowThreshold => left >= threshold.saturating_add(margin),
            LowCause::Expiring => true,
        }
    }
}

fn is_below((left, threshold): (Decimal, Decimal)) -> bool {
    left < threshold
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Window;
    use crate::model::money::Unit;
    use LowCause::{BelowThreshold, Expiring, UsedUp};
    use proptest::prelude::*;

    const NOW: i64 = 1_795_240_066;

    fn left(amount: &str) -> Balance {
        Balance { remaining: amount.parse().ok(), ..Balance::default() }
    }

    fn below(threshold: i64) -> LowRule {
        LowRule { threshold: Some(threshold.into()), expires_until: None }
    }

    fn causes(rule: LowRule, balance: &Balance) -> Vec<LowCause> {
        rule.causes(balance).into_iter().collect()
    }

    #[test]
    fn little_nothing_and_debt_are_low() {
        assert_eq!(causes(below(10), &left("10")), []);
        assert_eq!(causes(below(10), &left("9.99")), [BelowThreshold]);
        assert_eq!(causes(below(10), &left("0")), [UsedUp, BelowThreshold]);
        assert_eq!(causes(below(10), &left("-3")), [UsedUp, BelowThreshold]);
        assert_eq!(causes(below(0), &left("0.01")), []);
        assert_eq!(causes(below(0), &left("0")), [UsedUp]);
    }

    #[test]
    fn without_a_threshold_only_nothing_is_low() {
        let rule = LowRule { threshold: None, expires_until: None };
        assert_eq!(causes(rule, &left("0.01")), []);
        assert_eq!(causes(rule, &left("-0.01")), [UsedUp]);
        let full = Window { used_percent: Some(100.into()), ..Window::default() };
        assert_eq!(causes(rule, &Balance { windows: vec![full], ..<_>::default() }), [UsedUp]);
        let unlimited = Balance { unlimited: true, ..left("-5") };
        assert_eq!(causes(below(10), &unlimited), []);
    }

    #[test]
    fn what_ends_soon_is_low_whatever_is_left() {
        let settings = Settings { expiry_warning_days: 3, ..Settings::default() };
        let ends = |expires_at| Balance { expires_at, unlimited: true, ..Balance::default() };
        let rule = LowRule::of(&Site::default(), &settings, NOW);
        assert_eq!(causes(rule, &ends(Some(NOW + 3 * DAY))), [Expiring]);
        assert_eq!(causes(rule, &ends(Some(NOW - DAY))), [Expiring]);
        assert_eq!(causes(rule, &ends(Some(NOW + 3 * DAY + 1))), []);
        assert_eq!(causes(rule, &ends(None)), []);
        assert_eq!(rule.ends_near_from(&ends(Some(NOW + 5 * DAY)), NOW), Some(NOW + 2 * DAY));
        let off = Settings { expiry_warning_days: 0, ..settings };
        let rule = LowRule::of(&Site::default(), &off, NOW);
        assert_eq!(causes(rule, &ends(Some(NOW))), []);
        assert_eq!(rule.ends_near_from(&ends(Some(NOW)), NOW), None);
    }

    #[test]
    fn each_unit_has_its_threshold_and_a_site_its_own() {
        let settings = Settings::default();
        let threshold = |unit: Unit, own: Option<i64>| {
            let site = Site {
                balance: Some(7.into()),
                balance_unit: unit,
                low_balance_threshold: own.map(Decimal::from),
                ..Site::default()
            };
            LowRule::of(&site, &settings, NOW).threshold
        };
        assert_eq!(threshold(Unit::Usd, None), Some(10.into()));
        assert_eq!(threshold(Unit::Cny, None), Some(50.into()));
        assert_eq!(threshold(Unit::Points, None), None);
        assert_eq!(threshold(Unit::Currency("EUR".into()), None), None);
        assert_eq!(threshold(Unit::Points, Some(500_000)), Some(500_000.into()));
        assert_eq!(threshold(Unit::Cny, Some(3)), Some(3.into()));
    }

    #[test]
    fn a_little_more_is_no_recovery() {
        for (amount, over) in [("10", false), ("10.49", false), ("10.5", true)] {
            assert_eq!(below(10).is_over(BelowThreshold, &left(amount)), over, "{amount}");
        }
        for (amount, over) in [("0", false), ("0.1", false), ("0.5", true)] {
            assert_eq!(below(10).is_over(UsedUp, &left(amount)), over, "{amount}");
        }
        let rule = LowRule { threshold: None, expires_until: None };
        assert!(rule.is_over(UsedUp, &left("0.01")) && rule.is_over(Expiring, &left("0")));
    }

    proptest! {
        #[test]
        fn no_cause_holds_and_is_over(
            amount in -1_000i64..1_000,
            threshold in proptest::option::of(0i64..500),
            ends_in in proptest::option::of(-9i64..9),
            unlimited: bool,
        ) {
            let balance = Balance {
                remaining: Some(amount.into()),
                expires_at: ends_in,
                unlimited,
                ..Balance::default()
            };
            let threshold = threshold.map(Decimal::from);
            let rule = LowRule { threshold, expires_until: Some(3) };
            let causes = rule.causes(&balance);
            for cause in LowCause::ALL {
                prop_assert!(!(causes.contains(&cause) && rule.is_over(cause, &balance)));
                prop_assert_eq!(LowCause::from_name(cause.name()), Some(cause));
            }
        }
    }
}
