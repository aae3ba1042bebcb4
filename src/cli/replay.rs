use crate::cli::exit::Exit;
use crate::cli::{print_json, print_line, say};
use crate::relay::recorded_exchange::RecordedExchange;
use crate::text::{Language, Text};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Prints what the program makes of recorded exchanges. A file that is none is named and the
/// others are still read.
pub(super) fn run(files: &[PathBuf], as_json: bool, language: Language) -> Exit {
    let mut exchanges = Vec::new();
    let mut all_read = true;
    for file in files {
        match replay(file) {
            Ok(fields) => exchanges.push(with_file(file, fields)),
            Err(reason) => {
                all_read = false;
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("file", &file.display()), ("reason", &reason)];
                say(&Text::FileNotRead.fill(language, &values));
            }
        }
    }
    if as_json {
        print_json(&json!({ "exchanges": exchanges }));
    } else {
        exchanges.iter().for_each(print_fields);
    }
    if all_read { Exit::Answered } else { Exit::Usage }
}

fn replay(file: &Path) -> Result<Map<String, Value>, String> {
    let text = fs::read_to_string(file).map_err(|error| error.kind().to_string())?;
    RecordedExchange::parse(&text)
        .and_then(|exchange| exchange.replay())
        .map_err(|error| error.to_string())
}

fn with_file(file: &Path, fields: Map<String, Value>) -> Value {
    let mut named = Map::new();
    named.insert("file".into(), file.display().to_string().into());
    named.extend(fields);
    named.into()
}

/// One field a line.
fn print_fields(exchange: &Value) {
    for (name, value) in exchange.as_object().into_iter().flatten() {
        match value {
            Value::String(text) => print_line(&format!("{name}: {text}")),
            other => print_line(&format!("{name}: {other}")),
        }
    }
    print_line("");
}
