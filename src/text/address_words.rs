use crate::model::base_url::BaseUrlError;
use crate::model::proxy_setting::ProxyError;
use crate::model::request_path::PathError;
use crate::text::table::Text;

/// What is wrong with an address, and by that what to do.
pub const fn address_problem(problem: BaseUrlError) -> Text {
    match problem {
        BaseUrlError::Empty => Text::AddressEmpty,
        BaseUrlError::NotHttp => Text::AddressNotHttp,
        BaseUrlError::HoldsCredentials => Text::AddressHoldsCredentials,
        BaseUrlError::Malformed => Text::AddressMalformed,
    }
}

/// What is wrong with the address of a proxy.
pub const fn proxy_problem(problem: ProxyError) -> Text {
    match problem {
        ProxyError::Empty => Text::ProxyAddressEmpty,
        ProxyError::UnknownScheme => Text::ProxyUnknownScheme,
        ProxyError::Malformed => Text::ProxyMalformed,
    }
}

/// What is wrong with the path of a request.
pub const fn path_problem(problem: PathError) -> Text {
    match problem {
        PathError::NoSlash => Text::PathNoSlash,
        PathError::Unsendable => Text::PathUnsendable,
    }
}
