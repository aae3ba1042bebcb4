use crate::app::connection_form::own_path;
use crate::app::form_changes::{changed, rebased};
use crate::model::auto_query::AutoQuery;
use crate::model::change::Change;
use crate::model::clock_time::ClockTime;
use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::request_path::{PathError, path_problem};
use crate::model::settings::Settings;
use crate::model::settings_edit::SettingsEdit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

const MINUTES: RangeInclusive<u32> = AutoQuery::LEAST_MINUTES..=AutoQuery::MOST_MINUTES;
const DAYS: RangeInclusive<u32> = 0..=3_650;
const STATIONS: RangeInclusive<u32> = 1..=65_535;
const ROWS: RangeInclusive<u32> = 1..=1_000;
const KEPT_DAYS: RangeInclusive<u32> = 1..=36_500;
const LONGEST_TIMEOUT_SECONDS: u32 = 86_400;

/// Tells what is wrong with a text.
type Check<'a> = &'a dyn Fn(&str) -> Option<SettingsProblem>;

/// What stands in the fields for the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsForm {
    pub auto_query: bool,
    /// In minutes.
    pub interval: String,
    pub query_at_start: bool,
    /// In seconds, as the next.
    pub connect_timeout: String,
    pub answer_timeout: String,
    pub concurrent_origins: String,
    pub threshold_usd: String,
    pub threshold_cny: String,
    /// In days; 0 = no warning.
    pub expiry_days: String,
    pub notifications: bool,
    pub quiet: bool,
    /// As on a clock, as the next.
    pub quiet_from: String,
    pub quiet_to: String,
    /// Empty = the usual path, as for the next.
    pub subscription_path: String,
    pub usage_path: String,
    pub logs_path: String,
    /// In rows.
    pub logs_page_size: String,
    pub costly_row: String,
    /// In days; empty = for ever.
    pub history_days: String,
}

/// A field that can be wrong, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingsField {
    Interval,
    ConnectTimeout,
    AnswerTimeout,
    ConcurrentOrigins,
    HistoryDays,
    ThresholdUsd,
    ThresholdCny,
    ExpiryDays,
    QuietFrom,
    QuietTo,
    SubscriptionPath,
    UsagePath,
    LogsPath,
    LogsPageSize,
    CostlyRow,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsProblem {
    /// A whole number from the first to the second is wanted.
    NotWithin(u32, u32),
    /// An amount of nought or more is wanted.
    NotAnAmount,
    /// Seconds above nought and of no more than a day are wanted.
    NotATimeout,
    NotAClockTime,
    /// The quiet hours end as they begin.
    NoTimeBetween,
    Path(PathError),
}

