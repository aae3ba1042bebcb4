use crate::app::log_index::LogIndex;
use crate::model::call_log::{CallLog, LogType};
use crate::model::money::{Money, Unit};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::sync::Arc;

/// Rows of a log in sums. Money of different units is never added, and what no row told is not
/// nought but `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogTotals {
    pub rows: usize,
    /// Calls that failed.
    pub failed: usize,
    pub spending: Spending,
    pub points: Option<i64>,
    /// What was spent on each model, what cost most first.
    pub models: Vec<ModelTotal>,
}

/// Calls in sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// Calls that were paid for.
    pub calls: usize,
    pub input_tokens: Option<u64>,
    pub output_tokens: Option<u64>,
    pub cache_tokens: Option<u64>,
    /// One for each unit; refunds are taken off.
    pub cost: Vec<Money>,
    /// How many of the calls told no cost.
    pub untold: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelTotal {
    /// `None` = of the rows that name no model.
    pub model: Option<Arc<str>>,
    pub spending: Spending,
}

impl LogTotals {
    /// The sums of the rows in these places.
    pub fn of(index: &LogIndex, places: &[u32]) -> Self {
        let mut totals = Self { rows: places.len(), ..Self::default() };
        let mut models = vec![Spending::default(); index.models.len() + 1];
        for place in places {
            let (Some(stored), Some(numbers)) = (index.row(*place), index.numbers(*place)) else {
                continue;
            };
            totals.add(&stored.row);
            if let Some(model) = models.get_mut(numbers.model as usize)
                && stored.row.log_type.is_spending()
            {
                model.add(&stored.row);
            }
        }
        totals.spending.cost.sort_by(|one, other| one.unit.cmp(&other.unit));
        totals.models = (0..)
            .zip(models)
            .filter(|(_, spending)| *spending != Spending::default())
            .map(|(number, spending)| ModelTotal {
                model: index.models.name(number).cloned(),
                spending,
            })
            .collect();
        totals.models.sort_by_key(|total| Reverse(total.rank(&totals.spending.cost)));
        totals
    }

    fn add(&mut self, row: &CallLog) {
        self.failed += usize::from(row.log_type == LogType::Error);
        if row.log_type.is_spending() {
            self.spending.add(row);
            self.points = sum(self.points, row.spent_points(), i64::saturating_add);
        }
    }

    /// Of each unit the model on which most was spent, where there are several models.
    pub fn dearest(&self) -> impl Iterator<Item = (&ModelTotal, &Money)> {
        let units = self.spending.cost.iter().filter(|_| self.models.len() > 1);
        units.filter_map(|total| {
            let spent = |model: &'_ ModelTotal| model.spending.amount(&total.unit);
            let dearest = self.models.iter().max_by_key(|model| spent(model))?;
            let cost = dearest.spending.cost.iter().find(|cost| cost.unit == total.unit)?;
            Some((dearest, cost))
        })
    }
}

impl Spending {
    fn add(&mut self, row: &CallLog) {
        let is_call = row.log_type == LogType::Consume;
        self.calls += usize::from(is_call);
        self.input_tokens = sum(self.input_tokens, row.input_tokens, u64::saturating_add);
        self.output_tokens = sum(self.output_tokens, row.output_tokens, u64::saturating_add);
        self.cache_tokens = sum(self.cache_tokens, row.cache_tokens(), u64::saturating_add);
        let Some(cost) = row.spent() else {
            self.untold += usize::from(is_call);
            return;
        };
        match self.cost.iter_mut().find(|known| known.unit == row.cost_unit) {
            Some(known) => known.amount = known.amount.saturating_add(cost),
            None => self.cost.push(Money::new(cost, row.cost_unit.clone())),
        }
    }

    fn amount(&self, unit: &Unit) -> Option<Decimal> {
        self.cost.iter().find(|cost| cost.unit == *unit).map(|cost| cost.amount)
    }
}

impl ModelTotal {
    /// What the order goes by: what was spent in each unit, then how often it was called.
    fn rank(&self, units: &[Money]) -> (Vec<Option<Decimal>>, usize) {
        let spent = units.iter().map(|total| self.spending.amount(&total.unit)).collect();
        (spent, self.spending.calls)
    }
}

fn sum<T: Copy>(known: Option<T>, more: Option<T>, add: impl Fn(T, T) -> T) -> Option<T> {
    match (known, more) {
        (Some(known), Some(more)) => Some(add(known, more)),
        (known, more) => known.or(more),
    }
}
