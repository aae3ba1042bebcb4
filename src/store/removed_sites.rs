use crate::model::site::Site;
use crate::store::site_record;
use serde_json::{Map, Value};
use std::fmt;

/// Sites that were taken out of the file, with all that stood in their records, to be put back
/// by [`Store::restore_sites`](super::Store::restore_sites).
#[derive(Clone, Default)]
pub struct RemovedSites {
    /// With the place that each had in the list, from the first to the last.
    pub(super) records: Vec<(usize, Map<String, Value>)>,
}

impl RemovedSites {
    /// What they were, in the order of the list.
    pub fn sites(&self) -> Vec<Site> {
        self.records.iter().map(|(_, record)| site_record::read(record)).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Shows no content: it holds keys.
impl fmt::Debug for RemovedSites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemovedSites").field("count", &self.records.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_removed_sites_shows_no_content() {
        let record = serde_json::from_str(r#"{"name":"hidden","api_key":"hidden"}"#).unwrap();
        let removed = RemovedSites { records: vec![(0, record)] };
        assert_eq!(removed.sites().len(), 1);
        assert!(!format!("{removed:?}").contains("hidden"));
    }
}