impl SettingsForm {
    pub fn of(settings: &Settings) -> Self {
        let path = |path: &Option<String>| path.clone().unwrap_or_default();
        let seconds = |time: Duration| {
            let milliseconds = Decimal::from(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
            (milliseconds / Decimal::ONE_THOUSAND).normalize().to_string()
        };
        Self {
            auto_query: settings.auto_query.enabled,
            interval: settings.auto_query.interval_minutes.to_string(),
            query_at_start: settings.auto_query.at_start,
            connect_timeout: seconds(settings.connect_timeout),
            answer_timeout: seconds(settings.answer_timeout),
            concurrent_origins: settings.concurrent_origins.to_string(),
            threshold_usd: settings.low_balance_threshold.to_string(),
            threshold_cny: settings.low_balance_threshold_cny.to_string(),
            expiry_days: settings.expiry_warning_days.to_string(),
            notifications: settings.notifications,
            quiet: settings.quiet_hours.enabled,
            quiet_from: settings.quiet_hours.from.to_string(),
            quiet_to: settings.quiet_hours.to.to_string(),
            subscription_path: path(&settings.endpoints.balance_subscription),
            usage_path: path(&settings.endpoints.balance_usage),
            logs_path: path(&settings.endpoints.logs),
            logs_page_size: settings.logs_page_size.to_string(),
            costly_row: settings.costly_row.to_string(),
            history_days: settings.history_keep_days.map(|d| d.to_string()).unwrap_or_default(),
        }
    }

    /// What is wrong with what was changed since `base`. What stands in the file keeps nobody from
    /// changing something else.
    pub fn problems(&self, base: &Self) -> BTreeMap<SettingsField, SettingsProblem> {
        use SettingsField as Field;
        let clock = |text: &str| match ClockTime::parse(text) {
            Some(_) => None,
            None => Some(SettingsProblem::NotAClockTime),
        };
        let path = |text: &str| path_problem(text).map(SettingsProblem::Path);
        let fields: [(Field, &str, &str, Check<'_>); 14] = [
            (Field::Interval, &self.interval, &base.interval, &|text| within(text, &MINUTES)),
            (Field::ConnectTimeout, &self.connect_timeout, &base.connect_timeout, &no_timeout),
            (Field::AnswerTimeout, &self.answer_timeout, &base.answer_timeout, &no_timeout),
            (
                Field::ConcurrentOrigins,
                &self.concurrent_origins,
                &base.concurrent_origins,
                &|text| within(text, &STATIONS),
            ),
            (Field::HistoryDays, &self.history_days, &base.history_days, &no_history_days),
            (Field::CostlyRow, &self.costly_row, &base.costly_row, &no_amount),
            (Field::LogsPageSize, &self.logs_page_size, &base.logs_page_size, &|text| {
                within(text, &ROWS)
            }),
            (Field::ThresholdUsd, &self.threshold_usd, &base.threshold_usd, &no_amount),
            (Field::ThresholdCny, &self.threshold_cny, &base.threshold_cny, &no_amount),
            (Field::ExpiryDays, &self.expiry_days, &base.expiry_days, &|text| within(text, &DAYS)),
            (Field::QuietFrom, &self.quiet_from, &base.quiet_from, &clock),
            (Field::SubscriptionPath, &self.subscription_path, &base.subscription_path, &path),
            (Field::UsagePath, &self.usage_path, &base.usage_path, &path),
            (Field::LogsPath, &self.logs_path, &base.logs_path, &path),
        ];
        let changed = fields.into_iter().filter(|(_, text, base, _)| text != base);
        let mut problems: BTreeMap<Field, SettingsProblem> =
            changed.filter_map(|(field, text, _, wrong)| Some((field, wrong(text)?))).collect();
        let span = |form: &Self| {
            (form.quiet, ClockTime::parse(&form.quiet_from), ClockTime::parse(&form.quiet_to))
        };
        if span(self) != span(base) {
            let end = clock(&self.quiet_to).or_else(|| match span(self) {
                (true, Some(from), Some(to)) if from == to => Some(SettingsProblem::NoTimeBetween),
                _ => None,
            });
            problems.extend(end.map(|problem| (Field::QuietTo, problem)));
        }
        problems
    }

    /// What was changed since `base`; `None` while something is wrong.
    pub fn edit(&self, base: &Self) -> Option<SettingsEdit> {
        if !self.problems(base).is_empty() {
            return None;
        }
        let clock = |base: &String, text: &String| {
            to_change(changed(base, text, |text| ClockTime::parse(text)))
        };
        let amount = |base: &String, text: &String| {
            to_change(changed(base, text, |text| text.trim().parse::<Decimal>().ok()))
        };
        let count = |base: &String, text: &String| {
            to_change(changed(base, text, |text| text.trim().parse::<u32>().ok()))
        };
        let time =
            |base: &String, text: &String| to_change(changed(base, text, |text| timeout(text)));
        let path = |base: &String, text: &String, usual: &'static str| {
            changed(base, text, |text| own_path(text, usual))
        };
        Some(SettingsEdit {
            auto_query: Change::between(&base.auto_query, self.auto_query),
            interval_minutes: count(&base.interval, &self.interval),
            query_at_start: Change::between(&base.query_at_start, self.query_at_start),
            connect_timeout: time(&base.connect_timeout, &self.connect_timeout),
            answer_timeout: time(&base.answer_timeout, &self.answer_timeout),
            concurrent_origins: to_change(changed(
                &base.concurrent_origins,
                &self.concurrent_origins,
                |text| text.trim().parse().ok(),
            )),
            low_balance_threshold: amount(&base.threshold_usd, &self.threshold_usd),
            low_balance_threshold_cny: amount(&base.threshold_cny, &self.threshold_cny),
            expiry_warning_days: count(&base.expiry_days, &self.expiry_days),
            notifications: Change::between(&base.notifications, self.notifications),
            quiet: Change::between(&base.quiet, self.quiet),
            quiet_from: clock(&base.quiet_from, &self.quiet_from),
            quiet_to: clock(&base.quiet_to, &self.quiet_to),
            subscription_path: path(
                &base.subscription_path,
                &self.subscription_path,
                EndpointOverrides::SUBSCRIPTION_DEFAULT,
            ),
            usage_path: path(&base.usage_path, &self.usage_path, EndpointOverrides::USAGE_DEFAULT),
            logs_path: path(&base.logs_path, &self.logs_path, EndpointOverrides::LOGS_DEFAULT),
            logs_page_size: to_change(changed(
                &base.logs_page_size,
                &self.logs_page_size,
                |text| text.trim().parse().ok(),
            )),
            costly_row: amount(&base.costly_row, &self.costly_row),
            history_keep_days: changed(&base.history_days, &self.history_days, |text| {
                text.trim().parse().ok()
            }),
        })
    }

    /// The same form over another base: fields that still stand as in `from` follow it to `to`.
    #[must_use]
    pub fn rebased(self, from: &Self, to: &Self) -> Self {
        rebased!(self, from, to;
            auto_query, interval, query_at_start, connect_timeout, answer_timeout,
            concurrent_origins, threshold_usd, threshold_cny, expiry_days, notifications, quiet,
            quiet_from, quiet_to, subscription_path, usage_path, logs_path, logs_page_size,
            costly_row, history_days)
    }
}

/// A field that holds what it must not changes nothing.
fn to_change<T>(change: Change<Option<T>>) -> Change<T> {
    match change {
        Change::To(Some(value)) => Change::To(value),
        Change::To(None) | Change::Kept => Change::Kept,
    }
}

fn within(text: &str, bounds: &RangeInclusive<u32>) -> Option<SettingsProblem> {
    let is_fine = text.trim().parse().is_ok_and(|number: u32| bounds.contains(&number));
    (!is_fine).then_some(SettingsProblem::NotWithin(*bounds.start(), *bounds.end()))
}

fn no_history_days(text: &str) -> Option<SettingsProblem> {
    within(text, &KEPT_DAYS).filter(|_| !text.trim().is_empty())
}

fn no_amount(text: &str) -> Option<SettingsProblem> {
    let is_fine = text.trim().parse().is_ok_and(|amount: Decimal| amount >= Decimal::ZERO);
    (!is_fine).then_some(SettingsProblem::NotAnAmount)
}

fn no_timeout(text: &str) -> Option<SettingsProblem> {
    timeout(text).is_none().then_some(SettingsProblem::NotATimeout)
}

/// Seconds, to the millisecond.
fn timeout(text: &str) -> Option<Duration> {
    let seconds: Decimal = text.trim().parse().ok()?;
    let sensible = seconds <= Decimal::from(LONGEST_TIMEOUT_SECONDS);
    let milliseconds = seconds.checked_mul(Decimal::ONE_THOUSAND).filter(|_| sensible)?.to_u64()?;
    (milliseconds > 0).then(|| Duration::from_millis(milliseconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SettingsField as Field;

    fn base() -> SettingsForm {
        SettingsForm::of(&Settings::default())
    }

    fn problem(change: impl FnOnce(&mut SettingsForm)) -> Option<(Field, SettingsProblem)> {
        let mut form = base();
        change(&mut form);
        let problems = form.problems(&base());
        assert_eq!(form.edit(&base()).is_none(), !problems.is_empty());
        assert!(problems.len() < 2);
        problems.into_iter().next()
    }

    #[test]
    fn an_untouched_form_changes_nothing_however_odd() {
        let mut old = Settings::default();
        old.auto_query.interval_minutes = 1;
        for settings in [Settings::default(), old] {
            let form = SettingsForm::of(&settings);
            assert_eq!(form.edit(&form), Some(SettingsEdit::default()));
        }
    }

    #[test]
    fn what_is_typed_is_what_is_saved() {
        let form = SettingsForm {
            auto_query: true,
            interval: " 15 ".into(),
            query_at_start: true,
            connect_timeout: "0.5".into(),
            answer_timeout: "20".into(),
            concurrent_origins: "4".into(),
            threshold_usd: "2.50".into(),
            threshold_cny: "0".into(),
            expiry_days: "0".into(),
            notifications: false,
            quiet: true,
            quiet_from: "23：30".into(),
            quiet_to: "7:00".into(),
            subscription_path: " /s ".into(),
            usage_path: EndpointOverrides::USAGE_DEFAULT.into(),
            logs_path: "/l".into(),
            logs_page_size: "100".into(),
            costly_row: "0.25".into(),
            history_days: "90".into(),
        };
        let mut settings = Settings::default();
        form.edit(&base()).unwrap().apply_to(&mut settings);
        let saved = SettingsForm::of(&settings);
        let expected = SettingsForm {
            interval: "15".into(),
            quiet_from: "23:30".into(),
            quiet_to: "07:00".into(),
            subscription_path: "/s".into(),
            usage_path: String::new(),
            ..form
        };
        assert_eq!(saved, expected);
        let for_ever = SettingsForm { history_days: " ".into(), ..saved.clone() };
        let edit = for_ever.edit(&saved).unwrap();
        assert_eq!(edit.history_keep_days, Change::To(None));
    }

    #[test]
    fn mistakes_are_told_field_by_field() {
        let within = SettingsProblem::NotWithin;
        for text in ["4", "0", "-5", "x", "", "10081", "7.5"] {
            let found = problem(|form| form.interval = text.into());
            assert_eq!(found, Some((Field::Interval, within(5, 10_080))), "{text}");
        }
        assert_eq!(problem(|form| form.interval = "5".into()), None);
        for text in ["0", "-1", "soon", "86401", "0.0001", "99999999999999999999999999999"] {
            let found = problem(|form| form.answer_timeout = text.into());
            assert_eq!(found, Some((Field::AnswerTimeout, SettingsProblem::NotATimeout)), "{text}");
        }
        let found = problem(|form| form.concurrent_origins = "0".into());
        assert_eq!(found, Some((Field::ConcurrentOrigins, within(1, 65_535))));
        let found = problem(|form| form.threshold_cny = "-0.01".into());
        assert_eq!(found, Some((Field::ThresholdCny, SettingsProblem::NotAnAmount)));
        assert_eq!(problem(|form| form.threshold_usd = "0".into()), None);
        let found = problem(|form| form.expiry_days = "-1".into());
        assert_eq!(found, Some((Field::ExpiryDays, within(0, 3_650))));
        let found = problem(|form| form.logs_page_size = "1001".into());
        assert_eq!(found, Some((Field::LogsPageSize, within(1, 1_000))));
        let found = problem(|form| form.costly_row = "dear".into());
        assert_eq!(found, Some((Field::CostlyRow, SettingsProblem::NotAnAmount)));
        let found = problem(|form| form.history_days = "0".into());
        assert_eq!(found, Some((Field::HistoryDays, within(1, 36_500))));
        let found = problem(|form| form.logs_path = "log".into());
        assert_eq!(found, Some((Field::LogsPath, SettingsProblem::Path(PathError::NoSlash))));
    }

    #[test]
    fn quiet_hours_need_a_begin_and_another_end() {
        let found = problem(|form| form.quiet_from = "25:00".into());
        assert_eq!(found, Some((Field::QuietFrom, SettingsProblem::NotAClockTime)));
        let found = problem(|form| form.quiet_to = "late".into());
        assert_eq!(found, Some((Field::QuietTo, SettingsProblem::NotAClockTime)));
        let alike = |form: &mut SettingsForm| form.quiet_to.clone_from(&form.quiet_from);
        assert_eq!(problem(alike), None, "nobody asked for quiet hours");
        let found = problem(|form| {
            alike(form);
            form.quiet = true;
        });
        assert_eq!(found, Some((Field::QuietTo, SettingsProblem::NoTimeBetween)));
    }

    #[test]
    fn another_base_shows_in_fields_that_were_not_touched() {
        let outside = SettingsForm { threshold_usd: "1".into(), interval: "60".into(), ..base() };
        let form = SettingsForm { threshold_usd: "2".into(), ..base() }.rebased(&base(), &outside);
        assert_eq!((form.threshold_usd.as_str(), form.interval.as_str()), ("2", "60"));
    }
}
