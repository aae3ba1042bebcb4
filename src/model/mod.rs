//! Plain data and pure rules. Knows no file, no wire, no window and no words.

pub mod balance;
pub mod balance_part;
pub mod base_url;
pub mod change;
pub mod endpoint_overrides;
pub mod error_kind;
pub mod key_details;
pub mod key_validity;
pub mod money;
pub mod new_site;
pub mod pasted_site;
pub mod proxy_setting;
pub mod reading;
pub mod secret;
pub mod settings;
pub mod shown_address;
pub mod site;
pub mod site_edit;
pub mod site_health;
pub mod site_news;
pub mod station_kind;
pub mod timestamp;
pub mod totals;
mod wallet;
pub mod window_memory;
pub mod window_place;
