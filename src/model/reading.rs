use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::pool_status::PoolStatus;
use crate::model::station_kind::StationKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a balance query came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingState {
    /// A balance, an unlimited key or plan windows were read.
    Ok,
    /// The station says that the key is real and nothing is left.
    Exhausted,
    /// Recognised, but this kind of station has no balance to ask for.
    NoBalance,
    /// A protection page stood in front.
    Blocked,
    /// Every path answered a web page.
    NotAnApi,
    /// Never asked: disabled or incomplete.
    Skipped,
    Error,
}

impl ReadingState {
    /// A reading worth keeping as the site's last good one.
    pub const fn is_good(self) -> bool {
        self.has_balance() || matches!(self, Self::NoBalance)
    }

    /// Exactly such a reading holds a balance.
    pub const fn has_balance(self) -> bool {
        matches!(self, Self::Ok | Self::Exhausted)
    }

    /// Counts as answered in an exit status.
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Ok | Self::Exhausted | Self::NoBalance | Self::Skipped)
    }
}

/// Why there is no balance.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub kind: ErrorKind,
    /// The station's own words, cleaned of secrets; empty where it said nothing.
    #[serde(default)]
    pub message: String,
    pub http_status: Option<u16>,
}

/// One request of a query's trail.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    pub method: String,
    /// Without its query.
    pub path: String,
    pub status: Option<u16>,
    /// `ok`, `not_this_kind` or the name of an [`ErrorKind`].
    pub outcome: &'static str,
}

/// One timed result of a balance query, good or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub kind: Option<StationKind>,
    /// All kinds that the answers leave open, or that answer at this address; empty where it is
    /// but one.
    pub kinds_possible: Vec<StationKind>,
    pub state: ReadingState,
    /// There exactly when the state is ok or exhausted.
    pub balance: Option<Balance>,
    /// What the station lends to its callers, where it is a pool that tells.
    pub pool: Option<PoolStatus>,
    pub key_valid: KeyValidity,
    /// Unix seconds.
    pub time: i64,
    pub elapsed_ms: u64,
    /// There exactly when the state is blocked, `not_an_api`, skipped or error.
    pub failure: Option<Failure>,
    pub tried: Vec<Attempt>,
}

impl Reading {
    /// A reading of a site that was not asked, or whose query ended outside the station.
    pub fn failed(kind: Option<StationKind>, failure: Failure, time: i64) -> Self {
        Self {
            kind,
            state: if failure.kind.is_skip() { ReadingState::Skipped } else { ReadingState::Error },
            balance: None,
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Unknown,
            time,
            elapsed_ms: 0,
            failure: Some(failure),
            tried: Vec::new(),
        }
    }

    /// The fields of the `balance` object of the command line, without the site's identity.
    /// The trail is left out where it is empty.
    pub fn to_json(&self) -> Map<String, Value> {
        let mut json = Map::new();
        if let Some(kind) = self.kind {
            json.insert("kind".into(), kind.name().into());
        }
        if !self.kinds_possible.is_empty() {
            json.insert("kinds_possible".into(), to_value(&self.kinds_possible));
        }
        json.insert("state".into(), to_value(&self.state));
        let unlimited = self.balance.as_ref().is_some_and(|balance| balance.unlimited);
        if let Some(Value::Object(fields)) = self.balance.as_ref().map(to_value) {
            json.extend(fields);
        }
        json.insert("unlimited".into(), unlimited.into());
        if let Some(pool) = &self.pool {
            json.insert("pool".into(), to_value(pool));
        }
        json.insert("time".into(), self.time.into());
        json.insert("elapsed_ms".into(), self.elapsed_ms.into());
        json.insert("key_valid".into(), to_value(&self.key_valid));
        if let Some(failure) = &self.failure {
            json.insert("error".into(), to_value(failure));
        }
        if !self.tried.is_empty() {
            json.insert("tried".into(), to_value(&self.tried));
        }
        json
    }

    /// Reads back what [`Reading::to_json`] wrote; the trail stays behind.
    /// `None` when it is not such an object.
    pub fn from_json(json: &Value) -> Option<Self> {
        let state: ReadingState = field(json, "state")?;
        let balance = state.has_balance().then(|| serde_json::from_value(json.clone()).ok());
        Some(Self {
            kind: json.get("kind").and_then(Value::as_str).and_then(StationKind::from_name),
            state,
            balance: balance.flatten(),
            pool: field(json, "pool"),
            kinds_possible: field(json, "kinds_possible").unwrap_or_default(),
            key_valid: field(json, "key_valid").unwrap_or_default(),
            time: json.get("time")?.as_i64()?,
            elapsed_ms: json.get("elapsed_ms").and_then(Value::as_u64).unwrap_or_default(),
            failure: field(json, "error"),
            tried: Vec::new(),
        })
    }
}

fn field<T: for<'de> Deserialize<'de>>(json: &Value, name: &str) -> Option<T> {
    serde_json::from_value(json.get(name)?.clone()).ok()
}

/// Serialises plain data, which cannot fail.
fn to_value(data: &impl Serialize) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Scope;
    use crate::model::money::Unit;

    fn reading() -> Reading {
        Reading {
            kind: Some(StationKind::NewApi),
            state: ReadingState::Ok,
            balance: Some(Balance {
                scope: Scope::Token,
                remaining: Some("12.675".parse().unwrap()),
                used: Some("7.325".parse().unwrap()),
                total: Some("20".parse().unwrap()),
                unit: Unit::Cny,
                name_of_key: Some("cc".into()),
                ..Balance::default()
            }),
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Valid,
            time: 1_795_240_066,
            elapsed_ms: 410,
            failure: None,
            tried: Vec::new(),
        }
    }

    #[test]
    fn json_round_trip_keeps_every_digit() {
        let reading = reading();
        let json = Value::Object(reading.to_json());
        assert_eq!(json["balance"].to_string(), "12.675");
        assert_eq!(Reading::from_json(&json), Some(reading));
    }

    #[test]
    fn a_station_without_a_balance_keeps_its_pool_and_who_else_it_may_be() {
        let pool = PoolStatus { accounts: 3, unusable: Some(1), ..PoolStatus::default() };
        let state = ReadingState::NoBalance;
        let kinds_possible = vec![StationKind::NewApi, StationKind::Sub2api];
        let reading =
            Reading { state, balance: None, pool: Some(pool), kinds_possible, ..reading() };
        let json = Value::Object(reading.to_json());
        assert_eq!(json["pool"]["unusable"], 1);
        assert_eq!(Reading::from_json(&json), Some(reading));
    }

    #[test]
    fn always_says_state_validity_and_unlimited() {
        let failure =
            Failure { kind: ErrorKind::Timeout, message: String::new(), http_status: None };
        let json = Reading::failed(None, failure, 7).to_json();
        assert_eq!(json["state"], "error");
        assert_eq!(json["key_valid"], "unknown");
        assert_eq!(json["unlimited"], false);
        assert!(!json.contains_key("balance"));
    }
}
