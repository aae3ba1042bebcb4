use crate::model::call_log::{CallLog, LogType};
use crate::model::log_archive::LogArchive;
use crate::model::usage_cell::UsageCell;
use crate::model::usage_day::{Coverage, UsageDay};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::{BTreeMap, BTreeSet};

/// What was used of each model on each of the last days, as far as logs were fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageByDay {
    /// Without gaps, the oldest first; the last one is today.
    pub days: Vec<UsageDay>,
    /// Those that were called, by name; `None` = of the rows that name no model.
    pub models: Vec<Option<String>>,
    /// When the newest fetch of each site had taken place, in unix seconds; `None` where one was
    /// never fetched.
    pub fetched_until: Option<i64>,
    /// By the places of day and model; what is not there was not called.
    cells: BTreeMap<(usize, usize), UsageCell>,
}

impl UsageByDay {
    /// Of this many days up to now (unix seconds), by the calendar of `zone`.
    pub fn of(archive: &LogArchive, days: usize, now: i64, zone: &TimeZone) -> Self {
        let begins = begins(days, now, zone);
        let mut usage = Self::default();
        let models: BTreeSet<Option<&str>> = (archive.rows.iter())
            .filter(|stored| counts(&stored.row) && place(&begins, stored.row.time).is_some())
            .map(|stored| stored.row.model.as_deref())
            .collect();
        let places: BTreeMap<Option<&str>, usize> = models.iter().copied().zip(0..).collect();
        for stored in &archive.rows {
            let Some(day) = place(&begins, stored.row.time).filter(|_| counts(&stored.row)) else {
                continue;
            };
            if let Some(model) = places.get(&stored.row.model.as_deref()) {
                usage.cells.entry((day, *model)).or_default().add(&stored.row);
            }
        }
        let sites = sites(archive);
        usage.fetched_until = fetched_until(archive, &sites);
        let with_rows: BTreeSet<usize> = usage.cells.keys().map(|(day, _)| *day).collect();
        usage.days = begins
            .windows(2)
            .enumerate()
            .filter_map(|(place, ends)| match ends {
                [(date, begin), (_, end)] => {
                    let is_today = (*begin..*end).contains(&now);
                    let span = DaySpan { begin: *begin, end: *end, is_today };
                    let coverage = coverage(archive, &sites, span, with_rows.contains(&place));
                    Some(UsageDay { date: *date, begin: *begin, coverage })
                }
                _ => None,
            })
            .collect();
        usage.models = models.into_iter().map(|model| model.map(str::to_owned)).collect();
        usage
    }

    /// The same by the calendar of this machine.
    pub fn local(archive: &LogArchive, days: usize, now: i64) -> Self {
        Self::of(archive, days, now, &TimeZone::system())
    }

    /// What was used of a model on a day, by their places; `None` where it was not called.
    pub fn cell(&self, day: usize, model: usize) -> Option<&UsageCell> {
        self.cells.get(&(day, model))
    }

    /// What was used of a model on all days.
    pub fn of_model(&self, model: usize) -> UsageCell {
        self.sum(|(_, of)| of == model)
    }

    /// What was used of all models on a day.
    pub fn of_day(&self, day: usize) -> UsageCell {
        self.sum(|(on, _)| on == day)
    }

    pub fn total(&self) -> UsageCell {
        self.sum(|_| true)
    }

    fn sum(&self, is_meant: impl Fn((usize, usize)) -> bool) -> UsageCell {
        let mut sum = UsageCell::default();
        for (_, cell) in self.cells.iter().filter(|(place, _)| is_meant(**place)) {
            sum.add_cell(cell);
        }
        sum
    }
}

/// Whether a row tells of a call: of one that was paid, failed or was paid back.
fn counts(row: &CallLog) -> bool {
    row.log_type.is_spending() || row.log_type == LogType::Error
}

/// When each day begins, in unix seconds, and when the one after the last does. A day has 23, 24 or
/// 25 hours.
fn begins(days: usize, now: i64, zone: &TimeZone) -> Vec<(Date, i64)> {
    let Ok(now) = Timestamp::from_second(now) else { return Vec::new() };
    let today = now.to_zoned(zone.clone()).date();
    let ago = (0..days).rev().map(|days| i64::try_from(days).unwrap_or(i64::MAX).saturating_neg());
    ago.chain([1])
        .filter_map(|offset| {
            let date = today.checked_add(offset.days()).ok()?;
            let begin = date.to_zoned(zone.clone()).ok()?.start_of_day().ok()?;
            Some((date, begin.timestamp().as_second()))
        })
        .collect()
}

/// The place of the day in which this time (unix seconds) lies.
fn place(begins: &[(Date, i64)], time: i64) -> Option<usize> {
    let after = begins.partition_point(|(_, begin)| *begin <= time);
    after.checked_sub(1).filter(|_| after < begins.len())
}

/// The sites of which anything is here.
fn sites(archive: &LogArchive) -> BTreeSet<&str> {
    let of_spans = archive.fetched.iter().map(|span| span.site.as_str());
    of_spans.chain(archive.rows.iter().map(|stored| &*stored.site)).collect()
}

fn fetched_until(archive: &LogArchive, sites: &BTreeSet<&str>) -> Option<i64> {
    let newest = |site: &&str| {
        archive.fetched.iter().filter(|span| span.site == *site).map(|span| span.to).max()
    };
    sites.iter().map(newest).collect::<Option<Vec<i64>>>()?.into_iter().min()
}

/// From when to when a day lasts, in unix seconds, `end` not included.
#[derive(Clone, Copy)]
struct DaySpan {
    begin: i64,
    end: i64,
    is_today: bool,
}

fn coverage(
    archive: &LogArchive,
    sites: &BTreeSet<&str>,
    day: DaySpan,
    has_rows: bool,
) -> Coverage {
    let (mut whole, mut touched) = (0, has_rows);
    for site in sites {
        let mut spans = archive.fetched.iter().filter(|span| span.site == *site);
        let is_whole = spans.clone().any(|span| {
            // Of today all is known up to the newest fetch.
            let last = if day.is_today { day.begin } else { day.end - 1 };
            span.from <= day.begin && span.to >= last
        });
        whole += usize::from(is_whole);
        touched |= spans.any(|span| span.from < day.end && span.to >= day.begin);
    }
    if whole > 0 && whole == sites.len() {
        Coverage::Whole
    } else if touched {
        Coverage::Part
    } else {
        Coverage::Nothing
    }
}

#[cfg(test)]
mod tests;
