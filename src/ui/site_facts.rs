use crate::model::balance::{AccountUser, Balance, Usage};
use crate::model::money::Money;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::text::{Text, number_words, time_words};
use crate::ui::view::View;
use crate::ui::{result_cards, site_summary};
use rust_decimal::Decimal;

/// All that a reading tells of money, of the key and of the account, each under its name.
pub fn of_balance(view: &View<'_>, site: &Site, balance: &Balance) -> Vec<(Text, String)> {
    let mut facts = of_money(view, balance);
    facts.extend(site_summary::today(view, site).and_then(|today| of_today(view, balance, today)));
    facts.extend(balance.user.iter().flat_map(|user| of_user(view, user)));
    facts.extend(plan(view, balance));
    let told = [(Text::NameOfKey, &balance.name_of_key), (Text::KeyStatus, &balance.key_status)];
    facts.extend(told.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))));
    facts.extend(balance.expires_at.map(|time| (Text::Expiry, expiry(view, time))));
    if let Some(limit) = site.low_balance_threshold {
        facts.push((Text::Threshold, view.money(&Money::new(limit, balance.unit.clone()))));
    }
    if !balance.model_limits.is_empty() {
        facts.push((Text::Models, balance.model_limits.join("\n")));
    }
    facts
}

/// What is left of how much, and what is used.
fn of_money(view: &View<'_>, balance: &Balance) -> Vec<(Text, String)> {
    let left = balance.remaining_money().map(|left| view.money(&left));
    let total = balance.total_money().map(|total| view.money(&total));
    let left = match (left, total) {
        (Some(left), Some(total)) => {
            let words = view.fill(Text::LeftOfTotal, &[("left", &left), ("total", &total)]);
            let share = share_left(balance).map(number_words::whole_percent);
            Some(share.map_or_else(|| words.clone(), |share| format!("{words} · {share}")))
        }
        (left, _) => left,
    };
    let used = balance.used_money().map(|used| (Text::KeyUsed, view.money(&used)));
    left.map(|left| (Text::Balance, left)).into_iter().chain(used).collect()
}

/// How much of the total is left, in percent.
fn share_left(balance: &Balance) -> Option<Decimal> {
    let total = balance.total.filter(|total| *total > Decimal::ZERO)?;
    balance.remaining?.checked_div(total)?.checked_mul(Decimal::ONE_HUNDRED)
}

fn of_today(view: &View<'_>, balance: &Balance, today: &Usage) -> Option<(Text, String)> {
    let cost = today.cost.map(|cost| view.money(&Money::new(cost, balance.unit.clone())));
    let count = |text: Text, count: Option<u64>| {
        count.map(|count| view.fill(text, &[("count", &number_words::count(count))]))
    };
    let requests = count(Text::RequestsCount, today.requests);
    let tokens = count(Text::TodayTokens, today.tokens);
    let parts: Vec<String> = cost.into_iter().chain(requests).chain(tokens).collect();
    (!parts.is_empty()).then(|| (Text::TodayRow, parts.join(" · ")))
}

fn of_user(view: &View<'_>, user: &AccountUser) -> Vec<(Text, String)> {
    let name = match (&user.name, &user.id) {
        (Some(name), Some(id)) => {
            Some(view.fill(Text::NumberOfUser, &[("name", name), ("id", &id)]))
        }
        (None, Some(id)) => Some(view.fill(Text::OnlyNumberOfUser, &[("id", &id)])),
        (name, None) => name.clone(),
    };
    let told = [
        (Text::AccountUser, name),
        (Text::AccountEmail, user.email.clone()),
        (Text::KeyGroup, user.group.clone()),
        (Text::AccountStatus, user.status.clone()),
    ];
    told.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The plan, and whether one is in use where that was asked.
fn plan(view: &View<'_>, balance: &Balance) -> Option<(Text, String)> {
    let in_use = match balance.subscription_active {
        Some(true) => Some(view.text(Text::PlanInUse).to_owned()),
        Some(false) if balance.plan.is_none() => Some(view.text(Text::NoPlanInUse).to_owned()),
        _ => None,
    };
    let parts: Vec<String> = balance.plan.clone().into_iter().chain(in_use).collect();
    (!parts.is_empty()).then(|| (Text::Plan, parts.join(" · ")))
}

fn expiry(view: &View<'_>, time: i64) -> String {
    if time <= view.now {
        return result_cards::expiry(view, time);
    }
    let until = time_words::time_until(time, view.now, view.language);
    format!("{} · {until}", timestamp::local_date(time))
}
