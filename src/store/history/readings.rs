//! Every reading, good or failed.

use crate::model::reading::Reading;
use crate::model::site_news::SiteNews;
use rusqlite::{Connection, Result, params};
use serde_json::Value;

/// Adds these; the trail of requests is not kept.
pub(super) fn add(connection: &Connection, news: &[SiteNews]) -> Result<()> {
    let mut statement =
        connection.prepare_cached("INSERT INTO reading (site, time, content) VALUES (?, ?, ?)")?;
    for SiteNews { site, reading, .. } in news {
        let mut content = reading.to_json();
        content.remove("tried");
        statement.execute(params![site, reading.time, Value::from(content).to_string()])?;
    }
    Ok(())
}

/// Of one site from this time on, the oldest first.
pub(super) fn read(connection: &Connection, site: &str, since: i64) -> Result<Vec<Reading>> {
    let mut statement = connection.prepare_cached(
        "SELECT content FROM reading WHERE site = ? AND time >= ? ORDER BY time, number",
    )?;
    let contents = statement.query_map(params![site, since], |row| row.get::<_, String>(0))?;
    let mut readings = Vec::new();
    for content in contents {
        let content = serde_json::from_str(&content?).unwrap_or_default();
        readings.extend(Reading::from_json(&content));
    }
    Ok(readings)
}

pub(super) fn count(connection: &Connection) -> Result<i64> {
    connection.query_row("SELECT count(*) FROM reading", [], |row| row.get(0))
}
