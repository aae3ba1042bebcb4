//! Whatever stands in a record survives a change of one field.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use konata_api::store::Store;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Number, Value};
use std::fs;

const KNOWN_FIELDS: [&str; 23] = [
    "name",
    "url",
    "type",
    "tags",
    "balance",
    "balance_unit",
    "last_query_time",
    "api_key",
    "session_cookie",
    "access_token",
    "recharge_records",
    "checkin_user_id",
    "user_id",
    "balance_auth_type",
    "endpoints",
    "pinned",
    "disabled",
    "low_balance_threshold",
    "station_kind",
    "last_reading",
    "last_error",
    "key_details_asked_at",
    "proxy",
];

/// Numbers as texts of digits, far beyond what a float or an integer holds.
fn number() -> impl Strategy<Value = Value> {
    let digits = r"-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,3})?";
    digits.prop_map(|text| Value::Number(text.parse::<Number>().unwrap()))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((any::<String>(), inner), 0..4)
                .prop_map(|fields| Value::from(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn record() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![
        proptest::sample::select(&KNOWN_FIELDS[..]).prop_map(str::to_owned),
        any::<String>(),
    ];
    vec((name, value()), 0..12).prop_map(|fields| fields.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_field_leaves_the_rest(
        mut record in record(),
        other in value(),
        top in value(),
        place in 0_usize..12,
    ) {
        let place = place.min(record.len());
        record.shift_remove("id");
        record.shift_insert(place, "id".into(), "5f0c1a2b".into());
        let mut stats = Map::new();
        stats.insert("before".into(), top.clone());
        stats.insert("sites".into(), Value::from(vec![other_element(other), Value::from(record)]));
        stats.insert("after".into(), top);
        let mut stats = Value::from(stats);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stats.json");
        fs::write(&path, stats.to_string()).unwrap();
        let (store, incidents) = Store::open(folder.path()).unwrap();
        prop_assert!(incidents.is_empty());
        store.update_site("5f0c1a2b", |site| site.notes.push('!')).unwrap().unwrap();

        let notes = stats["sites"][1]["notes"].as_str().unwrap_or_default().to_owned() + "!";
        stats["sites"][1]["notes"] = notes.into();
        let saved: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        prop_assert_eq!(saved.to_string(), stats.to_string());
        prop_assert_eq!(Store::open(folder.path()).unwrap().0.sites(), store.sites());
    }
}

/// Anything but a site, which would need an id.
fn other_element(value: Value) -> Value {
    if value.is_object() { Value::from(vec![value]) } else { value }
}
