use crate::model::balance::{AccountUser, Balance};
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount, is_from, wallet};
use crate::relay::lenient;
use serde_json::Value;
use url::Url;

const HOME: &str = "api.siliconflow.cn";
const ABROAD: &str = "api.siliconflow.com";

/// SiliconFlow, at home in yuan and abroad in dollars.
#[derive(Clone, Copy, Debug)]
pub struct SiliconFlow;

impl Service for SiliconFlow {
    const KIND: StationKind = StationKind::SiliconFlow;
    const HOSTS: &'static [(&'static str, StationKind)] =
        &[(HOME, Self::KIND), (ABROAD, Self::KIND)];
    const BALANCE_PATH: &'static str = "/v1/user/info";

    /// `totalBalance` is the gift (`balance`) and what was paid (`chargeBalance`).
    fn balance(json: &Value, url: Option<&Url>) -> Option<Balance> {
        let data = json.get("data")?;
        let unit = if is_from(url, ABROAD) { Unit::Usd } else { Unit::Cny };
        let text = |name: &str| data.get(name).and_then(lenient::text);
        let remaining = amount(data, "totalBalance")?;
        let balance =
            wallet(unit, remaining, amount(data, "balance"), amount(data, "chargeBalance"));
        Some(Balance {
            unit_assumed: !is_from(url, HOME) && !is_from(url, ABROAD),
            user: Some(AccountUser {
                name: text("name"),
                email: text("email"),
                status: text("status"),
                ..AccountUser::default()
            }),
            ..balance
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_host_tells_the_currency() {
        let json = json!({"code": 20_000, "data": {"totalBalance": "1.00"}});
        let unit = |url: &str| {
            let url = Url::parse(url).unwrap();
            let balance = SiliconFlow::balance(&json, Some(&url)).unwrap();
            (balance.unit, balance.unit_assumed)
        };
        assert_eq!(unit("https://api.siliconflow.cn/v1/user/info"), (Unit::Cny, false));
        assert_eq!(unit("https://api.siliconflow.com/v1/user/info"), (Unit::Usd, false));
        assert_eq!(unit("http://127.0.0.1:1/v1/user/info"), (Unit::Cny, true));
    }
}
