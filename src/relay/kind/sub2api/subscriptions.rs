use crate::model::balance::{Balance, Scope, Window};
use crate::model::balance_part::BalancePart;
use crate::model::money::Unit;
use crate::relay::kind::sub2api::status::panel_data;
use crate::relay::kind::sub2api::usage::{PERIODS, amount};
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::Value;

/// The account's plans, each with what is left of its periods.
pub const PATH: &str = "/api/v1/subscriptions/progress";

/// Reads the plans in use; none is an empty list. Several are parts: each pays for the keys of
/// its own group.
pub fn parse(json: &Value) -> Option<Balance> {
    let rows = panel_data(json)?.as_array()?;
    let is_plan = |row: &Value| row.get("progress").is_some() || row.get("group_id").is_some();
    if !rows.iter().all(is_plan) {
        return None;
    }
    let parts: Vec<BalancePart> =
        rows.iter().filter_map(|row| row.get("progress")).map(part).collect();
    Some(Balance {
        scope: Scope::Subscription,
        unit: Unit::Usd,
        subscription_active: Some(!rows.is_empty()),
        parts,
        ..Balance::default()
    })
}

fn part(progress: &Value) -> BalancePart {
    let periods =
        || PERIODS.iter().filter_map(|(name, window)| Some((progress.get(*name)?, *window)));
    BalancePart {
        plan: progress.get("group_name").and_then(lenient::text),
        unit: Unit::Usd,
        remaining: least_left(periods().map(|(period, _)| period)),
        // A period that is absent has no limit.
        unlimited: periods().next().is_none(),
        expires_at: progress.get("expires_at").and_then(lenient::moment),
        windows: periods().map(|(period, window)| read_window(period, window)).collect(),
        ..BalancePart::default()
    }
}

/// Told only where every period tells it: the one that does not could be the least.
fn least_left<'a>(periods: impl Iterator<Item = &'a Value>) -> Option<Decimal> {
    let left: Option<Vec<Decimal>> =
        periods.map(|period| amount(period, "remaining_usd")).collect();
    left?.into_iter().min()
}

fn read_window(period: &Value, window: &str) -> Window {
    Window {
        window: window.to_owned(),
        limit: amount(period, "limit_usd"),
        used: amount(period, "used_usd"),
        resets_at: period.get("resets_at").and_then(lenient::moment),
        ..Window::default()
    }
}
