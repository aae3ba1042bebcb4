use serde::{Deserialize, Serialize};

/// What a station can be asked, as recordings name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    Status,
    BalanceKey,
    /// The second half of the billing pair.
    BalanceKeyUsed,
    TokenUsage,
    /// The account's wallet, or the plans that pay before it.
    BalanceAccount,
    /// The station's own id of a key.
    KeyId,
    /// Name and password for a session.
    Login,
    /// What was used, today and in all.
    Stats,
    Models,
    /// The accounts that a station lends to its callers.
    PoolStatus,
    /// What was used by model.
    ModelStats,
    /// The account's keys.
    Tokens,
    Pricing,
    Notice,
    Checkin,
    CheckinStatus,
    /// The log of one key.
    LogsKey,
    /// The log of an account, page by page.
    LogsAccount,
    /// How much may be asked in a span of time: stands in the headers of an answer.
    #[serde(rename = "ratelimit")]
    RateLimit,
    /// Any path, only to see who answers.
    #[default]
    Probe,
}

impl Question {
    /// The question behind an `endpoint` of a recording.
    pub fn from_name(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }

    /// The `endpoint` of a recording.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }
}
