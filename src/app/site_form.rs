use crate::app::account_form::{AccountForm, AccountProblems};
use crate::app::checkin_form::{CheckinForm, CheckinProblems};
use crate::app::connection_form::{ConnectionForm, ConnectionProblems};
use crate::app::form_changes::{changed, changed_text, rebased};
use crate::model::base_url::{BaseUrl, BaseUrlError};
use crate::model::change::Change;
use crate::model::money::{Money, Unit};
use crate::model::secret::Secret;
use crate::model::shown_address::shown_address;
use crate::model::site::{Site, SiteType};
use crate::model::site_edit::SiteEdit;
use crate::relay::credentials::clean_key;
use rust_decimal::Decimal;
use std::fmt;

/// What stands in the fields for a site.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SiteForm {
    pub name: String,
    pub url: String,
    pub key: Secret,
    pub site_type: SiteType,
    /// With commas between them, `,` or `，`.
    pub tags: String,
    pub notes: String,
    pub pinned: bool,
    pub disabled: bool,
    pub excluded_from_totals: bool,
    /// Empty = the setting that holds for all.
    pub threshold: String,
    /// Empty = not known.
    pub balance: String,
    pub unit: Unit,
    pub account: AccountForm,
    pub connection: ConnectionForm,
    pub checkin: CheckinForm,
}

/// What is wrong with a form, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteFormProblems {
    pub name_is_blank: bool,
    pub url: Option<BaseUrlError>,
    pub threshold_is_no_amount: bool,
    pub balance_is_no_number: bool,
    pub account: AccountProblems,
    pub connection: ConnectionProblems,
    pub checkin: CheckinProblems,
}

impl SiteFormProblems {
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

impl SiteForm {
    pub fn of(site: &Site) -> Self {
        Self {
            name: site.name.clone(),
            url: site.url.clone(),
            key: site.api_key.clone(),
            site_type: site.site_type,
            tags: site.tags.join(", "),
            notes: site.notes.clone(),
            pinned: site.pinned,
            disabled: site.disabled,
            excluded_from_totals: site.excluded_from_totals,
            threshold: site.low_balance_threshold.map(|t| t.to_string()).unwrap_or_default(),
            balance: shown_balance(site),
            unit: site.balance_unit.clone(),
            account: AccountForm::of(site),
            connection: ConnectionForm::of(site),
            checkin: CheckinForm::of(site),
        }
    }

    /// What is wrong with what was changed since `base`. What stands in the file, however odd,
    /// keeps nobody from changing something else.
    pub fn problems(&self, base: &Self) -> SiteFormProblems {
        let url = BaseUrl::parse(&self.url).err();
        SiteFormProblems {
            name_is_blank: self.name != base.name && self.name.trim().is_empty(),
            url: url.filter(|_| self.url != base.url),
            threshold_is_no_amount: self.threshold != base.threshold
                && amount(&self.threshold)
                    .is_none_or(|t| t.is_some_and(|t| t.is_sign_negative() && !t.is_zero())),
            balance_is_no_number: self.balance != base.balance && amount(&self.balance).is_none(),
            account: self.account.problems(&base.account),
            connection: self.connection.problems(&base.connection),
            checkin: self.checkin.problems(&base.checkin),
        }
    }

    /// What was changed since `base`; `None` while something is wrong.
    pub fn edit(&self, base: &Self) -> Option<SiteEdit> {
        if self.problems(base).any() {
            return None;
        }
        Some(SiteEdit {
            name: changed_text(&base.name, &self.name),
            url: changed_text(&base.url, &self.url),
            api_key: changed(&base.key, &self.key, clean_key),
            site_type: Change::between(&base.site_type, self.site_type),
            tags: changed(&base.tags, &self.tags, |tags| split_tags(tags)),
            notes: Change::between(&base.notes, self.notes.clone()),
            pinned: Change::between(&base.pinned, self.pinned),
            disabled: Change::between(&base.disabled, self.disabled),
            excluded_from_totals: Change::between(
                &base.excluded_from_totals,
                self.excluded_from_totals,
            ),
            low_balance_threshold: changed(&base.threshold, &self.threshold, |text| {
                amount(text).flatten()
            }),
            typed_balance: self.typed_balance(base),
            account: self.account.edit(&base.account),
            connection: self.connection.edit(&base.connection),
            checkin: self.checkin.edit(&base.checkin),
        })
    }

