use crate::model::clock_time::ClockTime;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Now, in unix seconds.
pub fn now() -> i64 {
    Timestamp::now().as_second()
}

/// `YYYY-MM-DD HH:MM:SS` in the machine's zone, as `last_query_time` is written.
/// A time that no calendar holds gives an empty text.
pub fn local_date_time(unix_seconds: i64) -> String {
    local(unix_seconds, "%Y-%m-%d %H:%M:%S")
}

/// `YYYY-MM-DD` in the machine's zone.
pub fn local_date(unix_seconds: i64) -> String {
    local(unix_seconds, "%Y-%m-%d")
}

/// `YYYY-MM` in the machine's zone.
pub fn local_month(unix_seconds: i64) -> String {
    local(unix_seconds, "%Y-%m")
}

/// `YYYYMMDD-HHMMSS` in the machine's zone, fit for a file name on every system.
pub fn local_file_stamp(unix_seconds: i64) -> String {
    local(unix_seconds, "%Y%m%d-%H%M%S")
}

/// `HHMMSS` in the machine's zone, fit for a file name.
pub fn local_clock(unix_seconds: i64) -> String {
    local(unix_seconds, "%H%M%S")
}

/// The midnight before, in the machine's zone, in unix seconds. `None` for a time that no calendar
/// holds.
pub fn start_of_local_day(unix_seconds: i64) -> Option<i64> {
    let moment = Timestamp::from_second(unix_seconds).ok()?.to_zoned(TimeZone::system());
    moment.start_of_day().ok().map(|midnight| midnight.timestamp().as_second())
}

/// When a day begins in the machine's zone, in unix seconds. Reads `YYYY-MM-DD`.
pub fn of_local_date(text: &str) -> Option<i64> {
    let date: Date = text.trim().parse().ok()?;
    date.to_zoned(TimeZone::system()).ok().map(|begin| begin.timestamp().as_second())
}

/// Reads what [`local_date_time`] writes.
pub fn of_local_date_time(text: &str) -> Option<i64> {
    let moment = DateTime::strptime("%Y-%m-%d %H:%M:%S", text.trim()).ok()?;
    moment.to_zoned(TimeZone::system()).ok().map(|moment| moment.timestamp().as_second())
}

/// The last second of a day in the machine's zone, in unix seconds. Reads `YYYY-MM-DD`.
pub fn end_of_local_date(text: &str) -> Option<i64> {
    let date: Date = text.trim().parse().ok()?;
    let next = date.tomorrow().ok()?.to_zoned(TimeZone::system()).ok()?;
    Some(next.timestamp().as_second() - 1)
}

/// What the clock of this machine shows. `None` for a time that no calendar holds.
pub fn local_clock_time(unix_seconds: i64) -> Option<ClockTime> {
    let time = Timestamp::from_second(unix_seconds).ok()?.to_zoned(TimeZone::system()).time();
    ClockTime::new(u16::try_from(time.hour()).ok()?, u16::try_from(time.minute()).ok()?)
}

/// When the clock of this machine shows `clock` next, in unix seconds and after `now`.
pub fn next_local(clock: ClockTime, now: i64) -> Option<i64> {
    let today = Timestamp::from_second(now).ok()?.to_zoned(TimeZone::system()).date();
    let (hour, minute) = (i8::try_from(clock.hour()).ok()?, i8::try_from(clock.minute()).ok()?);
    [today, today.tomorrow().ok()?].into_iter().find_map(|day| {
        let moment = day.at(hour, minute, 0, 0).to_zoned(TimeZone::system()).ok()?;
        Some(moment.timestamp().as_second()).filter(|time| *time > now)
    })
}

fn local(unix_seconds: i64, format: &str) -> String {
    Timestamp::from_second(unix_seconds)
        .map(|time| time.to_zoned(TimeZone::system()).strftime(format).to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_reads_back() {
        let time = 1_795_240_066;
        assert_eq!(of_local_date_time(&local_date_time(time)), Some(time));
        assert_eq!(of_local_date_time("yesterday"), None);
    }
}
