use crate::model::timestamp;
use crate::text::language::Language;
use crate::text::table::Text;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago `time` was, seen from `now`; both in unix seconds. Finest step: a minute.
pub fn age(time: i64, now: i64, language: Language) -> String {
    let seconds = now.saturating_sub(time).max(0);
    let (text, count) = match seconds {
        ..MINUTE => return Text::JustNow.in_language(language).to_owned(),
        MINUTE..HOUR => (Text::MinutesAgo, seconds / MINUTE),
        HOUR..DAY => (Text::HoursAgo, seconds / HOUR),
        _ => (Text::DaysAgo, seconds / DAY),
    };
    text.fill(language, &[("count", &count)])
}

/// How long it is until `time`, seen from `now`; both in unix seconds.
pub fn time_until(time: i64, now: i64, language: Language) -> String {
    let seconds = time.saturating_sub(now).max(0);
    let (text, count) = match seconds {
        ..HOUR => (Text::InMinutes, (seconds + MINUTE - 1) / MINUTE),
        HOUR..DAY => (Text::InHours, seconds / HOUR),
        _ => (Text::InDays, seconds / DAY),
    };
    text.fill(language, &[("count", &count)])
}

/// A clock time for today, else the date with it: `14:32:08`, `2026-11-20 14:32`.
pub fn clock(time: i64, now: i64) -> String {
    let full = timestamp::local_date_time(time);
    if timestamp::local_date(time) == timestamp::local_date(now) {
        full.split_once(' ').map_or(full.clone(), |(_, clock)| clock.to_owned())
    } else {
        full.rsplit_once(':').map_or(full.clone(), |(minutes, _)| minutes.to_owned())
    }
}

/// When something ahead comes, to the minute: `14:57` today, else `2026-11-22 14:57`.
pub fn clock_ahead(time: i64, now: i64) -> String {
    let full = timestamp::local_date_time(time);
    let minutes = full.rsplit_once(':').map_or(full.as_str(), |(minutes, _)| minutes);
    let is_today = timestamp::local_date(time) == timestamp::local_date(now);
    match minutes.split_once(' ') {
        Some((_, clock)) if is_today => clock.to_owned(),
        _ => minutes.to_owned(),
    }
}

/// `0.41 秒`; below ten milliseconds one more digit.
pub fn elapsed(milliseconds: u64, language: Language) -> String {
    let count = if milliseconds == 0 {
        "<0.001".to_owned()
    } else if milliseconds < 10 {
        format!("0.00{milliseconds}")
    } else {
        let hundredths = milliseconds.saturating_add(5) / 10;
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    };
    Text::Seconds.fill(language, &[("count", &count)])
}

/// `4.7 s`; below a second one more digit.
pub fn short_elapsed(milliseconds: u64) -> String {
    if milliseconds < 1_000 {
        let hundredths = milliseconds.saturating_add(5) / 10;
        return format!("{}.{:02} s", hundredths / 100, hundredths % 100);
    }
    let tenths = milliseconds.saturating_add(50) / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

/// `11-21 14:29:33`; of another year `2025-11-21 14:29`.
pub fn log_time(time: i64, now: i64) -> String {
    let full = timestamp::local_date_time(time);
    let of_now = timestamp::local_date(now);
    let year = of_now.get(..5).unwrap_or_default();
    match full.strip_prefix(year) {
        Some(rest) => rest.to_owned(),
        None => full.rsplit_once(':').map_or(full.clone(), |(minutes, _)| minutes.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_grow_in_steps() {
        let now = 1_795_240_066;
        let of = |seconds: i64| age(now - seconds, now, Language::Zh);
        assert_eq!(of(59), "刚刚");
        assert_eq!(of(60), "1 分钟前");
        assert_eq!(of(3_599), "59 分钟前");
        assert_eq!(of(5 * HOUR), "5 小时前");
        assert_eq!(of(3 * DAY), "3 天前");
        assert_eq!(of(-10), "刚刚");
        assert_eq!(age(now - 180, now, Language::En), "3 min ago");
    }

    #[test]
    fn spans_ahead_round_up_to_a_minute() {
        assert_eq!(time_until(61, 0, Language::En), "in 2 min");
        assert_eq!(time_until(2 * HOUR, 0, Language::Zh), "2 小时后");
        assert_eq!(time_until(11 * DAY, 0, Language::Zh), "11 天后");
    }

    #[test]
    fn elapsed_has_two_digits() {
        assert_eq!(elapsed(410, Language::En), "0.41 s");
        assert_eq!(elapsed(3, Language::En), "0.003 s");
        assert_eq!(elapsed(12_345, Language::Zh), "12.35 秒");
    }

    #[test]
    fn the_times_of_a_log_are_short() {
        assert_eq!(
            [4_670, 995, 40, 123_456].map(short_elapsed),
            ["4.7 s", "1.00 s", "0.04 s", "123.5 s"]
        );
        let now = 1_795_240_066;
        assert_eq!(log_time(now, now).len(), "11-21 14:29:33".len());
        assert_eq!(log_time(now - 400 * DAY, now).len(), "2025-11-21 14:29".len());
    }

    #[test]
    fn a_clock_of_another_day_tells_the_day() {
        let now = 1_795_240_066;
        assert_eq!(clock(now, now).len(), "14:32:08".len());
        assert_eq!(clock(now - 3 * DAY, now).len(), "2026-11-20 14:32".len());
        assert_eq!(clock_ahead(now, now).len(), "14:32".len());
        assert_eq!(clock_ahead(now + 2 * DAY, now).len(), "2026-11-20 14:32".len());
    }
}
