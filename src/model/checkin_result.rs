use crate::model::checkin::CheckinAward;
use crate::model::money::Money;
use crate::model::reading::Failure;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

/// How a check-in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckinState {
    Done,
    /// Today's was made before.
    Already,
    /// It is made by hand, on the page that the user set.
    OpenPage,
    Failed,
    /// Never asked for: the site cannot, or the station does not offer it.
    Skipped,
}

impl CheckinState {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Already => "already",
            Self::OpenPage => "open_page",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// What one try to check in came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckinResult {
    pub state: CheckinState,
    /// There exactly when it is done; what was awarded may still be untold.
    pub award: Option<CheckinAward>,
    /// What the account holds afterwards, where it was told.
    pub balance: Option<Money>,
    /// There when it failed or was skipped, and when a page is to be opened because something
    /// stood in the way.
    pub failure: Option<Failure>,
    /// The station's own words on a check-in that is made, now or before; empty where it said
    /// nothing.
    pub message: String,
    /// Unix seconds.
    pub time: i64,
}

impl CheckinResult {
    pub const fn new(state: CheckinState, time: i64) -> Self {
        Self { state, award: None, balance: None, failure: None, message: String::new(), time }
    }

    pub fn failed(failure: Failure, time: i64) -> Self {
        let state =
            if failure.kind.is_skip() { CheckinState::Skipped } else { CheckinState::Failed };
        Self { failure: Some(failure), ..Self::new(state, time) }
    }

    pub fn awarded(&self) -> Option<&Money> {
        self.award.as_ref().and_then(|award| award.awarded.as_ref())
    }

    /// The fields of the `checkin` object of the command line, without the site's identity.
    /// `balance` is there only in the unit of what was awarded.
    pub fn to_json(&self) -> Map<String, Value> {
        let mut json = Map::new();
        json.insert("state".into(), self.state.name().into());
        let awarded = self.awarded();
        let unit = awarded.or(self.balance.as_ref()).map(|money| &money.unit);
        let balance = self.balance.as_ref().filter(|balance| Some(&balance.unit) == unit);
        for (name, money) in [("awarded", awarded), ("balance", balance)] {
            if let Some(number) = money.and_then(|money| number(money.amount)) {
                json.insert(name.into(), number);
            }
        }
        if let Some(unit) = unit {
            json.insert("unit".into(), unit.name().into());
        }
        if let Some(failure) = &self.failure {
            json.insert("error".into(), serde_json::to_value(failure).unwrap_or_default());
        }
        json
    }
}

/// A JSON number with the very digits of `amount`.
fn number(amount: Decimal) -> Option<Value> {
    amount.to_string().parse::<Number>().ok().map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::error_kind::ErrorKind;
    use crate::model::money::Unit;

    #[test]
    fn what_is_not_known_is_absent() {
        let done = CheckinResult {
            award: Some(CheckinAward::default()),
            ..CheckinResult::new(CheckinState::Done, 7)
        };
        assert_eq!(Value::from(done.to_json()), serde_json::json!({"state": "done"}));
    }

    #[test]
    fn amounts_stand_beside_their_one_unit() {
        let award = CheckinAward {
            awarded: Some(Money::new("0.10".parse().unwrap(), Unit::Usd)),
            ..CheckinAward::default()
        };
        let balance = Some(Money::new(12.into(), Unit::Cny));
        let mut done = CheckinResult {
            award: Some(award),
            balance,
            ..CheckinResult::new(CheckinState::Done, 7)
        };
        let json = Value::from(done.to_json());
        assert_eq!((json["awarded"].to_string(), &json["unit"]), ("0.10".into(), &"USD".into()));
        assert!(json.get("balance").is_none(), "yuan do not stand under dollars");
        done.award = None;
        assert_eq!(done.to_json()["unit"], "CNY");
        assert_eq!(done.to_json()["balance"].to_string(), "12");
    }

    #[test]
    fn what_cannot_be_asked_is_skipped() {
        let failure = |kind| Failure { kind, message: String::new(), http_status: None };
        let state = |kind| CheckinResult::failed(failure(kind), 7).state;
        assert_eq!(state(ErrorKind::IncompleteSite), CheckinState::Skipped);
        assert_eq!(state(ErrorKind::Timeout), CheckinState::Failed);
    }
}
