//! What differs from system to system. Knows the model and nothing else.

pub mod another_window;
pub mod browser;
pub mod console;
pub mod display;
pub mod notification;
pub mod paths;
