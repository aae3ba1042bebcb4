use crate::model::money::Money;
use rust_decimal::Decimal;

/// What a station says of an account's daily check-in (签到).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckinStatus {
    /// Whether the station offers it at all; `None` = not told.
    pub offered: Option<bool>,
    pub checked_in_today: bool,
    /// Check-ins of the month that was asked for.
    pub count_month: Option<u64>,
    /// What all check-ins ever brought.
    pub total_awarded: Option<Money>,
}

/// What one check-in brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckinAward {
    /// `None` = not told, which is not nought.
    pub awarded: Option<Money>,
    /// The same in USD, by the station's own factor.
    pub awarded_usd: Option<Decimal>,
    /// `YYYY-MM-DD`, by the station's own calendar.
    pub date: Option<String>,
    /// The station's own words.
    pub message: String,
}
