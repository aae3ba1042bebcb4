//! What the program knows of each kind of station: how it shows itself, what it can be asked and
//! how it refuses. A kind is one folder; facts are from the servers' own source and recordings.

pub mod one_api_family;
pub mod sub2api;
