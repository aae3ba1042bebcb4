use crate::app::day_range::DayRange;
use crate::app::log_column::LogColumn;
use crate::app::log_filter::LogFilter;

/// What the user did with the logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogAction {
    /// Show the logs of all sites, or of the chosen one only.
    ShowAllSites(bool),
    /// Show the rows that this lets through.
    Filter(LogFilter),
    /// Order the rows by this column, or the other way round.
    Sort(LogColumn),
    /// Show this column, or no longer.
    ToggleColumn(LogColumn),
    /// Ask for the newest rows of the site, or of all sites.
    FetchNewest,
    /// Ask for rows older than those that are here.
    FetchOlder,
    /// Ask for all rows of these days.
    FetchDays(DayRange),
    /// End every question for a log.
    CancelFetch,
    /// Write the rows that are shown into a CSV file.
    Export,
}
