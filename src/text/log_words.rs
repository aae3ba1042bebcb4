use crate::model::call_log::LogType;
use crate::text::table::Text;

/// What a row of a log is about.
pub const fn log_type(log_type: LogType) -> Text {
    match log_type {
        LogType::Unknown => Text::LogOther,
        LogType::TopUp => Text::LogTopUp,
        LogType::Consume => Text::LogConsume,
        LogType::Manage => Text::LogManage,
        LogType::System => Text::LogSystem,
        LogType::Error => Text::LogError,
        LogType::Refund => Text::LogRefund,
        LogType::Login => Text::LogLogin,
        LogType::Test => Text::LogTest,
    }
}
