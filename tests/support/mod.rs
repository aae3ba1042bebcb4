//! What several tests share.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "only for tests")]
#![allow(dead_code, reason = "each test uses its part")]

pub mod asker;
pub mod expectation;
pub mod fixture;
pub mod fixture_request;
pub mod log_station;
pub mod recorded_station;
pub mod scenario_site;
