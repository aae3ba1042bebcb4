use serde_json::Value;

/// Quota points to a dollar.
pub const QUOTA_PER_UNIT: i32 = 500_000;

/// What the billing pair says of an unlimited key, in every display unit.
pub(super) const UNLIMITED_SENTINEL: f64 = 100_000_000.0;

/// A key of the one-api family as the server's own table holds it. Amounts are quota points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyKey {
    pub name: String,
    pub remaining: i32,
    pub used: i32,
    pub unlimited: bool,
    pub standing: KeyStanding,
    /// Added to `used` after each answer that told it.
    pub spends: i32,
}

/// What the owner and the clock made of a key; used up is told by its amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyStanding {
    #[default]
    Enabled,
    Disabled,
    Expired,
}

impl FamilyKey {
    pub fn limited(name: &str, remaining: i32, used: i32) -> Self {
        Self {
            name: name.to_owned(),
            remaining,
            used,
            unlimited: false,
            standing: KeyStanding::Enabled,
            spends: 0,
        }
    }

    /// An unlimited key keeps falling below zero while it is used.
    pub fn unlimited(name: &str, used: i32) -> Self {
        Self { unlimited: true, ..Self::limited(name, -used, used) }
    }

    #[must_use]
    pub fn standing(mut self, standing: KeyStanding) -> Self {
        self.standing = standing;
        self
    }

    /// Uses so many points after each answer that told the use.
    #[must_use]
    pub fn spending(mut self, points: i32) -> Self {
        self.spends = points;
        self
    }

    pub fn is_used_up(&self) -> bool {
        !self.unlimited && self.remaining <= 0
    }

    pub(super) fn granted(&self) -> i32 {
        self.remaining + self.used
    }

    pub(super) fn spend(&mut self) {
        if self.remaining >= self.spends {
            self.remaining -= self.spends;
            self.used += self.spends;
        }
    }
}

/// Points in the display unit, computed in binary as the servers do, noise included.
pub(super) fn displayed(points: i32, units_per_dollar: f64) -> f64 {
    f64::from(points) / f64::from(QUOTA_PER_UNIT) * units_per_dollar
}

/// As the servers print numbers: whole ones without a point.
pub(super) fn json_number(number: f64) -> Value {
    serde_json::from_str(&number.to_string()).unwrap_or_default()
}

/// The first answer of the billing pair.
pub(super) fn subscription(key: &FamilyKey, units_per_dollar: f64) -> Value {
    let total =
        if key.unlimited { UNLIMITED_SENTINEL } else { displayed(key.granted(), units_per_dollar) };
    let total = json_number(total);
    serde_json::json!({
        "object": "billing_subscription",
        "has_payment_method": true,
        "soft_limit_usd": total,
        "hard_limit_usd": total,
        "system_hard_limit_usd": total,
        "access_until": 0,
    })
}

/// The second answer of the billing pair, in hundredths of the display unit.
pub(super) fn usage(used_points: i32, units_per_dollar: f64) -> Value {
    serde_json::json!({
        "object": "list",
        "total_usage": json_number(displayed(used_points, units_per_dollar) * 100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_printed_as_the_servers_print_them() {
        let key = FamilyKey::limited("team-a", 4_991_000, 9_000);
        assert_eq!(subscription(&key, 1.0)["hard_limit_usd"].to_string(), "10");
        assert_eq!(usage(key.used, 1.0)["total_usage"].to_string(), "1.7999999999999998");
        let unlimited = FamilyKey::unlimited("inf", 2_000);
        assert_eq!(subscription(&unlimited, 7.3)["hard_limit_usd"].to_string(), "100000000");
    }

    #[test]
    fn a_key_stops_spending_at_its_end() {
        let mut key = FamilyKey::limited("team-a", 7_000, 0).spending(5_000);
        key.spend();
        key.spend();
        assert_eq!((key.remaining, key.used), (2_000, 5_000));
    }
}
