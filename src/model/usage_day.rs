use jiff::civil::Date;

/// A day of somebody's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsageDay {
    pub date: Date,
    /// Unix seconds.
    pub begin: i64,
    pub coverage: Coverage,
}

impl UsageDay {
    /// `2026-11-21`.
    pub fn name(&self) -> String {
        self.date.to_string()
    }

    /// `11-21`.
    pub fn short_name(&self) -> String {
        self.date.strftime("%m-%d").to_string()
    }
}

/// How much of a day's logs was fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All of it, of today up to the newest fetch: what has no rows was not called.
    Whole,
    /// Not all of it, or not that of all sites: more may have been called than rows tell.
    Part,
    Nothing,
}
