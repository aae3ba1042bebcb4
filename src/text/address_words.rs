use crate::model::base_url::BaseUrlError;
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
