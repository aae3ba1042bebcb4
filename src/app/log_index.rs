use crate::app::log_names::LogNames;
use crate::model::call_log::{CallLog, LogType};
use crate::model::log_archive::LogArchive;
use crate::model::stored_log::StoredLog;
use std::sync::Arc;

/// An archive of logs and what its rows have in common, so that filters and sorts compare numbers
/// and not words.
#[derive(Clone, Debug)]
pub struct LogIndex {
    pub archive: Arc<LogArchive>,
    pub sites: LogNames,
    pub models: LogNames,
    pub keys: LogNames,
    pub(super) groups: LogNames,
    pub(super) channels: LogNames,
    /// What is there, and how many rows of it.
    pub types: Vec<(LogType, usize)>,
    /// One for each row.
    pub(super) numbers: Vec<RowNumbers>,
}

/// By which a row knows its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowNumbers {
    pub(super) site: u32,
    pub(super) model: u32,
    pub(super) key: u32,
    pub(super) group: u32,
    pub(super) channel: u32,
}

impl LogIndex {
    pub fn new(archive: Arc<LogArchive>) -> Self {
        let rows = &archive.rows;
        let (sites, of_site) = LogNames::of(rows.iter().map(|stored| Some(&*stored.site)));
        let (models, of_model) = names(rows, |row| row.model.as_deref());
        let (keys, of_key) = names(rows, |row| row.token.as_deref());
        let (groups, of_group) = names(rows, |row| row.group.as_deref());
        let (channels, of_channel) = names(rows, |row| row.channel.as_deref());
        let numbers = of_site
            .into_iter()
            .zip(of_model)
            .zip(of_key)
            .zip(of_group.into_iter().zip(of_channel))
            .map(|(((site, model), key), (group, channel))| RowNumbers {
                site,
                model,
                key,
                group,
                channel,
            })
            .collect();
        let types = types(rows);
        Self { archive, sites, models, keys, groups, channels, types, numbers }
    }

    pub fn row(&self, place: u32) -> Option<&StoredLog> {
        self.archive.rows.get(place as usize)
    }

    pub(super) fn numbers(&self, place: u32) -> Option<RowNumbers> {
        self.numbers.get(place as usize).copied()
    }
}

fn names(rows: &[StoredLog], field: impl Fn(&CallLog) -> Option<&str>) -> (LogNames, Vec<u32>) {
    LogNames::of(rows.iter().map(|stored| field(&stored.row)))
}

fn types(rows: &[StoredLog]) -> Vec<(LogType, usize)> {
    let count = |log_type| rows.iter().filter(|stored| stored.row.log_type == log_type).count();
    let counted = LogType::ALL.map(|log_type| (log_type, count(log_type)));
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}
