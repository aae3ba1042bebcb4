use crate::model::balance::{Balance, Window};
use crate::model::balance_part::BalancePart;
use crate::model::money::{Money, Unit};
use crate::text::language::Language;
use crate::text::table::Text;
use crate::text::{money_words, number_words, state_words};
use rust_decimal::Decimal;

/// What is left, in few words: an amount, that of every wallet, or how full the windows of a plan
/// are that tells no amounts. `None` when nothing of that is told.
pub fn left(balance: &Balance, language: Language) -> Option<String> {
    if balance.unlimited {
        return Some(Text::Unlimited.in_language(language).to_owned());
    }
    let wallets: Vec<String> =
        balance.parts.iter().filter_map(|part| wallet_left(part, language)).collect();
    if wallets.len() > 1 {
        return Some(wallets.join(" · "));
    }
    if let Some(money) = balance.remaining_money() {
        return Some(money_words::money(&money, language));
    }
    let windows = shares(balance).map(|window| named_share(window, language));
    Some(windows.collect::<Option<Vec<String>>>()?.join(" · ")).filter(|words| !words.is_empty())
}

/// The windows that are told as shares, of a balance that has no amount.
pub fn shares(balance: &Balance) -> impl Iterator<Item = &Window> {
    let has_only_shares = balance.unit == Unit::Percent && balance.remaining.is_none();
    balance.windows.iter().filter(move |window| has_only_shares && window.used_percent.is_some())
}

/// How full a window is: `已用 74 %`. `None` where there is no limit to fill.
pub fn share(window: &Window, language: Language) -> Option<String> {
    let percent = number_words::whole_percent(window.percent_used()?);
    Some(Text::WindowUsed.fill(language, &[("percent", &percent)]))
}

/// A window and how full it is: `5 小时 已用 74 %`.
pub fn named_share(window: &Window, language: Language) -> Option<String> {
    let name = state_words::window(&window.window, language);
    Some(format!("{name} {}", share(window, language)?))
}

/// A plan by its name, a wallet by its currency.
pub fn part_name(part: &BalancePart, language: Language) -> String {
    let wallet = || {
        let unit = money_words::unit(&part.unit, language);
        Text::WalletOf.fill(language, &[("unit", &unit)])
    };
    part.plan.clone().unwrap_or_else(wallet)
}

/// What is left of a part and what it is made of: `¥110.00 · 赠送 ¥10.00 · 充值 ¥100.00`.
pub fn part_left(part: &BalancePart, language: Language) -> String {
    if part.unlimited {
        return Text::Unlimited.in_language(language).to_owned();
    }
    let money =
        |amount: Decimal| money_words::money(&Money::new(amount, part.unit.clone()), language);
    let made_of = |text: Text, amount: Option<Decimal>| {
        amount.map(|amount| text.fill(language, &[("amount", &money(amount))]))
    };
    let words = part
        .remaining
        .map(money)
        .into_iter()
        .chain(made_of(Text::Granted, part.granted))
        .chain(made_of(Text::ToppedUp, part.topped_up));
    words.collect::<Vec<_>>().join(" · ")
}

fn wallet_left(part: &BalancePart, language: Language) -> Option<String> {
    let amount = part.remaining.filter(|_| part.plan.is_none())?;
    Some(money_words::money(&Money::new(amount, part.unit.clone()), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wallet(amount: i64, unit: Unit) -> BalancePart {
        BalancePart { remaining: Some(amount.into()), unit, ..BalancePart::default() }
    }

    #[test]
    fn wallets_stand_side_by_side_and_are_not_added_up() {
        let balance = Balance {
            remaining: Some(110.into()),
            unit: Unit::Cny,
            parts: vec![wallet(110, Unit::Cny), wallet(2, Unit::Usd)],
            ..Balance::default()
        };
        assert_eq!(left(&balance, Language::Zh).unwrap(), "¥110.00 · $2.00");
        let one = Balance { parts: vec![wallet(110, Unit::Cny)], ..balance };
        assert_eq!(left(&one, Language::Zh).unwrap(), "¥110.00");
    }

    #[test]
    fn a_plan_of_shares_tells_what_is_used() {
        let window = |name: &str, percent: i64| Window {
            window: name.into(),
            used_percent: Some(percent.into()),
            ..Window::default()
        };
        let balance = Balance {
            unit: Unit::Percent,
            windows: vec![window("5h", 26), window("7d", 5)],
            ..Balance::default()
        };
        assert_eq!(left(&balance, Language::En).unwrap(), "5 h 26 % used · 7 d 5 % used");
        assert_eq!(left(&Balance::default(), Language::En), None);
    }

    #[test]
    fn a_part_tells_its_name_and_what_it_is_made_of() {
        let part = BalancePart {
            granted: Some(10.into()),
            topped_up: Some(100.into()),
            ..wallet(110, Unit::Cny)
        };
        assert_eq!(part_name(&part, Language::Zh), "CNY 钱包");
        assert_eq!(part_left(&part, Language::Zh), "¥110.00 · 赠送 ¥10.00 · 充值 ¥100.00");
        let plan = BalancePart { plan: Some("Pro".into()), unlimited: true, ..part };
        assert_eq!(part_name(&plan, Language::Zh), "Pro");
        assert_eq!(part_left(&plan, Language::Zh), "不限量");
    }
}
