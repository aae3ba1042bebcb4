use crate::app::log_filter::LogFilter;
use crate::app::log_index::LogIndex;
use crate::app::log_match::LogMatch;
use crate::app::log_order;
use crate::app::log_sort::LogSort;
use crate::app::log_totals::LogTotals;

/// The rows of an archive that a filter lets through, in order, and their sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogRows {
    /// Where they stand in the archive.
    pub places: Vec<u32>,
    pub totals: LogTotals,
}

impl LogRows {
    /// `now` is in unix seconds.
    pub fn of(index: &LogIndex, filter: &LogFilter, sort: LogSort, now: i64) -> Self {
        let fits = LogMatch::new(filter, index, now);
        let rows = (0..).zip(&index.archive.rows).zip(&index.numbers);
        let found = rows.filter(|((_, stored), numbers)| fits.fits(&stored.row, **numbers));
        let places: Vec<u32> = found.map(|((place, _), _)| place).collect();
        let totals = LogTotals::of(index, &places);
        Self { places: log_order::sort(index, places, sort), totals }
    }

    /// The same rows in another order.
    pub fn sort(&mut self, index: &LogIndex, sort: LogSort) {
        let mut places = std::mem::take(&mut self.places);
        places.sort_unstable();
        self.places = log_order::sort(index, places, sort);
    }
}

#[cfg(test)]
mod tests;
