use crate::model::money::{Money, Unit};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One row of a station's own log (调用日志): mostly one call, paid by one key.
///
/// Holds only what is named here. Stations send more with a row, also the keys and addresses of
/// others, and none of that is kept.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLog {
    /// Unix seconds.
    pub time: i64,
    #[serde(rename = "type")]
    pub log_type: LogType,
    pub model: Option<String>,
    /// The name of the key that paid, never the key.
    pub token: Option<String>,
    /// Whether the cached ones are among them differs from station to station.
    pub input_tokens: Option<u64>,
    pub output_tokens: Option<u64>,
    pub cache_read_tokens: Option<u64>,
    pub cache_write_tokens: Option<u64>,
    /// Money spent on a call and money back for one; an amount moved in every other row. `None`
    /// where the station did not tell it: then it is not known to be nought.
    pub cost: Option<Decimal>,
    /// The unit of all amounts of the row.
    #[serde(default)]
    pub cost_unit: Unit,
    /// The same amount in quota points, as the one-api family counts.
    pub points: Option<i64>,
    pub duration_ms: Option<u64>,
    /// From the request to the first piece of the answer.
    pub first_token_ms: Option<u64>,
    pub stream: Option<bool>,
    /// The station's number or name for who served the call.
    pub channel: Option<String>,
    pub group: Option<String>,
    pub request_id: Option<String>,
    /// The error of a call that failed, or the text of a row that is no call.
    pub message: Option<String>,
    /// What the account held before the call.
    pub account_balance_before: Option<Decimal>,
}

/// What a row of a log is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogType {
    #[default]
    Unknown,
    TopUp,
    /// A call that was paid for.
    Consume,
    /// Something that the operator did.
    Manage,
    System,
    /// A call that failed.
    Error,
    Refund,
    Login,
    /// The operator tried out a channel.
    Test,
}

impl LogType {
    pub const ALL: [Self; 9] = [
        Self::Unknown,
        Self::TopUp,
        Self::Consume,
        Self::Manage,
        Self::System,
        Self::Error,
        Self::Refund,
        Self::Login,
        Self::Test,
    ];

    /// The name in files and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::TopUp => "topup",
            Self::Consume => "consume",
            Self::Manage => "manage",
            Self::System => "system",
            Self::Error => "error",
            Self::Refund => "refund",
            Self::Login => "login",
            Self::Test => "test",
        }
    }

    /// Whether the cost of such a row is spending (of a refund: less of it).
    pub const fn is_spending(self) -> bool {
        matches!(self, Self::Consume | Self::Refund)
    }
}

impl CallLog {
    pub fn cost_money(&self) -> Option<Money> {
        self.cost.map(|cost| Money::new(cost, self.cost_unit.clone()))
    }

    /// Tokens read from the cache and written to it; `None` where neither was told.
    pub fn cache_tokens(&self) -> Option<u64> {
        match (self.cache_read_tokens, self.cache_write_tokens) {
            (Some(read), Some(write)) => Some(read.saturating_add(write)),
            (read, write) => read.or(write),
        }
    }

    /// Whether this is a call that cost at least `threshold`, in whichever currency.
    pub fn is_costly(&self, threshold: Decimal) -> bool {
        let is_money = !matches!(self.cost_unit, Unit::Points | Unit::Percent);
        let is_call = self.log_type == LogType::Consume;
        is_call && is_money && self.cost.is_some_and(|cost| cost >= threshold)
    }

    /// What a call cost, or less than nothing for money paid back: stations tell that as an amount
    /// above or below nought. `None` for rows that are no spending.
    pub fn spent(&self) -> Option<Decimal> {
        self.less_when_paid_back(self.cost?, |back| -back.abs())
    }

    /// The same in quota points.
    pub fn spent_points(&self) -> Option<i64> {
        self.less_when_paid_back(self.points?, |back| back.saturating_abs().saturating_neg())
    }

    fn less_when_paid_back<T>(&self, amount: T, less: impl FnOnce(T) -> T) -> Option<T> {
        match self.log_type {
            LogType::Consume => Some(amount),
            LogType::Refund => Some(less(amount)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn name_and_serde_agree() {
        for log_type in LogType::ALL {
            assert_eq!(serde_json::to_value(log_type).unwrap(), log_type.name());
        }
    }

    #[test]
    fn only_a_call_that_is_paid_in_money_is_costly() {
        let row = |log_type, cost_unit| CallLog {
            log_type,
            cost_unit,
            cost: Some(Decimal::TWO),
            ..CallLog::default()
        };
        let call = row(LogType::Consume, Unit::Cny);
        assert!(call.is_costly(Decimal::TWO) && !call.is_costly(Decimal::TEN));
        assert!(!row(LogType::TopUp, Unit::Usd).is_costly(Decimal::ONE));
        assert!(!row(LogType::Consume, Unit::Points).is_costly(Decimal::ONE));
        assert!(!CallLog { cost: None, ..call }.is_costly(Decimal::ZERO));
    }

    #[test]
    fn money_back_is_taken_off_whatever_its_sign() {
        let spent = |log_type, cost: i64| {
            let row = CallLog {
                log_type,
                cost: Some(cost.into()),
                points: Some(cost),
                ..CallLog::default()
            };
            (row.spent(), row.spent_points())
        };
        let both = |amount: i64| (Some(amount.into()), Some(amount));
        assert_eq!(spent(LogType::Consume, 2), both(2));
        assert_eq!(spent(LogType::Refund, 2), both(-2));
        assert_eq!(spent(LogType::Refund, -2), both(-2));
        assert_eq!(spent(LogType::TopUp, 2), (None, None));
    }

    #[test]
    fn speaks_the_words_of_a_recording_and_leaves_out_what_is_not_known() {
        let row = CallLog {
            time: 1_795_240_066,
            log_type: LogType::Consume,
            model: Some("gpt-4o".into()),
            cost: Some("0.0090".parse().unwrap()),
            ..CallLog::default()
        };
        let json = serde_json::to_value(&row).unwrap();
        assert_eq!(
            json.to_string(),
            r#"{"time":1795240066,"type":"consume","model":"gpt-4o","cost":0.0090,"cost_unit":"USD"}"#
        );
        assert_eq!(serde_json::from_value::<CallLog>(json).unwrap(), row);
        let untold: CallLog = serde_json::from_value(json!({"time": 1, "type": "error"})).unwrap();
        assert_eq!((untold.cost, untold.cost_money()), (None, None));
    }
}
