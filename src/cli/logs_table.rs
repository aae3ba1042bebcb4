use crate::cli::table::{Align, Table};
use crate::model::call_log::CallLog;
use crate::model::money::Money;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::relay::logs_query::LogsReport;
use crate::text::{Language, Text, log_words, money_words, number_words, time_words};
use std::fmt::Display;

/// So much of a text fits beside the numbers.
const LONGEST_NOTE: usize = 60;

/// The log of one site as it is read in a terminal.
#[derive(Debug)]
pub(super) struct LogsTable<'a> {
    pub(super) site: &'a Site,
    pub(super) report: &'a LogsReport,
    /// No other site was asked.
    pub(super) is_only: bool,
}

impl LogsTable<'_> {
    /// Its lines, each with its end: whose log it is where that is not clear, the rows, what they
    /// cost together. Nothing where there is no log.
    pub(super) fn text(&self, language: Language) -> String {
        let LogsReport { logs, error, .. } = self.report;
        if logs.is_empty() && error.is_some() {
            return String::new();
        }
        let mut lines = Vec::new();
        if !self.is_only {
            lines.push(self.site.name.clone());
        }
        if !logs.is_empty() {
            lines.extend(table(logs, language).lines());
        }
        lines.push(summary(logs, language));
        if !self.is_only {
            lines.push(String::new());
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

fn table(rows: &[CallLog], language: Language) -> Table {
    let columns = [
        (Text::HeadLogTime, Align::Left),
        (Text::HeadLogType, Align::Left),
        (Text::HeadModel, Align::Left),
        (Text::HeadKey, Align::Left),
        (Text::HeadInput, Align::Right),
        (Text::HeadOutput, Align::Right),
        (Text::HeadCost, Align::Right),
        (Text::HeadTime, Align::Right),
        (Text::HeadNote, Align::Left),
    ];
    let mut table = Table::new(columns.map(|(text, align)| (text.in_language(language), align)));
    for row in rows {
        table.row(cells(row, language));
    }
    table
}

fn cells(row: &CallLog, language: Language) -> [String; 9] {
    let text = |text: &Option<String>| text.as_deref().map(on_one_line).unwrap_or_default();
    let count = |count: Option<u64>| count.map(number_words::count).unwrap_or_default();
    let money = row.cost_money().map(|money| money_words::money(&money, language));
    let took = row.duration_ms.filter(|took| *took > 0);
    [
        timestamp::local_date_time(row.time),
        log_words::log_type(row.log_type).in_language(language).to_owned(),
        text(&row.model),
        text(&row.token),
        count(row.input_tokens),
        count(row.output_tokens),
        money.unwrap_or_default(),
        took.map(|took| time_words::elapsed(took, language)).unwrap_or_default(),
        text(&row.message),
    ]
}

fn summary(rows: &[CallLog], language: Language) -> String {
    let count = number_words::count(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    let Some(spent) = spent(rows) else {
        return Text::LogRows.fill(language, &[("count", &count)]);
    };
    let amount = money_words::money(&spent, language);
    let values: [(&str, &dyn Display); 2] = [("count", &count), ("amount", &amount)];
    Text::LogRowsSpent.fill(language, &values)
}

/// What the calls cost together; `None` where some call's cost is not known.
fn spent(rows: &[CallLog]) -> Option<Money> {
    let mut calls = rows.iter().filter(|row| row.log_type.is_spending());
    let spent_on = |row: &CallLog| Some(Money::new(row.spent()?, row.cost_unit.clone()));
    let first = spent_on(calls.next()?)?;
    calls.try_fold(first, |sum, row| {
        let cost = spent_on(row).filter(|cost| cost.unit == sum.unit)?;
        Some(Money::new(sum.amount.checked_add(cost.amount)?, sum.unit))
    })
}

/// A text of a station for one cell: nothing in it may break the line or steer the terminal.
fn on_one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match plain.char_indices().nth(LONGEST_NOTE) {
        Some((end, _)) => format!("{}…", plain.get(..end).unwrap_or_default()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::call_log::LogType;

    fn row(log_type: LogType, cost: Option<&str>) -> CallLog {
        let cost = cost.map(|cost| cost.parse().unwrap());
        CallLog { time: 1_795_240_066, log_type, cost, ..CallLog::default() }
    }

    #[test]
    fn only_calls_and_refunds_are_spending() {
        let mut rows = vec![
            row(LogType::Consume, Some("0.50")),
            row(LogType::TopUp, Some("20")),
            row(LogType::Refund, Some("-0.15")),
            row(LogType::Refund, Some("0.05")),
        ];
        assert_eq!(spent(&rows).unwrap().to_string(), "$0.30");
        rows.push(row(LogType::Consume, None));
        assert_eq!(spent(&rows), None, "a cost that is not known is not nought");
        assert_eq!(spent(&[]), None);
    }

    #[test]
    fn a_text_of_a_station_stays_in_its_cell() {
        assert_eq!(on_one_line("a\nb\u{1b}[31mc"), "a b [31mc");
        let long = on_one_line(&"字".repeat(80));
        assert_eq!((long.chars().count(), long.ends_with('…')), (61, true));
    }

    #[test]
    fn the_rows_of_several_sites_stand_under_their_names() {
        let site = Site { name: "晨星".into(), ..Site::default() };
        let logs = vec![row(LogType::Consume, Some("0.50"))];
        let report = LogsReport { logs, ..LogsReport::default() };
        let text = |is_only| LogsTable { site: &site, report: &report, is_only }.text(Language::En);
        let (among_others, alone) = (text(false), text(true));
        assert!(among_others.starts_with("晨星\nTime") && among_others.ends_with("\n\n"));
        assert!(alone.starts_with("Time") && alone.ends_with("1 rows, $0.50 spent\n"), "{alone}");
    }
}
