//! What is wrong with the fields of a site's form, in words. A field goes by its name.

use crate::app::site_form::SiteFormProblems;
use crate::text::{Text, address_words};

/// The fields that can be wrong, in the order of the form.
const FIELDS: [Text; 4] = [Text::SiteName, Text::Address, Text::Balance, Text::Threshold];

/// What is wrong with this field.
pub fn of(problems: SiteFormProblems, field: Text) -> Option<Text> {
    match field {
        Text::SiteName => problems.name_is_blank.then_some(Text::NameMissing),
        Text::Address => problems.url.map(address_words::address_problem),
        Text::Balance => problems.balance_is_no_number.then_some(Text::NotANumber),
        Text::Threshold => problems.threshold_is_no_amount.then_some(Text::NotAnAmount),
        _ => None,
    }
}

/// The first field that is wrong, and what is wrong with it.
pub fn first(problems: SiteFormProblems) -> Option<(Text, Text)> {
    FIELDS.into_iter().find_map(|field| Some((field, of(problems, field)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_words_and_the_uppermost_comes_first() {
        let none = SiteFormProblems::default();
        assert_eq!(first(none), None);
        let threshold = SiteFormProblems { threshold_is_no_amount: true, ..none };
        assert_eq!(first(threshold), Some((Text::Threshold, Text::NotAnAmount)));
        let balance = SiteFormProblems { balance_is_no_number: true, ..threshold };
        assert_eq!(first(balance), Some((Text::Balance, Text::NotANumber)));
        let name = SiteFormProblems { name_is_blank: true, ..balance };
        assert_eq!(first(name), Some((Text::SiteName, Text::NameMissing)));
    }
}
