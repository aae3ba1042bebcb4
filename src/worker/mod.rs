//! Jobs in the background: commands in, events out. Knows no window.

pub mod command;
pub mod event;
pub mod link;
