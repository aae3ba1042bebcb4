use crate::relay::question::Question;
use serde_json::{Map, Value};

/// One request and its answer as a file may hold it: what a user attaches to a report and a
/// contributor turns into a test. Secrets, people and hosts are already replaced.
///
/// The format is that of the recorded exchanges which tests and
/// [`RecordedExchange`](super::recorded_exchange::RecordedExchange) read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    pub question: Question,
    fields: Map<String, Value>,
}

impl Recording {
    pub fn new(question: Question, fields: Map<String, Value>) -> Self {
        Self { question, fields }
    }

    /// The file by this name, of a station of this kind.
    pub fn to_text(&self, station: &str, name: &str) -> String {
        let mut document = Map::new();
        document.insert("id".into(), format!("{station}/{name}").into());
        document.insert("station".into(), station.into());
        let source = concat!("recorded by KonataAPI ", env!("CARGO_PKG_VERSION"));
        document.insert("source".into(), source.into());
        document.extend(self.fields.clone());
        format!("{:#}\n", Value::from(document))
    }
}
