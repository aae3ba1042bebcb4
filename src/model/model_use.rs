use crate::model::balance::Usage;
use serde::Serialize;

/// What was used of one model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ModelUse {
    pub model: String,
    #[serde(flatten)]
    pub usage: Usage,
}
