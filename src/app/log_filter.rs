use crate::app::log_range::LogRange;
use crate::model::call_log::LogType;

/// Which rows of a log are shown: those that all of it fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    pub range: LogRange,
    /// Id of a site.
    pub site: Option<String>,
    pub model: Option<String>,
    /// The name of a key.
    pub key: Option<String>,
    pub log_type: Option<LogType>,
    /// Stands in the model, the key, the group, the channel, the request id or the message,
    /// whatever its case.
    pub text: String,
}

impl LogFilter {
    /// Whether it lets every row through.
    pub fn is_open(&self) -> bool {
        Self { text: self.text.trim().to_owned(), ..self.clone() } == Self::default()
    }
}
