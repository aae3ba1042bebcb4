use crate::model::settings::Settings;
use crate::store::endpoints_record;
use crate::store::json_field;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value};
use std::time::Duration;

/// A longer wait than a day is a slip of the finger.
const LONGEST_TIMEOUT_SECONDS: f64 = 86_400.0;
/// No system opens more connections than it has ports.
const MOST_CONCURRENT_ORIGINS: i64 = 65_535;
const MOST_ROWS_OF_PAGE: i64 = 1000;

/// Reads what `config.json` says; what is missing or makes no sense is the default.
pub(super) fn read(config: &Map<String, Value>) -> Settings {
    let default = Settings::default();
    let nothing = Map::new();
    let network = config.get("network").and_then(Value::as_object).unwrap_or(&nothing);
    Settings {
        low_balance_threshold: json_field::decimal(config, "low_balance_threshold")
            .filter(|threshold| *threshold >= Decimal::ZERO)
            .unwrap_or(default.low_balance_threshold),
        endpoints: endpoints_record::read(config.get("api_endpoints")),
        connect_timeout: timeout(network, "connect_timeout_s").unwrap_or(default.connect_timeout),
        answer_timeout: timeout(network, "answer_timeout_s").unwrap_or(default.answer_timeout),
        concurrent_origins: concurrent_origins(network).unwrap_or(default.concurrent_origins),
        logs_page_size: logs_page_size(config).unwrap_or(default.logs_page_size),
        history_keep_days: history_keep_days(config),
        costly_row: json_field::decimal(config, "costly_call_threshold")
            .filter(|threshold| *threshold >= Decimal::ZERO)
            .unwrap_or(default.costly_row),
    }
}

/// In seconds, fractions allowed.
fn timeout(network: &Map<String, Value>, name: &str) -> Option<Duration> {
    let seconds = json_field::decimal(network, name)?.to_f64()?;
    let sensible = seconds > 0.0 && seconds <= LONGEST_TIMEOUT_SECONDS;
    Duration::try_from_secs_f64(seconds).ok().filter(|_| sensible)
}

fn concurrent_origins(network: &Map<String, Value>) -> Option<usize> {
    let count = json_field::integer(network, "concurrent_origins")?;
    usize::try_from(count).ok().filter(|_| (1..=MOST_CONCURRENT_ORIGINS).contains(&count))
}

/// More than the most is the most.
fn logs_page_size(config: &Map<String, Value>) -> Option<usize> {
    let endpoints = config.get("api_endpoints")?.as_object()?;
    let rows = json_field::integer(endpoints, "logs_page_size").filter(|rows| *rows > 0)?;
    usize::try_from(rows.min(MOST_ROWS_OF_PAGE)).ok()
}

/// Nought days would keep nothing: that is nobody's wish.
fn history_keep_days(config: &Map<String, Value>) -> Option<u32> {
    let history = config.get("history")?.as_object()?;
    let days = json_field::integer(history, "keep_days").filter(|days| *days > 0)?;
    u32::try_from(days).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(json: &str) -> Settings {
        read(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn reads_what_is_set() {
        let settings = settings(
            r#"{"low_balance_threshold":2.5,"costly_call_threshold":0.25,
               "api_endpoints":{"balance_usage":"/u","logs_page_size":20},
               "history":{"keep_days":90},
               "network":{"connect_timeout_s":0.5,"answer_timeout_s":30,"concurrent_origins":4}}"#,
        );
        assert_eq!(settings.low_balance_threshold, "2.5".parse().unwrap());
        assert_eq!(settings.endpoints.balance_usage.as_deref(), Some("/u"));
        assert_eq!(settings.connect_timeout, Duration::from_millis(500));
        assert_eq!(settings.answer_timeout, Duration::from_secs(30));
        assert_eq!(settings.concurrent_origins, 4);
        assert_eq!((settings.logs_page_size, settings.history_keep_days), (20, Some(90)));
        assert_eq!(settings.costly_row, "0.25".parse().unwrap());
    }

    #[test]
    fn what_makes_no_sense_is_the_default() {
        for odd in [
            "{}",
            r#"{"low_balance_threshold":-1}"#,
            r#"{"low_balance_threshold":"a lot"}"#,
            r#"{"costly_call_threshold":-1}"#,
            r#"{"low_balance_threshold":1e400}"#,
            r#"{"api_endpoints":7,"network":[]}"#,
            r#"{"network":{"connect_timeout_s":0,"answer_timeout_s":-3,"concurrent_origins":0}}"#,
            r#"{"network":{"connect_timeout_s":1e20,"answer_timeout_s":"x","concurrent_origins":1.5}}"#,
            r#"{"network":{"concurrent_origins":9223372036854775807}}"#,
            r#"{"history":{"keep_days":0},"api_endpoints":{"logs_page_size":0}}"#,
            r#"{"history":{"keep_days":-3},"api_endpoints":{"logs_page_size":"many"}}"#,
            r#"{"history":{"keep_days":99999999999},"api_endpoints":{"logs_page_size":-1}}"#,
            r#"{"history":7}"#,
        ] {
            assert_eq!(settings(odd), Settings::default(), "{odd}");
        }
    }

    #[test]
    fn a_page_of_a_log_has_an_end() {
        let size = |json: &str| settings(json).logs_page_size;
        assert_eq!(size(r#"{"api_endpoints":{"logs_page_size":5000}}"#), 1000);
    }

    #[test]
    fn nought_is_a_threshold() {
        assert_eq!(settings(r#"{"low_balance_threshold":0}"#).low_balance_threshold, Decimal::ZERO);
    }
}
