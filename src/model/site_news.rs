use crate::model::error_kind::ErrorKind;
use crate::model::key_details::KeyDetails;
use crate::model::reading::Reading;

/// What a query brought that belongs into the record of its site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteNews {
    /// The site's id.
    pub site: String,
    pub reading: Reading,
    /// What a rate-limited question told of the key, if it was asked.
    pub key_details: Option<KeyDetails>,
}

impl SiteNews {
    /// False of a site that was not asked, or not to the end. A service that cannot be asked yet
    /// was recognised at least.
    pub fn changes_anything(&self) -> bool {
        let failure = self.reading.failure.as_ref().map(|failure| failure.kind);
        !matches!(
            failure,
            Some(ErrorKind::IncompleteSite | ErrorKind::DisabledSite | ErrorKind::Cancelled)
        )
    }
}
