//! What is older than the user wants to keep.

use rusqlite::{Connection, Result};

/// So many rows or pages are freed at once; the other program may write between two such parts.
const PART: i64 = 10_000;
/// In seconds.
const DAY: i64 = 86_400;
const YEAR: i64 = 366 * DAY;

/// Every kind of thing that is kept, and what tells how old one is, in unix seconds.
const TIMES: [(&str, &str); 3] = [("reading", "time"), ("call_log", "time"), ("checkin", "moment")];

/// Removes some of what is from before `time`. Both times are in unix seconds. Gives whether there
/// may be more.
///
/// Nothing of a kind is removed unless some of it is at least a day and at most a year older than
/// `now`: a clock that went years ahead would take all of it.
pub(super) fn remove_part_before(connection: &Connection, time: i64, now: i64) -> Result<bool> {
    let mut is_full = false;
    for (table, moment) in TIMES {
        if !is_near(connection, table, moment, now)? {
            continue;
        }
        let removed = connection.execute(
            &format!(
                "DELETE FROM {table} WHERE number IN
                    (SELECT number FROM {table} WHERE {moment} < ? LIMIT {PART})"
            ),
            [time],
        )?;
        is_full |= i64::try_from(removed).is_ok_and(|removed| removed == PART);
        if table == "call_log" {
            connection.execute("DELETE FROM fetched_span WHERE last < ?", [time])?;
            connection.execute("UPDATE fetched_span SET first = ?1 WHERE first < ?1", [time])?;
        }
    }
    Ok(is_full)
}

fn is_near(connection: &Connection, table: &str, moment: &str, now: i64) -> Result<bool> {
    connection.query_row(
        &format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {moment} BETWEEN ? AND ?)"),
        [now.saturating_sub(YEAR), now.saturating_sub(DAY)],
        |row| row.get(0),
    )
}

/// Gives the room of what was removed back to the disk.
pub(super) fn give_room_back(connection: &Connection) -> Result<()> {
    let free = || connection.pragma_query_value(None, "freelist_count", |row| row.get::<_, i64>(0));
    let mut left = free()?;
    while left > 0 {
        let mut vacuum = connection.prepare(&format!("PRAGMA incremental_vacuum({PART})"))?;
        // Each step frees one page.
        let mut steps = vacuum.query([])?;
        while steps.next()?.is_some() {}
        let now = free()?;
        if now >= left {
            break;
        }
        left = now;
    }
    // Another program that reads just then leaves it for the next time.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
