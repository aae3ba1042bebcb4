//! Building stones of the window that know nothing of sites.

pub mod badge;
pub mod button;
pub mod card;
pub mod chip;
pub mod count_toggle;
pub mod data_table;
pub mod form_field;
pub mod hatch;
pub mod health_mark;
pub mod icon;
pub mod legend;
pub mod line;
pub mod meter;
pub mod mono_block;
pub mod section;
pub mod segments;
pub mod tab;
pub mod table_heading;
