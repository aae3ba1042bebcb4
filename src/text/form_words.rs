use crate::model::header_lines::{HeaderLineError, HeaderMistake};
use crate::model::proxy_setting::ProxySetting;
use crate::model::site::{BalanceAuth, LogAuth, SiteType};
use crate::text::language::Language;
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

/// How the key travels when call logs are asked for.
pub const fn log_auth(auth: LogAuth) -> Text {
    match auth {
        LogAuth::Automatic => Text::LogKeyAutomatic,
        LogAuth::Bearer => Text::KeyAsBearer,
        LogAuth::UrlKey => Text::KeyInAddress,
        LogAuth::XApiKey => Text::KeyInOwnHeader,
    }
}

/// Which way the requests of a site take.
pub const fn proxy_way(way: &ProxySetting) -> Text {
    match way {
        ProxySetting::System => Text::ProxyOfSystem,
        ProxySetting::None => Text::NoProxy,
        ProxySetting::Url(_) => Text::OwnProxy,
    }
}

/// What is wrong with a line of headers.
pub fn header_problem(error: HeaderLineError, language: Language) -> String {
    let what = match error.mistake {
        HeaderMistake::NoColon => Text::HeaderNoColon,
        HeaderMistake::BadName => Text::HeaderBadName,
        HeaderMistake::BadValue => Text::HeaderBadValue,
        HeaderMistake::Repeated => Text::HeaderRepeated,
    };
    let what = what.in_language(language);
    Text::HeaderProblem.fill(language, &[("line", &error.line), ("problem", &what)])
}
