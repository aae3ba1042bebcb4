use serde::{Deserialize, Serialize};

/// Where a page stands in a list, as the station tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// The number of the first page.
    pub base: u64,
    pub page: u64,
    pub page_size: u64,
    /// Entries on all pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u64>,
}
