use crate::model::auto_query::AutoQuery;
use crate::model::clock_time::ClockTime;
use crate::model::quiet_hours::QuietHours;
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
const MOST_DAYS: i64 = 3_650;

/// Reads what `config.json` says; what is missing or makes no sense is the default.
pub(super) fn read(config: &Map<String, Value>) -> Settings {
    let default = Settings::default();
    let nothing = Map::new();
    let part = |name| config.get(name).and_then(Value::as_object).unwrap_or(&nothing);
    let network = part("network");
    let threshold = |name, usual| {
        json_field::decimal(config, name)
            .filter(|threshold| *threshold >= Decimal::ZERO)
            .unwrap_or(usual)
    };
    Settings {
        low_balance_threshold: threshold("low_balance_threshold", default.low_balance_threshold),
        low_balance_threshold_cny: threshold(
            "low_balance_threshold_cny",
            default.low_balance_threshold_cny,
        ),
        expiry_warning_days: count(config, "expiry_warning_days", 0, MOST_DAYS)
            .unwrap_or(default.expiry_warning_days),
        notifications: flag(config, "notifications").unwrap_or(default.notifications),
        quiet_hours: read_quiet_hours(part("quiet_hours")),
        auto_query: read_auto_query(part("auto_query")),
        endpoints: endpoints_record::read(config.get("api_endpoints")),
        connect_timeout: timeout(network, "connect_timeout_s").unwrap_or(default.connect_timeout),
        answer_timeout: timeout(network, "answer_timeout_s").unwrap_or(default.answer_timeout),
        concurrent_origins: count(network, "concurrent_origins", 1, MOST_CONCURRENT_ORIGINS)
            .unwrap_or(default.concurrent_origins),
        logs_page_size: logs_page_size(config).unwrap_or(default.logs_page_size),
        history_keep_days: history_keep_days(config),
        costly_row: json_field::decimal(config, "costly_call_threshold")
            .filter(|threshold| *threshold >= Decimal::ZERO)
            .unwrap_or(default.costly_row),
    }
}

fn read_quiet_hours(record: &Map<String, Value>) -> QuietHours {
    let default = QuietHours::default();
    let clock = |name| ClockTime::parse(&json_field::text(record, name));
    QuietHours {
        enabled: json_field::flag(record, "enabled"),
        from: clock("from").unwrap_or(default.from),
        to: clock("to").unwrap_or(default.to),
    }
}

fn read_auto_query(record: &Map<String, Value>) -> AutoQuery {
    let most = i64::from(AutoQuery::MOST_MINUTES);
    AutoQuery {
        enabled: json_field::flag(record, "enabled"),
        interval_minutes: count(record, "interval_minutes", 1, most)
            .unwrap_or(AutoQuery::default().interval_minutes),
        at_start: json_field::flag(record, "at_start"),
    }
}

/// Writes the fields in which `after` differs from `before`, and no other.
pub(super) fn write_changes(config: &mut Map<String, Value>, before: &Settings, after: &Settings) {
    let mut changes = Changes { config, before, after };
    changes.write("low_balance_threshold", |settings| settings.low_balance_threshold, amount);
    changes.write(
        "low_balance_threshold_cny",
        |settings| settings.low_balance_threshold_cny,
        amount,
    );
    changes.write("expiry_warning_days", |settings| settings.expiry_warning_days, Value::from);
    changes.write("notifications", |settings| settings.notifications, Value::from);
    changes.write_in("quiet_hours", "enabled", |s| s.quiet_hours.enabled, Value::from);
    changes.write_in("quiet_hours", "from", |s| s.quiet_hours.from, clock);
    changes.write_in("quiet_hours", "to", |s| s.quiet_hours.to, clock);
    changes.write_in("auto_query", "enabled", |s| s.auto_query.enabled, Value::from);
    changes.write_in(
        "auto_query",
        "interval_minutes",
        |s| s.auto_query.interval_minutes,
        Value::from,
    );
    changes.write_in("auto_query", "at_start", |s| s.auto_query.at_start, Value::from);
    changes.write_in("network", "connect_timeout_s", |s| s.connect_timeout, seconds);
    changes.write_in("network", "answer_timeout_s", |s| s.answer_timeout, seconds);
    changes.write_in("network", "concurrent_origins", |s| s.concurrent_origins, Value::from);
    changes.write_in("api_endpoints", "logs_page_size", |s| s.logs_page_size, Value::from);
    changes.write("costly_call_threshold", |settings| settings.costly_row, amount);
    changes.write_in("history", "keep_days", |s| s.history_keep_days, Value::from);
    endpoints_record::write_changes(config, "api_endpoints", &before.endpoints, &after.endpoints);
}

/// A record and the two states of what it says, to be compared field by field.
struct Changes<'a> {
    config: &'a mut Map<String, Value>,
    before: &'a Settings,
    after: &'a Settings,
}

impl Changes<'_> {
    fn write<T: PartialEq>(
        &mut self,
        name: &str,
        field: impl Fn(&Settings) -> T,
        to_json: impl FnOnce(T) -> Value,
    ) {
        let value = field(self.after);
        if field(self.before) != value {
            self.config.insert(name.to_owned(), to_json(value));
        }
    }

    /// The same for a field of a part; what else stands in the part stays.
    fn write_in<T: PartialEq>(
        &mut self,
        part: &str,
        name: &str,
        field: impl Fn(&Settings) -> T,
        to_json: impl FnOnce(T) -> Value,
    ) {
        let value = field(self.after);
        if field(self.before) == value {
            return;
        }
        let fields = self.config.entry(part).or_insert_with(|| Map::new().into());
        if !fields.is_object() {
            *fields = Map::new().into();
        }
        if let Some(fields) = fields.as_object_mut() {
            fields.insert(name.to_owned(), to_json(value));
        }
    }
}

