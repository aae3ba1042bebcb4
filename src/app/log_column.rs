/// A column of the log viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogColumn {
    Time,
    Site,
    Type,
    Model,
    Key,
    Input,
    Output,
    Cache,
    Cost,
    Points,
    Duration,
    FirstToken,
    Stream,
}

impl LogColumn {
    /// In the order on screen.
    pub const ALL: [Self; 13] = [
        Self::Time,
        Self::Site,
        Self::Type,
        Self::Model,
        Self::Key,
        Self::Input,
        Self::Output,
        Self::Cache,
        Self::Cost,
        Self::Points,
        Self::Duration,
        Self::FirstToken,
        Self::Stream,
    ];

    /// By which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Site => "site",
            Self::Type => "type",
            Self::Model => "model",
            Self::Key => "key",
            Self::Input => "input",
            Self::Output => "output",
            Self::Cache => "cache",
            Self::Cost => "cost",
            Self::Points => "points",
            Self::Duration => "duration",
            Self::FirstToken => "first_token",
            Self::Stream => "stream",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether it can be left out. A row without its time and model is no row.
    pub const fn is_optional(self) -> bool {
        !matches!(self, Self::Time | Self::Model)
    }

    /// Whether a first look is for the largest: of words it is for the beginning of the alphabet.
    pub const fn begins_with_largest(self) -> bool {
        !matches!(self, Self::Site | Self::Type | Self::Model | Self::Key)
    }
}
