//! Of which times the whole log of a site was fetched.

use crate::model::fetched_span::FetchedSpan;
use rusqlite::{Connection, Result, params};

/// Spans that overlap or touch another.
const NEAR: &str = "site = ?1 AND last >= ?2 AND first <= ?3";

/// Joins the span with those that it overlaps or touches.
pub(super) fn add(connection: &Connection, span: &FetchedSpan) -> Result<()> {
    let FetchedSpan { site, from, to } = span;
    let near = params![site, from.saturating_sub(1), to.saturating_add(1)];
    let (first, last): (Option<i64>, Option<i64>) = connection.query_row(
        &format!("SELECT min(first), max(last) FROM fetched_span WHERE {NEAR}"),
        near,
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    connection.execute(&format!("DELETE FROM fetched_span WHERE {NEAR}"), near)?;
    let first = first.map_or(*from, |first| first.min(*from));
    let last = last.map_or(*to, |last| last.max(*to));
    connection.execute("INSERT INTO fetched_span VALUES (?, ?, ?)", params![site, first, last])?;
    Ok(())
}

pub(super) fn forget(connection: &Connection, site: &str) -> Result<()> {
    connection.execute("DELETE FROM fetched_span WHERE site = ?", [site]).map(|_| ())
}

/// By site, each one's from the earliest on; of one site where it is told.
pub(super) fn read(connection: &Connection, site: Option<&str>) -> Result<Vec<FetchedSpan>> {
    let mut statement = connection.prepare_cached(
        "SELECT site, first, last FROM fetched_span WHERE ?1 IS NULL OR site = ?1
         ORDER BY site, first",
    )?;
    let spans = statement.query_map([site], |row| {
        Ok(FetchedSpan { site: row.get(0)?, from: row.get(1)?, to: row.get(2)? })
    })?;
    spans.collect()
}
