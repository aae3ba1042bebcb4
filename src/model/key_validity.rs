use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;

/// What an answer proves about the key. In JSON `true`, `false` or `"unknown"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyValidity {
    /// The key is real, even if the call failed.
    Valid,
    /// Refused by a station that says so only of wrong keys.
    Refused,
    #[default]
    Unknown,
}

impl Serialize for KeyValidity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Valid => serializer.serialize_bool(true),
            Self::Refused => serializer.serialize_bool(false),
            Self::Unknown => serializer.serialize_str("unknown"),
        }
    }
}

impl<'de> Deserialize<'de> for KeyValidity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyValidityVisitor;

        impl Visitor<'_> for KeyValidityVisitor {
            type Value = KeyValidity;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or \"unknown\"")
            }

            fn visit_bool<E: de::Error>(self, valid: bool) -> Result<KeyValidity, E> {
                Ok(if valid { KeyValidity::Valid } else { KeyValidity::Refused })
            }

            fn visit_str<E: de::Error>(self, _: &str) -> Result<KeyValidity, E> {
                Ok(KeyValidity::Unknown)
            }
        }

        deserializer.deserialize_any(KeyValidityVisitor)
    }
}
