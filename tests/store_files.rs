//! The store on the predecessor's files and on broken ones.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use konata_api::model::alarm_memory::AlarmMemory;
use konata_api::model::balance::Balance;
use konata_api::model::key_details::KeyDetails;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::low_balance::LowCause;
use konata_api::model::money::Unit;
use konata_api::model::new_site::NewSite;
use konata_api::model::reading::{Reading, ReadingState};
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::{BalanceAuth, Site, SiteType};
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::store::Store;
use konata_api::store::error::StoreError;
use konata_api::store::incident::StoreIncident;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STATS: &str = include_str!("data/stats.json");
const CONFIG: &str = include_str!("data/config.json");
const EXAMPLE: &str = include_str!("../config/config.example.json");

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn open(folder: &TempDir) -> Store {
    Store::open(folder.path()).unwrap().0
}

fn text_of(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn json_of(folder: &TempDir, name: &str) -> Value {
    serde_json::from_str(&text_of(folder, name)).unwrap()
}

/// Order counts, as it does not for `Value`'s own comparison.
fn assert_same_json(left: &Value, right: &Value) {
    assert_eq!(left.to_string(), right.to_string());
}

fn paths_in(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix));
    paths.sort();
    paths
}

fn backups(folder: &TempDir, prefix: &str) -> Vec<PathBuf> {
    paths_in(&folder.path().join("backups"), prefix)
}

