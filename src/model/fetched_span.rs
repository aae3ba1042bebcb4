/// A stretch of time of which a site's whole log was fetched. Only within one, no rows means that
/// nothing was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedSpan {
    /// Id of the site.
    pub site: String,
    /// Unix seconds, the first and the last one included.
    pub from: i64,
    pub to: i64,
}
