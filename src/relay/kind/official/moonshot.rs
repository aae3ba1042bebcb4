use crate::model::balance::Balance;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount, is_from, wallet};
use serde_json::Value;
use url::Url;

const HOME: &str = "api.moonshot.cn";
const ABROAD: &str = "api.moonshot.ai";

/// Moonshot, which makes Kimi: at home in yuan and abroad in dollars.
#[derive(Clone, Copy, Debug)]
pub struct Moonshot;

impl Service for Moonshot {
    const KIND: StationKind = StationKind::Moonshot;
    const HOSTS: &'static [(&'static str, StationKind)] =
        &[(HOME, Self::KIND), (ABROAD, Self::KIND)];
    const BALANCE_PATH: &'static str = "/v1/users/me/balance";

    /// The cash may be negative; what is available counts.
    fn balance(json: &Value, url: Option<&Url>) -> Option<Balance> {
        let data = json.get("data")?;
        let unit = if is_from(url, ABROAD) { Unit::Usd } else { Unit::Cny };
        let available = amount(data, "available_balance")?;
        let (voucher, cash) = (amount(data, "voucher_balance"), amount(data, "cash_balance"));
        Some(Balance {
            unit_assumed: !is_from(url, HOME) && !is_from(url, ABROAD),
            ..wallet(unit, available, voucher, cash)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_debt_of_cash_is_told_beside_what_is_available() {
        let json = json!({"code": 0, "data": {
            "available_balance": "3", "voucher_balance": 3, "cash_balance": -1.5
        }});
        let url = Url::parse("https://api.moonshot.ai/v1/users/me/balance").unwrap();
        let balance = Moonshot::balance(&json, Some(&url)).unwrap();
        assert_eq!((balance.remaining, balance.unit), (Some(3.into()), Unit::Usd));
        assert_eq!(balance.parts[0].topped_up, Some("-1.5".parse().unwrap()));
    }
}
