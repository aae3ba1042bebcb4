use crate::model::endpoint_overrides::EndpointOverrides;
use rust_decimal::Decimal;
use std::time::Duration;

const SECONDS_OF_DAY: i64 = 86_400;

/// What `config.json` says, as far as the program acts on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// In USD. Default: 10.
    pub low_balance_threshold: Decimal,
    /// Paths that hold for every site without its own.
    pub endpoints: EndpointOverrides,
    /// How long a connection may take to stand. Default: 8 s.
    pub connect_timeout: Duration,
    /// How long a whole answer may take. Default: 15 s.
    pub answer_timeout: Duration,
    /// How many stations are asked at once. Default: 256.
    pub concurrent_origins: usize,
    /// Rows of a log that are asked for at once, 1 to 1000. Default: 50.
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            low_balance_threshold: Decimal::TEN,
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
