//! What an alarm says of low balances: names and amounts, never a secret.

use crate::model::low_balance::LowCause;
use crate::model::money::Money;
use crate::model::site::Site;
use crate::text::language::Language;
use crate::text::table::Text;
use crate::text::{money_words, time_words};
use rust_decimal::Decimal;

/// More sites than this are counted and not named.
const NAMED: usize = 5;

/// What became of one site, as its last good reading tells it.
pub fn of_site(site: &Site, cause: LowCause, now: i64, language: Language) -> String {
    let name = &site.name;
    let balance = site.read_balance();
    match cause {
        LowCause::Expiring => {
            let end = balance.and_then(|balance| balance.expires_at);
            match end.filter(|end| *end > now) {
                Some(end) => {
                    let time = time_words::time_until(end, now, language);
                    Text::AlarmExpires.fill(language, &[("site", name), ("time", &time)])
                }
                None => Text::AlarmExpired.fill(language, &[("site", name)]),
            }
        }
        LowCause::UsedUp | LowCause::BelowThreshold => {
            let left = balance.and_then(crate::model::balance::Balance::remaining_money);
            let amount = |money: &Money| money_words::money(money, language);
            match left {
                Some(left) if left.amount > Decimal::ZERO && cause != LowCause::UsedUp => {
                    Text::AlarmLeft.fill(language, &[("site", name), ("amount", &amount(&left))])
                }
                Some(left) if left.amount < Decimal::ZERO => {
                    let debt = Money::new(-left.amount, left.unit);
                    Text::AlarmInDebt.fill(language, &[("site", name), ("amount", &amount(&debt))])
                }
                _ => Text::AlarmUsedUp.fill(language, &[("site", name)]),
            }
        }
    }
}

/// The title of a notification.
pub fn title(low: &[(&Site, LowCause)], language: Language) -> String {
    match low {
        [_] => Text::AlarmOfOne.in_language(language).to_owned(),
        _ => Text::AlarmOfSeveral.fill(language, &[("count", &low.len())]),
    }
}

/// One line for each of the first sites, the gravest first, and how many more there are.
pub fn body(low: &[(&Site, LowCause)], now: i64, language: Language) -> String {
    let (named, more) = named(low, now, language);
    named.into_iter().chain(more).collect::<Vec<_>>().join("\n")
}

/// The same in one line, with the number of sites before it where there are several.
pub fn line(low: &[(&Site, LowCause)], now: i64, language: Language) -> String {
    let (named, more) = named(low, now, language);
    let words = named.into_iter().chain(more).collect::<Vec<_>>().join(" · ");
    if low.len() < 2 {
        return words;
    }
    let title = title(low, language);
    Text::AlarmLine.fill(language, &[("title", &title), ("sites", &words)])
}

/// Title and text of a notification that only shows that it works.
pub fn test(language: Language) -> (String, String) {
    let [title, body] = [Text::AlarmOfOne, Text::TestNotification];
    (title.in_language(language).to_owned(), body.in_language(language).to_owned())
}

fn named(low: &[(&Site, LowCause)], now: i64, language: Language) -> (Vec<String>, Option<String>) {
    let mut low = low.to_vec();
    low.sort_by_key(|(_, cause)| *cause);
    let more = low.len().saturating_sub(NAMED);
    let named = low.iter().take(NAMED).map(|(site, cause)| of_site(site, *cause, now, language));
    let more = (more > 0).then(|| Text::AlarmMore.fill(language, &[("count", &more)]));
    (named.collect(), more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::key_validity::KeyValidity;
    use crate::model::money::Unit;
    use crate::model::reading::{Reading, ReadingState};
    use crate::model::secret::Secret;

    const NOW: i64 = 1_795_240_066;

    fn site(name: &str, remaining: &str, ends_in: Option<i64>) -> Site {
        let balance = Balance {
            remaining: remaining.parse().ok(),
            unit: Unit::Cny,
            expires_at: ends_in.map(|seconds| NOW + seconds),
            ..Balance::default()
        };
        let reading = Reading {
            kind: None,
            kinds_possible: Vec::new(),
            state: ReadingState::Ok,
            balance: Some(balance),
            pool: None,
            key_valid: KeyValidity::Valid,
            time: NOW,
            elapsed_ms: 1,
            failure: None,
            tried: Vec::new(),
        };
        Site {
            name: name.into(),
            api_key: Secret::new("sk-hiddenhidden1234"),
            last_reading: Some(reading),
            ..Site::default()
        }
    }

    #[test]
    fn each_cause_has_its_words() {
        let words = |site: Site, cause| of_site(&site, cause, NOW, Language::Zh);
        let [used_up, below, expiring] = LowCause::ALL;
        assert_eq!(words(site("晨星", "3.5", None), below), "晨星 只剩 ¥3.50");
        assert_eq!(words(site("晨星", "0", None), used_up), "晨星 已用完");
        assert_eq!(words(site("晨星", "-2", None), used_up), "晨星 欠费 ¥2.00");
        assert_eq!(words(site("晨星", "9", None), used_up), "晨星 已用完", "a full window");
        assert_eq!(words(site("晨星", "9", Some(3 * 86_400)), expiring), "晨星 3 天后到期");
        assert_eq!(words(site("晨星", "9", Some(-1)), expiring), "晨星 已到期");
        let site = site("Dawn", "3.5", Some(7_200));
        assert_eq!(of_site(&site, below, NOW, Language::En), "Dawn: ¥3.50 left");
        assert_eq!(of_site(&site, expiring, NOW, Language::En), "Dawn ends in 2 h");
    }

    #[test]
    fn many_are_counted_and_the_gravest_named_first() {
        let sites: Vec<Site> = (1..=7).map(|n| site(&format!("站{n}"), "1", None)).collect();
        let mut low: Vec<_> = sites.iter().map(|site| (site, LowCause::BelowThreshold)).collect();
        low[6].1 = LowCause::UsedUp;
        assert_eq!(title(&low, Language::Zh), "7 个站点余额告急");
        let body = body(&low, NOW, Language::Zh);
        let lines: Vec<&str> = body.lines().collect();
        assert_eq!((lines.len(), lines[0], lines[5]), (6, "站7 已用完", "还有 2 个站点"));
        assert!(!body.contains("hidden"));
        let one = line(&low[..1], NOW, Language::Zh);
        assert_eq!(one, "站1 只剩 ¥1.00");
        assert_eq!(
            line(&low[..2], NOW, Language::En),
            "2 sites run low: 站1: ¥1.00 left · 站2: ¥1.00 left"
        );
    }
}
