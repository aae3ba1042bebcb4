//! A program that is killed while it saves leaves a file that is complete, old or new.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use konata_api::model::site::Site;
use konata_api::store::Store;
use serde_json::Value;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

const FOLDER: &str = "KONATA_TEST_STORE_FOLDER";
const SITES: usize = 300;
const KILLS: u64 = 12;

/// Not a test by itself: run again as a child process, it saves until it is killed.
#[test]
fn child_that_saves_without_end() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let (store, _) = Store::open(Path::new(&folder)).unwrap();
    let ids: Vec<String> = store.sites().into_iter().map(|site| site.id).collect();
    for (round, id) in ids.iter().cycle().enumerate() {
        let text = round.to_string();
        let change = |site: &mut Site| {
            site.name.clone_from(&text);
            site.notes = text.repeat(2000);
        };
        store.update_site(id, change).unwrap().unwrap();
    }
}

fn start_child(folder: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "child_that_saves_without_end", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn read_whole(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    let json: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{} bytes: {error}", text.len()));
    for site in json["sites"].as_array().unwrap() {
        let (name, notes) = (site["name"].as_str().unwrap(), site["notes"].as_str().unwrap());
        assert_eq!(notes, name.repeat(2000), "both fields are of one save");
        assert_eq!(site["unknown"].to_string(), "1e+400");
    }
    assert_eq!(json["sites"].as_array().unwrap().len(), SITES);
    json
}

fn fill(folder: &Path) {
    let sites: Vec<String> = (0..SITES)
        .map(|number| {
            let name = "s";
            let notes = name.repeat(2000);
            format!(r#"{{"id":"{number}","name":"{name}","notes":"{notes}","unknown":1e400}}"#)
        })
        .collect();
    fs::write(folder.join("stats.json"), format!(r#"{{"sites":[{}]}}"#, sites.join(","))).unwrap();
}

#[test]
fn killed_at_any_moment_the_file_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stats.json");
    fill(folder.path());
    let mut last = read_whole(&path);
    for kill in 0..KILLS {
        let mut child = start_child(folder.path());
        // The child is in the middle of its saves once the file changes.
        let mut changes = 0;
        while changes < 3 {
            assert!(child.try_wait().unwrap().is_none(), "the child gave up");
            let now = read_whole(&path);
            changes += usize::from(now != last);
            last = now;
        }
        thread::sleep(Duration::from_millis(kill));
        child.kill().unwrap();
        child.wait().unwrap();
        last = read_whole(&path);
    }
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!((store.sites().len(), incidents.len()), (SITES, 0));
}
