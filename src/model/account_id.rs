use serde::{Deserialize, Serialize};
use std::fmt;

/// A station's own id of an account: a number, or a text where it likes those better.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AccountId {
    Number(i64),
    Text(String),
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<i64> for AccountId {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for AccountId {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_a_number_in_json() {
        for (id, json) in [(AccountId::from(7), "7"), (AccountId::from("u1".to_owned()), "\"u1\"")]
        {
            assert_eq!(serde_json::to_string(&id).unwrap(), json);
            assert_eq!(serde_json::from_str::<AccountId>(json).unwrap(), id);
        }
    }
}