    fn typed_balance(&self, base: &Self) -> Change<Money> {
        if (&self.balance, &self.unit) == (&base.balance, &base.unit) {
            return Change::Kept;
        }
        let typed = amount(&self.balance).flatten().unwrap_or_default();
        Change::To(Money::new(typed, self.unit.clone()))
    }

    /// The same form over another base: fields that still stand as in `from` follow it to `to`.
    #[must_use]
    pub fn rebased(self, from: &Self, to: &Self) -> Self {
        rebased!(self, from, to;
            name, url, key, site_type, tags, notes, pinned, disabled, excluded_from_totals,
            threshold, balance, unit;
            account, connection, checkin)
    }
}

/// A balance of nought that nobody ever read is not one.
fn shown_balance(site: &Site) -> String {
    site.balance
        .filter(|balance| !balance.is_zero() || site.last_reading.is_some())
        .map(|balance| balance.to_string())
        .unwrap_or_default()
}

/// The number in a field: `Some(None)` where it is empty, `None` where it is no number.
#[expect(clippy::option_option, reason = "empty and wrong are two things")]
fn amount(text: &str) -> Option<Option<Decimal>> {
    match text.trim() {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    }
}

/// Tags as they stand between commas, each once.
fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', '，']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The address as it may be shown, and no notes.
impl fmt::Debug for SiteForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SiteForm")
            .field("name", &self.name)
            .field("url", &shown_address(&self.url))
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> SiteForm {
        SiteForm::of(&Site {
            name: "A".into(),
            url: "https://relay.example".into(),
            tags: vec!["a".into(), "b".into()],
            balance: Some(Decimal::ZERO),
            ..Site::default()
        })
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        let odd = SiteForm { name: " ".into(), url: "?".into(), threshold: "x".into(), ..base() };
        for form in [base(), odd] {
            assert_eq!(form.edit(&form), Some(SiteEdit::default()));
        }
        assert_eq!(base().balance, "", "nought that nobody read");
    }

    #[test]
    fn only_what_was_touched_is_edited() {
        let form = SiteForm { name: " B ".into(), tags: "x，y, x,,".into(), ..base() };
        let expected = SiteEdit {
            name: Change::To("B".into()),
            tags: Change::To(vec!["x".into(), "y".into()]),
            ..SiteEdit::default()
        };
        assert_eq!(form.edit(&base()), Some(expected));
    }

    #[test]
    fn a_balance_is_edited_with_its_unit() {
        let typed = |balance: &str, unit| {
            let form = SiteForm { balance: balance.into(), unit, ..base() };
            form.edit(&base()).map(|edit| edit.typed_balance)
        };
        let money = |amount: Decimal, unit| Some(Change::To(Money::new(amount, unit)));
        assert_eq!(typed(" 12.50 ", Unit::Usd), money("12.50".parse().unwrap(), Unit::Usd));
        assert_eq!(typed("", Unit::Cny), money(Decimal::ZERO, Unit::Cny));
        assert_eq!(typed("12,5", Unit::Usd), None);
    }

    #[test]
    fn mistakes_are_told_field_by_field() {
        let form = SiteForm {
            name: " ".into(),
            url: "ftp://relay.example".into(),
            threshold: "-1".into(),
            balance: "much".into(),
            ..base()
        };
        let problems = form.problems(&base());
        assert!(problems.name_is_blank && problems.threshold_is_no_amount);
        assert!(problems.balance_is_no_number);
        assert_eq!(problems.url, Some(BaseUrlError::NotHttp));
        assert_eq!(form.edit(&base()), None);
        let emptied = SiteForm { threshold: String::new(), ..base() };
        let limited = SiteForm { threshold: "5".into(), ..base() };
        let edit = emptied.edit(&limited).unwrap();
        assert_eq!(edit.low_balance_threshold, Change::To(None));
    }

    #[test]
    fn another_base_shows_in_fields_that_were_not_touched() {
        let outside = SiteForm { name: "Z".into(), notes: "outside".into(), ..base() };
        let form = SiteForm { name: "mine".into(), ..base() }.rebased(&base(), &outside);
        assert_eq!((form.name.as_str(), form.notes.as_str()), ("mine", "outside"));
    }

    #[test]
    fn printing_a_form_shows_no_secret() {
        let form = SiteForm {
            url: "ftp://user:hidden@relay.example/?key=hidden".into(),
            key: Secret::new("sk-hiddenhidden1234"),
            notes: "hidden".into(),
            ..base()
        };
        let printed = format!("{form:?}");
        assert!(printed.contains("relay.example") && !printed.contains("hidden"), "{printed}");
    }
}
