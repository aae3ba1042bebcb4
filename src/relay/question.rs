use serde::{Deserialize, Serialize};

/// What a station can be asked, as recordings name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    Status,
    BalanceKey,
    /// The second half of the billing pair.
    BalanceKeyUsed,
    TokenUsage,
    Models,
    /// Any path, only to see who answers.
    Probe,
}

impl Question {
    /// The question behind an `endpoint` of a recording.
    pub fn from_name(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }
}
