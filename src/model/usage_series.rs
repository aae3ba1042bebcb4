use crate::model::usage_by_day::UsageByDay;
use crate::model::usage_measure::UsageMeasure;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// One model day by day, or several that are told as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageSeries {
    /// Places of the models.
    pub models: Vec<usize>,
    /// One for each day; `None` = not called.
    pub days: Vec<Option<Decimal>>,
    pub total: Decimal,
}

impl UsageSeries {
    /// Of the models of which anything was measured the `most` largest, the largest first; the
    /// others are one more.
    pub fn largest(usage: &UsageByDay, measure: &UsageMeasure, most: usize) -> Vec<Self> {
        let mut models: Vec<(usize, Decimal)> = (0..usage.models.len())
            .map(|model| (model, measure.of(&usage.of_model(model))))
            .filter(|(_, total)| *total > Decimal::ZERO)
            .collect();
        models.sort_by_key(|(_, total)| Reverse(*total));
        let models: Vec<usize> = models.into_iter().map(|(model, _)| model).collect();
        let (largest, others) = models.split_at(most.min(models.len()));
        let others = Some(others.to_vec()).filter(|others| !others.is_empty());
        let groups = largest.iter().map(|model| vec![*model]).chain(others);
        groups.map(|models| Self::of(usage, measure, models)).collect()
    }

    /// Several models in one.
    pub const fn is_several(&self) -> bool {
        self.models.len() > 1
    }

    fn of(usage: &UsageByDay, measure: &UsageMeasure, models: Vec<usize>) -> Self {
        let day = |day: usize| {
            let called = models.iter().filter_map(|model| usage.cell(day, *model));
            called.map(|cell| measure.of(cell)).reduce(Decimal::saturating_add)
        };
        let days: Vec<Option<Decimal>> = (0..usage.days.len()).map(day).collect();
        let total = days.iter().flatten().fold(Decimal::ZERO, |sum, one| sum.saturating_add(*one));
        Self { models, days, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::call_log::{CallLog, LogType};
    use crate::model::log_archive::LogArchive;
    use crate::model::money::Unit;
    use crate::model::stored_log::StoredLog;
    use jiff::tz::TimeZone;

    const NOW: i64 = 1_795_240_066;
    const DAY: i64 = 86_400;

    fn usage(rows: &[(i64, &str, i64)]) -> UsageByDay {
        let row = |(days_ago, model, cost): &(i64, &str, i64)| StoredLog {
            row: CallLog {
                time: NOW - days_ago * DAY,
                log_type: LogType::Consume,
                model: Some((*model).to_owned()),
                cost: Some((*cost).into()),
                ..CallLog::default()
            },
            ..StoredLog::default()
        };
        let archive = LogArchive { rows: rows.iter().map(row).collect(), fetched: Vec::new() };
        UsageByDay::of(&archive, 3, NOW, &TimeZone::UTC)
    }

    #[test]
    fn the_largest_stand_alone_and_the_others_together() {
        let usage = usage(&[
            (0, "a", 1),
            (0, "b", 7),
            (1, "b", 2),
            (2, "c", 3),
            (0, "d", 1),
            (1, "d", 1),
            (0, "free", 0),
        ]);
        let series = UsageSeries::largest(&usage, &UsageMeasure::Cost(Unit::Usd), 2);
        let told: Vec<(Vec<&str>, Decimal)> = series
            .iter()
            .map(|one| {
                let names = one.models.iter().map(|model| usage.models[*model].as_deref().unwrap());
                (names.collect(), one.total)
            })
            .collect();
        let expected = [(vec!["b"], 9.into()), (vec!["c"], 3.into()), (vec!["d", "a"], 3.into())];
        assert_eq!(told, expected);
        assert_eq!(series[0].days, [None, Some(2.into()), Some(7.into())]);
        assert_eq!(series[2].days, [None, Some(1.into()), Some(2.into())]);
        assert!(series[2].is_several() && !series[0].is_several());
    }

    #[test]
    fn another_measure_makes_another_order() {
        let usage = usage(&[(0, "dear", 9), (0, "often", 1), (0, "often", 1)]);
        let series = UsageSeries::largest(&usage, &UsageMeasure::Requests, 9);
        let first = usage.models[series[0].models[0]].as_deref();
        assert_eq!((first, series[0].total, series.len()), (Some("often"), 2.into(), 2));
    }
}
