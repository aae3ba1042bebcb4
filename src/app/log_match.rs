use crate::app::log_filter::LogFilter;
use crate::app::log_index::{LogIndex, RowNumbers};
use crate::app::log_names::LogNames;
use crate::model::call_log::{CallLog, LogType};
use std::ops::RangeInclusive;

/// A filter made ready for one archive.
#[derive(Clone, Debug)]
pub(super) struct LogMatch {
    seconds: RangeInclusive<i64>,
    site: Wanted,
    model: Wanted,
    key: Wanted,
    log_type: Option<LogType>,
    text: Option<TextMatch>,
}

/// Which name is wanted, by number.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    Any,
    Only(u32),
    /// One that no row has.
    Unknown,
}

#[derive(Clone, Debug)]
struct TextMatch {
    /// In small letters.
    words: String,
    models: Vec<bool>,
    keys: Vec<bool>,
    groups: Vec<bool>,
    channels: Vec<bool>,
}

impl LogMatch {
    pub(super) fn new(filter: &LogFilter, index: &LogIndex, now: i64) -> Self {
        let words = filter.text.trim().to_lowercase();
        Self {
            seconds: filter.range.seconds(now),
            site: Wanted::of(filter.site.as_deref(), &index.sites),
            model: Wanted::of(filter.model.as_deref(), &index.models),
            key: Wanted::of(filter.key.as_deref(), &index.keys),
            log_type: filter.log_type,
            text: (!words.is_empty()).then(|| TextMatch::new(words, index)),
        }
    }

    pub(super) fn fits(&self, row: &CallLog, numbers: RowNumbers) -> bool {
        self.seconds.contains(&row.time)
            && self.log_type.is_none_or(|log_type| log_type == row.log_type)
            && self.site.fits(numbers.site)
            && self.model.fits(numbers.model)
            && self.key.fits(numbers.key)
            && self.text.as_ref().is_none_or(|text| text.fits(row, numbers))
    }
}

impl Wanted {
    fn of(name: Option<&str>, names: &LogNames) -> Self {
        match name {
            None => Self::Any,
            Some(name) => names.number_of(name).map_or(Self::Unknown, Self::Only),
        }
    }

    fn fits(self, number: u32) -> bool {
        match self {
            Self::Any => true,
            Self::Only(wanted) => wanted == number,
            Self::Unknown => false,
        }
    }
}

impl TextMatch {
    fn new(words: String, index: &LogIndex) -> Self {
        let that = |names: &LogNames| names.that(|name| holds(name, &words));
        let (models, keys) = (that(&index.models), that(&index.keys));
        let (groups, channels) = (that(&index.groups), that(&index.channels));
        Self { words, models, keys, groups, channels }
    }

    fn fits(&self, row: &CallLog, numbers: RowNumbers) -> bool {
        let named = |fits: &[bool], number: u32| fits.get(number as usize) == Some(&true);
        let told = |text: Option<&str>| text.is_some_and(|text| holds(text, &self.words));
        named(&self.models, numbers.model)
            || named(&self.keys, numbers.key)
            || named(&self.groups, numbers.group)
            || named(&self.channels, numbers.channel)
            || told(row.request_id.as_deref())
            || told(row.message.as_deref())
    }
}

/// Whether `words`, which are in small letters, stand in `text`, whatever its case. Makes a copy of
/// the text only where there is no other way.
fn holds(text: &str, words: &str) -> bool {
    if !words.is_ascii() {
        let has_case = words.chars().any(|letter| letter.to_uppercase().ne([letter]));
        return text.contains(words) || (has_case && text.to_lowercase().contains(words));
    }
    // No byte of a letter beyond ASCII is one of ASCII.
    let words = words.as_bytes();
    text.as_bytes().windows(words.len()).any(|part| part.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_no_matter_in_any_script() {
        assert!(holds("Claude-Sonnet", "sonn") && holds("上游 Überlast", "über"));
        assert!(holds("上游 CLAUDE 过载", "claude") && holds("上游ABC", "上游abc"));
        assert!(holds("上游过载", "过载") && !holds("abc", "abcd") && !holds("", "a"));
    }
}
