//! What is older than the user wants to keep.

use rusqlite::{Connection, Result};

/// So many rows or pages are freed at once; the other program may write between two such parts.
const PART: i64 = 10_000;

/// Removes some of what is from before this time, in unix seconds. Whether there may be more.
pub(super) fn remove_part_before(connection: &Connection, time: i64) -> Result<bool> {
    let mut is_full = false;
    for table in ["reading", "call_log"] {
        let removed = connection.execute(
            &format!(
                "DELETE FROM {table} WHERE number IN
                    (SELECT number FROM {table} WHERE time < ? LIMIT {PART})"
            ),
            [time],
        )?;
        is_full |= i64::try_from(removed).is_ok_and(|removed| removed == PART);
    }
    connection.execute("DELETE FROM checkin WHERE moment < ?", [time])?;
    connection.execute("DELETE FROM fetched_span WHERE last < ?", [time])?;
    connection.execute("UPDATE fetched_span SET first = ?1 WHERE first < ?1", [time])?;
    Ok(is_full)
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
