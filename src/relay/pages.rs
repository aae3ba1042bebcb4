use crate::model::pagination::Pagination;
use crate::relay::lenient;
use serde_json::Value;

/// Reads where a page stands, in the words of new-api, one-hub and sub2api; all count from 1.
/// `None` when the list has no pages.
pub fn pagination(data: &Value) -> Option<Pagination> {
    let count =
        |names: &[&str]| names.iter().find_map(|name| data.get(*name)).and_then(lenient::count);
    Some(Pagination {
        base: 1,
        page: count(&["page"])?,
        page_size: count(&["page_size", "size"])?,
        total: count(&["total", "total_count"]),
        pages: count(&["pages"]),
    })
}
