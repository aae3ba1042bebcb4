//! Every recorded answer means what its recording says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

mod support;

use konata_api::relay::recorded_exchange::RecordedExchange;
use support::expectation::differences;
use support::fixture::Fixture;

const STATIONS: [&str; 8] =
    ["chat-api", "done-hub", "new-api", "one-api", "one-hub", "sub2api", "traps", "veloera"];
const QUESTIONS: [&str; 6] =
    ["status", "balance_key", "balance_key_used", "token_usage", "models", "probe"];
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
