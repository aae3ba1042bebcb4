/// One announcement of a station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// Markdown or HTML.
    pub text: String,
    /// A remark beside it, as plain text.
    pub remark: Option<String>,
    pub level: AnnouncementLevel,
    /// Unix seconds; `None` = not told.
    pub published_at: Option<i64>,
}

/// How an announcement is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnnouncementLevel {
    #[default]
    Plain,
    /// Something goes on right now.
    Ongoing,
    Success,
    Warning,
    Error,
}

impl AnnouncementLevel {
    /// By the name on the wire; any other is plain.
    pub fn from_name(name: &str) -> Self {
        match name {
            "ongoing" => Self::Ongoing,
            "success" => Self::Success,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => Self::Plain,
        }
    }
}
