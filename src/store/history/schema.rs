//! The tables of the history, version by version.

use crate::store::history::trouble::Trouble;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

/// Tells our files from those of other programs: `Kona`.
const APPLICATION: i64 = 0x4B6F_6E61;
/// What brings a file from each version to the next; the first begins an empty one.
const STEPS: [&str; 1] = [FIRST];
/// Amounts are texts: SQLite's own numbers would round them.
const FIRST: &str = "
    CREATE TABLE reading (
        number INTEGER PRIMARY KEY,
        site TEXT NOT NULL,
        time INTEGER NOT NULL,
        content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reading_of_site ON reading (site, time);
    CREATE TABLE call_log (
        number INTEGER PRIMARY KEY,
        site TEXT NOT NULL,
        time INTEGER NOT NULL,
        type TEXT NOT NULL,
        model TEXT,
        token TEXT,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cache_read_tokens INTEGER,
        cache_write_tokens INTEGER,
        cost TEXT,
        cost_unit TEXT NOT NULL,
        points INTEGER,
        duration_ms INTEGER,
        first_token_ms INTEGER,
        stream INTEGER,
        channel TEXT,
        user_group TEXT,
        request_id TEXT,
        message TEXT,
        account_balance_before TEXT,
        occurrence INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX call_log_of_site ON call_log (site, time);
    CREATE INDEX call_log_in_time ON call_log (time);
    CREATE TABLE fetched_span (
        site TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX fetched_span_of_site ON fetched_span (site, first);
    CREATE TABLE checkin (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        time TEXT NOT NULL,
        moment INTEGER,
        site TEXT NOT NULL,
        site_name TEXT NOT NULL,
        success INTEGER NOT NULL,
        awarded_usd TEXT,
        message TEXT NOT NULL,
        UNIQUE (time, site, id)
    ) STRICT;
";
/// Whether what the program asks for is there.
const EXPECTED: [&str; 4] = [
    "SELECT site, time, content FROM reading",
    "SELECT site, time, occurrence, account_balance_before FROM call_log",
    "SELECT site, first, last FROM fetched_span",
    "SELECT id, time, moment, site, message FROM checkin",
];

/// How a file stands to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is of this version.
    Good,
    /// It is to be brought up to this version; from version 0 when it is empty.
    Older { version: usize },
}

/// Changes nothing. A file of another program counts as damaged.
pub(super) fn check(connection: &Connection) -> Result<Fit, Trouble> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let version = number("user_version")?;
    let application = number("application_id")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == 0 && tables == 0 {
        return Ok(Fit::Older { version: 0 });
    }
    let version = usize::try_from(version).map_err(|_| Trouble::Damaged)?;
    if application != APPLICATION || version == 0 {
        return Err(Trouble::Damaged);
    }
    if version > STEPS.len() {
        return Err(Trouble::TooNew);
    }
    if version < STEPS.len() {
        return Ok(Fit::Older { version });
    }
    EXPECTED.iter().try_for_each(|query| connection.prepare(query).map(|_| ()).map_err(unmet))?;
    Ok(Fit::Good)
}

/// A table or column that is not there is a damage; that just now it cannot be looked at is none.
fn unmet(error: rusqlite::Error) -> Trouble {
    match error.sqlite_error_code() {
        Some(ErrorCode::Unknown) | None => Trouble::Damaged,
        Some(_) => error.into(),
    }
}

/// Makes an empty file a history. Nobody else may have it open.
pub(super) fn begin(connection: &mut Connection) -> Result<(), Trouble> {
    // Has to come before the first table.
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    migrate(connection, 0)
}

/// Brings a file from `version` to this one, all at once or not at all.
pub(super) fn migrate(connection: &mut Connection, version: usize) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(version) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    let newest = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    transaction.pragma_update(None, "user_version", newest)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_there_is_a_damage() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, 0).unwrap();
        assert_eq!(check(&connection), Ok(Fit::Good));
        connection.execute_batch("ALTER TABLE checkin DROP COLUMN message").unwrap();
        assert_eq!(check(&connection), Err(Trouble::Damaged));
        let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        let busy = rusqlite::Error::SqliteFailure(busy, None);
        assert_eq!(unmet(busy), Trouble::Failed(std::io::ErrorKind::ResourceBusy));
    }
}
