//! The check-in log: the predecessor's file, and what is added to it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end here")]

use konata_api::model::checkin_entry::CheckinEntry;
use konata_api::store::Store;
use konata_api::store::incident::StoreIncident;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const OLD: &str = include_str!("data/checkin_log.json");

fn folder_with(log: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("checkin_log.json"), log).unwrap();
    folder
}

fn entries(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("checkin_log.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn entry(message: &str) -> CheckinEntry {
    CheckinEntry { message: message.into(), success: true, ..CheckinEntry::default() }
}

#[test]
fn the_predecessors_file_is_read_and_left_as_it_is() {
    let folder = folder_with(OLD);
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert!(incidents.is_empty());
    let log = store.checkin_log();
    let told: Vec<_> = log.iter().map(|entry| (entry.site_name.as_str(), entry.success)).collect();
    assert_eq!(told, [("晨星 API", true), ("小满公益", false)]);
    assert_eq!(log[0].awarded_usd, Some("0.50".parse().unwrap()));
    assert_eq!(fs::read_to_string(folder.path().join("checkin_log.json")).unwrap(), OLD);
}

#[test]
fn new_entries_come_first_and_nothing_else_changes() {
    let folder = folder_with(OLD);
    let (store, _) = Store::open(folder.path()).unwrap();
    store.log_checkins(&[entry("first"), entry("second")]).unwrap();
    let saved = entries(folder.path());
    let old: Vec<Value> = serde_json::from_str(OLD).unwrap();
    assert_eq!(Value::from(saved[2..].to_vec()).to_string(), Value::from(old).to_string());
    assert_eq!((&saved[0]["message"], &saved[1]["message"]), (&"second".into(), &"first".into()));
    assert_ne!(saved[0]["id"], saved[1]["id"]);
    assert_eq!(store.checkin_log().len(), 4);
    let backups = fs::read_dir(folder.path().join("backups")).unwrap().count();
    assert_eq!(backups, 1, "the file as it was is kept");
    assert!(!folder.path().join("stats.json").exists());
}

#[test]
fn the_newest_five_hundred_stay() {
    let folder = folder_with("[]");
    let (store, _) = Store::open(folder.path()).unwrap();
    let many: Vec<CheckinEntry> = (0..503).map(|number| entry(&number.to_string())).collect();
    store.log_checkins(&many).unwrap();
    let messages: Vec<String> =
        store.checkin_log().into_iter().map(|entry| entry.message).collect();
    assert_eq!((messages.len(), messages[0].as_str(), messages[499].as_str()), (500, "502", "3"));
}

#[test]
fn what_another_program_logs_is_seen_and_kept() {
    let folder = folder_with(OLD);
    let (here, _) = Store::open(folder.path()).unwrap();
    let (there, _) = Store::open(folder.path()).unwrap();
    there.log_checkins(&[entry("there")]).unwrap();
    assert_eq!(here.reload_if_changed().unwrap(), Some(Vec::new()));
    assert_eq!(here.checkin_log()[0].message, "there");
    there.log_checkins(&[entry("again")]).unwrap();
    here.log_checkins(&[entry("here")]).unwrap();
    let messages: Vec<String> =
        here.checkin_log().into_iter().take(3).map(|entry| entry.message).collect();
    assert_eq!(messages, ["here", "again", "there"]);
}

#[test]
fn a_broken_log_is_set_aside_and_a_new_one_begun() {
    for broken in ["[{", "{}", "null"] {
        let folder = folder_with(broken);
        let (store, incidents) = Store::open(folder.path()).unwrap();
        let [StoreIncident::SetAside { moved_to, .. }] = incidents.as_slice() else {
            unreachable!("{incidents:?}")
        };
        assert_eq!(fs::read_to_string(moved_to).unwrap(), broken);
        store.log_checkins(&[entry("new")]).unwrap();
        assert_eq!(entries(folder.path()).len(), 1);
    }
}