fn reading(remaining: &str, unit: Unit) -> Reading {
    Reading {
        kind: Some(StationKind::NewApi),
        state: ReadingState::Ok,
        balance: Some(Balance {
            remaining: Some(remaining.parse().unwrap()),
            unit,
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
fn reads_the_predecessors_sites() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let sites = open(&folder).sites();
    let [a, b, c] = sites.as_slice() else { panic!("{sites:?}") };
    assert_eq!((a.id.as_str(), a.name.as_str()), ("5f0c1a2b", "公益站 A"));
    assert_eq!((a.site_type, a.balance), (SiteType::Free, Some("12.34".parse().unwrap())));
    assert_eq!(a.tags, ["公益", "claude"]);
    assert_eq!(a.session_cookie.reveal(), "session=invented-cookie-0001");
    assert_eq!((a.balance_auth, b.balance_auth), (BalanceAuth::Automatic, BalanceAuth::UrlKey));
    assert_eq!((&a.balance_unit, &b.balance_unit), (&Unit::Usd, &Unit::Points));
    assert_eq!(b.endpoints.balance_subscription, None);
    assert_eq!(b.endpoints.balance_usage.as_deref(), Some("/api/usage"));
    assert_eq!((c.site_type, &c.balance_unit), (SiteType::Subscription, &Unit::Cny));
    assert_eq!(c.last_query_time, "2026-11-20 23:59:59");
    assert_eq!(text_of(&folder, "stats.json"), STATS, "looking changes nothing");
    assert!(backups(&folder, "").is_empty());
}

#[test]
fn a_change_leaves_all_else_in_value_order_and_digits() {
    let folder = folder_with(&[("stats.json", STATS)]);
    open(&folder).update_site("77aa00ff", |site| site.notes = "新".into()).unwrap().unwrap();
    let mut expected: Value = serde_json::from_str(STATS).unwrap();
    expected["sites"][1]["notes"] = "新".into();
    assert_same_json(&json_of(&folder, "stats.json"), &expected);
    let text = text_of(&folder, "stats.json");
    for kept in ["1e+400", "9007199254740993", "-0.10", "12.3400", "公益站 A", "\n      \"url\""]
    {
        assert!(text.contains(kept), "{kept} in {text}");
    }
}

#[test]
fn reads_the_predecessors_settings_and_the_example() {
    let folder = folder_with(&[("config.json", CONFIG)]);
    let expected =
        Settings { low_balance_threshold: "7.5".parse().unwrap(), ..Settings::default() };
    assert_eq!(open(&folder).settings(), expected);
    let folder = folder_with(&[("config.json", EXAMPLE)]);
    assert_eq!(open(&folder).settings(), Settings::default());
    assert_eq!(text_of(&folder, "config.json"), EXAMPLE);
}

#[test]
fn every_setting_of_the_example_acts() {
    for pointer in [
        "/low_balance_threshold",
        "/api_endpoints/balance_subscription",
        "/api_endpoints/balance_usage",
        "/network/connect_timeout_s",
        "/network/answer_timeout_s",
        "/network/concurrent_origins",
    ] {
        let mut config: Value = serde_json::from_str(EXAMPLE).unwrap();
        let value = config.pointer_mut(pointer).unwrap();
        *value = if value.is_number() { json!(3) } else { json!("/other") };
        let folder = folder_with(&[("config.json", &config.to_string())]);
        assert_ne!(open(&folder).settings(), Settings::default(), "{pointer}");
    }
}

#[test]
fn profiles_are_imported_once_with_their_key() {
    let folder = folder_with(&[("stats.json", STATS), ("config.json", CONFIG)]);
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!(incidents, [StoreIncident::ProfilesImported { count: 1 }]);
    let site = store.sites().pop().unwrap();
    assert_eq!((site.name.as_str(), site.api_key.reveal()), ("旧配置 D", "sk-invented-d-0004"));
    assert_eq!(site.balance_auth, BalanceAuth::UrlKey);
    assert_eq!(site.endpoints.balance_usage.as_deref(), Some("/usage"));
    let record = &json_of(&folder, "stats.json")["sites"][3];
    assert_eq!(record["jwt_token"], "invented.jwt.0004");
    assert_eq!(record["proxy"], "https://relay.example/log");

    let mut config: Value = serde_json::from_str(CONFIG).unwrap();
    config["profiles_imported"] = true.into();
    assert_same_json(&json_of(&folder, "config.json"), &config);
    assert_eq!(fs::read_to_string(&backups(&folder, "stats-")[0]).unwrap(), STATS);
    assert_eq!(fs::read_to_string(&backups(&folder, "config-")[0]).unwrap(), CONFIG);

    store.remove_site(&site.id).unwrap().unwrap();
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!((store.sites().len(), incidents.len()), (3, 0), "a deleted site stays away");
}

#[test]
fn an_import_cut_off_between_its_saves_is_not_repeated() {
    let folder = folder_with(&[("stats.json", STATS), ("config.json", CONFIG)]);
    drop(open(&folder));
    fs::write(folder.path().join("config.json"), CONFIG).unwrap();
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!((store.sites().len(), incidents.len()), (4, 0));
    assert_eq!(json_of(&folder, "config.json")["profiles_imported"], true);
}

#[test]
fn missing_and_double_ids_are_given_and_stay() {
    let before = r#"{"sites":[{"name":"a"},{"name":"b","id":"x"},{"name":"c","id":"x"}]}"#;
    let folder = folder_with(&[("stats.json", before)]);
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!(incidents, [StoreIncident::IdsAssigned { count: 2 }]);
    let ids: Vec<String> = store.sites().into_iter().map(|site| site.id).collect();
    assert!(!ids[0].is_empty() && ids[1] == "x" && ids[2] != "x", "{ids:?}");
    assert_eq!(fs::read_to_string(&backups(&folder, "stats-")[0]).unwrap(), before);
    let (again, incidents) = Store::open(folder.path()).unwrap();
    assert_eq!(again.sites().into_iter().map(|site| site.id).collect::<Vec<_>>(), ids);
    assert!(incidents.is_empty());
}

#[test]
fn a_broken_file_is_set_aside_and_never_overwritten() {
    let truncated = &STATS[..STATS.len() / 2];
    for broken in [truncated, "", "[]", r#"{"sites":{}}"#, "NaN"] {
        let folder = folder_with(&[("stats.json", broken)]);
        let (store, incidents) = Store::open(folder.path()).unwrap();
        let [StoreIncident::SetAside { file, moved_to }] = incidents.as_slice() else {
            panic!("{incidents:?}")
        };
        assert_eq!(file, &folder.path().join("stats.json"));
        assert!(store.sites().is_empty() && !file.exists());
        store.add_site(NewSite::default()).unwrap();
        assert_eq!(fs::read_to_string(moved_to).unwrap(), broken);
        assert_eq!(paths_in(folder.path(), "stats.json.broken-"), std::slice::from_ref(moved_to));
    }
}

#[test]
fn broken_settings_do_not_touch_the_sites() {
    let folder = folder_with(&[("stats.json", STATS), ("config.json", "{")]);
    let (store, incidents) = Store::open(folder.path()).unwrap();
    assert!(matches!(incidents.as_slice(), [StoreIncident::SetAside { .. }]), "{incidents:?}");
    assert_eq!((store.sites().len(), store.settings()), (3, Settings::default()));
    assert_eq!(text_of(&folder, "stats.json"), STATS);
}

#[test]
fn a_file_that_breaks_while_running_is_written_back_by_the_next_save() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    fs::write(folder.path().join("stats.json"), "{").unwrap();
    let incidents = store.reload_if_changed().unwrap().unwrap();
    assert!(matches!(incidents.as_slice(), [StoreIncident::SetAside { .. }]), "{incidents:?}");
    assert_eq!(store.sites().len(), 3);
    assert_eq!(store.reload_if_changed().unwrap(), None);
    store.update_site("c0ffee00", |site| site.pinned = true).unwrap().unwrap();
    let mut expected: Value = serde_json::from_str(STATS).unwrap();
    expected["sites"][2]["pinned"] = true.into();
    assert_same_json(&json_of(&folder, "stats.json"), &expected);
}

#[test]
fn a_file_that_a_save_finds_broken_is_reported_later() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    fs::write(folder.path().join("stats.json"), "{").unwrap();
    store.update_site("c0ffee00", |site| site.pinned = true).unwrap().unwrap();
    assert_eq!(open(&folder).sites().len(), 3);
    let incidents = store.reload_if_changed().unwrap().unwrap();
    assert!(matches!(incidents.as_slice(), [StoreIncident::SetAside { .. }]), "{incidents:?}");
}

#[test]
fn a_vanished_file_is_reported_once() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    let file = folder.path().join("stats.json");
    fs::remove_file(&file).unwrap();
    let incidents = store.reload_if_changed().unwrap();
    assert_eq!(incidents, Some(vec![StoreIncident::Vanished { file }]));
    assert_eq!(store.reload_if_changed().unwrap(), None);
    assert_eq!(store.sites().len(), 3);
}

