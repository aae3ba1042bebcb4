//! What is older than the user wants to keep.

use rusqlite::{Connection, Result};

/// Removes everything before this time, in unix seconds.
pub(super) fn remove_before(connection: &Connection, time: i64) -> Result<()> {
    for statement in [
        "DELETE FROM reading WHERE time < ?",
        "DELETE FROM call_log WHERE time < ?",
        "DELETE FROM checkin WHERE moment < ?",
        "DELETE FROM fetched_span WHERE last < ?",
        "UPDATE fetched_span SET first = ?1 WHERE first < ?1",
    ] {
        connection.execute(statement, [time])?;
    }
    Ok(())
}

/// Gives the room of what was removed back to the disk.
pub(super) fn give_room_back(connection: &Connection) -> Result<()> {
    let mut vacuum = connection.prepare("PRAGMA incremental_vacuum")?;
    // Each step frees one page.
    let mut steps = vacuum.query([])?;
    while steps.next()?.is_some() {}
    // Another program that reads just then leaves it for the next time.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
