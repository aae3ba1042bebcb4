//! Jobs in the background: commands in, events out. Knows no window.

mod alarm_clock;
mod checkin_job;
pub mod command;
mod connectivity_job;
mod details_job;
pub mod event;
mod event_sender;
mod file_watch;
mod history_access;
mod history_keeper;
pub mod link;
mod log_exporter;
mod log_reader;
mod logs_job;
mod newest_saver;
mod query_run;
pub mod recording_saver;
mod saver;
mod site_changes;
mod site_job;
mod start;
pub mod trial;
mod trial_job;

pub use start::start;