fn amount(amount: Decimal) -> Value {
    json_field::number(amount).unwrap_or_default()
}

fn clock(time: ClockTime) -> Value {
    time.to_string().into()
}

/// Whole seconds without a point.
fn seconds(time: Duration) -> Value {
    let milliseconds = Decimal::from(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    amount((milliseconds / Decimal::ONE_THOUSAND).normalize())
}

fn flag(record: &Map<String, Value>, name: &str) -> Option<bool> {
    record.get(name).and_then(Value::as_bool)
}

/// In seconds, fractions allowed.
fn timeout(network: &Map<String, Value>, name: &str) -> Option<Duration> {
    let seconds = json_field::decimal(network, name)?.to_f64()?;
    let sensible = seconds > 0.0 && seconds <= LONGEST_TIMEOUT_SECONDS;
    Duration::try_from_secs_f64(seconds).ok().filter(|_| sensible)
}

/// `None` where it is missing or out of bounds.
fn count<T: TryFrom<i64>>(
    record: &Map<String, Value>,
    name: &str,
    least: i64,
    most: i64,
) -> Option<T> {
    let count = json_field::integer(record, name)?;
    (least..=most).contains(&count).then(|| T::try_from(count).ok()).flatten()
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

    fn parse(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    fn settings(json: &str) -> Settings {
        read(&parse(json))
    }

    /// `json` after `change`.
    fn changed(json: &str, change: impl FnOnce(&mut Settings)) -> String {
        let mut config = parse(json);
        let before = read(&config);
        let mut after = before.clone();
        change(&mut after);
        write_changes(&mut config, &before, &after);
        assert_eq!(read(&config), after, "what is written is read again");
        Value::Object(config).to_string()
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
            r#"{"low_balance_threshold_cny":-1,"expiry_warning_days":-1,"notifications":"no"}"#,
            r#"{"auto_query":{"interval_minutes":0},"quiet_hours":{"from":"25:00","to":8}}"#,
            r#"{"auto_query":{"interval_minutes":100000},"quiet_hours":7}"#,
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

    #[test]
    fn reads_timer_and_alarm() {
        let settings = settings(
            r#"{"low_balance_threshold_cny":80,"expiry_warning_days":0,"notifications":false,
               "quiet_hours":{"enabled":true,"from":"23:30","to":"7:00"},
               "auto_query":{"enabled":true,"interval_minutes":1,"at_start":true}}"#,
        );
        assert_eq!(settings.low_balance_threshold_cny, 80.into());
        assert_eq!((settings.expiry_warning_days, settings.notifications), (0, false));
        let quiet = settings.quiet_hours;
        assert_eq!((quiet.from.to_string(), quiet.to.hour()), ("23:30".to_owned(), 7));
        assert_eq!(settings.auto_query.interval_minutes, 1, "as the predecessor wrote it");
        assert_eq!(settings.auto_query.interval(), 300, "and yet not more often than that");
        assert!(quiet.enabled && settings.auto_query.enabled && settings.auto_query.at_start);
    }

    #[test]
    fn only_what_changed_is_written_and_strange_fields_keep_order_and_digits() {
        let config = r#"{"z":1.50,"low_balance_threshold":10.0,"auto_query":{"x":1000.00,"enabled":false},"network":7,"a":[1]}"#;
        assert_eq!(changed(config, |_| ()), config);
        let written = changed(config, |settings| {
            settings.low_balance_threshold = "2.50".parse().unwrap();
            settings.auto_query.enabled = true;
            settings.quiet_hours.from = ClockTime::on_the_hour(9);
            settings.answer_timeout = Duration::from_millis(1_500);
            settings.connect_timeout = Duration::from_secs(3);
            settings.notifications = false;
            settings.history_keep_days = Some(30);
            settings.costly_row = "0.5".parse().unwrap();
        });
        assert_eq!(
            written,
            r#"{"z":1.50,"low_balance_threshold":2.50,"auto_query":{"x":1000.00,"enabled":true},"network":{"connect_timeout_s":3,"answer_timeout_s":1.5},"a":[1],"notifications":false,"quiet_hours":{"from":"09:00"},"costly_call_threshold":0.5,"history":{"keep_days":30}}"#
        );
    }

    #[test]
    fn what_made_no_sense_stays_until_it_is_changed() {
        let odd = r#"{"expiry_warning_days":"soon","api_endpoints":{"logs":"l","more":[0]}}"#;
        assert_eq!(changed(odd, |settings| settings.concurrent_origins = 256), odd);
        let for_ever = changed(r#"{"history":{"keep_days":7}}"#, |s| s.history_keep_days = None);
        assert_eq!(for_ever, r#"{"history":{"keep_days":null}}"#);
        assert_eq!(
            changed(odd, |settings| settings.expiry_warning_days = 3),
            r#"{"expiry_warning_days":3,"api_endpoints":{"logs":"l","more":[0]}}"#
        );
    }
}
