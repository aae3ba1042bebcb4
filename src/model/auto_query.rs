/// Whether and how often all sites are asked by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AutoQuery {
    /// Default: off.
    pub enabled: bool,
    /// As the file has it, at least 1; [`AutoQuery::interval`] is what counts. Default: 30.
    pub interval_minutes: u32,
    /// Also once soon after the program was opened. Default: no.
    pub at_start: bool,
}

impl AutoQuery {
    /// Stations are asked no more often than that, in minutes.
    pub const LEAST_MINUTES: u32 = 5;
    /// A longer span than a week is a slip of the finger.
    pub const MOST_MINUTES: u32 = 7 * 24 * 60;

    /// From one turn to the next, in seconds, at least five minutes.
    pub fn interval(&self) -> i64 {
        i64::from(self.interval_minutes.max(Self::LEAST_MINUTES)) * 60
    }
}

impl Default for AutoQuery {
    fn default() -> Self {
        Self { enabled: false, interval_minutes: 30, at_start: false }
    }
}
