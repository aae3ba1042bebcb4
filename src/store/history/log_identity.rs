use crate::model::call_log::{CallLog, LogType};
use crate::model::money::Unit;
use rust_decimal::Decimal;

/// What makes a row of a log the row that it is. Ids that stations send are none: they count
/// anew, or stand still.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct LogIdentity<'a> {
    time: i64,
    log_type: LogType,
    token: Option<&'a str>,
    model: Option<&'a str>,
    input_tokens: Option<u64>,
    output_tokens: Option<u64>,
    amount: Amount<'a>,
    message: Option<&'a str>,
    request_id: Option<&'a str>,
}

/// What was paid as the station sent it. Points stay when its rates change, and money does not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Amount<'a> {
    Points(i64),
    Money(Option<Decimal>, &'a Unit),
}

impl<'a> LogIdentity<'a> {
    pub(super) fn of(row: &'a CallLog) -> Self {
        let amount = match row.points {
            Some(points) => Amount::Points(points),
            None => Amount::Money(row.cost, &row.cost_unit),
        };
        Self {
            time: row.time,
            log_type: row.log_type,
            token: row.token.as_deref(),
            model: row.model.as_deref(),
            input_tokens: row.input_tokens,
            output_tokens: row.output_tokens,
            amount,
            message: row.message.as_deref(),
            request_id: row.request_id.as_deref(),
        }
    }
}
