//! one-api, new-api, one-hub, done-hub, Veloera, chat-api and what speaks like them.

pub mod billing;
pub mod query;
pub mod refusal;
pub mod status;
pub mod token_usage;
