use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

const DETAIL_DIGITS: u32 = 4;

/// What an amount counts. Amounts of different units are never added.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Unit {
    #[default]
    Usd,
    Cny,
    /// Quota points of the one-api family whose factor is not known.
    Points,
    Percent,
    /// Another currency, by its ISO code.
    Currency(String),
}

impl Unit {
    /// The name in files and in JSON.
    pub fn name(&self) -> &str {
        match self {
            Self::Usd => "USD",
            Self::Cny => "CNY",
            Self::Points => "points",
            Self::Percent => "percent",
            Self::Currency(code) => code,
        }
    }
}

impl From<String> for Unit {
    fn from(name: String) -> Self {
        match name.trim() {
            "" | "USD" | "usd" | "$" => Self::Usd,
            "CNY" | "cny" | "RMB" | "¥" => Self::Cny,
            // The predecessor stores points as `Token`.
            "points" | "Token" => Self::Points,
            "percent" | "%" => Self::Percent,
            other => Self::Currency(other.to_uppercase()),
        }
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.name().to_owned()
    }
}

/// An amount and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    pub amount: Decimal,
    pub unit: Unit,
}

impl Money {
    pub fn new(amount: Decimal, unit: Unit) -> Self {
        Self { amount, unit }
    }
}

/// As people read it: `$12.40`, `−¥3.10`, `1,204 points`. Amounts below a cent keep four more
/// digits, so that a little money never looks like none.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign =
            if self.amount.is_sign_negative() && !self.amount.is_zero() { "−" } else { "" };
        let amount = self.amount.abs();
        match &self.unit {
            Unit::Usd => write!(f, "{sign}${}", grouped(round_money(amount))),
            Unit::Cny => write!(f, "{sign}¥{}", grouped(round_money(amount))),
            Unit::Percent => write!(f, "{sign}{} %", amount.round_dp(1).normalize()),
            Unit::Points => write!(f, "{sign}{} points", grouped(amount.round_dp(0))),
            Unit::Currency(code) => write!(f, "{sign}{} {code}", grouped(round_money(amount))),
        }
    }
}

impl Money {
    /// With four digits after the point, as what a single call costs is read; nought and amounts
    /// that are no money are as elsewhere.
    pub fn in_detail(&self) -> String {
        let rounded = self.amount.round_dp(DETAIL_DIGITS);
        let is_money = !matches!(self.unit, Unit::Percent | Unit::Points);
        if !is_money || rounded.is_zero() {
            return self.to_string();
        }
        let sign = if rounded.is_sign_negative() { "−" } else { "" };
        let mut amount = rounded.abs();
        amount.rescale(DETAIL_DIGITS);
        let amount = grouped(amount);
        match &self.unit {
            Unit::Usd => format!("{sign}${amount}"),
            Unit::Cny => format!("{sign}¥{amount}"),
            other => format!("{sign}{amount} {}", other.name()),
        }
    }
}

fn round_money(amount: Decimal) -> Decimal {
    let cents = amount.round_dp(2);
    let mut shown = if cents.is_zero() && !amount.is_zero() { amount.round_dp(6) } else { cents };
    if shown.scale() < 2 {
        shown.rescale(2);
    }
    shown
}

/// Writes a comma between thousands: `1204.5` → `1,204.5`.
fn grouped(amount: Decimal) -> String {
    let text = amount.to_string();
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text.as_str(), None),
    };
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(amount: &str, unit: Unit) -> String {
        Money::new(amount.parse().unwrap(), unit).to_string()
    }

    #[test]
    fn reads_like_money() {
        assert_eq!(shown("128.4", Unit::Usd), "$128.40");
        assert_eq!(shown("1204.1", Unit::Cny), "¥1,204.10");
        assert_eq!(shown("-1.49", Unit::Usd), "−$1.49");
        assert_eq!(shown("1234567", Unit::Points), "1,234,567 points");
        assert_eq!(shown("3.5", Unit::Currency("EUR".into())), "3.50 EUR");
        assert_eq!(shown("0", Unit::Usd), "$0.00");
    }

    #[test]
    fn little_money_never_looks_like_none() {
        assert_eq!(shown("-0.0024", Unit::Usd), "−$0.0024");
        assert_eq!(shown("0.00003", Unit::Usd), "$0.00003");
    }

    #[test]
    fn the_cost_of_a_call_has_its_digits() {
        let shown = |amount: &str, unit| Money::new(amount.parse().unwrap(), unit).in_detail();
        assert_eq!(shown("0.06549", Unit::Usd), "$0.0655");
        assert_eq!(shown("-1234.5", Unit::Cny), "−¥1,234.5000");
        assert_eq!(shown("2", Unit::Currency("EUR".into())), "2.0000 EUR");
        assert_eq!(shown("0.000012", Unit::Usd), "$0.000012");
        assert_eq!(shown("0", Unit::Usd), "$0.00");
        assert_eq!(shown("1234", Unit::Points), "1,234 points");
    }

    #[test]
    fn unit_survives_json() {
        for unit in
            [Unit::Usd, Unit::Cny, Unit::Points, Unit::Percent, Unit::Currency("EUR".into())]
        {
            let json = serde_json::to_string(&unit).unwrap();
            assert_eq!(serde_json::from_str::<Unit>(&json).unwrap(), unit);
        }
    }
}
