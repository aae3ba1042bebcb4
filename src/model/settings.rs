use crate::model::auto_query::AutoQuery;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::money::Unit;
use crate::model::quiet_hours::QuietHours;
use rust_decimal::Decimal;
use std::time::Duration;

const SECONDS_OF_DAY: i64 = 86_400;

/// What `config.json` says, as far as the program acts on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// In USD. Default: 10.
    pub low_balance_threshold: Decimal,
    /// The same for balances in CNY. Default: 50.
    pub low_balance_threshold_cny: Decimal,
    /// What ends within so many days asks for attention too; 0 = nothing does for that. Default: 7.
    pub expiry_warning_days: u32,
    /// Whether the system shows a notification of a balance that became low. Default: yes.
    pub notifications: bool,
    pub quiet_hours: QuietHours,
    pub auto_query: AutoQuery,
    /// Paths that hold for every site without its own.
    pub endpoints: EndpointOverrides,
    /// How long a connection may take to stand. Default: 8 s.
    pub connect_timeout: Duration,
    /// How long a whole answer may take. Default: 15 s.
    pub answer_timeout: Duration,
    /// How many stations are asked at once. Default: 256.
    pub concurrent_origins: usize,
    /// Rows of a log that one look at the newest or at older ones asks for, 1 to 1000. Default: 50.
    pub logs_page_size: usize,
    /// How many days the history is kept; `None` = for ever.
    pub history_keep_days: Option<u32>,
    /// What a call must cost, in whichever currency, to be marked. Default: 1.
    pub costly_row: Decimal,
}

impl Settings {
    /// From when on the history is kept, in unix seconds; `None` = all of it is.
    pub fn history_begin(&self, now: i64) -> Option<i64> {
        self.history_keep_days.map(|days| now - i64::from(days) * SECONDS_OF_DAY)
    }

    /// Below what a balance in `unit` is low where its site has no threshold of its own. Amounts of
    /// other units cannot be compared with either threshold.
    pub fn threshold_of(&self, unit: &Unit) -> Option<Decimal> {
        match unit {
            Unit::Usd => Some(self.low_balance_threshold),
            Unit::Cny => Some(self.low_balance_threshold_cny),
            Unit::Points | Unit::Percent | Unit::Currency(_) => None,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            low_balance_threshold: Decimal::TEN,
            low_balance_threshold_cny: Decimal::from(50),
            expiry_warning_days: 7,
            notifications: true,
            quiet_hours: QuietHours::default(),
            auto_query: AutoQuery::default(),
            endpoints: EndpointOverrides::default(),
            connect_timeout: Duration::from_secs(8),
            answer_timeout: Duration::from_secs(15),
            concurrent_origins: 256,
            logs_page_size: 50,
            history_keep_days: None,
            costly_row: Decimal::ONE,
        }
    }
}
