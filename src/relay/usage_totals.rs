use crate::model::balance::Usage;
use crate::model::money::Unit;

/// What a key or an account used. Costs are in [`UsageTotals::unit`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageTotals {
    /// Since the beginning, or in the span that was asked for.
    pub total: Usage,
    /// By the station's own midnight.
    pub today: Option<Usage>,
    pub unit: Unit,
}
