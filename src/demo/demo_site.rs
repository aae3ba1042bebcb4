use crate::demo::expected::Expected;
use crate::model::secret::Secret;
use crate::model::site::SiteType;
use serde_json::{Value, json};

/// A site of the demo's list, and what it must read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSite {
    /// 8 hexadecimal digits, the same in every run; the first two alone tell the sites apart.
    pub id: &'static str,
    pub name: &'static str,
    /// Another one in every run.
    pub base_url: String,
    pub api_key: Secret,
    pub site_type: SiteType,
    pub tags: Vec<&'static str>,
    pub notes: &'static str,
    /// What its record holds beside these: an account, a way to check in.
    pub more: Value,
    pub expected: Expected,
}

impl DemoSite {
    /// The record of `stats.json`.
    pub fn to_json(&self) -> Value {
        let mut record = json!({
            "id": self.id,
            "name": self.name,
            "url": self.base_url,
            "type": self.site_type.name(),
            "tags": self.tags,
            "balance": 0,
            "balance_unit": "USD",
            "last_query_time": "",
            "notes": self.notes,
            "api_key": self.api_key.reveal(),
            "recharge_records": [],
        });
        if let (Some(record), Some(more)) = (record.as_object_mut(), self.more.as_object()) {
            record.extend(more.clone());
        }
        record
    }
}
