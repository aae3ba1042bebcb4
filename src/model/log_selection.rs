use crate::model::log_archive::LogArchive;
use crate::model::stored_log::StoredLog;
use std::sync::Arc;

/// Some rows of an archive, in an order of their own. They are not copied.
#[derive(Clone, Debug, Default)]
pub struct LogSelection {
    pub archive: Arc<LogArchive>,
    /// Where they stand in it.
    pub places: Vec<u32>,
}

impl LogSelection {
    pub fn rows(&self) -> impl Iterator<Item = &StoredLog> {
        self.places.iter().filter_map(|place| self.archive.rows.get(*place as usize))
    }
}
