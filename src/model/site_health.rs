use crate::model::settings::Settings;
use crate::model::site::Site;

/// How a site stands, in the order in which people want to see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteHealth {
    /// Never read, and the last query failed.
    Failed,
    /// Little or nothing is left, or it ends soon.
    Low,
    /// The last query failed; an older reading is shown.
    Stale,
    Ok,
    /// Not asked yet.
    Unasked,
    Disabled,
}

impl SiteHealth {
    /// At `now`, in unix seconds.
    pub fn of(site: &Site, settings: &Settings, now: i64) -> Self {
        if site.disabled {
            return Self::Disabled;
        }
        match (&site.last_reading, &site.last_error) {
            (None, Some(_)) => Self::Failed,
            (Some(_), Some(_)) => Self::Stale,
            (Some(_), None) if !site.low_causes(settings, now).is_empty() => Self::Low,
            (Some(_), None) => Self::Ok,
            (None, None) => Self::Unasked,
        }
    }
}
