use crate::app::state::State;
use crate::model::money::Money;
use crate::text::{Language, Text, money_words, time_words};
use std::fmt::Display;

/// What every part of the window draws from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub state: &'a State,
    pub language: Language,
    /// Unix seconds.
    pub now: i64,
}

impl View<'_> {
    pub fn text(&self, text: Text) -> &'static str {
        text.in_language(self.language)
    }

    pub fn fill(&self, text: Text, values: &[(&str, &dyn Display)]) -> String {
        text.fill(self.language, values)
    }

    pub fn money(&self, money: &Money) -> String {
        money_words::money(money, self.language)
    }

    /// How long ago `time` (unix seconds) was.
    pub fn age(&self, time: i64) -> String {
        time_words::age(time, self.now, self.language)
    }

    /// Whether the site is waiting for its answer.
    pub fn is_asked(&self, site: &str) -> bool {
        self.state.activities.contains_key(site)
    }
}
