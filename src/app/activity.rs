use crate::worker::command::Generation;

/// What is happening to a site right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The run that it happens for.
    pub generation: Generation,
    /// Its turn has come.
    pub started: bool,
    /// What it is being asked; `None` before the first request.
    pub path: Option<String>,
}
