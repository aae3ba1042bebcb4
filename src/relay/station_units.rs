use crate::model::money::{Money, Unit};
use crate::relay::lenient;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

/// How a one-api family station shows money: the fields of `/api/status`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StationUnits {
    /// Quota points per USD; 500000 unless the admin changed it.
    pub quota_per_unit: Option<Decimal>,
    pub display_in_currency: Option<bool>,
    pub quota_display_type: Option<DisplayType>,
    /// Yuan per USD.
    pub usd_exchange_rate: Option<Decimal>,
    pub currency_symbol: Option<String>,
    /// Units of a custom currency per USD.
    pub currency_rate: Option<Decimal>,
}

/// `quota_display_type`, known since 2025-09. It rules over `display_in_currency`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisplayType {
    Usd,
    Cny,
    Tokens,
    /// Another currency on the pages; the billing pair still speaks USD.
    Custom,
}

impl DisplayType {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Cny => "CNY",
            Self::Tokens => "TOKENS",
            Self::Custom => "CUSTOM",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Usd, Self::Cny, Self::Tokens, Self::Custom].into_iter().find(|t| t.name() == name)
    }
}

impl StationUnits {
    /// Reads the `data` of `/api/status`, or the `context` of a recorded exchange, which names
    /// the custom currency's fields alike.
    pub fn of(data: &Value) -> Self {
        let number = |name: &str| data.get(name).and_then(lenient::decimal);
        let positive = |name: &str| number(name).filter(|number| *number > Decimal::ZERO);
        Self {
            quota_per_unit: positive("quota_per_unit"),
            display_in_currency: data.get("display_in_currency").and_then(Value::as_bool),
            quota_display_type: data
                .get("quota_display_type")
                .and_then(Value::as_str)
                .and_then(DisplayType::of),
            usd_exchange_rate: positive("usd_exchange_rate"),
            currency_symbol: data.get("custom_currency_symbol").and_then(lenient::text),
            currency_rate: positive("custom_currency_exchange_rate"),
        }
    }

    /// The `context` of a recorded exchange: what is known, in the words that [`Self::of`] reads.
    pub fn to_context(&self) -> Map<String, Value> {
        let number = |amount: Option<Decimal>| {
            let digits = amount?.to_string().parse::<Number>().ok()?;
            Some(Value::Number(digits))
        };
        let display = self.quota_display_type.map(|display| display.name().into());
        let fields = [
            ("quota_per_unit", number(self.quota_per_unit)),
            ("display_in_currency", self.display_in_currency.map(Value::from)),
            ("quota_display_type", display),
            ("usd_exchange_rate", number(self.usd_exchange_rate)),
            ("custom_currency_symbol", self.currency_symbol.clone().map(Value::from)),
            ("custom_currency_exchange_rate", number(self.currency_rate)),
        ];
        let told = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        told.collect()
    }

    fn shows_yuan(&self) -> bool {
        self.quota_display_type == Some(DisplayType::Cny)
    }

    fn shows_points(&self) -> bool {
        match self.quota_display_type {
            Some(display) => display == DisplayType::Tokens,
            None => self.display_in_currency == Some(false),
        }
    }

    /// Whether the station said how it shows money.
    pub const fn are_told(&self) -> bool {
        self.quota_display_type.is_some() || self.display_in_currency.is_some()
    }

    /// The unit that amounts of this station are given in.
    pub fn unit(&self) -> Unit {
        if self.shows_yuan() { Unit::Cny } else { Unit::Usd }
    }

    /// Quota points as money; as points where the station's factor is not known.
    pub fn from_points(&self, points: Decimal) -> Money {
        let in_usd = self.quota_per_unit.and_then(|per_unit| points.checked_div(per_unit));
        let amount = match in_usd {
            Some(usd) if self.shows_yuan() => {
                self.usd_exchange_rate.and_then(|rate| usd.checked_mul(rate))
            }
            other => other,
        };
        match amount {
            Some(amount) => Money::new(lenient::tidy(amount), self.unit()),
            None => Money::new(points, Unit::Points),
        }
    }

    /// An amount of the billing pair as money, and the points it was told in, if it was.
    pub fn from_billing(&self, amount: Decimal) -> BilledAmount {
        if self.shows_points() {
            BilledAmount { money: self.from_points(amount), points: Some(amount) }
        } else {
            BilledAmount { money: Money::new(lenient::tidy(amount), self.unit()), points: None }
        }
    }
}

/// An amount of the billing pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledAmount {
    pub money: Money,
    /// The number on the wire, where it counted quota points.
    pub points: Option<Decimal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn money(amount: &str, unit: Unit) -> Money {
        Money::new(amount.parse().unwrap(), unit)
    }

    #[test]
    fn points_follow_the_station_s_own_factors() {
        let dollars = StationUnits::of(&json!({"quota_per_unit": 1_000_000}));
        assert_eq!(dollars.from_points(500_000.into()), money("0.5", Unit::Usd));
        let yuan = StationUnits::of(&json!({
            "quota_per_unit": 500_000, "quota_display_type": "CNY", "usd_exchange_rate": 7.3
        }));
        assert_eq!(yuan.from_points(500_000.into()), money("7.3", Unit::Cny));
    }

    #[test]
    fn unknown_factors_leave_points_as_told() {
        assert_eq!(StationUnits::default().from_points(7.into()), money("7", Unit::Points));
        let no_rate =
            StationUnits::of(&json!({"quota_per_unit": 500_000, "quota_display_type": "CNY"}));
        assert_eq!(no_rate.from_points(7.into()), money("7", Unit::Points));
        let nonsense = StationUnits::of(&json!({"quota_per_unit": 0}));
        assert_eq!(nonsense.from_points(7.into()), money("7", Unit::Points));
    }

    #[test]
    fn the_context_of_a_recording_tells_all_that_is_known() {
        for data in [
            json!({}),
            json!({"display_in_currency": false}),
            json!({
                "quota_per_unit": 500_000, "display_in_currency": true,
                "quota_display_type": "CUSTOM", "usd_exchange_rate": 7.3,
                "custom_currency_symbol": "¤", "custom_currency_exchange_rate": 0.25
            }),
        ] {
            let units = StationUnits::of(&data);
            assert_eq!(StationUnits::of(&units.to_context().into()), units);
        }
    }

    #[test]
    fn the_display_type_rules_over_the_older_switch() {
        let custom = StationUnits::of(&json!({
            "quota_per_unit": 500_000, "display_in_currency": false, "quota_display_type": "CUSTOM"
        }));
        assert_eq!(custom.from_billing(10.into()).money, money("10", Unit::Usd));
        let points =
            StationUnits::of(&json!({"quota_per_unit": 500_000, "display_in_currency": false}));
        let billed = points.from_billing(5_000_000.into());
        assert_eq!(billed.money, money("10", Unit::Usd));
        assert_eq!(billed.points, Some(5_000_000.into()));
    }
}
