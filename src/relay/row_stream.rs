use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Where stations keep the rows of a list, at the top of a document or one step below.
const ROW_LISTS: [&str; 5] = ["data", "items", "logs", "usage", "recentRecords"];

/// Reads a document whose rows are given away one by one, so that a long list is never held whole.
/// Gives what is left: the document with its rows taken out.
///
/// Of a document that breaks off, every row that came whole was given away when this fails.
pub fn read_rows(text: &str, on_row: &mut dyn FnMut(&Value)) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let rest = Part { may_hold_rows: true, depth: 0, on_row }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(rest)
}

/// One value of the document.
struct Part<'a> {
    /// It stands where rows may stand.
    may_hold_rows: bool,
    depth: usize,
    on_row: &'a mut dyn FnMut(&Value),
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.may_hold_rows {
            deserializer.deserialize_any(self)
        } else {
            serde::Deserialize::deserialize(deserializer)
        }
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON document")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Value, A::Error> {
        while let Some(row) = rows.next_element::<Value>()? {
            (self.on_row)(&row);
        }
        Ok(Value::Array(Vec::new()))
    }

    /// Any other number comes as a map with a name that only the parser knows: it holds no rows.
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut rest = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            let part = Part {
                may_hold_rows: self.depth < 2 && ROW_LISTS.contains(&name.as_str()),
                depth: self.depth + 1,
                on_row: &mut *self.on_row,
            };
            let value = entries.next_value_seed(part)?;
            rest.insert(name, value);
        }
        Ok(Value::Object(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Option<String>) {
        let mut rows = Vec::new();
        let rest = read_rows(text, &mut |row| rows.push(row.to_string()));
        (rows, rest.ok().map(|rest| rest.to_string()))
    }

    #[test]
    fn rows_are_taken_out_and_the_rest_stays() {
        for (text, rows, rest) in [
            (r#"{"success":true,"data":[{"a":1},2]}"#, 2, r#"{"success":true,"data":[]}"#),
            (
                r#"{"data":{"items":[{"data":[7]}],"total":1.50}}"#,
                1,
                r#"{"data":{"items":[],"total":1.50}}"#,
            ),
            (r#"{"data":{"data":[3],"page":1}}"#, 1, r#"{"data":{"data":[],"page":1}}"#),
            (r#"{"data":null,"logs":"x"}"#, 0, r#"{"data":null,"logs":"x"}"#),
            (r#"{"detail":[{"msg":"no"}]}"#, 0, r#"{"detail":[{"msg":"no"}]}"#),
            (r#"[{"a":1}]"#, 1, "[]"),
            (r#"{"data":-7,"items":7}"#, 0, r#"{"data":-7,"items":7}"#),
        ] {
            let (given, left) = read(text);
            assert_eq!((given.len(), left.as_deref()), (rows, Some(rest)), "{text}");
        }
    }

    #[test]
    fn what_breaks_off_or_goes_on_is_no_document() {
        assert_eq!(read(r#"{"data":[{"a":1},{"a""#), (vec![r#"{"a":1}"#.to_owned()], None));
        assert_eq!(read(r#"{"data":[]} x"#).1, None);
        assert!(read(r#"{"data":1.5}"#).1.is_some());
        assert_eq!(read(&"[".repeat(100_000)).1, None);
    }
}
