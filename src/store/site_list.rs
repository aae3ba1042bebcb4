//! The list `sites` of `stats.json`. An element that is no object is nobody's site: it is passed
//! over and stays where it is.

use crate::store::json_field;
use serde_json::{Map, Value};
use std::collections::HashSet;
use uuid::Uuid;

const SITES: &str = "sites";
const ID: &str = "id";

type Record = Map<String, Value>;

/// Whether the list is a list, or not there yet.
pub(super) fn is_sound(content: &Record) -> bool {
    content.get(SITES).is_none_or(Value::is_array)
}

pub(super) fn records(content: &Record) -> impl Iterator<Item = &Record> {
    let sites = content.get(SITES).and_then(Value::as_array);
    sites.into_iter().flatten().filter_map(Value::as_object)
}

fn records_mut(content: &mut Record) -> impl Iterator<Item = &mut Record> {
    let sites = content.get_mut(SITES).and_then(Value::as_array_mut);
    sites.into_iter().flatten().filter_map(Value::as_object_mut)
}

pub(super) fn find_mut<'a>(content: &'a mut Record, id: &str) -> Option<&'a mut Record> {
    records_mut(content).find(|record| id_of(record) == id)
}

pub(super) fn push(content: &mut Record, record: Record) {
    let sites = content.entry(SITES).or_insert_with(|| Value::Array(Vec::new()));
    if let Some(sites) = sites.as_array_mut() {
        sites.push(record.into());
    }
}

pub(super) fn remove(content: &mut Record, id: &str) -> Option<Record> {
    let sites = content.get_mut(SITES)?.as_array_mut()?;
    let is_it = |site: &Value| site.as_object().is_some_and(|record| id_of(record) == id);
    let index = sites.iter().position(is_it)?;
    match sites.remove(index) {
        Value::Object(record) => Some(record),
        _ => None,
    }
}

/// Takes the records with these ids out, each with the place that it had among all elements.
pub(super) fn take_out(content: &mut Record, ids: &[String]) -> Vec<(usize, Record)> {
    let Some(sites) = content.get_mut(SITES).and_then(Value::as_array_mut) else {
        return Vec::new();
    };
    let mut taken = Vec::new();
    let all = std::mem::take(sites);
    for (place, element) in all.into_iter().enumerate() {
        match element {
            Value::Object(record) if ids.contains(&id_of(&record)) => taken.push((place, record)),
            other => sites.push(other),
        }
    }
    taken
}

/// Puts records back to their places, or to the end of a list that is shorter by now. A record
/// whose id is taken stays out. Returns the ids of the others.
pub(super) fn put_back(content: &mut Record, taken: &[(usize, Record)]) -> Vec<String> {
    let mut back = Vec::new();
    for (place, record) in taken {
        let id = id_of(record);
        if find_mut(content, &id).is_some() {
            continue;
        }
        let sites = content.entry(SITES).or_insert_with(|| Value::Array(Vec::new()));
        if let Some(sites) = sites.as_array_mut() {
            sites.insert((*place).min(sites.len()), record.clone().into());
            back.push(id);
        }
    }
    back
}

pub(super) fn new_id() -> String {
    Uuid::new_v4().to_string()
}

/// Whether some site has no id, or one that a site before it has.
pub(super) fn lacks_ids(content: &Record) -> bool {
    let mut taken = HashSet::new();
    records(content).any(|record| !takes_id(record, &mut taken))
}

/// Gives such sites an id of their own, so that they can be named on the command line and told
/// apart when they are changed. Returns how many there were.
pub(super) fn assign_ids(content: &mut Record) -> usize {
    let mut taken = HashSet::new();
    let mut count = 0;
    for record in records_mut(content) {
        if takes_id(record, &mut taken) {
            continue;
        }
        let id = new_id();
        taken.insert(id.clone());
        if record.contains_key(ID) {
            record.insert(ID.to_owned(), id.into());
        } else {
            record.shift_insert(0, ID.to_owned(), id.into());
        }
        count += 1;
    }
    count
}

fn takes_id(record: &Record, taken: &mut HashSet<String>) -> bool {
    let id = id_of(record);
    !id.trim().is_empty() && taken.insert(id)
}

fn id_of(record: &Record) -> String {
    json_field::text(record, ID)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(json: &str) -> Record {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn ids_are_given_where_they_lack_and_stay_where_they_are() {
        let mut list = content(
            r#"{"sites":[{"id":"5f0c1a2b","n":1},{"n":2},7,{"n":3,"id":"5f0c1a2b"},{"id":"","n":4},{"id":12,"n":5}]}"#,
        );
        assert!(lacks_ids(&list));
        assert_eq!(assign_ids(&mut list), 3);
        assert!(!lacks_ids(&list));
        let ids: Vec<_> = records(&list).map(id_of).collect();
        assert_eq!((ids[0].as_str(), ids[4].as_str()), ("5f0c1a2b", "12"));
        assert!(ids[1..4].iter().all(|id| Uuid::parse_str(id).is_ok()), "{ids:?}");
        assert_eq!(list["sites"][5]["id"], 12);
        let names: Vec<_> = records(&list).map(|record| record.keys().next().unwrap()).collect();
        assert_eq!(names, ["id", "id", "n", "id", "id"]);
        assert_eq!(list["sites"][2], 7);
    }

    #[test]
    fn what_is_no_site_is_passed_over() {
        let mut list = content(r#"{"sites":[null,"text",{"id":"a"},[]]}"#);
        assert_eq!(records(&list).count(), 1);
        assert!(find_mut(&mut list, "a").is_some());
        assert!(find_mut(&mut list, "").is_none());
        assert_eq!(remove(&mut list, "a"), Some(content(r#"{"id":"a"}"#)));
        assert_eq!(list, content(r#"{"sites":[null,"text",[]]}"#));
    }

    #[test]
    fn a_list_of_another_type_is_not_sound() {
        assert!(is_sound(&content("{}")) && is_sound(&content(r#"{"sites":[]}"#)));
        assert!(!is_sound(&content(r#"{"sites":{}}"#)) && !is_sound(&content(r#"{"sites":null}"#)));
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn what_was_taken_out_goes_back_to_its_place_as_it_was() {
        let before = content(
            r#"{"x":1,"sites":[{"id":"a","odd":1.50},7,{"z":{},"id":"b"},{"id":"c"}],"y":2}"#,
        );
        let mut list = before.clone();
        let taken = take_out(&mut list, &ids(&["c", "a", "gone"]));
        assert_eq!(list["sites"], serde_json::json!([7, {"z": {}, "id": "b"}]));
        assert_eq!(put_back(&mut list, &taken), ["a", "c"]);
        assert_eq!(Value::from(list).to_string(), Value::from(before).to_string());
    }

    #[test]
    fn what_is_there_again_is_not_put_back_twice() {
        let mut list = content(r#"{"sites":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#);
        let taken = take_out(&mut list, &ids(&["b", "c"]));
        let mut list = content(r#"{"sites":[{"id":"c","new":true}]}"#);
        assert_eq!(put_back(&mut list, &taken), ["b"]);
        assert_eq!(list, content(r#"{"sites":[{"id":"c","new":true},{"id":"b"}]}"#));
        let mut none = content("{}");
        assert_eq!(put_back(&mut none, &taken), ["b", "c"]);
        assert_eq!(take_out(&mut content("{}"), &ids(&["b"])), []);
    }
}
