//! sub2api: one `/v1/usage` by key, a panel below `/api/v1`.

pub mod query;
pub mod refusal;
pub mod status;
pub mod usage;
