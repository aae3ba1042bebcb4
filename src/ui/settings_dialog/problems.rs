//! The fields of the settings and what is wrong with them, in words.

use crate::app::settings_form::{SettingsField, SettingsProblem};
use crate::text::{Language, Text, address_words};

pub(super) const fn name(field: SettingsField) -> Text {
    match field {
        SettingsField::Interval => Text::Interval,
        SettingsField::ConnectTimeout => Text::ConnectTimeout,
        SettingsField::AnswerTimeout => Text::AnswerTimeout,
        SettingsField::ConcurrentOrigins => Text::ConcurrentOrigins,
        SettingsField::HistoryDays => Text::HistoryDays,
        SettingsField::ThresholdUsd => Text::ThresholdUsd,
        SettingsField::ThresholdCny => Text::ThresholdCny,
        SettingsField::ExpiryDays => Text::ExpiryDays,
        SettingsField::QuietFrom => Text::QuietFrom,
        SettingsField::QuietTo => Text::QuietTo,
        SettingsField::SubscriptionPath => Text::SubscriptionPath,
        SettingsField::UsagePath => Text::UsagePath,
        SettingsField::LogsPath => Text::LogsPath,
        SettingsField::LogsPageSize => Text::LogsPageSize,
        SettingsField::CostlyRow => Text::CostlyRow,
    }
}

/// What is wrong, and by that what to do.
pub(super) fn words(problem: SettingsProblem, language: Language) -> String {
    let text = match problem {
        SettingsProblem::NotWithin(least, most) => {
            return Text::NotWithin.fill(language, &[("least", &least), ("most", &most)]);
        }
        SettingsProblem::NotAnAmount => Text::NotAnAmount,
        SettingsProblem::NotATimeout => Text::NotATimeout,
        SettingsProblem::NotAClockTime => Text::NotAClockTime,
        SettingsProblem::NoTimeBetween => Text::NoTimeBetween,
        SettingsProblem::Path(problem) => address_words::path_problem(problem),
    };
    text.in_language(language).to_owned()
}
