use crate::model::site::Site;
use crate::worker::trial::{Trial, TrialQuestion};
use std::sync::Arc;

/// The newest trial of a site's form, and what it brought.
#[derive(Clone, Debug)]
pub struct SiteTrial {
    /// Its own number, never used twice.
    pub number: u64,
    /// Id of the site.
    pub site: String,
    pub question: TrialQuestion,
    /// The site as its form had it.
    pub tried: Box<Site>,
    /// The user has asked to end it.
    pub cancelling: bool,
    /// `None` while it is under way.
    pub trial: Option<Arc<Trial>>,
}
