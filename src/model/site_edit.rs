use crate::model::account_edit::AccountEdit;
use crate::model::base_url::{BaseUrl, Origin};
use crate::model::change::Change;
use crate::model::checkin_edit::CheckinEdit;
use crate::model::connection_edit::ConnectionEdit;
use crate::model::money::Money;
use crate::model::secret::Secret;
use crate::model::shown_address::shown_address;
use crate::model::site::{Site, SiteType};
use rust_decimal::Decimal;
use std::fmt;

/// What the user changed of a site; all else stays as it stands when this is applied.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SiteEdit {
    pub name: Change<String>,
    /// As typed.
    pub url: Change<String>,
    pub api_key: Change<Secret>,
    pub site_type: Change<SiteType>,
    pub tags: Change<Vec<String>>,
    pub notes: Change<String>,
    pub pinned: Change<bool>,
    pub disabled: Change<bool>,
    pub excluded_from_totals: Change<bool>,
    pub low_balance_threshold: Change<Option<Decimal>>,
    /// A balance typed by hand stands for the last reading until the next one.
    pub typed_balance: Change<Money>,
    pub account: AccountEdit,
    pub connection: ConnectionEdit,
    pub checkin: CheckinEdit,
}

impl SiteEdit {
    /// Whether a query or check-in under way is asked with something that this changes: its answer
    /// would be noted for another station, wallet or way.
    pub fn touches_query(&self) -> bool {
        let keeps_all = self.url.is_kept()
            && self.api_key.is_kept()
            && self.account.is_kept()
            && self.connection.is_kept()
            && self.checkin.is_kept();
        !keeps_all
    }

    pub fn apply_to(self, site: &mut Site) {
        let earlier = site.base_url().ok();
        self.url.apply_to(&mut site.url);
        let base = site.base_url().ok();
        let moved = earlier != base && !is_https_of(base.as_ref(), earlier.as_ref());
        let has_new_key = self.api_key.apply_to(&mut site.api_key);
        if moved || has_new_key {
            forget_station(site);
        }
        if moved && origin(base) != origin(earlier) {
            forget_reading(site);
        }
        let asked_before = site.clone();
        self.account.apply_to(site);
        self.connection.apply_to(site);
        self.checkin.apply_to(site);
        if !site.is_asked_like(&asked_before) {
            site.last_error = None;
        }
        self.name.apply_to(&mut site.name);
        self.site_type.apply_to(&mut site.site_type);
        self.tags.apply_to(&mut site.tags);
        self.notes.apply_to(&mut site.notes);
        self.pinned.apply_to(&mut site.pinned);
        self.disabled.apply_to(&mut site.disabled);
        self.excluded_from_totals.apply_to(&mut site.excluded_from_totals);
        self.low_balance_threshold.apply_to(&mut site.low_balance_threshold);
        if let Change::To(money) = self.typed_balance {
            site.balance = Some(money.amount);
            site.balance_unit = money.unit;
            site.last_reading = None;
        }
    }
}

fn origin(base: Option<BaseUrl>) -> Option<Origin> {
    base.map(|base| base.origin())
}

/// The same address, only safer: who answers there is known already.
fn is_https_of(base: Option<&BaseUrl>, earlier: Option<&BaseUrl>) -> bool {
    let secured = earlier.and_then(BaseUrl::with_https);
    secured.is_some() && secured.as_ref() == base
}

/// What was found out with the earlier address and key.
fn forget_station(site: &mut Site) {
    if !site.station_kind_fixed {
        site.station_kind = None;
    }
    site.key_details = None;
    site.last_error = None;
}

/// The number that a reading left behind goes with it: nobody typed it.
fn forget_reading(site: &mut Site) {
    if site.last_reading.take().is_some() {
        site.balance = Some(Decimal::ZERO);
        site.last_query_time.clear();
    }
}

