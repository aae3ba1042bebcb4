use crate::model::why_left_out::WhyLeftOut;
use crate::text::language::Language;
use crate::text::table::Text;

/// Why a total does not count a site. `name_of` gives the name of a site by its id.
pub fn why_left_out<'a>(
    why: &WhyLeftOut,
    name_of: impl FnOnce(&str) -> Option<&'a str>,
    language: Language,
) -> String {
    let text = match why {
        WhyLeftOut::Disabled => Text::HealthDisabled,
        WhyLeftOut::Excluded => Text::LeftOutExcluded,
        WhyLeftOut::Plan => Text::LeftOutPlan,
        WhyLeftOut::Unlimited => Text::Unlimited,
        WhyLeftOut::NoAmount => Text::LeftOutNoAmount,
        WhyLeftOut::SameWallet { as_site } => {
            let name = name_of(as_site).unwrap_or(as_site);
            return Text::LeftOutSameWallet.fill(language, &[("name", &name)]);
        }
    };
    text.in_language(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_that_counts_in_its_place_is_named() {
        let why = WhyLeftOut::SameWallet { as_site: "0a1b".into() };
        assert_eq!(why_left_out(&why, |_| Some("晨星"), Language::Zh), "与 晨星 是同一个钱包");
        assert_eq!(why_left_out(&why, |_| None, Language::En), "same wallet as 0a1b");
        assert_eq!(why_left_out(&WhyLeftOut::Plan, |_| None, Language::Zh), "套餐");
    }
}
