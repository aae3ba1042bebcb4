use crate::model::money::Unit;
use crate::model::usage_cell::UsageCell;
use rust_decimal::Decimal;

/// By what usage is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageMeasure {
    /// What was spent in this unit.
    Cost(Unit),
    Tokens,
    /// Calls that were paid for.
    Requests,
}

impl UsageMeasure {
    pub fn of(&self, cell: &UsageCell) -> Decimal {
        match self {
            Self::Cost(unit) => cell.cost.get(unit).copied().unwrap_or_default(),
            Self::Tokens => cell.tokens.into(),
            Self::Requests => cell.requests.into(),
        }
    }
}
