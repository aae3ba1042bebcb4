use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::timestamp;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::heard_log::{HeardLog, Whole};
use crate::relay::log_form::AccountLogForm;
use crate::relay::log_page::{AskedPage, LogPage};
use crate::relay::log_watch::LogWatch;
use crate::relay::logs::{self, LogContext};
use crate::relay::refusal::Asked;
use crate::relay::request::{AnswerLength, Request};
use crate::relay::station::Station;
use crate::relay::wanted_logs::WantedLogs;
use tokio::time::Instant;

/// A log that never says where it ends is left here.
const MOST_PAGES: u64 = 100;
/// Every kind sends so many rows at once, and no more.
const MOST_ROWS_OF_PAGE: u64 = 100;

/// The log of an account, page by page until enough of it is there.
pub(super) struct AccountLogs<'a> {
    pub(super) conversation: &'a Conversation<'a>,
    pub(super) station: &'a Station,
    pub(super) form: AccountLogForm,
    /// Shows the account; its path is still to be named.
    pub(super) shown: Request,
    pub(super) wanted: WantedLogs,
    /// Rows to ask for at once where no more are wanted.
    pub(super) page_size: usize,
    pub(super) watch: &'a LogWatch,
    pub(super) deadline: Instant,
}

impl AccountLogs<'_> {
    pub(super) async fn ask(&self) -> HeardLog {
        let mut log = HeardLog { total: Some(0), whole: Whole::All, ..HeardLog::default() };
        for list in self.form.lists {
            let before = log.logs.len();
            let tell = |rows: usize| self.watch.tell(before + rows);
            log = joined(log, self.ask_list(list, &tell).await);
            if log.error.is_some() {
                break;
            }
        }
        log
    }

    async fn ask_list(
        &self,
        list: &[(&'static str, &'static str)],
        tell: &(dyn Fn(usize) + Sync),
    ) -> HeardLog {
        let mut pages = Pages::default();
        let mut number = self.form.first_page;
        for _ in 0..MOST_PAGES {
            let page = match self.watch.unless_cancelled(self.page(number, list)).await {
                Ok(page) => page,
                Err(error) => return pages.broken_off(error),
            };
            if pages.begins_before(number, &page) {
                // This member counts from 0: that was the second page.
                number = 0;
                continue;
            }
            let repeats = pages.repeats(&page);
            let is_last = page.rows.is_empty() || self.is_last(&page);
            pages.ended = is_last && !repeats && !page.truncated;
            pages.add(page);
            tell(pages.rows.len());
            if is_last || repeats || self.wanted.is_met_by(&pages.rows) {
                return pages.heard();
            }
            number += 1;
        }
        HeardLog { truncated: true, ..pages.heard() }
    }

    async fn page(
        &self,
        number: u64,
        list: &[(&'static str, &'static str)],
    ) -> Result<LogPage, RelayError> {
        let mut query = (self.form.page)(number, self.size());
        query.extend(list.iter().map(|(name, value)| (*name, (*value).to_owned())));
        query.extend(self.until());
        let parameters = query.iter().map(|(name, value)| (*name, value.as_str()));
        let asked_page = AskedPage::of_query(parameters);
        let request = Request {
            path: self.form.path.to_owned(),
            query,
            has_secret_answer: true,
            length: AnswerLength::Long,
            ..self.shown.clone()
        };
        let units = self.station.units();
        let read = |answer: &_, asked: Asked<'_>, redactor: &_| {
            let kind = Some(self.station.kind);
            logs::read(
                answer,
                asked,
                LogContext { kind, units: &units, page: Some(asked_page), redactor },
            )
        };
        let asking = self.conversation.ask_raw(&self.station.base, &request, &units, read);
        match tokio::time::timeout_at(self.deadline, asking).await {
            Ok(heard) => heard.outcome,
            Err(_) => Err(RelayError::new(ErrorKind::Timeout)),
        }
    }

    fn until(&self) -> Option<(&'static str, String)> {
        (self.form.until)(self.wanted.until?, timestamp::now())
    }

    /// No more rows than are wanted, where one page can hold them; else as few pages as possible.
    fn size(&self) -> u64 {
        let begins_newer = self.wanted.until.is_some() && self.until().is_none();
        let fits = |limit: &usize| *limit <= self.page_size && !begins_newer;
        let rows = self.wanted.limit.filter(fits).unwrap_or(usize::MAX);
        u64::try_from(rows).unwrap_or(u64::MAX).clamp(1, MOST_ROWS_OF_PAGE)
    }

    /// Where the station does not tell, a page that is not full is the last.
    fn is_last(&self, page: &LogPage) -> bool {
        let pagination = page.pagination.unwrap_or_default();
        let size = if pagination.page_size > 0 { pagination.page_size } else { self.size() };
        let is_full = u64::try_from(page.rows.len()).is_ok_and(|came| came >= size);
        pagination.is_last().unwrap_or(!is_full) || page.truncated
    }
}

