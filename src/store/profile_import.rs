//! The predecessor's older site list, `profiles` in `config.json`, is taken over once. It stays
//! in the file; a mark beside it says that it was taken, so that sites deleted later stay away.

use crate::model::new_site::NewSite;
use crate::model::secret::Secret;
use crate::store::{json_field, site_list, site_record};
use serde_json::{Map, Value};
use std::collections::HashSet;

const PROFILES: &str = "profiles";
const IMPORTED: &str = "profiles_imported";

type Record = Map<String, Value>;

/// Whether `config` holds profiles that were not taken over yet.
pub(super) fn is_due(config: &Record) -> bool {
    !json_field::flag(config, IMPORTED) && profiles(config).next().is_some()
}

pub(super) fn mark_done(config: &mut Record) {
    config.insert(IMPORTED.to_owned(), true.into());
}

/// Adds the profiles to the sites of `stats`, except those whose address and key a site already
/// has: they were there before, or an import was cut off between its two saves. Returns how many.
pub(super) fn import(config: &Record, stats: &mut Record) -> usize {
    let mut known: HashSet<(String, String)> = site_list::records(stats)
        .map(|site| (address(site), json_field::text(site, "api_key")))
        .collect();
    let mut count = 0;
    for profile in profiles(config) {
        if known.insert((address(profile), key(profile))) {
            site_list::push(stats, site_of(profile));
            count += 1;
        }
    }
    count
}

/// Those that name a station or hold a key.
fn profiles(config: &Record) -> impl Iterator<Item = &Record> {
    let profiles = config.get(PROFILES).and_then(Value::as_array);
    profiles
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .filter(|profile| !address(profile).is_empty() || !key(profile).is_empty())
}

fn site_of(profile: &Record) -> Record {
    let site = NewSite {
        name: json_field::text(profile, "name"),
        url: json_field::text(profile, "url"),
        api_key: Secret::new(key(profile)),
        ..NewSite::default()
    };
    let mut record = site_record::create(site_list::new_id(), site);
    for (name, value) in profile {
        let name = match name.as_str() {
            // The name of an older version for what is now `balance_auth_type`.
            "auth_type" if profile.contains_key("balance_auth_type") => continue,
            "auth_type" => "balance_auth_type",
            "id" | "name" | "url" | "key" | "api_key" => continue,
            other => other,
        };
        record.insert(name.to_owned(), value.clone());
    }
    record
}

fn address(record: &Record) -> String {
    json_field::text(record, "url").trim().trim_end_matches('/').to_owned()
}

fn key(profile: &Record) -> String {
    let key = json_field::text(profile, "key");
    if key.trim().is_empty() { json_field::text(profile, "api_key") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(json: Value) -> Record {
        match json {
            Value::Object(record) => record,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn takes_the_key_and_every_other_field() {
        let config = record(json!({"profiles": [{
            "name": "旧站", "url": "https://a.example/", "key": "sk-a", "auth_type": "url_key",
            "log_auth_type": "bearer", "proxy": "https://p.example", "jwt_token": "j",
            "endpoints": {"logs": "/l"}, "colour": "red",
        }]}));
        let mut stats = Record::new();
        assert!(is_due(&config));
        assert_eq!(import(&config, &mut stats), 1);
        let mut site = site_list::records(&stats).next().unwrap().clone();
        assert_ne!(site.shift_remove("id"), None);
        let expected = json!({
            "name": "旧站", "url": "https://a.example/", "type": "paid", "tags": [], "balance": 0,
            "balance_unit": "USD", "last_query_time": "", "notes": "", "api_key": "sk-a",
            "recharge_records": [], "balance_auth_type": "url_key", "log_auth_type": "bearer",
            "proxy": "https://p.example", "jwt_token": "j", "endpoints": {"logs": "/l"},
            "colour": "red",
        });
        assert_eq!(Value::Object(site), expected);
    }

    #[test]
    fn the_newer_name_wins() {
        let config = record(json!({"profiles": [
            {"url": "https://a.example", "balance_auth_type": "bearer", "auth_type": "url_key"},
        ]}));
        let mut stats = Record::new();
        import(&config, &mut stats);
        assert_eq!(stats["sites"][0]["balance_auth_type"], "bearer");
        assert!(!stats["sites"][0].as_object().unwrap().contains_key("auth_type"));
    }

    #[test]
    fn skips_what_is_there_twice_or_nothing() {
        let config = record(json!({"profiles": [
            {"url": "https://a.example/", "key": "sk-a"},
            {"url": "https://a.example", "key": "sk-b"},
            {"url": "https://a.example", "key": "sk-b"},
            {"name": "blank", "url": " ", "key": ""},
            "text",
        ]}));
        let mut stats = record(json!({"sites": [{"url": "https://a.example", "api_key": "sk-a"}]}));
        assert_eq!(import(&config, &mut stats), 1);
        assert_eq!(import(&config, &mut stats), 0);
    }

    #[test]
    fn is_due_once_and_only_with_profiles() {
        let mut config = record(json!({"profiles": [{"url": "https://a.example"}]}));
        mark_done(&mut config);
        assert!(!is_due(&config));
        for none in [json!({}), json!({"profiles": []}), json!({"profiles": "odd"})] {
            assert!(!is_due(&record(none)));
        }
    }
}
