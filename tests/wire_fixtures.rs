//! Every recorded answer means what its recording says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use konata_api::relay::recorded_exchange::RecordedExchange;
use support::expectation::differences;
use support::fixture::Fixture;

const STATIONS: [&str; 11] = [
    "aihubmix",
    "anyrouter",
    "chat-api",
    "done-hub",
    "new-api",
    "one-api",
    "one-hub",
    "sub2api",
    "traps",
    "veloera",
    "voapi-v2",
];
const QUESTIONS: [&str; 9] = [
    "status",
    "balance_key",
    "balance_key_used",
    "token_usage",
    "balance_account",
    "login",
    "stats",
    "models",
    "probe",
];
/// Recordings known to be wrong, each with the field and the reason.
const KNOWN_WRONG: [(&str, &str); 1] = [
    // The same fields as new-api/real-2504-status, of which a running server's meaning is false.
    ("new-api/status-2025-04", "checkin"),
];

#[test]
fn every_answer_means_what_is_expected() {
    let mut failures = Vec::new();
    let mut compared = 0;
    for fixture in STATIONS.iter().flat_map(|station| Fixture::folder(station)) {
        if !QUESTIONS.contains(&fixture.endpoint()) {
            continue;
        }
        compared += 1;
        for difference in wrong_fields(&fixture) {
            failures.push(format!("{} {difference}", fixture.id));
        }
    }
    assert!(compared > 100, "only {compared} recordings were found");
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn recordings_known_to_be_wrong_still_are() {
    for (id, field) in KNOWN_WRONG {
        let fixture = Fixture::load(id);
        let wrong = all_differences(&fixture);
        assert!(wrong.iter().any(|d| d.starts_with(field)), "{id}: {field} agrees now");
    }
}

fn wrong_fields(fixture: &Fixture) -> Vec<String> {
    let mut wrong = all_differences(fixture);
    for (_, field) in KNOWN_WRONG.iter().filter(|(id, _)| *id == fixture.id) {
        wrong.retain(|difference| !difference.starts_with(field));
    }
    wrong
}

fn all_differences(fixture: &Fixture) -> Vec<String> {
    let replayed = RecordedExchange::parse(&fixture.json.to_string()).unwrap().replay().unwrap();
    let mut expected = fixture.json["expect"].as_object().unwrap().clone();
    // One exchange alone may name less of the kind than its recording does, never something else.
    if !matches!(fixture.endpoint(), "status" | "probe") {
        expected.remove("kind");
        expected.remove("kinds_possible");
    }
    differences(&expected, &replayed)
}

#[test]
fn comparing_notices_every_kind_of_difference() {
    let fixture = Fixture::load("sub2api/v1-usage-quota-limited");
    let right = fixture.json["expect"].as_object().unwrap();
    assert!(all_differences(&fixture).is_empty());
    for (field, wrong) in [
        ("balance", serde_json::json!(6.001)),
        ("unit", serde_json::json!("CNY")),
        ("windows", serde_json::json!([])),
        ("windows", serde_json::json!([{"window": "5h", "limit": 3}])),
        ("unlimited", serde_json::json!(true)),
        ("expires_at", serde_json::json!(null)),
        ("error", serde_json::json!({"kind": "timeout"})),
    ] {
        let mut json = fixture.json.clone();
        let mut expected = right.clone();
        expected.insert(field.to_owned(), wrong);
        json["expect"] = expected.into();
        let changed = Fixture { id: fixture.id.clone(), json };
        assert_eq!(all_differences(&changed).len(), 1, "{field}");
    }
}
