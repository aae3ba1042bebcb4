use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a station asks for a model, in USD, before the factor of a group.
#[serde_with::skip_serializing_none]
#[serde_with::apply(Option<Decimal> => #[serde(
    default,
    with = "rust_decimal::serde::arbitrary_precision_option"
)])]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelPrice {
    pub model: String,
    /// Per million tokens; `None` where calls are paid, or where nothing is told.
    #[serde(rename = "input_usd_per_m")]
    pub input_per_million: Option<Decimal>,
    /// Per million tokens.
    #[serde(rename = "output_usd_per_m")]
    pub output_per_million: Option<Decimal>,
    #[serde(rename = "per_call_usd")]
    pub per_call: Option<Decimal>,
    /// The groups that may use the model; empty = not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// What the software puts where nobody set a price: hardly what is asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_default: bool,
}

/// The prices of a station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// In the order of the station.
    pub prices: Vec<ModelPrice>,
    /// The factor on every price, by group; empty = not told.
    #[serde(rename = "group_ratio", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub group_ratios: BTreeMap<String, GroupRatio>,
}

/// A factor on every price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupRatio(#[serde(with = "rust_decimal::serde::arbitrary_precision")] pub Decimal);
