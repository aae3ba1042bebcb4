/// How light or dark the window is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

impl Look {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// By which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name() == name)
    }
}
