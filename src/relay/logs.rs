//! What one answer tells of a station's log, for every kind: pure.

use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind;
use crate::relay::log_page::{AskedPage, LogPage, newest_first};
use crate::relay::redactor::Redactor;
use crate::relay::refusal::{Asked, refusal};
use crate::relay::response::Response;
use crate::relay::row_stream::read_rows;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// What is known when a log is read.
#[derive(Clone, Copy, Debug)]
pub struct LogContext<'a> {
    pub kind: Option<StationKind>,
    pub units: &'a StationUnits,
    /// The page that was asked for; `None` when the log of one key was, which knows no pages.
    pub page: Option<AskedPage>,
    /// Takes the site's own secrets out of the texts of a row.
    pub redactor: &'a Redactor,
}

/// Reads an answer row by row, so that a log of many megabytes is never held as a document.
pub fn read(
    response: &Response,
    asked: Asked<'_>,
    context: LogContext<'_>,
) -> Result<LogPage, RelayError> {
    let mut list = List { context, told: 0, rows: Vec::new() };
    let rest = read_rows(&response.text(), &mut |row| list.take(row));
    if rest.is_err() && response.truncated {
        return list.cut_short().ok_or_else(|| of_kind(ErrorKind::BodyTooLarge, response));
    }
    if let Some(error) = refusal(response, rest.as_ref().ok(), asked) {
        return Err(error);
    }
    let page = rest.ok().and_then(|rest| list.page(&rest));
    page.ok_or_else(|| of_kind(ErrorKind::Unrecognised, response))
}

fn of_kind(kind: ErrorKind, response: &Response) -> RelayError {
    RelayError { http_status: Some(response.status), ..RelayError::new(kind) }
}

/// The rows of one answer while they come in.
struct List<'a> {
    context: LogContext<'a>,
    /// How many rows came, readable or not.
    told: usize,
    rows: Vec<CallLog>,
}

impl List<'_> {
    fn take(&mut self, row: &Value) {
        self.told += 1;
        let LogContext { kind, units, redactor, .. } = self.context;
        let mut software = kind::software_in_turn(kind);
        let row = software.find_map(|software| software.log_row(row, units, kind));
        self.rows.extend(row.map(|row| cleaned(row, redactor)));
    }

    /// The rows before an answer broke off.
    fn cut_short(self) -> Option<LogPage> {
        let rows = self.newest_first();
        (!rows.is_empty()).then_some(LogPage { rows, truncated: true, ..LogPage::default() })
    }

    /// `None` when it was no log, whatever else it listed.
    fn page(self, rest: &Value) -> Option<LogPage> {
        let asked = self.context.page.unwrap_or_default();
        let mut software = kind::software_in_turn(self.context.kind);
        let pagination = software.find_map(|software| software.log_pagination(rest, asked))?;
        let mut software = kind::software_in_turn(self.context.kind);
        let totals = software.find_map(|software| software.log_totals(rest));
        let is_log = self.told == 0 || !self.rows.is_empty();
        is_log.then(|| LogPage {
            pagination: self.context.page.map(|_| pagination),
            rows: self.newest_first(),
            totals,
            truncated: false,
        })
    }

    fn newest_first(self) -> Vec<CallLog> {
        let LogContext { kind, units, page, .. } = self.context;
        let of_key = kind.filter(|_| page.is_none());
        let form = of_key.and_then(|kind| kind::software(kind).key_log(kind, units));
        newest_first(self.rows, form.is_some_and(|form| form.seconds_ascend))
    }
}

/// Stations repeat keys in the texts of failed calls.
fn cleaned(mut row: CallLog, redactor: &Redactor) -> CallLog {
    let texts = [
        &mut row.model,
        &mut row.token,
        &mut row.channel,
        &mut row.group,
        &mut row.request_id,
        &mut row.message,
    ];
    for text in texts.into_iter().flatten() {
        *text = redactor.clean(text);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::secret::Secret;
    use serde_json::json;

    fn read_body(body: &str, truncated: bool) -> Result<LogPage, RelayError> {
        let units = StationUnits::of(&json!({"quota_per_unit": 500_000}));
        let redactor = Redactor::new([Secret::new("sk-mine-0123")]);
        let context = LogContext {
            kind: None,
            units: &units,
            page: Some(AskedPage::default()),
            redactor: &redactor,
        };
        let asked = Asked {
            path: "/api/log/self",
            url: None,
            key_in_url: false,
            kind: None,
            units: &units,
        };
        let response = Response { truncated, ..Response::new(200, [], body) };
        read(&response, asked, context)
    }

    fn kind(body: &str, truncated: bool) -> Option<ErrorKind> {
        read_body(body, truncated).err().map(|error| error.kind)
    }

    const CUT: &str = r#"{"success":true,"data":[
        {"created_at":5,"type":2,"quota":1},{"created_at":7,"type":2,"quota":1},{"created_at":9,"ty"#;

    #[test]
    fn of_a_log_that_was_cut_the_whole_rows_are_read() {
        let page = read_body(CUT, true).unwrap();
        assert!(page.truncated);
        assert_eq!(page.rows.iter().map(|row| row.time).collect::<Vec<_>>(), [7, 5]);
        assert_eq!(kind(CUT, false), Some(ErrorKind::MalformedBody));
        assert_eq!(kind(r#"{"success":true,"data":[{"creat"#, true), Some(ErrorKind::BodyTooLarge));
    }

    #[test]
    fn no_rows_are_told_in_three_ways() {
        for body in [
            r#"{"success":true,"data":[]}"#,
            r#"{"success":true,"data":null}"#,
            r#"{"success":true}"#,
        ] {
            assert_eq!(read_body(body, false).unwrap().rows, [], "{body}");
        }
        assert_eq!(
            kind(r#"{"success":false,"message":"no"}"#, false),
            Some(ErrorKind::Unrecognised)
        );
    }

    #[test]
    fn another_list_is_no_log() {
        for body in [
            r#"{"data":[{"id":"gpt-4o","object":"model"}],"object":"list"}"#,
            r#"{"code":0,"data":{"items":[{"id":1,"name":"k"}]}}"#,
            r#"{"data":7}"#,
            "[1,2]",
            "7",
            "{}",
        ] {
            assert_eq!(kind(body, false), Some(ErrorKind::Unrecognised), "{body}");
        }
    }

    #[test]
    fn texts_of_rows_are_cleaned_of_keys() {
        let body = r#"{"data":[{"created_at":5,"type":5,"content":"bad key sk-mine-0123"}]}"#;
        let page = read_body(body, false).unwrap();
        assert_eq!(page.rows[0].message.as_deref(), Some("bad key sk-…0123"));
    }
}
