use crate::model::endpoint_overrides::EndpointOverrides;
use rust_decimal::Decimal;
use std::time::Duration;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            low_balance_threshold: Decimal::TEN,
            endpoints: EndpointOverrides::default(),
            connect_timeout: Duration::from_secs(8),
            answer_timeout: Duration::from_secs(15),
            concurrent_origins: 256,
        }
    }
}
