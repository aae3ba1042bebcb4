use crate::model::call_log::CallLog;
use std::cmp::Reverse;

/// How much of a log is wanted: whichever ends first. With neither a limit nor a begin, a log is
/// read to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WantedLogs {
    /// The newest so many rows, of those up to `until`.
    pub limit: Option<usize>,
    /// Rows from this time on, in unix seconds.
    pub since: Option<i64>,
    /// Rows up to this time, itself included, in unix seconds.
    pub until: Option<i64>,
}

impl WantedLogs {
    /// Whether these rows, newest first, are all that is wanted: no older one is asked for.
    pub fn is_met_by(self, rows: &[CallLog]) -> bool {
        let oldest = rows.last().map(|row| row.time);
        let wanted = || rows.iter().filter(|row| !self.is_too_new(row)).count();
        self.limit.is_some_and(|limit| wanted() >= limit)
            || self.since.is_some_and(|since| oldest.is_some_and(|oldest| oldest < since))
    }

    /// Leaves of the rows of a log, newest first, only those that are wanted. Gives those that are
    /// too many.
    pub(super) fn cut(self, rows: &mut Vec<CallLog>) -> Vec<CallLog> {
        rows.retain(|row| {
            !self.is_too_new(row) && self.since.is_none_or(|since| row.time >= since)
        });
        rows.sort_by_key(|row| Reverse(row.time));
        self.limit
            .filter(|limit| *limit < rows.len())
            .map(|limit| rows.split_off(limit))
            .unwrap_or_default()
    }

    fn is_too_new(self, row: &CallLog) -> bool {
        self.until.is_some_and(|until| row.time > until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(times: &[i64]) -> Vec<CallLog> {
        times.iter().map(|time| CallLog { time: *time, ..CallLog::default() }).collect()
    }

    #[test]
    fn newer_rows_than_wanted_do_not_count() {
        let wanted = WantedLogs { limit: Some(2), until: Some(7), ..WantedLogs::default() };
        assert!(!wanted.is_met_by(&rows(&[9, 8, 7])));
        assert!(wanted.is_met_by(&rows(&[9, 8, 7, 6])));
        let mut all = rows(&[9, 8, 7, 6, 5]);
        assert_eq!(wanted.cut(&mut all), rows(&[5]));
        assert_eq!(all, rows(&[7, 6]));
    }

    #[test]
    fn older_rows_than_wanted_show_that_all_are_there() {
        let wanted = WantedLogs { since: Some(7), ..WantedLogs::default() };
        assert!(!wanted.is_met_by(&rows(&[9, 7])), "more of that second may come");
        assert!(wanted.is_met_by(&rows(&[9, 7, 6])));
        let mut all = rows(&[9, 7, 6]);
        assert!(wanted.cut(&mut all).is_empty());
        assert_eq!(all, rows(&[9, 7]));
    }
}
