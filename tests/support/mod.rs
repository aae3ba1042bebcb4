//! What several tests share.

pub mod expectation;
pub mod fixture;
