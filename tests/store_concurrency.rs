//! Several programs and threads on one data folder.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use konata_api::model::new_site::NewSite;
use konata_api::store::Store;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

fn open(folder: &Path) -> Store {
    Store::open(folder).unwrap().0
}

fn named(name: &str) -> NewSite {
    NewSite { name: name.into(), ..NewSite::default() }
}

/// Changes `stats.json` as a program that knows nothing of the lock does.
fn edit_from_outside(folder: &Path, edit: impl FnOnce(&mut Value)) {
    let path = folder.join("stats.json");
    let mut json: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    edit(&mut json);
    fs::write(path, json.to_string()).unwrap();
}

#[test]
fn no_update_of_two_stores_and_many_threads_is_lost() {
    const THREADS: usize = 3;
    const UPDATES: usize = 15;
    let folder = tempfile::tempdir().unwrap();
    let stores = [open(folder.path()), open(folder.path())];
    let shared = stores[0].add_site(named("shared")).unwrap().id;
    let barrier = Barrier::new(THREADS * stores.len());
    thread::scope(|scope| {
        for store in stores.iter().flat_map(|store| [store; THREADS]) {
            scope.spawn(|| {
                barrier.wait();
                for _ in 0..UPDATES {
                    store.add_site(named("new")).unwrap();
                    store.update_site(&shared, |site| site.notes.push('+')).unwrap().unwrap();
                }
            });
        }
    });
    let expected = THREADS * stores.len() * UPDATES;
    let sites = open(folder.path()).sites();
    assert_eq!(sites.len(), 1 + expected);
    assert_eq!(sites[0].notes.len(), expected);
}

/// The sequence in which the predecessor loses a recharge: two parts of it hold a copy each, and
/// the one that saves last undoes the other.
#[test]
fn a_save_keeps_what_another_program_wrote_since_the_last_look() {
    let folder = tempfile::tempdir().unwrap();
    let window = open(folder.path());
    let id = window.add_site(named("A")).unwrap().id;
    let command_line = open(folder.path());
    command_line.update_site(&id, |site| site.balance = Some(7.into())).unwrap().unwrap();
    edit_from_outside(folder.path(), |json| {
        json["sites"][0]["recharge_records"] = json!([{"amount": 50, "date": "2026-11-21"}]);
    });
    let site = window.update_site(&id, |site| site.notes = "edited".into()).unwrap().unwrap();
    assert_eq!((site.balance, site.notes.as_str()), (Some(7.into()), "edited"));
    edit_from_outside(folder.path(), |json| {
        assert_eq!(json["sites"][0]["recharge_records"][0]["amount"], 50);
        assert_eq!(json["sites"][0]["balance"], 7);
    });
}

#[test]
fn a_change_from_outside_is_seen_once() {
    let folder = tempfile::tempdir().unwrap();
    let window = open(folder.path());
    let id = window.add_site(named("A")).unwrap().id;
    assert_eq!(window.reload_if_changed().unwrap(), None, "its own save is no news");
    edit_from_outside(folder.path(), |json| json["sites"][0]["name"] = "B".into());
    assert_eq!(window.sites()[0].name, "A", "only a reload looks");
    assert_eq!(window.reload_if_changed().unwrap(), Some(Vec::new()));
    assert_eq!(window.sites()[0].name, "B");
    assert_eq!(window.reload_if_changed().unwrap(), None);

    fs::write(folder.path().join("config.json"), r#"{"low_balance_threshold":3}"#).unwrap();
    window.update_site(&id, |site| site.pinned = true).unwrap().unwrap();
    let news = window.reload_if_changed().unwrap();
    assert_eq!(news, Some(Vec::new()), "told although a save came across it first");
    assert_eq!(window.settings().low_balance_threshold, 3.into());
}

#[test]
fn sites_without_an_id_from_outside_are_given_one() {
    let folder = tempfile::tempdir().unwrap();
    let window = open(folder.path());
    window.add_site(named("A")).unwrap();
    edit_from_outside(folder.path(), |json| {
        json["sites"].as_array_mut().unwrap().push(json!({"name": "by hand"}));
    });
    assert_eq!(window.reload_if_changed().unwrap().map(|incidents| incidents.len()), Some(1));
    let sites = window.sites();
    assert!(!sites[1].id.is_empty());
    assert_eq!(open(folder.path()).sites(), sites);
}
