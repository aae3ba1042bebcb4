use crate::model::balance::Balance;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount, wallet};
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// Amounts count the ten-thousandth part of a USD.
const PARTS_PER_USD: i64 = 10_000;

/// Novita. What it answers is known from clients only.
#[derive(Clone, Copy, Debug)]
pub struct Novita;

impl Service for Novita {
    const KIND: StationKind = StationKind::Novita;
    const HOSTS: &'static [(&'static str, StationKind)] = &[("api.novita.ai", Self::KIND)];
    const BALANCE_PATH: &'static str = "/v3/user/balance";
    const MODELS_PATH: &'static str = "/v3/openai/models";

    fn unit() -> Option<Unit> {
        Some(Unit::Usd)
    }

    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let usd = |name: &str| amount(json, name)?.checked_div(Decimal::from(PARTS_PER_USD));
        Some(wallet(Unit::Usd, usd("availableBalance")?, None, usd("cashBalance")))
    }
}
