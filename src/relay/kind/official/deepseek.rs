use crate::model::balance::{Balance, Scope};
use crate::model::balance_part::BalancePart;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount};
use crate::relay::kind::software::Guess;
use crate::relay::lenient;
use crate::relay::request::Method;
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// DeepSeek, with a wallet for each currency.
#[derive(Clone, Copy, Debug)]
pub struct DeepSeek;

impl Service for DeepSeek {
    const KIND: StationKind = StationKind::DeepSeek;
    const HOSTS: &'static [(&'static str, StationKind)] = &[("api.deepseek.com", Self::KIND)];
    const BALANCE_PATH: &'static str = "/user/balance";
    const MODELS_PATH: &'static str = "/models";
    const GUESSES: &'static [Guess] = &[Guess {
        kind: Self::KIND,
        method: Method::Get,
        path: Self::BALANCE_PATH,
        rationed: false,
    }];

    /// Calls are paid by whichever wallet has something: the first such one is the balance.
    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let rows = json.get("balance_infos")?.as_array()?;
        let parts: Vec<BalancePart> = rows.iter().filter_map(part).collect();
        let has_something = |part: &&BalancePart| part.remaining > Some(Decimal::ZERO);
        let shown = parts.iter().find(has_something).or(parts.first())?;
        Some(Balance {
            scope: Scope::Account,
            unit: shown.unit.clone(),
            remaining: shown.remaining,
            parts,
            ..Balance::default()
        })
    }
}

fn part(row: &Value) -> Option<BalancePart> {
    Some(BalancePart {
        unit: row.get("currency").and_then(lenient::text).map(Unit::from)?,
        remaining: Some(amount(row, "total_balance")?),
        granted: amount(row, "granted_balance"),
        topped_up: amount(row, "topped_up_balance"),
        ..BalancePart::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_empty_wallet_beside_a_full_one_is_not_the_balance() {
        let row =
            |currency: &str, amount: &str| json!({"currency": currency, "total_balance": amount});
        let told = |rows: Value| DeepSeek::balance(&json!({"balance_infos": rows}), None);
        let balance = told(json!([row("CNY", "0.00"), row("USD", "5.00")])).unwrap();
        assert_eq!((balance.remaining, balance.unit), (Some(5.into()), Unit::Usd));
        let balance = told(json!([row("CNY", "0.00"), row("USD", "-1")])).unwrap();
        assert_eq!((balance.remaining, balance.unit), (Some(0.into()), Unit::Cny));
        assert_eq!(told(json!([])), None);
        assert_eq!(told(json!([row("CNY", "n/a")])), None);
    }
}
