use crate::model::fetched_span::FetchedSpan;
use crate::model::stored_log::StoredLog;

/// What the history holds of the logs of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogArchive {
    /// Newest first.
    pub rows: Vec<StoredLog>,
    /// Of which times all rows are here; those of one site do not touch each other.
    pub fetched: Vec<FetchedSpan>,
}

impl LogArchive {
    /// From which time backwards, in unix seconds, rows of this site may still be missing;
    /// `None` where none are here. Where its newest rows are known to be whole, older ones that
    /// stand apart do not count.
    pub fn older_than(&self, site: &str) -> Option<i64> {
        let newest = self.rows.iter().find(|stored| &*stored.site == site)?.row.time;
        let whole = self
            .fetched
            .iter()
            .find(|span| span.site == site && (span.from..=span.to).contains(&newest));
        let oldest = || self.rows.iter().rfind(|stored| &*stored.site == site);
        whole.map(|span| span.from - 1).or_else(|| oldest().map(|stored| stored.row.time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::call_log::CallLog;

    #[test]
    fn what_is_older_begins_where_the_newest_rows_are_no_longer_whole() {
        let row = |site: &str, time| StoredLog {
            site: site.into(),
            row: CallLog { time, ..CallLog::default() },
        };
        let span = |site: &str, from, to| FetchedSpan { site: site.to_owned(), from, to };
        let rows = vec![row("a", 90), row("b", 80), row("a", 70), row("b", 60), row("a", 20)];
        let fetched = vec![span("a", 50, 95), span("a", 10, 30), span("b", 1, 2)];
        let archive = LogArchive { rows, fetched };
        let older = ["a", "b", "c"].map(|site| archive.older_than(site));
        assert_eq!(older, [Some(49), Some(60), None]);
    }
}
