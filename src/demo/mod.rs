//! Stations on 127.0.0.1 to try and to test the program with.
//!
//! [`demo_stations::DemoStations`] is the whole set, with a table of what every site must read as.
//! [`demo_station::DemoStation`] is one of them, with latency, faults and a record of what was asked.

mod call_history;
pub mod challenge_station;
pub mod claude_relay_station;
pub mod dead_port;
pub mod demo_site;
pub mod demo_station;
pub mod demo_stations;
pub mod disguise;
pub mod expected;
mod family_answers;
pub mod family_key;
mod family_panel;
mod fast_api;
pub mod fault;
mod html;
pub mod key_ledger;
pub mod ki2api_station;
pub mod litellm_station;
mod new_api_account;
pub mod new_api_station;
mod new_api_text;
pub mod old_new_api_station;
pub mod one_api_station;
pub mod one_hub_station;
pub mod question;
pub mod rate_limiter;
pub mod siliconflow_pool_station;
pub mod station;
pub mod station_options;
mod station_thread;
pub mod sub2api_station;
pub mod veloera_station;
pub mod visits;
pub mod web_page_station;