/// Two parts of one log, of which the second may have failed.
fn joined(mut whole: HeardLog, part: HeardLog) -> HeardLog {
    whole.logs.extend(part.logs);
    whole.logs.sort_by_key(|row| std::cmp::Reverse(row.time));
    let total = whole.total.zip(part.total).and_then(|(sum, more)| sum.checked_add(more));
    let is_broken_off = part.error.is_some() && !whole.logs.is_empty();
    let truncated = whole.truncated || part.truncated || is_broken_off;
    let of_both = whole.whole.max(part.whole);
    HeardLog { total, truncated, error: part.error, whole: of_both, ..whole }
}

/// The pages that came so far.
#[derive(Debug, Default)]
struct Pages {
    /// Newest first.
    rows: Vec<CallLog>,
    /// The last page as it came.
    last: Vec<CallLog>,
    total: Option<u64>,
    truncated: bool,
    began: bool,
    /// The last page is the last of the log too.
    ended: bool,
}

impl Pages {
    fn begins_before(&self, asked: u64, page: &LogPage) -> bool {
        !self.began && page.pagination.is_some_and(|pagination| pagination.base < asked)
    }

    /// The same page once more, from a station that does not look at its number.
    fn repeats(&self, page: &LogPage) -> bool {
        self.began && self.last == page.rows
    }

    /// Adds what is new. Calls that were made while the pages were asked for push the rows of the
    /// last page into this one.
    fn add(&mut self, page: LogPage) {
        if self.repeats(&page) {
            return;
        }
        let total = page.pagination.and_then(|pagination| pagination.total);
        let pushed = match (self.total, total) {
            (Some(before), Some(now)) => usize::try_from(now.saturating_sub(before)),
            _ => Ok(self.overlap(&page)),
        };
        let fresh = page.rows.iter().skip(pushed.unwrap_or(usize::MAX));
        let fresh = fresh.filter(|row| row.request_id.is_none() || !self.last.contains(row));
        self.rows.extend(fresh.cloned());
        self.total = total.or(self.total);
        self.truncated |= page.truncated;
        self.last = page.rows;
        self.began = true;
    }

    /// With how many of the last page's last rows this one begins. Where no total is told they are
    /// taken for the same rows: a call that is counted twice stays so in the history, and one that
    /// is missed comes with the next fetch.
    fn overlap(&self, page: &LogPage) -> usize {
        let most = self.last.len().min(page.rows.len());
        let ends_as_it_begins =
            |count: &usize| page.rows.get(..*count).is_some_and(|begin| self.last.ends_with(begin));
        (1..=most).rev().find(ends_as_it_begins).unwrap_or(0)
    }

    fn heard(self) -> HeardLog {
        let Self { rows, total, truncated, ended, .. } = self;
        let whole = if ended { Whole::All } else { Whole::after(&rows) };
        HeardLog { logs: rows, total, truncated, whole, ..HeardLog::default() }
    }

    fn broken_off(self, error: RelayError) -> HeardLog {
        HeardLog { error: Some(error), ..self.heard() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pagination::Pagination;

    fn row(time: i64, request_id: Option<&str>) -> CallLog {
        CallLog { time, request_id: request_id.map(str::to_owned), ..CallLog::default() }
    }

    fn page(rows: Vec<CallLog>, total: Option<u64>) -> LogPage {
        let pagination = Pagination { base: 1, page: 1, page_size: 2, total, pages: None };
        LogPage { rows, pagination: Some(pagination), ..LogPage::default() }
    }

    fn times(pages: &[LogPage]) -> Vec<i64> {
        let mut added = Pages::default();
        for page in pages {
            added.add(page.clone());
        }
        added.rows.iter().map(|row| row.time).collect()
    }

    #[test]
    fn rows_that_a_new_call_pushed_into_the_next_page_count_once() {
        let by_total = [
            page(vec![row(9, None), row(8, None)], Some(4)),
            page(vec![row(8, None), row(7, None)], Some(5)),
            page(vec![row(6, None)], Some(5)),
        ];
        assert_eq!(times(&by_total), [9, 8, 7, 6]);
        let by_id = [
            page(vec![row(9, Some("a")), row(8, Some("b"))], None),
            page(vec![row(8, Some("b")), row(7, Some("c"))], None),
        ];
        assert_eq!(times(&by_id), [9, 8, 7]);
        let by_neither = [
            page(vec![row(9, None), row(8, None), row(8, None)], None),
            page(vec![row(8, None), row(8, None), row(7, None)], None),
            page(vec![row(6, None), row(5, None)], None),
        ];
        assert_eq!(times(&by_neither), [9, 8, 8, 7, 6, 5]);
    }

    #[test]
    fn equal_calls_are_different_calls() {
        let pages = [
            page(vec![row(9, None), row(8, None)], Some(4)),
            page(vec![row(8, None), row(8, None)], Some(4)),
        ];
        assert_eq!(times(&pages), [9, 8, 8, 8]);
    }

    #[test]
    fn a_page_that_comes_again_is_no_new_one() {
        let same = page(vec![row(9, None), row(8, None)], None);
        assert_eq!(times(&[same.clone(), same]), [9, 8]);
    }
}
