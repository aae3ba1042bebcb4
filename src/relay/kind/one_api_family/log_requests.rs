//! How each member of the family is asked for its log.

use crate::model::station_kind::StationKind;
use crate::relay::kind::one_api_family::logs::{ACCOUNT_PATH, KEY_PATH};
use crate::relay::log_form::{AccountLogForm, KeyLogForm, KeyPlace};
use crate::relay::station_units::StationUnits;

/// Builds that look into the header send no more rows of a key.
const MOST_ROWS_OF_KEY: usize = 1000;

/// done-hub refuses to look 180 days back, in seconds; a day less leaves room for its clock.
const OLDEST_AT_DONE_HUB: i64 = 179 * 86_400;

/// How a key is asked; `None` where no log can be asked for with a key alone. Veloera wants the
/// account beside the key, and the account has a log of its own.
///
/// new-api looks into the header since 2026-02-06 and nowhere else, older builds and chat-api look
/// into the address only.
pub fn key_form(kind: StationKind, units: &StationUnits) -> Option<KeyLogForm> {
    let form = KeyLogForm {
        path: KEY_PATH,
        places: &[KeyPlace::Header, KeyPlace::Address],
        in_address: str::to_owned,
        most_rows: Some(MOST_ROWS_OF_KEY),
        rationed: true,
        seconds_ascend: false,
    };
    match kind {
        StationKind::OneApi | StationKind::OneHub | StationKind::DoneHub | StationKind::Veloera => {
            None
        }
        StationKind::ChatApi => Some(KeyLogForm {
            places: &[KeyPlace::Address],
            in_address: with_prefix,
            most_rows: None,
            seconds_ascend: true,
            ..form
        }),
        StationKind::NewApi if is_before_autumn_2025(units) => {
            Some(KeyLogForm { places: &[KeyPlace::Address, KeyPlace::Header], ..form })
        }
        _ => Some(form),
    }
}

/// new-api tells its display type since 2025-09-29.
fn is_before_autumn_2025(units: &StationUnits) -> bool {
    units.are_told() && units.quota_display_type.is_none()
}

/// chat-api looks behind the first dash, whatever the key.
fn with_prefix(key: &str) -> String {
    if key.starts_with("sk-") { key.to_owned() } else { format!("sk-{key}") }
}

/// How the account is asked. new-api of 2025-04 and chat-api send no rows when the size is not
/// told; one-api has a size of its own; chat-api keeps failed calls apart. Where the member is not
/// known, all names of the parameters are sent: each looks at its own.
pub fn account_form(kind: StationKind) -> AccountLogForm {
    let form = AccountLogForm {
        path: ACCOUNT_PATH,
        first_page: 1,
        page: |page, size| vec![("p", page.to_string()), ("page_size", size.to_string())],
        until: |until, _| Some(("end_timestamp", until.to_string())),
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
        StationKind::OneHub => AccountLogForm { page: page_of_hub, ..form },
        StationKind::DoneHub => AccountLogForm {
            page: page_of_hub,
            until: |until, now| {
                let is_taken = until > now - OLDEST_AT_DONE_HUB;
                is_taken.then(|| ("end_timestamp", until.to_string()))
            },
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

fn page_of_hub(page: u64, size: u64) -> Vec<(&'static str, String)> {
    vec![("page", page.to_string()), ("size", size.to_string())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn chat_api_gets_a_key_with_its_prefix() {
        let form = key_form(StationKind::ChatApi, &StationUnits::default()).unwrap();
        assert_eq!((form.in_address)("abc"), "sk-abc");
        assert_eq!((form.in_address)("sk-abc"), "sk-abc");
    }

    #[test]
    fn done_hub_is_not_asked_for_times_that_it_refuses() {
        let asked = |kind, days: i64| (account_form(kind).until)(-days * 86_400, 0);
        let parameter = ("end_timestamp", "-15552000".to_owned());
        assert_eq!(asked(StationKind::OneHub, 180), Some(parameter));
        assert_eq!(asked(StationKind::DoneHub, 180), None);
        assert!(asked(StationKind::DoneHub, 178).is_some());
    }

    #[test]
    fn a_build_that_is_not_told_is_taken_for_a_recent_one() {
        let first = |units: &StationUnits| {
            key_form(StationKind::NewApi, units).and_then(|form| form.places.first().copied())
        };
        assert_eq!(first(&StationUnits::default()), Some(KeyPlace::Header));
        let old = StationUnits::of(&json!({"display_in_currency": true}));
        assert_eq!(first(&old), Some(KeyPlace::Address));
        let new = StationUnits::of(&json!({"quota_display_type": "USD"}));
        assert_eq!(first(&new), Some(KeyPlace::Header));
    }
}
