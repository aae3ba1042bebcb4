use crate::model::call_log::CallLog;
use crate::model::timestamp;
use csv::{Terminator, WriterBuilder};
use serde_json::{Map, Value};

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// The name of the site, then the fields of a row, and its time as people read it.
const COLUMNS: [&str; 21] = [
    "site",
    "time",
    "type",
    "model",
    "token",
    "input_tokens",
    "output_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "cost",
    "cost_unit",
    "points",
    "duration_ms",
    "first_token_ms",
    "stream",
    "channel",
    "group",
    "request_id",
    "message",
    "account_balance_before",
    "local_time",
];
/// A text that begins so is a formula to a spreadsheet.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The rows of all sites as a CSV document: a byte order mark, a row of headings, one row a line.
/// What is not known is an empty cell.
pub fn document<'a>(rows: impl Iterator<Item = (&'a str, &'a CallLog)>) -> csv::Result<String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (site, row) in rows {
        let fields = fields(site, row);
        writer.write_record(COLUMNS.map(|column| cell(fields.get(column))))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes)))
}

fn fields(site: &str, row: &CallLog) -> Map<String, Value> {
    let mut fields = match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    fields.insert("site".to_owned(), site.into());
    fields.insert("local_time".to_owned(), timestamp::local_date_time(row.time).into());
    fields
}

/// Texts come from stations: none of them may do something when the file is opened.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if text.starts_with(FORMULA_SIGNS) => format!("'{text}"),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::call_log::LogType;

    fn every_field() -> CallLog {
        let text = |text: &str| Some(text.to_owned());
        CallLog {
            time: 1_795_240_066,
            log_type: LogType::Refund,
            model: text("a, \"b\"\nc"),
            token: text("=HYPERLINK(\"x\")"),
            input_tokens: Some(1),
            output_tokens: Some(2),
            cache_read_tokens: Some(3),
            cache_write_tokens: Some(4),
            cost: Some("-0.0090".parse().unwrap()),
            cost_unit: crate::model::money::Unit::Cny,
            points: Some(-4500),
            duration_ms: Some(5),
            first_token_ms: Some(6),
            stream: Some(true),
            channel: text("+7"),
            group: text("-vip"),
            request_id: text("@id"),
            message: text("＝1+1"),
            account_balance_before: Some("12.50".parse().unwrap()),
        }
    }

    fn read_again(document: &str) -> Vec<Vec<String>> {
        let text = document.strip_prefix(BYTE_ORDER_MARK).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let record = |record: csv::Result<csv::StringRecord>| {
            record.unwrap().iter().map(str::to_owned).collect()
        };
        reader.records().map(record).collect()
    }

    #[test]
    fn every_field_has_its_column_and_comes_back() {
        let row = every_field();
        let read = read_again(&document([("站点", &row)].into_iter()).unwrap());
        assert_eq!(read[0], COLUMNS);
        let written: Vec<String> = fields("站点", &row).keys().cloned().collect();
        assert_eq!(written.len(), COLUMNS.len());
        assert!(written.iter().all(|field| COLUMNS.contains(&field.as_str())));
        assert_eq!(
            read[1],
            [
                "站点",
                "1795240066",
                "refund",
                "a, \"b\"\nc",
                "'=HYPERLINK(\"x\")",
                "1",
                "2",
                "3",
                "4",
                "-0.0090",
                "CNY",
                "-4500",
                "5",
                "6",
                "true",
                "'+7",
                "'-vip",
                "'@id",
                "'＝1+1",
                "12.50",
                timestamp::local_date_time(1_795_240_066).as_str(),
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_an_empty_cell() {
        let row = CallLog { time: 7, ..CallLog::default() };
        let read = read_again(&document([("s", &row)].into_iter()).unwrap());
        let time = timestamp::local_date_time(7);
        assert_eq!(read[1].concat(), format!("s7unknownUSD{time}"));
        let nothing = document(std::iter::empty()).unwrap();
        assert_eq!(read_again(&nothing).len(), 1);
        assert!(nothing.ends_with("\r\n"));
    }
}