/// Which fields change, and no notes: the address as it may be shown.
impl fmt::Debug for SiteEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = match &self.url {
            Change::Kept => Change::Kept,
            Change::To(url) => Change::To(shown_address(url)),
        };
        f.debug_struct("SiteEdit")
            .field("name", &self.name)
            .field("url", &url)
            .field("api_key", &self.api_key)
            .field("disabled", &self.disabled)
            .field("typed_balance", &self.typed_balance)
            .field("account", &self.account)
            .field("connection", &self.connection)
            .field("checkin", &self.checkin)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::error_kind::ErrorKind;
    use crate::model::key_details::KeyDetails;
    use crate::model::key_validity::KeyValidity;
    use crate::model::money::Unit;
    use crate::model::proxy_setting::ProxySetting;
    use crate::model::reading::{Reading, ReadingState};
    use crate::model::site::{LastError, LogAuth};
    use crate::model::station_kind::StationKind;

    fn known_site() -> Site {
        let balance = Balance { remaining: Some(12.into()), ..Balance::default() };
        Site {
            name: "A".into(),
            url: "https://relay.example/v1".into(),
            api_key: Secret::new("sk-abcdefghijklmnop"),
            notes: "n".into(),
            balance: Some(12.into()),
            last_query_time: "2026-11-21 07:53:00".into(),
            station_kind: Some(StationKind::OneApi),
            last_error: Some(LastError { kind: ErrorKind::Timeout, time: 7 }),
            key_details: Some(KeyDetails::new(&Secret::new("sk-abcdefghijklmnop"), 8, None)),
            last_reading: Some(Reading {
                kind: Some(StationKind::OneApi),
                state: ReadingState::Ok,
                balance: Some(balance),
                pool: None,
                kinds_possible: Vec::new(),
                key_valid: KeyValidity::Valid,
                time: 7,
                elapsed_ms: 1,
                failure: None,
                tried: Vec::new(),
            }),
            ..Site::default()
        }
    }

    fn edited(edit: SiteEdit) -> Site {
        let mut site = known_site();
        edit.apply_to(&mut site);
        site
    }

    fn at(url: &str) -> SiteEdit {
        SiteEdit { url: Change::To(url.into()), ..SiteEdit::default() }
    }

    #[test]
    fn what_was_not_edited_stays() {
        assert!(edited(SiteEdit::default()) == known_site());
        let renamed = edited(SiteEdit { name: Change::To("B".into()), ..SiteEdit::default() });
        assert!(renamed == Site { name: "B".into(), ..known_site() });
        assert!(edited(at("https://relay.example/v1")) == known_site());
    }

    #[test]
    fn every_field_can_be_edited() {
        let site = edited(SiteEdit {
            site_type: Change::To(SiteType::Free),
            tags: Change::To(vec!["t".into()]),
            notes: Change::To("m".into()),
            pinned: Change::To(true),
            disabled: Change::To(true),
            excluded_from_totals: Change::To(true),
            low_balance_threshold: Change::To(Some(5.into())),
            ..SiteEdit::default()
        });
        let expected = Site {
            site_type: SiteType::Free,
            tags: vec!["t".into()],
            notes: "m".into(),
            pinned: true,
            disabled: true,
            excluded_from_totals: true,
            low_balance_threshold: Some(5.into()),
            ..known_site()
        };
        assert!(site == expected);
    }

    #[test]
    fn another_path_or_key_forgets_the_station_and_keeps_the_reading() {
        let key = Change::To(Secret::new("sk-another-key-000000"));
        for edit in [at("https://relay.example/panel"), SiteEdit { api_key: key, ..<_>::default() }]
        {
            assert!(edit.touches_query());
            let site = edited(edit);
            assert_eq!((site.station_kind, site.last_error), (None, None));
            assert_eq!(site.key_details, None);
            assert!(site.last_reading.is_some());
        }
    }

    #[test]
    fn another_account_or_way_forgets_the_failure_and_nothing_else() {
        let account = AccountEdit { user_id: Change::To("7".into()), ..AccountEdit::default() };
        let proxy = Change::To(ProxySetting::None);
        let connection = ConnectionEdit { http_proxy: proxy, ..ConnectionEdit::default() };
        let known = Site { last_error: None, ..known_site() };
        let edit = SiteEdit { account, ..SiteEdit::default() };
        assert!(edit.touches_query());
        assert!(edited(edit) == Site { user_id: "7".into(), ..known.clone() });
        let edit = SiteEdit { connection, ..SiteEdit::default() };
        assert!(edit.touches_query());
        assert!(edited(edit) == Site { http_proxy: ProxySetting::None, ..known });
    }

    #[test]
    fn where_the_key_for_logs_goes_says_nothing_of_a_balance() {
        let log_auth = Change::To(LogAuth::Bearer);
        let connection = ConnectionEdit { log_auth, ..ConnectionEdit::default() };
        let site = edited(SiteEdit { connection, ..SiteEdit::default() });
        assert!(site == Site { log_auth: LogAuth::Bearer, ..known_site() });
    }

    #[test]
    fn a_kind_that_the_user_chose_outlives_the_address() {
        let mut site = Site { station_kind_fixed: true, ..known_site() };
        at("https://other.example").apply_to(&mut site);
        assert_eq!(site.station_kind, Some(StationKind::OneApi));
    }

    #[test]
    fn another_station_leaves_nothing_of_the_number_of_the_first() {
        let site = edited(at("https://other.example"));
        assert_eq!(site.last_reading, None);
        assert_eq!((site.known_balance(), site.last_query_time.as_str()), (None, ""));
    }

    #[test]
    fn the_same_address_with_https_forgets_nothing() {
        let http = Site { url: "http://relay.example/v1".into(), ..known_site() };
        let mut site = http.clone();
        at("https://relay.example").apply_to(&mut site);
        assert!(site == Site { url: "https://relay.example".into(), ..http });
    }

    #[test]
    fn a_balance_typed_by_hand_takes_the_place_of_the_reading() {
        let typed = Money::new(3.into(), Unit::Cny);
        let site =
            edited(SiteEdit { typed_balance: Change::To(typed.clone()), ..SiteEdit::default() });
        assert_eq!(site.last_reading, None);
        assert_eq!(site.known_balance(), Some(typed));
    }

    #[test]
    fn printing_an_edit_shows_no_secret() {
        let edit = SiteEdit {
            url: Change::To("ftp://user:hidden@relay.example/?key=hidden".into()),
            api_key: Change::To(Secret::new("sk-hiddenhidden1234")),
            notes: Change::To("hidden".into()),
            ..SiteEdit::default()
        };
        let printed = format!("{edit:?}");
        assert!(printed.contains("relay.example") && !printed.contains("hidden"), "{printed}");
    }
}
