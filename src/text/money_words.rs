use crate::model::money::{Money, Unit};
use crate::text::language::Language;
use crate::text::table::Text;
use rust_decimal::Decimal;

const PRICE_DIGITS: u32 = 6;

/// An amount as people read it: `$12.40`, `1,204 额度点`.
pub fn money(money: &Money, language: Language) -> String {
    let plain = money.to_string();
    if money.unit != Unit::Points {
        return plain;
    }
    let amount = plain.trim_end_matches(Unit::Points.name()).trim_end();
    Text::Points.fill(language, &[("amount", &amount)])
}

/// What a single call costs, with more digits: `$0.0655`, `1,204 额度点`.
pub fn in_detail(cost: &Money, language: Language) -> String {
    if cost.unit == Unit::Points { money(cost, language) } else { cost.in_detail() }
}

/// A price in USD with all the digits that tell cheap models apart: `$2.50`, `$0.075`.
pub fn price(usd: Decimal) -> String {
    let mut shown = usd.round_dp(PRICE_DIGITS).normalize();
    if shown.scale() < 2 {
        shown.rescale(2);
    }
    format!("${shown}")
}

/// A unit by its short name: `USD`, `额度点`.
pub fn unit(unit: &Unit, language: Language) -> String {
    match unit {
        Unit::Points => Text::Points.fill(language, &[("amount", &"")]).trim().to_owned(),
        Unit::Percent => "%".to_owned(),
        other => other.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_keep_their_digits() {
        let shown = |usd: &str| price(usd.parse().unwrap());
        assert_eq!(["2.5", "0.075", "15", "0"].map(shown), ["$2.50", "$0.075", "$15.00", "$0.00"]);
    }

    #[test]
    fn points_are_words_and_currencies_are_signs() {
        let points = Money::new(1_204.into(), Unit::Points);
        assert_eq!(money(&points, Language::Zh), "1,204 额度点");
        assert_eq!(money(&points, Language::En), "1,204 points");
        assert_eq!(money(&Money::new(3.into(), Unit::Cny), Language::Zh), "¥3.00");
        assert_eq!(unit(&Unit::Points, Language::Zh), "额度点");
        assert_eq!(unit(&Unit::Usd, Language::Zh), "USD");
    }
}
