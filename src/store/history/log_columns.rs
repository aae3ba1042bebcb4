//! A row of a call log as it stands in its table.

use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Result, Row, params};
use rust_decimal::Decimal;

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "time, type, model, token, input_tokens, output_tokens, \
    cache_read_tokens, cache_write_tokens, cost, cost_unit, points, duration_ms, first_token_ms, \
    stream, channel, user_group, request_id, message, account_balance_before";

/// Reads the columns from the place `first` on. What makes no sense reads as not known.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<CallLog> {
    let text = |place: usize| row.get::<_, Option<String>>(first + place);
    let count = |place: usize| -> Result<Option<u64>> {
        Ok(row.get::<_, Option<i64>>(first + place)?.and_then(|count| count.try_into().ok()))
    };
    Ok(CallLog {
        time: row.get(first)?,
        log_type: log_type(row.get_ref(first + 1)?),
        model: text(2)?,
        token: text(3)?,
        input_tokens: count(4)?,
        output_tokens: count(5)?,
        cache_read_tokens: count(6)?,
        cache_write_tokens: count(7)?,
        cost: amount(row.get_ref(first + 8)?),
        cost_unit: Unit::from(row.get::<_, String>(first + 9)?),
        points: row.get(first + 10)?,
        duration_ms: count(11)?,
        first_token_ms: count(12)?,
        stream: row.get(first + 13)?,
        channel: text(14)?,
        group: text(15)?,
        request_id: text(16)?,
        message: text(17)?,
        account_balance_before: amount(row.get_ref(first + 18)?),
    })
}

/// The row as [`read`] would give it back: counts that no table holds are not known.
pub(super) fn storable(row: &CallLog) -> CallLog {
    let count = |count: Option<u64>| count.filter(|count| i64::try_from(*count).is_ok());
    CallLog {
        input_tokens: count(row.input_tokens),
        output_tokens: count(row.output_tokens),
        cache_read_tokens: count(row.cache_read_tokens),
        cache_write_tokens: count(row.cache_write_tokens),
        duration_ms: count(row.duration_ms),
        first_token_ms: count(row.first_token_ms),
        ..row.clone()
    }
}

/// A statement for [`insert`].
pub(super) fn insertion(connection: &Connection) -> Result<CachedStatement<'_>> {
    connection.prepare_cached(&format!(
        "INSERT INTO call_log (site, occurrence, {COLUMNS})
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ))
}

/// Adds a row of which so many equal ones are there.
pub(super) fn insert(
    insertion: &mut CachedStatement<'_>,
    site: &str,
    occurrence: i64,
    row: &CallLog,
) -> Result<()> {
    let count = |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok());
    let amount = |amount: Option<Decimal>| amount.map(|amount| amount.to_string());
    insertion.execute(params![
        site,
        occurrence,
        row.time,
        row.log_type.name(),
        row.model,
        row.token,
        count(row.input_tokens),
        count(row.output_tokens),
        count(row.cache_read_tokens),
        count(row.cache_write_tokens),
        amount(row.cost),
        row.cost_unit.name(),
        row.points,
        count(row.duration_ms),
        count(row.first_token_ms),
        row.stream,
        row.channel,
        row.group,
        row.request_id,
        row.message,
        amount(row.account_balance_before),
    ])?;
    Ok(())
}

fn log_type(value: ValueRef<'_>) -> LogType {
    let name = value.as_str().unwrap_or_default();
    LogType::ALL.into_iter().find(|log_type| log_type.name() == name).unwrap_or_default()
}

fn amount(value: ValueRef<'_>) -> Option<Decimal> {
    value.as_str().ok()?.parse().ok()
}
