//! Every entry that ever stood in the check-in log.

use crate::model::checkin_entry::CheckinEntry;
use crate::model::timestamp;
use rusqlite::{Connection, Result, params};

/// Adds those that are not there yet.
pub(super) fn add(connection: &Connection, entries: &[CheckinEntry]) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO checkin
            (id, time, moment, site, site_name, success, awarded_usd, message)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for entry in entries {
        statement.execute(params![
            entry.id,
            entry.time,
            timestamp::of_local_date_time(&entry.time),
            entry.site_id,
            entry.site_name,
            entry.success,
            entry.awarded_usd.map(|awarded| awarded.to_string()),
            entry.message,
        ])?;
    }
    Ok(())
}

/// Newest first.
pub(super) fn read(connection: &Connection) -> Result<Vec<CheckinEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, time, site, site_name, success, awarded_usd, message FROM checkin
         ORDER BY time DESC, number DESC",
    )?;
    let entries = statement.query_map([], |row| {
        let awarded: Option<String> = row.get(5)?;
        Ok(CheckinEntry {
            id: row.get(0)?,
            time: row.get(1)?,
            site_id: row.get(2)?,
            site_name: row.get(3)?,
            success: row.get(4)?,
            awarded_usd: awarded.and_then(|awarded| awarded.parse().ok()),
            message: row.get(6)?,
        })
    })?;
    entries.collect()
}
