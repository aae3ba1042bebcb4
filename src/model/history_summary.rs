/// How much the history holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistorySummary {
    /// On the disk, with what is not yet in the main file.
    pub bytes: u64,
    /// Rows of call logs.
    pub rows: u64,
    pub readings: u64,
}
