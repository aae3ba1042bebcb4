/// What the page of the chosen site is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// All sites in sums, and the site's own record.
    Statistics,
    /// What the newest query brought.
    #[default]
    Balance,
    /// Whether the key opens anything.
    Tests,
}

impl Tab {
    /// In the order on screen.
    pub const ALL: [Self; 3] = [Self::Statistics, Self::Balance, Self::Tests];

    /// By which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statistics => "statistics",
            Self::Balance => "balance",
            Self::Tests => "tests",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }
}
