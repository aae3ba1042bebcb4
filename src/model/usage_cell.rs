use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Calls in sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageCell {
    /// Calls that were paid for.
    pub requests: u64,
    pub failed: u64,
    /// Read and written, as stations count them.
    pub tokens: u64,
    /// In each unit; what was paid back is taken off.
    pub cost: BTreeMap<Unit, Decimal>,
    /// How many of the requests told no cost.
    pub untold: u64,
}

impl UsageCell {
    /// Adds a call that was paid for, failed or was paid back.
    pub fn add(&mut self, row: &CallLog) {
        match row.log_type {
            LogType::Consume => {
                self.requests += 1;
                self.untold += u64::from(row.cost.is_none());
                let tokens = [row.input_tokens, row.output_tokens];
                for tokens in tokens.into_iter().flatten() {
                    self.tokens = self.tokens.saturating_add(tokens);
                }
            }
            LogType::Error => self.failed += 1,
            _ => {}
        }
        if let Some(spent) = row.spent() {
            self.add_cost(&row.cost_unit, spent);
        }
    }

    pub fn add_cell(&mut self, other: &Self) {
        self.requests += other.requests;
        self.failed += other.failed;
        self.tokens = self.tokens.saturating_add(other.tokens);
        self.untold += other.untold;
        for (unit, cost) in &other.cost {
            self.add_cost(unit, *cost);
        }
    }

    fn add_cost(&mut self, unit: &Unit, cost: Decimal) {
        let sum = self.cost.entry(unit.clone()).or_default();
        *sum = sum.saturating_add(cost);
    }
}