#[test]
fn what_cannot_be_read_is_an_error_and_no_empty_list() {
    let folder = tempfile::tempdir().unwrap();
    let unreadable = folder.path().join("stats.json");
    fs::create_dir(&unreadable).unwrap();
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(matches!(&refused, StoreError::Read { path, .. } if path == &unreadable));
    assert!(unreadable.is_dir());

    let file = folder_with(&[("file", "")]);
    let refused = Store::open(&file.path().join("file")).unwrap_err();
    assert!(matches!(refused, StoreError::CreateFolder { .. }), "{refused:?}");
}

/// A link to itself is there and cannot be opened, even by an administrator.
#[cfg(unix)]
#[test]
fn what_cannot_be_opened_is_an_error_at_the_start_and_later() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    let path = folder.path().join("stats.json");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&path, &path).unwrap();
    for refused in [
        Store::open(folder.path()).unwrap_err(),
        store.reload_if_changed().unwrap_err(),
        store.remove_site("5f0c1a2b").unwrap_err(),
    ] {
        assert!(matches!(&refused, StoreError::Read { path: named, .. } if named == &path));
    }
    assert_eq!(store.sites().len(), 3, "what was read stays to look at");
    assert!(path.is_symlink(), "nothing was saved over it");
}

#[test]
fn a_save_removes_what_a_killed_one_left() {
    let folder = folder_with(&[("stats.json", STATS), (".konata-api-a1b2c3.tmp", "sk-half")]);
    open(&folder).remove_site("5f0c1a2b").unwrap().unwrap();
    assert!(paths_in(folder.path(), ".konata-api-").is_empty());
}

#[test]
fn a_failed_save_changes_nothing() {
    let folder = folder_with(&[("stats.json", STATS), ("backups", "in the way")]);
    let store = open(&folder);
    let refused = store.remove_site("5f0c1a2b").unwrap_err();
    assert!(matches!(refused, StoreError::Backup { .. }), "{refused:?}");
    assert!(!refused.to_string().contains("invented"));
    assert_eq!((store.sites().len(), text_of(&folder, "stats.json").as_str()), (3, STATS));
}

#[test]
fn the_first_save_of_a_day_keeps_the_file_as_it_was() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    for notes in ["1", "2", "3"] {
        store.update_site("5f0c1a2b", |site| site.notes = notes.into()).unwrap().unwrap();
    }
    let kept = backups(&folder, "");
    // Two where midnight passed in between.
    assert!((1..=2).contains(&kept.len()), "{kept:?}");
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), STATS);
}

#[test]
fn a_new_site_has_all_that_the_predecessor_expects() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("new/folder")).unwrap().0;
    let new = NewSite {
        name: "新站".into(),
        url: "https://n.example/v1".into(),
        api_key: Secret::new("sk-invented-n"),
        ..NewSite::default()
    };
    let site = store.add_site(new).unwrap();
    assert_eq!(site.site_type, SiteType::Paid);
    let text = fs::read_to_string(store.folder().join("stats.json")).unwrap();
    let expected = json!({"sites": [{
        "id": site.id, "name": "新站", "url": "https://n.example/v1", "type": "paid", "tags": [],
        "balance": 0, "balance_unit": "USD", "last_query_time": "", "notes": "",
        "api_key": "sk-invented-n", "recharge_records": [],
    }]});
    assert_eq!(text, serde_json::to_string_pretty(&expected).unwrap());
    assert_eq!(Store::open(store.folder()).unwrap().0.sites(), std::slice::from_ref(&site));
    assert_eq!(store.remove_site(&site.id).unwrap(), Some(site.clone()));
    assert_eq!(store.remove_site(&site.id).unwrap(), None);
    assert_eq!(store.update_site(&site.id, |_| ()).unwrap(), None);
    assert!(Store::open(store.folder()).unwrap().0.sites().is_empty());
}

