//! The library behind `konata-api`: everything but the argument line. See `ARCHITECTURE.md`.

pub mod app;
pub mod cli;
pub mod demo;
pub mod model;
pub mod platform;
pub mod relay;
pub mod store;
pub mod text;
pub mod ui;
pub mod worker;
