//! Files on disk.

pub mod error;
pub mod incident;
