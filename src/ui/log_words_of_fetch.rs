//! How fetching logs goes and what came of it, in words.

use crate::app::log_fetch::{EndedFetch, LogFetch};
use crate::model::error_kind::ErrorKind;
use crate::text::{Text, number_words};
use crate::ui::view::View;
use std::fmt::Display;

pub fn progress(view: &View<'_>) -> String {
    let fetches = &view.state.logs.fetches;
    let number = fetches.values().filter(|fetch| fetch.under_way).map(|fetch| fetch.number).max();
    let of_run: Vec<&LogFetch> =
        fetches.values().filter(|fetch| Some(fetch.number) == number || fetch.under_way).collect();
    let rows = count(of_run.iter().map(|fetch| fetch.rows).sum());
    let total = of_run.len();
    if total < 2 {
        return view.fill(Text::FetchingLogs, &[("rows", &rows)]);
    }
    let done = of_run.iter().filter(|fetch| !fetch.under_way).count();
    let values: [(&str, &dyn Display); 3] = [("done", &done), ("total", &total), ("rows", &rows)];
    view.fill(Text::FetchingSites, &values)
}

/// What the newest questions for the logs that are looked at brought; `None` where nothing was
/// asked or all failed.
pub fn result(view: &View<'_>) -> Option<String> {
    let ended = newest(view);
    let brought: Vec<&EndedFetch> = ended
        .into_iter()
        .map(|(_, ended)| ended)
        .filter(|ended| ended.report.error.is_none() || ended.new_rows > 0 || is_cancelled(ended))
        .collect();
    if brought.is_empty() {
        return None;
    }
    let new = brought.iter().map(|ended| ended.new_rows).sum();
    let text = if brought.iter().any(|ended| is_cancelled(ended)) {
        Text::FetchCancelled
    } else if brought.iter().any(|ended| is_partial(ended)) {
        Text::FetchedPartly
    } else if new == 0 {
        Text::FetchedNothing
    } else {
        Text::FetchedRows
    };
    Some(view.fill(text, &[("new", &count(new))]))
}

/// The sites that brought nothing but a reason, which is not that the user has cancelled.
pub fn failed<'a>(view: &View<'a>) -> Vec<(&'a str, &'a EndedFetch)> {
    let mut ended = newest(view);
    ended.retain(|(_, ended)| ended.report.error.is_some() && !is_cancelled(ended));
    ended
}

fn is_partial(ended: &EndedFetch) -> bool {
    ended.report.truncated || ended.report.error.is_some()
}

fn is_cancelled(ended: &EndedFetch) -> bool {
    ended.report.error.as_ref().is_some_and(|error| error.kind == ErrorKind::Cancelled)
}

/// Of the sites that are looked at, those that the newest question asked.
fn newest<'a>(view: &View<'a>) -> Vec<(&'a str, &'a EndedFetch)> {
    let logs = &view.state.logs;
    let looked_at = || logs.fetches.iter().filter(|(site, _)| logs.is_in_scope(site));
    let newest = looked_at().map(|(_, fetch)| fetch.number).max();
    looked_at()
        .filter(|(_, fetch)| Some(fetch.number) == newest && !fetch.under_way)
        .filter_map(|(site, fetch)| Some((site.as_str(), fetch.ended.as_ref()?)))
        .collect()
}

fn count(rows: usize) -> String {
    number_words::count(u64::try_from(rows).unwrap_or(u64::MAX))
}
