use crate::app::log_column::LogColumn;
use crate::app::log_index::LogIndex;
use crate::app::log_sort::LogSort;
use crate::model::call_log::{CallLog, LogType};

/// Puts places of rows, which come newest first, in this order. Rows that do not tell what it goes
/// by stand last; among equals the newest is first.
pub(super) fn sort(index: &LogIndex, places: Vec<u32>, sort: LogSort) -> Vec<u32> {
    let row = |place: u32| index.row(place).map(|stored| &stored.row);
    let told = |place: u32, tell: fn(&CallLog) -> Option<u64>| row(place).and_then(tell);
    let named = |number: u32| (number > 0).then_some(number);
    let numbers = |place: u32| index.numbers(place);
    let up = sort.ascending;
    match sort.column {
        LogColumn::Time if up => by(places, up, |place| row(place).map(|row| row.time)),
        // That is how the archive stands.
        LogColumn::Time => places,
        LogColumn::Site => by(places, up, |place| numbers(place).and_then(|n| named(n.site))),
        LogColumn::Model => by(places, up, |place| numbers(place).and_then(|n| named(n.model))),
        LogColumn::Key => by(places, up, |place| numbers(place).and_then(|n| named(n.key))),
        LogColumn::Type => by(places, up, |place| row(place).map(|row| rank(row.log_type))),
        LogColumn::Input => by(places, up, |place| told(place, |row| row.input_tokens)),
        LogColumn::Output => by(places, up, |place| told(place, |row| row.output_tokens)),
        LogColumn::Cache => by(places, up, |place| told(place, CallLog::cache_tokens)),
        LogColumn::Cost => by(places, up, |place| {
            let row = row(place)?;
            Some((row.cost_unit.name(), row.cost?))
        }),
        LogColumn::Points => by(places, up, |place| row(place).and_then(|row| row.points)),
        LogColumn::Duration => by(places, up, |place| told(place, |row| row.duration_ms)),
        LogColumn::FirstToken => by(places, up, |place| told(place, |row| row.first_token_ms)),
        LogColumn::Stream => by(places, up, |place| row(place).and_then(|row| row.stream)),
    }
}

fn by<K: Ord>(places: Vec<u32>, ascending: bool, key: impl Fn(u32) -> Option<K>) -> Vec<u32> {
    let mut told = Vec::with_capacity(places.len());
    let mut untold = Vec::new();
    for place in places {
        match key(place) {
            Some(key) => told.push((key, place)),
            None => untold.push(place),
        }
    }
    if ascending {
        told.sort_by(|one, other| one.0.cmp(&other.0));
    } else {
        told.sort_by(|one, other| other.0.cmp(&one.0));
    }
    told.into_iter().map(|(_, place)| place).chain(untold).collect()
}

fn rank(log_type: LogType) -> Option<usize> {
    LogType::ALL.iter().position(|known| *known == log_type)
}
