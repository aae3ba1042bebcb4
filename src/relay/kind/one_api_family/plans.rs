use crate::model::balance::{Balance, Scope, Window};
use crate::relay::lenient;
use crate::relay::station_units::StationUnits;
use rust_decimal::Decimal;
use serde_json::Value;

/// The account's plans: new-api since 2026-02-03.
pub const PATH: &str = "/api/subscription/self";

/// The plans in use, and whether they pay at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plans {
    /// What is left of all of them; each is a window.
    pub balance: Balance,
    /// The account pays from its wallet only.
    pub wallet_only: bool,
}

/// One plan, in quota points.
struct Plan {
    /// `None` = no limit.
    limit: Option<Decimal>,
    used: Decimal,
    ends_at: Option<i64>,
    resets_at: Option<i64>,
}

/// Reads `{"success":true,"data":{billing_preference,subscriptions[]}}`, in quota points. Plans are
/// used in order of their end and add up.
pub fn parse(json: &Value, units: &StationUnits) -> Option<Plans> {
    let data = json.get("data").filter(|_| json.get("success") == Some(&Value::Bool(true)))?;
    let rows = match data.get("subscriptions")? {
        Value::Array(rows) => rows.as_slice(),
        Value::Null => &[],
        _ => return None,
    };
    let plans: Option<Vec<Plan>> = rows.iter().filter(|row| is_active(row)).map(plan).collect();
    let mut plans = plans?;
    plans.sort_by_key(|plan| plan.ends_at.unwrap_or(i64::MAX));
    let preference = data.get("billing_preference").and_then(Value::as_str);
    Some(Plans { balance: balance(&plans, units)?, wallet_only: preference == Some("wallet_only") })
}

fn is_active(row: &Value) -> bool {
    let status = row.pointer("/subscription/status").and_then(Value::as_str);
    status.is_none_or(|status| status == "active")
}

fn plan(row: &Value) -> Option<Plan> {
    let fields = row.get("subscription")?;
    let points = |name: &str| fields.get(name).and_then(lenient::decimal);
    let moment = |name: &str| fields.get(name).and_then(lenient::moment);
    Some(Plan {
        limit: points("amount_total").map(|limit| (!limit.is_zero()).then_some(limit))?,
        used: points("amount_used")?,
        ends_at: moment("end_time"),
        resets_at: moment("next_reset_time"),
    })
}

fn balance(plans: &[Plan], units: &StationUnits) -> Option<Balance> {
    let money = |points: Decimal| units.from_points(points);
    let empty = Balance {
        scope: Scope::Subscription,
        unit: money(Decimal::ZERO).unit,
        subscription_active: Some(!plans.is_empty()),
        ..Balance::default()
    };
    if plans.is_empty() {
        return Some(empty);
    }
    let used = sum(plans.iter().map(|plan| plan.used))?;
    let limits: Option<Vec<Decimal>> = plans.iter().map(|plan| plan.limit).collect();
    let total = match limits {
        Some(limits) => Some(sum(limits.into_iter())?),
        None => None,
    };
    let remaining = total.and_then(|total| total.checked_sub(used));
    Some(Balance {
        remaining: remaining.map(|points| money(points).amount),
        used: Some(money(used).amount),
        total: total.map(|points| money(points).amount),
        unlimited: total.is_none(),
        expires_at: plans.iter().filter(|plan| plan.has_left()).filter_map(|p| p.ends_at).min(),
        windows: plans.iter().map(|plan| plan.window(units)).collect(),
        ..empty
    })
}

fn sum(mut amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
}

impl Plan {
    fn has_left(&self) -> bool {
        self.limit.is_none_or(|limit| self.used < limit)
    }

    fn window(&self, units: &StationUnits) -> Window {
        Window {
            window: "plan".to_owned(),
            limit: self.limit.map(|points| units.from_points(points).amount),
            used: Some(units.from_points(self.used).amount),
            resets_at: self.resets_at,
            ..Window::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parsed(preference: &str, rows: &Value) -> Plans {
        let data = json!({"billing_preference": preference, "subscriptions": rows});
        let units = StationUnits::of(&json!({"quota_per_unit": 1}));
        parse(&json!({"success": true, "data": data}), &units).unwrap()
    }

    fn row(limit: i64, used: i64, end: i64) -> Value {
        json!({"subscription": {"amount_total": limit, "amount_used": used, "end_time": end}})
    }

    #[test]
    fn several_plans_add_up_in_the_order_of_their_end() {
        let plans = parsed("subscription_first", &json!([row(10, 3, 300), row(5, 5, 100)]));
        let balance = plans.balance;
        assert_eq!((balance.remaining, balance.total), (Some(7.into()), Some(15.into())));
        assert_eq!(balance.expires_at, Some(300), "of those with something left");
        let limits: Vec<_> = balance.windows.iter().map(|window| window.limit).collect();
        assert_eq!(limits, [Some(5.into()), Some(10.into())]);
    }

    #[test]
    fn a_plan_without_a_limit_makes_the_whole_unlimited() {
        let balance = parsed("", &json!([row(0, 3, 300), row(5, 1, 100)])).balance;
        assert!(balance.unlimited);
        assert_eq!((balance.remaining, balance.used), (None, Some(4.into())));
    }

    #[test]
    fn no_plan_is_told_as_none() {
        let plans = parsed("wallet_only", &json!(null));
        assert!(plans.wallet_only);
        assert_eq!(plans.balance.subscription_active, Some(false));
        assert_eq!(plans.balance.remaining, None);
        let expired = json!([{"subscription": {"status": "expired"}}]);
        assert_eq!(parsed("", &expired).balance.subscription_active, Some(false));
    }

    #[test]
    fn a_plan_whose_numbers_are_missing_is_not_read() {
        let units = StationUnits::default();
        let json = json!({"success": true, "data": {"subscriptions": [{"subscription": {}}]}});
        assert_eq!(parse(&json, &units), None);
    }
}
