use crate::model::alarm_memory::AlarmMemory;
use crate::model::low_balance::LowCause;
use crate::store::json_field;
use serde_json::{Map, Value, json};

/// Reads what `alarms.json` says; what makes no sense was not told.
pub(super) fn read(record: &Map<String, Value>) -> AlarmMemory {
    let told = record.get("raised").and_then(Value::as_array).into_iter().flatten();
    AlarmMemory {
        raised: told.filter_map(Value::as_object).filter_map(read_raised).collect(),
        held: json_field::texts(record, "held").into_iter().collect(),
    }
}

fn read_raised(record: &Map<String, Value>) -> Option<(String, LowCause)> {
    let cause = LowCause::from_name(&json_field::text(record, "cause"))?;
    Some((json_field::text(record, "site"), cause))
}

pub(super) fn write(memory: &AlarmMemory) -> Value {
    let raised =
        memory.raised.iter().map(|(site, cause)| json!({"site": site, "cause": cause.name()}));
    json!({"raised": raised.collect::<Vec<_>>(), "held": memory.held})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> AlarmMemory {
        read(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let memory = AlarmMemory {
            raised: [("a".to_owned(), LowCause::UsedUp), ("a".to_owned(), LowCause::Expiring)]
                .into(),
            held: ["b".to_owned()].into(),
        };
        for memory in [memory, AlarmMemory::default()] {
            assert_eq!(parse(&write(&memory).to_string()), memory);
        }
    }

    #[test]
    fn what_makes_no_sense_was_not_told() {
        let odd = r#"{"raised":[7,{"site":"a","cause":"bored"},{"site":"a","cause":"used_up"}],"held":3}"#;
        let told =
            AlarmMemory { raised: [("a".to_owned(), LowCause::UsedUp)].into(), ..<_>::default() };
        assert_eq!(parse(odd), told);
        assert_eq!(parse(r#"{"raised":"all"}"#), AlarmMemory::default());
    }
}
