//! Every word that the program shows, Chinese and English side by side.
//!
//! Layers below speak in values; here a value becomes a sentence. The window and the command line
//! share this table.

pub mod account_words;
pub mod address_words;
pub mod alarm_words;
pub mod balance_words;
pub mod checkin_words;
pub mod error_words;
pub mod form_words;
pub mod language;
pub mod log_words;
pub mod money_words;
pub mod note_words;
pub mod number_words;
pub mod outcome_words;
pub mod plain_text;
pub mod pool_words;
pub mod state_words;
pub mod store_words;
pub mod table;
pub mod time_words;
pub mod total_words;

pub use language::Language;
pub use table::Text;
