use crate::model::balance::Balance;
use rust_decimal::Decimal;

/// What one answer tells about money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyAnswer {
    pub balance: Balance,
    /// There when the answer counted quota points.
    pub raw_points: Option<RawPoints>,
}

/// The numbers on the wire, before they became money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawPoints {
    pub total: Option<Decimal>,
    pub used: Option<Decimal>,
}

impl From<Balance> for MoneyAnswer {
    fn from(balance: Balance) -> Self {
        Self { balance, raw_points: None }
    }
}
