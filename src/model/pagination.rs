use serde::{Deserialize, Serialize};

/// Where a page stands in a list, as the station tells it.
#[serde_with::skip_serializing_none]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// The number of the first page.
    pub base: u64,
    pub page: u64,
    /// 0 where it is not told.
    pub page_size: u64,
    /// Entries on all pages.
    pub total: Option<u64>,
    pub pages: Option<u64>,
}

impl Pagination {
    /// Whether the station says that this page is the last; `None` where it does not tell.
    pub fn is_last(&self) -> Option<bool> {
        let by_total = || match self.page_size {
            0 => None,
            size => self.total.map(|total| total.div_ceil(size)),
        };
        let pages = self.pages.or_else(by_total)?;
        Some(self.page.saturating_sub(self.base).saturating_add(1) >= pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_is_told_by_pages_or_by_total() {
        let page = |base, page, total| Pagination { base, page, page_size: 10, total, pages: None };
        assert_eq!(page(1, 1, Some(11)).is_last(), Some(false));
        assert_eq!(page(1, 2, Some(11)).is_last(), Some(true));
        assert_eq!(page(0, 1, Some(11)).is_last(), Some(true));
        assert_eq!(page(0, 0, Some(11)).is_last(), Some(false));
        assert_eq!(page(1, 1, Some(0)).is_last(), Some(true));
        assert_eq!(page(0, 0, None).is_last(), None);
        let told = Pagination { pages: Some(3), ..page(1, 3, Some(99)) };
        assert_eq!(told.is_last(), Some(true));
        let nonsense = Pagination { page_size: 0, total: Some(8), ..Pagination::default() };
        assert_eq!(nonsense.is_last(), None);
    }
}
