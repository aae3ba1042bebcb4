use crate::model::notice_mark::NoticeMark;
use crate::model::window_memory::WindowMemory;
use crate::model::window_place::WindowPlace;
use crate::store::json_field;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

/// No screen is that large, in points; beyond it stands what something else wrote.
const FARTHEST: f32 = 100_000.0;

/// Reads what `ui.json` says; what is missing or makes no sense is not remembered.
pub(super) fn read(record: &Map<String, Value>) -> WindowMemory {
    WindowMemory {
        place: record.get("window").and_then(Value::as_object).and_then(read_place),
        list_width: length(record, "list_width"),
        language: name(record, "language"),
        look: name(record, "look"),
        tab: name(record, "tab"),
        balance_part: name(record, "balance_part"),
        hidden_log_columns: json_field::texts(record, "hidden_log_columns").into_iter().collect(),
        sort: name(record, "sort"),
        search: name(record, "search").unwrap_or_default(),
        tags: json_field::texts(record, "tags").into_iter().collect(),
        site: name(record, "site"),
        read_notices: json_field::texts(record, "read_notices")
            .iter()
            .filter_map(|mark| NoticeMark::parse(mark))
            .collect(),
    }
}

/// The record to save; what is not remembered has no field.
pub(super) fn write(memory: &WindowMemory) -> Value {
    let mut record = Map::new();
    let mut put = |name: &str, value: Value| record.insert(name.to_owned(), value);
    if let Some(place) = &memory.place {
        put("window", write_place(place));
    }
    if let Some(width) = memory.list_width {
        put("list_width", json!(width.round()));
    }
    for (name, value) in [
        ("language", &memory.language),
        ("look", &memory.look),
        ("tab", &memory.tab),
        ("balance_part", &memory.balance_part),
        ("sort", &memory.sort),
        ("site", &memory.site),
    ] {
        if let Some(value) = value {
            put(name, json!(value));
        }
    }
    if !memory.search.is_empty() {
        put("search", json!(memory.search));
    }
    if !memory.hidden_log_columns.is_empty() {
        put("hidden_log_columns", json!(memory.hidden_log_columns));
    }
    if !memory.tags.is_empty() {
        put("tags", json!(memory.tags));
    }
    let read: Vec<String> = memory.read_notices.marks().iter().map(NoticeMark::to_string).collect();
    if !read.is_empty() {
        put("read_notices", json!(read));
    }
    Value::Object(record)
}

fn read_place(record: &Map<String, Value>) -> Option<WindowPlace> {
    let size = (length(record, "width")?, length(record, "height")?);
    let corner = coordinate(record, "x").zip(coordinate(record, "y"));
    Some(WindowPlace { corner, size, maximized: json_field::flag(record, "maximized") })
}

fn write_place(place: &WindowPlace) -> Value {
    let (width, height) = place.size;
    let mut record =
        json!({"width": width.round(), "height": height.round(), "maximized": place.maximized});
    if let (Some((x, y)), Some(fields)) = (place.corner, record.as_object_mut()) {
        fields.insert("x".to_owned(), json!(x.round()));
        fields.insert("y".to_owned(), json!(y.round()));
    }
    record
}

fn name(record: &Map<String, Value>, name: &str) -> Option<String> {
    record.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// In points.
fn coordinate(record: &Map<String, Value>, name: &str) -> Option<f32> {
    let value = json_field::decimal(record, name)?.to_f32()?;
    (value.abs() <= FARTHEST).then_some(value)
}

/// In points.
fn length(record: &Map<String, Value>, name: &str) -> Option<f32> {
    coordinate(record, name).filter(|length| *length >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> WindowMemory {
        read(&serde_json::from_str(text).unwrap())
    }

    fn whole() -> WindowMemory {
        WindowMemory {
            place: Some(WindowPlace {
                corner: Some((-40.0, 12.0)),
                size: (1111.0, 777.0),
                maximized: true,
            }),
            list_width: Some(320.0),
            language: Some("en".to_owned()),
            look: Some("dark".to_owned()),
            tab: Some("tests".to_owned()),
            balance_part: Some("details".to_owned()),
            hidden_log_columns: ["points".to_owned()].into(),
            sort: Some("name_up".to_owned()),
            search: "claude ".to_owned(),
            tags: ["公益".to_owned(), "a,b".to_owned()].into(),
            site: Some("0a1b2c3d".to_owned()),
            read_notices: ["00000000000000ff", "f8c38ad3ed6a9e72"]
                .into_iter()
                .filter_map(NoticeMark::parse)
                .collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for memory in [whole(), WindowMemory::default()] {
            assert_eq!(parse(&write(&memory).to_string()), memory);
        }
        let mut unplaced = whole();
        unplaced.place.as_mut().unwrap().corner = None;
        assert_eq!(parse(&write(&unplaced).to_string()), unplaced);
    }

    #[test]
    fn one_wrong_field_spoils_no_other() {
        for (field, wrong) in [
            ("window", "7"),
            ("window", r#"{"width":"wide","height":3}"#),
            ("window", r#"{"width":-5,"height":300}"#),
            ("window", r#"{"width":1e30,"height":300}"#),
            ("list_width", "[]"),
            ("language", "1"),
            ("tab", "{}"),
            ("search", "null"),
            ("tags", "3"),
            ("read_notices", r#"["short", 7]"#),
        ] {
            let mut record = write(&whole());
            record[field] = serde_json::from_str(wrong).unwrap();
            let read = parse(&record.to_string());
            let mut expected = whole();
            match field {
                "window" => expected.place = None,
                "list_width" => expected.list_width = None,
                "language" => expected.language = None,
                "tab" => expected.tab = None,
                "search" => expected.search.clear(),
                "read_notices" => expected.read_notices = <_>::default(),
                _ => expected.tags.clear(),
            }
            assert_eq!(read, expected, "{field}: {wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_field_panics(name in "window|list_width|tab|tags|search", number in any::<f64>()) {
            let wrong = json!({ name: {"width": number, "height": number, "x": number} });
            parse(&wrong.to_string());
        }
    }
}
