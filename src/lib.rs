//! The library behind `konata-api`: everything but the argument line. See `ARCHITECTURE.md`.

pub mod model;
