//! Services that everybody knows by their host: official APIs and what sells their models.
//!
//! Most have one question about money. Each of these is a [`service::Service`] in a file of its
//! own; the others are a `Software` themselves.

pub mod anthropic;
pub mod deepseek;
pub mod kimi_plan;
pub mod minimax_plan;
pub mod moonshot;
pub mod novita;
pub mod openai;
pub mod openrouter;
pub mod service;
pub mod siliconflow;
pub mod stepfun;
pub mod unsupported;
pub mod zhipu_plan;
