use crate::model::balance::Scope;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::pool_status::PoolStatus;
use crate::model::reading::{Reading, ReadingState};
use crate::model::station_kind::StationKind;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

/// What the first reading of a demo site must come to. `None` = absent from the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub kind: Option<StationKind>,
    pub state: ReadingState,
    pub key_valid: KeyValidity,
    pub scope: Option<Scope>,
    pub balance: Option<Decimal>,
    pub used: Option<Decimal>,
    pub total: Option<Decimal>,
    pub unit: Option<Unit>,
    pub unlimited: bool,
    pub error_kind: Option<ErrorKind>,
    pub pool: Option<PoolStatus>,
}

impl Expected {
    /// A balance that was read with a key known to be good.
    pub(super) fn good(kind: StationKind, scope: Scope, unit: Unit) -> Self {
        Self {
            kind: Some(kind),
            state: ReadingState::Ok,
            key_valid: KeyValidity::Valid,
            scope: Some(scope),
            balance: None,
            used: None,
            total: None,
            unit: Some(unit),
            unlimited: false,
            error_kind: None,
            pool: None,
        }
    }

    /// A station that has no balance, asked with a good key.
    pub(super) fn without_balance(kind: StationKind) -> Self {
        let state = ReadingState::NoBalance;
        Self { state, scope: None, unit: None, ..Self::good(kind, Scope::Token, Unit::Usd) }
    }

    /// No balance, and nothing learnt about the station or the key.
    pub(super) fn failed(state: ReadingState, error_kind: ErrorKind) -> Self {
        Self {
            kind: None,
            state,
            key_valid: KeyValidity::Unknown,
            scope: None,
            balance: None,
            used: None,
            total: None,
            unit: None,
            unlimited: false,
            error_kind: Some(error_kind),
            pool: None,
        }
    }

    /// Where `reading` differs, as `field: expected …, read …`; empty when it is as expected.
    pub fn differences(&self, reading: &Reading) -> Vec<String> {
        self.differences_in_json(&Value::Object(reading.to_json()))
    }

    /// The same for a site's object in what `konata-api balance --json` prints. Amounts may differ
    /// by 1e-6 of their size, as the servers compute in binary.
    pub fn differences_in_json(&self, read: &Value) -> Vec<String> {
        let words = [
            ("kind", json(&self.kind), read.get("kind")),
            ("state", json(&self.state), read.get("state")),
            ("key_valid", json(&self.key_valid), read.get("key_valid")),
            ("scope", json(&self.scope), read.get("scope")),
            ("unit", json(&self.unit), read.get("unit")),
            ("unlimited", json(&self.unlimited), read.get("unlimited")),
            ("pool", json(&self.pool), read.get("pool")),
            ("error.kind", json(&self.error_kind), read.pointer("/error/kind")),
        ];
        let amounts = [("balance", self.balance), ("used", self.used), ("total", self.total)];
        let absent = &Value::Null;
        words
            .into_iter()
            .map(|(field, expected, read)| (field, expected, read.unwrap_or(absent)))
            .filter(|(_, expected, read)| expected != *read)
            .map(|(field, expected, read)| difference(field, &expected, read))
            .chain(amounts.into_iter().filter_map(|(field, expected)| {
                let read = read.get(field).unwrap_or(absent);
                let expected_text = expected.map_or_else(|| "null".to_owned(), |e| e.to_string());
                (!is_near(expected, read)).then(|| difference(field, &expected_text, read))
            }))
            .collect()
    }
}

fn difference(field: &str, expected: &impl ToString, read: &Value) -> String {
    format!("{field}: expected {}, read {read}", expected.to_string())
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn is_near(expected: Option<Decimal>, read: &Value) -> bool {
    let Some(expected) = expected else { return read.is_null() };
    decimal(read).is_some_and(|read| {
        (read - expected).abs() <= expected.abs().max(Decimal::ONE) * Decimal::new(1, 6)
    })
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.as_number()?.to_string();
    text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected {
            balance: Some(Decimal::new(12_675, 3)),
            ..Expected::good(StationKind::OneApi, Scope::Token, Unit::Usd)
        }
    }

    fn read(text: &str) -> Vec<String> {
        expected().differences_in_json(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn float_noise_is_no_difference() {
        let text = r#"{"kind":"one-api","state":"ok","key_valid":true,"scope":"token","unit":"USD",
            "unlimited":false,"balance":12.675000000000002}"#;
        assert!(read(text).is_empty());
    }

    #[test]
    fn every_difference_is_named() {
        let text = r#"{"kind":"one-api","state":"error","key_valid":"unknown","unlimited":false,
            "used":0,"error":{"kind":"timeout"}}"#;
        let fields: Vec<String> =
            read(text).iter().map(|d| d.split(':').next().unwrap().to_owned()).collect();
        assert_eq!(
            fields,
            ["state", "key_valid", "scope", "unit", "error.kind", "balance", "used"]
        );
    }
}
