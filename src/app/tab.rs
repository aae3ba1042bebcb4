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
}
