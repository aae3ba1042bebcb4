//! Rows of call logs in the history.

use crate::model::call_log::CallLog;
use crate::model::log_scope::LogScope;
use crate::model::money::Unit;
use crate::model::stored_log::StoredLog;
use crate::store::history::log_columns::{self, COLUMNS};
use crate::store::history::log_identity::LogIdentity;
use rusqlite::{Connection, Result, named_params, params};
use std::collections::HashMap;
use std::sync::Arc;

/// So many rows are added at once; the other program may write between two such parts.
const PART: usize = 2_000;

/// The rows of one answer, newest first, in parts for one transaction each, the oldest first. Rows
/// of one second stay together, so that equal ones are counted together.
pub(super) fn parts(rows: &[CallLog]) -> Vec<&[CallLog]> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let last = rest.get(PART - 1).or(rest.last()).map(|row| row.time);
        let end = rest.partition_point(|row| Some(row.time) >= last);
        let (part, older) = rest.split_at(end);
        parts.push(part);
        rest = older;
    }
    parts.reverse();
    parts
}

/// Adds what is not there yet of the rows of one answer, newest first. Rows that are equal in one
/// answer are different calls: so many are kept as the fullest answer held. Gives how many were
/// added.
pub(super) fn add(connection: &Connection, site: &str, rows: &[CallLog]) -> Result<usize> {
    let rows: Vec<CallLog> = rows.iter().map(log_columns::storable).collect();
    let (Some(newest), Some(oldest)) = (rows.first(), rows.last()) else { return Ok(0) };
    let held = held(connection, site, oldest.time, newest.time)?;
    let mut held_by_identity: HashMap<LogIdentity<'_>, Vec<&Held>> = HashMap::new();
    for held in &held {
        held_by_identity.entry(LogIdentity::of(&held.row)).or_default().push(held);
    }
    let mut came: HashMap<LogIdentity<'_>, usize> = HashMap::new();
    let mut insertion = log_columns::insertion(connection)?;
    let mut added = 0;
    // What is added last counts as the newest of its second.
    for row in rows.iter().rev() {
        let identity = LogIdentity::of(row);
        let known = held_by_identity.get(&identity).map_or(&[][..], Vec::as_slice);
        let place = came.entry(identity).or_default();
        if let Some(held) = known.get(*place) {
            tell_money(connection, held, row)?;
        } else {
            let occurrence = i64::try_from(*place).unwrap_or(i64::MAX);
            log_columns::insert(&mut insertion, site, occurrence, row)?;
            added += 1;
        }
        *place += 1;
    }
    Ok(added)
}

/// A row that is there.
struct Held {
    number: i64,
    row: CallLog,
}

fn held(connection: &Connection, site: &str, from: i64, to: i64) -> Result<Vec<Held>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT number, {COLUMNS} FROM call_log
         WHERE site = ? AND time BETWEEN ? AND ? ORDER BY time, number"
    ))?;
    let rows = statement.query_map(params![site, from, to], |row| {
        Ok(Held { number: row.get(0)?, row: log_columns::read(row, 1)? })
    })?;
    rows.collect()
}

/// A row that came while the station's units were not known is in points: now it can be in money.
fn tell_money(connection: &Connection, held: &Held, row: &CallLog) -> Result<()> {
    if held.row.cost_unit != Unit::Points || row.cost_unit == Unit::Points {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "UPDATE call_log SET cost = ?, cost_unit = ?, account_balance_before = ? WHERE number = ?",
    )?;
    let cost = row.cost.map(|cost| cost.to_string());
    let before = row.account_balance_before.map(|before| before.to_string());
    statement.execute(params![cost, row.cost_unit.name(), before, held.number])?;
    Ok(())
}

/// Newest first, at most `limit`; only of sites that are shown.
pub(super) fn read(
    connection: &Connection,
    scope: &LogScope,
    limit: Option<usize>,
    is_shown: &dyn Fn(&str) -> bool,
) -> Result<Vec<StoredLog>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT site, {COLUMNS} FROM call_log {} ORDER BY time DESC, number DESC",
        condition(scope)
    ))?;
    let mut found =
        statement.query(named_params! { ":site": scope.site, ":since": scope.since })?;
    let mut sites: HashMap<String, Option<Arc<str>>> = HashMap::new();
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        if limit.is_some_and(|limit| rows.len() >= limit) {
            break;
        }
        let id = row.get_ref(0)?.as_str()?;
        if !sites.contains_key(id) {
            sites.insert(id.to_owned(), is_shown(id).then(|| Arc::from(id)));
        }
        if let Some(site) = sites.get(id).and_then(Clone::clone) {
            rows.push(StoredLog { site, row: log_columns::read(row, 1)? });
        }
    }
    Ok(rows)
}

pub(super) fn count(connection: &Connection, scope: &LogScope) -> Result<i64> {
    connection.query_row(
        &format!("SELECT count(*) FROM call_log {}", condition(scope)),
        named_params! { ":site": scope.site, ":since": scope.since },
        |row| row.get(0),
    )
}

/// Names both parameters, so that an index is used for those that are told.
const fn condition(scope: &LogScope) -> &'static str {
    match (&scope.site, scope.since) {
        (Some(_), Some(_)) => "WHERE site = :site AND time >= :since",
        (Some(_), None) => "WHERE site = :site AND :since IS NULL",
        (None, Some(_)) => "WHERE time >= :since AND :site IS NULL",
        (None, None) => "WHERE :site IS NULL AND :since IS NULL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_cuts_through_a_second() {
        let row = |time| CallLog { time, ..CallLog::default() };
        let rows: Vec<CallLog> = (0..5_000_i64).rev().map(|place| row(place / 700)).collect();
        let parts = parts(&rows);
        assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), rows.len());
        assert!(parts.len() > 1);
        for pair in parts.windows(2) {
            assert!(pair[0].first().unwrap().time < pair[1].last().unwrap().time);
        }
        assert!(super::parts(&[]).is_empty());
    }
}
