use crate::model::account_key::AccountKeys;
use crate::relay::error::RelayError;

/// So many pages are asked for at most.
const MOST_PAGES: u64 = 10;
const PAGE_SIZE: u64 = 100;
/// one-api tells neither its size nor how many there are.
const FIXED_PAGE_SIZE: usize = 10;

/// The pages of an account's keys, put together.
///
/// Servers count from 0 or from 1 under different names: the first question fits them all, and a
/// server that counts from 1 takes 0 for it. Later ones follow what the first page told.
#[derive(Debug, Default)]
pub(super) struct KeyPages {
    keys: AccountKeys,
    pages: u64,
    is_complete: bool,
}

impl KeyPages {
    /// The parameters of the next page; `None` when there is no more to ask for.
    pub(super) fn next_query(&self) -> Option<Vec<(&'static str, String)>> {
        if self.is_complete || self.pages >= MOST_PAGES {
            return None;
        }
        let number = self.pages;
        let counts_from_one = self.keys.pagination.is_some();
        let p = if counts_from_one { number + 1 } else { number };
        let size = PAGE_SIZE.to_string();
        Some(vec![
            ("p", p.to_string()),
            ("page", (number + 1).to_string()),
            ("size", size.clone()),
            ("page_size", size),
        ])
    }

    pub(super) fn add(&mut self, page: AccountKeys) {
        let count = page.keys.len();
        self.keys.keys.extend(page.keys);
        let so_far = u64::try_from(self.keys.keys.len()).unwrap_or(u64::MAX);
        self.keys.unit = page.unit;
        self.is_complete = match page.pagination.and_then(|pagination| pagination.total) {
            Some(total) => count == 0 || so_far >= total,
            None => count == 0 || !count.is_multiple_of(FIXED_PAGE_SIZE),
        };
        self.keys.pagination = page.pagination.or(self.keys.pagination);
        self.pages += 1;
    }

    pub(super) fn into_keys(self) -> AccountKeys {
        self.keys
    }

    /// What earlier pages told stands.
    pub(super) fn into_keys_despite(self, error: RelayError) -> Result<AccountKeys, RelayError> {
        if self.pages == 0 { Err(error) } else { Ok(self.keys) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account_key::AccountKey;
    use crate::model::pagination::Pagination;

    fn page(count: usize, total: Option<u64>) -> AccountKeys {
        AccountKeys {
            keys: vec![AccountKey::default(); count],
            pagination: total.map(|total| Pagination { total: Some(total), ..Default::default() }),
            ..AccountKeys::default()
        }
    }

    fn parameter(pages: &KeyPages, name: &str) -> Option<String> {
        let query = pages.next_query()?;
        query.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    #[test]
    fn the_first_question_fits_every_server_and_the_next_follows_what_it_told() {
        let mut pages = KeyPages::default();
        assert_eq!(parameter(&pages, "p").as_deref(), Some("0"));
        assert_eq!(parameter(&pages, "page").as_deref(), Some("1"));
        pages.add(page(100, Some(130)));
        assert_eq!(parameter(&pages, "p").as_deref(), Some("2"));
        pages.add(page(30, Some(130)));
        assert_eq!(pages.next_query(), None);
        assert_eq!(pages.into_keys().keys.len(), 130);
    }

    #[test]
    fn a_server_that_tells_no_total_ends_with_a_page_that_is_not_full() {
        let mut pages = KeyPages::default();
        pages.add(page(10, None));
        assert_eq!(parameter(&pages, "p").as_deref(), Some("1"));
        pages.add(page(3, None));
        assert_eq!(pages.next_query(), None);
    }

    #[test]
    fn a_server_that_never_ends_is_not_followed_for_ever() {
        let mut pages = KeyPages::default();
        while pages.next_query().is_some() {
            pages.add(page(10, None));
        }
        assert_eq!(pages.into_keys().keys.len(), 100);
    }
}
