use crate::app::log_column::LogColumn;

/// The order of the rows of a log. Rows that do not tell what it goes by stand last, whichever way
/// it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSort {
    pub column: LogColumn,
    /// The smallest, the oldest or the first of the alphabet stands first.
    pub ascending: bool,
}

impl LogSort {
    /// By this column: the other way round where it goes by it already.
    #[must_use]
    pub fn toggled(self, column: LogColumn) -> Self {
        let ascending =
            if self.column == column { !self.ascending } else { !column.begins_with_largest() };
        Self { column, ascending }
    }
}

impl Default for LogSort {
    fn default() -> Self {
        Self { column: LogColumn::Time, ascending: false }
    }
}
