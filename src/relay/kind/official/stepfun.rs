use crate::model::balance::Balance;
use crate::model::money::Unit;
use crate::model::station_kind::StationKind;
use crate::relay::kind::official::service::{Service, amount, wallet};
use serde_json::Value;
use url::Url;

/// StepFun. What it answers is known from clients only.
#[derive(Clone, Copy, Debug)]
pub struct StepFun;

impl Service for StepFun {
    const KIND: StationKind = StationKind::StepFun;
    const HOSTS: &'static [(&'static str, StationKind)] = &[("api.stepfun.com", Self::KIND)];
    const BALANCE_PATH: &'static str = "/v1/accounts";

    fn unit() -> Option<Unit> {
        Some(Unit::Cny)
    }

    fn balance(json: &Value, _url: Option<&Url>) -> Option<Balance> {
        let (given, paid) =
            (amount(json, "total_voucher_balance"), amount(json, "total_cash_balance"));
        Some(wallet(Unit::Cny, amount(json, "balance")?, given, paid))
    }
}
