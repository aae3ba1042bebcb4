use serde::{Deserialize, Serialize};

/// The software that a station runs (站点程序), as far as it could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StationKind {
    OneApi,
    NewApi,
    OneHub,
    DoneHub,
    Veloera,
    ChatApi,
    /// Speaks the billing pair of the one-api family; which member does not show.
    OneApiFamily,
    Sub2api,
}

impl StationKind {
    pub const ALL: [Self; 8] = [
        Self::OneApi,
        Self::NewApi,
        Self::OneHub,
        Self::DoneHub,
        Self::Veloera,
        Self::ChatApi,
        Self::OneApiFamily,
        Self::Sub2api,
    ];

    /// The name in files, in JSON and on the badge.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneApi => "one-api",
            Self::NewApi => "new-api",
            Self::OneHub => "one-hub",
            Self::DoneHub => "done-hub",
            Self::Veloera => "veloera",
            Self::ChatApi => "chat-api",
            Self::OneApiFamily => "one-api-family",
            Self::Sub2api => "sub2api",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_serde_agree() {
        for kind in StationKind::ALL {
            assert_eq!(StationKind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
