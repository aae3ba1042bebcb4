//! The entries of `checkin_log.json`, newest first. An element that is no object is passed over and
//! stays where it is.

use crate::model::checkin_entry::CheckinEntry;
use crate::store::json_field::{decimal, flag, number, text};
use serde_json::{Map, Value};
use uuid::Uuid;

/// As many as the predecessor keeps.
const MOST_ENTRIES: usize = 500;
/// Characters of an id behind its prefix.
const ID_LENGTH: usize = 6;

pub(super) fn read(entries: &[Value]) -> Vec<CheckinEntry> {
    entries.iter().filter_map(Value::as_object).map(read_entry).collect()
}

fn read_entry(entry: &Map<String, Value>) -> CheckinEntry {
    CheckinEntry {
        id: text(entry, "id"),
        time: text(entry, "time"),
        site_id: text(entry, "site_id"),
        site_name: text(entry, "site_name"),
        success: flag(entry, "success"),
        awarded_usd: decimal(entry, "quota_awarded"),
        message: text(entry, "message"),
    }
}

/// Puts new entries, of which the last is the newest, before the others, each with an id of its
/// own. What is too much falls off the end.
pub(super) fn add(entries: &mut Vec<Value>, new: &[CheckinEntry]) {
    entries.splice(0..0, new.iter().rev().map(create_entry));
    entries.truncate(MOST_ENTRIES);
}

fn create_entry(entry: &CheckinEntry) -> Value {
    let mut fields = Map::new();
    for (name, value) in [
        ("id", new_id().into()),
        ("time", entry.time.as_str().into()),
        ("site_name", entry.site_name.as_str().into()),
        ("site_id", entry.site_id.as_str().into()),
        ("success", entry.success.into()),
    ] {
        fields.insert(name.to_owned(), value);
    }
    if let Some(awarded) = entry.awarded_usd.and_then(number) {
        fields.insert("quota_awarded".to_owned(), awarded);
    }
    fields.insert("message".to_owned(), entry.message.as_str().into());
    fields.into()
}

/// `chk-` and six hexadecimal digits, as the predecessor makes them.
fn new_id() -> String {
    let digits: String = Uuid::new_v4().simple().to_string().chars().take(ID_LENGTH).collect();
    format!("chk-{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(message: &str) -> CheckinEntry {
        CheckinEntry {
            time: "2026-11-21 07:53:00".into(),
            site_id: "5f0c1a2b".into(),
            site_name: "站点".into(),
            success: true,
            awarded_usd: Some("0.50".parse().unwrap()),
            message: message.into(),
            ..CheckinEntry::default()
        }
    }

    #[test]
    fn the_fields_are_the_predecessors() {
        let mut entries = Vec::new();
        add(&mut entries, &[entry("签到成功")]);
        let names: Vec<&String> = entries[0].as_object().unwrap().keys().collect();
        let expected =
            ["id", "time", "site_name", "site_id", "success", "quota_awarded", "message"];
        assert_eq!(names, expected);
        assert_eq!(entries[0]["quota_awarded"].to_string(), "0.50");
        let id = entries[0]["id"].as_str().unwrap();
        assert!(id.len() == 10 && id.starts_with("chk-"), "{id}");
        assert_eq!(read(&entries)[0], CheckinEntry { id: id.into(), ..entry("签到成功") });
    }

    #[test]
    fn the_newest_come_first_and_the_oldest_fall_off() {
        let old = r#"{"id":"old","mood":[1.50]}"#;
        let mut entries: Vec<Value> = serde_json::from_str(&format!("[{old},7]")).unwrap();
        add(&mut entries, &[entry("first"), entry("second")]);
        let messages: Vec<String> = read(&entries).into_iter().map(|entry| entry.message).collect();
        assert_eq!(messages, ["second", "first", ""]);
        assert_eq!(entries[2].to_string(), old);
        assert_eq!(entries[3], 7);
        for _ in 0..MOST_ENTRIES {
            add(&mut entries, &[entry("more")]);
        }
        assert_eq!(entries.len(), MOST_ENTRIES);
        assert!(read(&entries).iter().all(|entry| entry.message == "more"));
    }

    #[test]
    fn an_award_that_was_not_told_is_not_written() {
        let mut entries = Vec::new();
        add(&mut entries, &[CheckinEntry { awarded_usd: None, ..entry("签到成功") }]);
        assert!(entries[0].get("quota_awarded").is_none());
        assert_eq!(read(&entries)[0].awarded_usd, None);
    }
}
