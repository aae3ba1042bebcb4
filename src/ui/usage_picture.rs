use crate::model::log_archive::LogArchive;
use crate::model::money::Unit;
use crate::model::usage_by_day::UsageByDay;
use crate::model::usage_cell::UsageCell;
use crate::model::usage_day::Coverage;
use crate::model::usage_measure::UsageMeasure;
use crate::model::usage_series::UsageSeries;
use rust_decimal::Decimal;

/// A bar has as many colours as a chart has.
pub const COLORED: usize = 5;
/// The heat map has as many rows with a name of their own.
const ROWS: usize = 12;

/// All that is drawn of usage, computed once.
#[derive(Clone, Debug)]
pub struct UsagePicture {
    pub usage: UsageByDay,
    pub measure: UsageMeasure,
    /// In which anything was spent.
    pub units: Vec<Unit>,
    /// Largest first; the last one is the rest.
    pub bars: Vec<UsageSeries>,
    pub heat: Vec<UsageSeries>,
    /// Of each day, all models together.
    pub days: Vec<UsageCell>,
    /// Every model with what was used of it, the largest by the measure first.
    pub models: Vec<(usize, UsageCell)>,
    pub total: UsageCell,
}

impl UsagePicture {
    pub fn of(archive: &LogArchive, days: usize, now: i64, measure: &UsageMeasure) -> Self {
        let usage = UsageByDay::local(archive, days, now);
        let total = usage.total();
        let units: Vec<Unit> = total.cost.keys().cloned().collect();
        let measure = match measure {
            UsageMeasure::Cost(unit) if !units.contains(unit) => {
                UsageMeasure::Cost(units.first().cloned().unwrap_or_default())
            }
            other => other.clone(),
        };
        let mut models: Vec<(usize, UsageCell)> =
            (0..usage.models.len()).map(|model| (model, usage.of_model(model))).collect();
        models.sort_by_key(|(_, sum)| std::cmp::Reverse(measure.of(sum)));
        Self {
            bars: UsageSeries::largest(&usage, &measure, COLORED),
            heat: UsageSeries::largest(&usage, &measure, ROWS),
            days: (0..usage.days.len()).map(|day| usage.of_day(day)).collect(),
            models,
            total,
            units,
            measure,
            usage,
        }
    }

    /// How many days are covered so.
    pub fn count(&self, coverage: Coverage) -> usize {
        self.usage.days.iter().filter(|day| day.coverage == coverage).count()
    }

    /// The most that was measured of all models on one day.
    pub fn most_a_day(&self) -> Decimal {
        self.days.iter().map(|day| self.measure.of(day)).max().unwrap_or_default()
    }

    /// The most that was measured of one row of the heat map on one day.
    pub fn most_a_cell(&self) -> Decimal {
        let cells = self.heat.iter().flat_map(|series| series.days.iter().flatten());
        cells.copied().max().unwrap_or_default()
    }

    /// A part of the whole in percent; `None` where nothing was measured.
    pub fn share(&self, part: Decimal) -> Option<Decimal> {
        let whole = Some(self.measure.of(&self.total)).filter(|whole| *whole > Decimal::ZERO)?;
        part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
    }
}
