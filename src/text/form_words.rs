use crate::model::site::{BalanceAuth, SiteType};
use crate::text::table::Text;

pub const fn site_type(site_type: SiteType) -> Text {
    match site_type {
        SiteType::Paid => Text::TypePaid,
        SiteType::Free => Text::TypeFree,
        SiteType::Subscription => Text::TypeSubscription,
    }
}

/// How the key travels when a balance is asked for.
pub const fn balance_auth(auth: BalanceAuth) -> Text {
    match auth {
        BalanceAuth::Automatic => Text::KeyInHeader,
        BalanceAuth::UrlKey => Text::KeyInAddress,
        BalanceAuth::XApiKey => Text::KeyInOwnHeader,
    }
}
