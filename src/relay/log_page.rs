use crate::model::call_log::CallLog;
use crate::model::pagination::Pagination;
use crate::relay::usage_totals::UsageTotals;

/// One page of a station's log, or all of it where the station knows no pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogPage {
    /// Newest first, whatever the order on the wire.
    pub rows: Vec<CallLog>,
    /// `None` where the station knows no pages.
    pub pagination: Option<Pagination>,
    /// What is counted beside the rows, over more than these.
    pub totals: Option<UsageTotals>,
    /// The answer was too long and is read as far as it came.
    pub truncated: bool,
}

/// The page that a request named, for stations that do not repeat it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedPage {
    pub page: Option<u64>,
    /// `page_size`, as most of them call it.
    pub page_size: Option<u64>,
    /// `pageSize`, as chat-api calls it.
    pub camel_page_size: Option<u64>,
}

impl AskedPage {
    /// Reads the parameters of a request.
    pub fn of_query<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in parameters {
            let place = match name {
                "p" | "page" => &mut asked.page,
                "page_size" => &mut asked.page_size,
                "pageSize" => &mut asked.camel_page_size,
                _ => continue,
            };
            *place = value.parse().ok();
        }
        asked
    }
}

/// Sorts rows newest first. Of one second, what came first on the wire is the newer; where the wire
/// begins with the oldest, or `seconds_ascend`, what came last is.
pub fn newest_first(mut rows: Vec<CallLog>, seconds_ascend: bool) -> Vec<CallLog> {
    let begins_with_oldest = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => first.time < last.time,
        _ => false,
    };
    if begins_with_oldest || seconds_ascend {
        rows.reverse();
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.time));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(time: i64, model: &str) -> CallLog {
        CallLog { time, model: Some(model.into()), ..CallLog::default() }
    }

    fn models(rows: Vec<CallLog>) -> String {
        rows.into_iter().filter_map(|row| row.model).collect()
    }

    #[test]
    fn rows_of_one_second_keep_the_order_of_their_log() {
        let descending = vec![row(3, "a"), row(3, "b"), row(1, "c")];
        assert_eq!(models(newest_first(descending, false)), "abc");
        let ascending = vec![row(1, "c"), row(3, "b"), row(3, "a")];
        assert_eq!(models(newest_first(ascending, false)), "abc");
        let mixed = vec![row(3, "b"), row(3, "a"), row(1, "c")];
        assert_eq!(models(newest_first(mixed, true)), "abc");
        assert_eq!(newest_first(Vec::new(), true), Vec::new());
    }
}
