//! What is wrong with the fields of a site's form, in words. A field goes by its name.

use crate::app::site_form::SiteFormProblems;
use crate::text::{Language, Text, address_words, form_words};

/// The fields that can be wrong, in the order of the form.
const FIELDS: [Text; 16] = [
    Text::SiteName,
    Text::Address,
    Text::Balance,
    Text::Threshold,
    Text::AccessToken,
    Text::UserId,
    Text::SessionCookie,
    Text::ProxyAddress,
    Text::LogRelay,
    Text::ExtraHeaders,
    Text::SubscriptionPath,
    Text::UsagePath,
    Text::LogsPath,
    Text::CheckinPage,
    Text::CheckinPath,
    Text::CheckinHeaders,
];

/// What is wrong with this field.
pub fn of(problems: &SiteFormProblems, field: Text, language: Language) -> Option<String> {
    let SiteFormProblems { account, connection, checkin, .. } = problems;
    let headers = match field {
        Text::ExtraHeaders => connection.headers,
        Text::CheckinHeaders => checkin.headers,
        _ => None,
    };
    if let Some(error) = headers {
        return Some(form_words::header_problem(error, language));
    }
    let text = match field {
        Text::SiteName => problems.name_is_blank.then_some(Text::NameMissing),
        Text::Address => problems.url.map(address_words::address_problem),
        Text::Balance => problems.balance_is_no_number.then_some(Text::NotANumber),
        Text::Threshold => problems.threshold_is_no_amount.then_some(Text::NotAnAmount),
        Text::AccessToken => account.access_token.then_some(Text::Unsendable),
        Text::UserId => account.user_id.then_some(Text::Unsendable),
        Text::SessionCookie => account.session_cookie.then_some(Text::Unsendable),
        Text::ProxyAddress => connection.proxy.map(address_words::proxy_problem),
        Text::SubscriptionPath => connection.subscription_path.map(address_words::path_problem),
        Text::UsagePath => connection.usage_path.map(address_words::path_problem),
        Text::LogsPath => connection.logs_path.map(address_words::path_problem),
        Text::LogRelay => connection.log_relay.map(address_words::address_problem),
        Text::CheckinPage => checkin.page.map(address_words::address_problem),
        Text::CheckinPath => checkin.path.map(address_words::path_problem),
        _ => None,
    };
    text.map(|text| text.in_language(language).to_owned())
}

/// The first field that is wrong, and what is wrong with it.
pub fn first(problems: &SiteFormProblems, language: Language) -> Option<(Text, String)> {
    FIELDS.into_iter().find_map(|field| Some((field, of(problems, field, language)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::account_form::AccountProblems;
    use crate::app::checkin_form::CheckinProblems;
    use crate::app::connection_form::ConnectionProblems;
    use crate::model::base_url::BaseUrlError;
    use crate::model::header_lines::{HeaderLineError, HeaderMistake};
    use crate::model::proxy_setting::ProxyError;
    use crate::model::request_path::PathError;

    fn all() -> SiteFormProblems {
        let headers = Some(HeaderLineError { line: 2, mistake: HeaderMistake::NoColon });
        let path = Some(PathError::NoSlash);
        let address = Some(BaseUrlError::NotHttp);
        SiteFormProblems {
            name_is_blank: true,
            url: address,
            threshold_is_no_amount: true,
            balance_is_no_number: true,
            account: AccountProblems { access_token: true, user_id: true, session_cookie: true },
            connection: ConnectionProblems {
                proxy: Some(ProxyError::Empty),
                headers,
                subscription_path: path,
                usage_path: path,
                logs_path: path,
                log_relay: address,
            },
            checkin: CheckinProblems { page: address, path, headers },
        }
    }

    #[test]
    fn every_problem_has_words_and_the_uppermost_comes_first() {
        let language = Language::En;
        assert_eq!(first(&SiteFormProblems::default(), language), None);
        for field in FIELDS {
            assert!(of(&all(), field, language).is_some(), "{field:?}");
        }
        let name = Text::NameMissing.in_language(language).to_owned();
        assert_eq!(first(&all(), language), Some((Text::SiteName, name)));
        let headers = CheckinProblems { headers: all().checkin.headers, ..<_>::default() };
        let only = SiteFormProblems { checkin: headers, ..SiteFormProblems::default() };
        let words = "Line 2: a colon between name and value is missing".to_owned();
        assert_eq!(first(&only, language), Some((Text::CheckinHeaders, words)));
    }
}