#[test]
fn readings_survive_a_reopen() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    let good = reading("3.250", Unit::Cny);
    let details = KeyDetails::new(&Secret::new("sk-test-key-000000"), 1_795_240_066, None);
    let news = |site: &str, reading: Reading| SiteNews {
        site: site.into(),
        reading,
        key_details: Some(details.clone()),
    };
    store
        .record_news(&[
            news("5f0c1a2b", good.clone()),
            news("77aa00ff", reading("1200000", Unit::Points)),
            news("gone", good.clone()),
        ])
        .unwrap();
    let sites = open(&folder).sites();
    assert_eq!(sites, store.sites());
    assert_eq!(sites[0].last_reading.as_ref(), Some(&good));
    assert_eq!(sites[0].key_details, Some(details));
    assert_eq!(sites[0].balance, Some("3.25".parse::<Decimal>().unwrap()));
    assert!(!sites[0].last_query_time.is_empty());
    let json = json_of(&folder, "stats.json");
    assert_eq!(json["sites"][0]["balance"].to_string(), "3.250");
    assert_eq!(json["sites"][0]["balance_unit"], "CNY");
    assert_eq!(json["sites"][0]["last_reading"]["base_url"], "https://a.example");
    assert_eq!(json["sites"][1]["balance_unit"], "Token");
}

#[test]
fn an_id_cannot_be_changed() {
    let folder = folder_with(&[("stats.json", STATS)]);
    let store = open(&folder);
    let change = |site: &mut Site| {
        site.id = "other".into();
        site.name = "renamed".into();
    };
    assert_eq!(store.update_site("c0ffee00", change).unwrap().unwrap().id, "c0ffee00");
    assert_eq!(store.sites()[2].name, "renamed");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_what_the_store_writes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with(&[("stats.json", STATS), ("config.json", CONFIG)]);
    for name in ["stats.json", "config.json"] {
        let open_to_all = fs::Permissions::from_mode(0o644);
        fs::set_permissions(folder.path().join(name), open_to_all).unwrap();
    }
    drop(open(&folder));
    let mut written = backups(&folder, "");
    assert_eq!(written.len(), 2);
    written.extend(["stats.json", "config.json", ".lock"].map(|name| folder.path().join(name)));
    for path in written {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn settings_are_saved_with_a_backup_and_strange_fields_stay() {
    let folder = folder_with(&[("config.json", CONFIG)]);
    let store = open(&folder);
    let before = json_of(&folder, "config.json");
    let saved = store.update_settings(|settings| {
        settings.low_balance_threshold = "3.50".parse().unwrap();
        settings.auto_query.at_start = true;
    });
    assert_eq!(saved.unwrap(), store.settings());
    let mut expected = before.clone();
    expected["low_balance_threshold"] = serde_json::from_str("3.50").unwrap();
    expected["auto_query"]["at_start"] = true.into();
    assert_same_json(&json_of(&folder, "config.json"), &expected);
    let backups = paths_in(&folder.path().join("backups"), "config");
    assert_eq!(fs::read_to_string(backups.last().unwrap()).unwrap(), CONFIG);
    assert_eq!(open(&folder).settings(), store.settings());
}

#[test]
fn settings_are_changed_as_they_stand_on_the_disk() {
    let folder = folder_with(&[]);
    let (window, command_line) = (open(&folder), open(&folder));
    command_line.update_settings(|settings| settings.concurrent_origins = 7).unwrap();
    window.update_settings(|settings| settings.expiry_warning_days = 3).unwrap();
    let settings = open(&folder).settings();
    assert_eq!((settings.concurrent_origins, settings.expiry_warning_days), (7, 3));
}

#[test]
fn which_alarms_were_told_is_remembered_and_may_be_lost() {
    let folder = folder_with(&[]);
    let told = AlarmMemory {
        raised: [("a".to_owned(), LowCause::UsedUp)].into(),
        held: ["b".to_owned()].into(),
    };
    open(&folder).save_alarm_memory(&told).unwrap();
    assert_eq!(open(&folder).alarm_memory(), told);
    fs::write(folder.path().join("alarms.json"), "{\"raised\":[{").unwrap();
    assert_eq!(open(&folder).alarm_memory(), AlarmMemory::default());
    open(&folder).save_alarm_memory(&told).unwrap();
    assert_eq!(open(&folder).alarm_memory(), told);
}
