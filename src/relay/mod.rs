//! The wire: recognise a station, ask it, parse what it says. Parsers are pure.

pub mod balance_query;
pub mod conversation;
pub mod credentials;
pub mod detect;
pub mod error;
pub mod error_body;
pub mod exchange;
pub mod http_client;
pub mod interpret;
pub mod kind;
pub mod lenient;
pub mod models;
pub mod models_query;
pub mod money_answer;
pub mod question;
pub mod recorded_exchange;
pub mod redactor;
pub mod redirect;
pub mod refusal;
pub mod request;
pub mod response;
pub mod station;
pub mod station_memory;
pub mod station_status;
pub mod station_units;
pub mod token_usage_budget;
