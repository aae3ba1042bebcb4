//! How each member of the family is asked for its log.

use crate::model::station_kind::StationKind;
use crate::relay::kind::one_api_family::logs::ACCOUNT_PATH;
use crate::relay::log_form::{AccountLogForm, KeyPlace};
use crate::relay::station::Station;

/// Builds that read a key from the header send no more rows of it.
pub const MOST_ROWS_OF_KEY: usize = 1000;

/// Where the key goes, in the order of trying; none where no log can be asked for with a key alone.
///
/// new-api looks into the header since 2026-02-06 and nowhere else, older builds and chat-api look
/// into the address only. Veloera wants the account beside the key, and the account has a log of
/// its own.
pub fn key_places(station: &Station) -> &'static [KeyPlace] {
    match station.kind {
        StationKind::OneApi | StationKind::OneHub | StationKind::DoneHub | StationKind::Veloera => {
            &[]
        }
        StationKind::ChatApi => &[KeyPlace::Address],
        StationKind::NewApi if is_before_autumn_2025(station) => {
            &[KeyPlace::Address, KeyPlace::Header]
        }
        _ => &[KeyPlace::Header, KeyPlace::Address],
    }
}

/// new-api tells its display type since 2025-09-29.
fn is_before_autumn_2025(station: &Station) -> bool {
    station.status.as_ref().is_some_and(|status| status.units.quota_display_type.is_none())
}

/// The key as it stands in an address. chat-api looks behind the first dash, whatever the key.
pub fn key_in_address(kind: StationKind, key: &str) -> String {
    if kind == StationKind::ChatApi && !key.starts_with("sk-") {
        return format!("sk-{key}");
    }
    key.to_owned()
}

/// How the account is asked. new-api of 2025-04 and chat-api send no rows when the size is not
/// told; one-api has a size of its own; chat-api keeps failed calls apart. Where the member is not
/// known, all names of the parameters are sent: each looks at its own.
pub fn account_form(kind: StationKind) -> AccountLogForm {
    let form = AccountLogForm {
        path: ACCOUNT_PATH,
        first_page: 1,
        page: |page, size| vec![("p", page.to_string()), ("page_size", size.to_string())],
        lists: &[&[]],
    };
    match kind {
        StationKind::NewApi | StationKind::Veloera => form,
        StationKind::OneApi => {
            AccountLogForm { first_page: 0, page: |page, _| vec![("p", page.to_string())], ..form }
        }
        StationKind::ChatApi => AccountLogForm {
            first_page: 0,
            page: |page, size| vec![("p", page.to_string()), ("pageSize", size.to_string())],
            lists: &[&[], &[("type", "5")]],
            ..form
        },
        StationKind::OneHub | StationKind::DoneHub => AccountLogForm {
            page: |page, size| vec![("page", page.to_string()), ("size", size.to_string())],
            ..form
        },
        _ => AccountLogForm {
            page: |page, size| {
                let (page, size) = (page.to_string(), size.to_string());
                let pages = ["p", "page"].map(|name| (name, page.clone()));
                let sizes = ["page_size", "pageSize", "size"].map(|name| (name, size.clone()));
                pages.into_iter().chain(sizes).collect()
            },
            ..form
        },
    }
}
