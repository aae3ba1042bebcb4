/// What stands below the cards of a site's balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BalancePart {
    /// The rows of the stations' own logs.
    #[default]
    Logs,
    /// What was used by day and model, from the same rows.
    Usage,
    /// What the newest query brought in full, and what the station tells beside the balance.
    Details,
}

impl BalancePart {
    /// In the order on screen.
    pub const ALL: [Self; 3] = [Self::Logs, Self::Usage, Self::Details];

    /// By which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Logs => "logs",
            Self::Usage => "usage",
            Self::Details => "details",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}
