//! The wire: recognise a station, ask it, parse what it says. Parsers are pure.

pub mod exchange;
