use crate::model::timestamp;
use crate::store::atomic_file;
use crate::store::error::StoreError;
use crate::store::lock::FolderLock;
use crate::store::unused_path::unused_path;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const BACKUP_FOLDER: &str = "backups";
/// How many backups of one file are kept.
const KEPT: usize = 30;

/// What a file is about to be saved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Backed up before the first save of a day only.
    DailyUse,
    /// The store rewrites the file on its own: always backed up.
    Migration,
}

/// Keeps `bytes`, the content of `file` before it is saved anew at `now` (unix seconds), in
/// `backups/` beside it, and drops the oldest backups of that file.
pub(super) fn keep(
    file: &Path,
    bytes: &[u8],
    occasion: Occasion,
    now: i64,
    lock: &FolderLock,
) -> Result<(), StoreError> {
    let Some(series) = Series::of(file) else { return Ok(()) };
    let failed = |error: &io::Error| StoreError::backup(&series.folder, error);
    crate::store::create_folder(&series.folder).map_err(|error| failed(&error))?;
    atomic_file::remove_leftovers(&series.folder, lock);
    let date = timestamp::local_date(now);
    let kept = series.existing().map_err(|error| failed(&error))?;
    let already_today = kept.iter().any(|rest| rest.starts_with(&date));
    if occasion == Occasion::DailyUse && already_today {
        return Ok(());
    }
    let path = series.free_path(&date, occasion, now);
    atomic_file::write(&path, bytes, lock).map_err(|error| StoreError::backup(&path, &error))?;
    series.drop_oldest().map_err(|error| failed(&error))
}

/// All backups of one file: `stats-2026-11-21.json`, `stats-2026-11-21-075300.json`, …
struct Series {
    folder: PathBuf,
    /// `stats-`
    prefix: String,
    /// `.json`
    suffix: String,
}

impl Series {
    fn of(file: &Path) -> Option<Self> {
        Some(Self {
            folder: file.parent()?.join(BACKUP_FOLDER),
            prefix: format!("{}-", file.file_stem()?.to_string_lossy()),
            suffix: format!(".{}", file.extension()?.to_string_lossy()),
        })
    }

    /// The date and time parts of the names, oldest first. A copy that the user made and named
    /// otherwise is not one of them.
    fn existing(&self) -> io::Result<Vec<String>> {
        let mut parts = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            let middle = name
                .strip_prefix(&self.prefix)
                .and_then(|rest| rest.strip_suffix(&self.suffix))
                .filter(|rest| is_date_and_time(rest));
            parts.extend(middle.map(str::to_owned));
        }
        parts.sort();
        Ok(parts)
    }

    fn path(&self, part: &str) -> PathBuf {
        self.folder.join(format!("{}{part}{}", self.prefix, self.suffix))
    }

    fn free_path(&self, date: &str, occasion: Occasion, now: i64) -> PathBuf {
        let part = match occasion {
            Occasion::DailyUse => date.to_owned(),
            Occasion::Migration => format!("{date}-{}", timestamp::local_clock(now)),
        };
        unused_path(|number| self.path(&format!("{part}{number}")))
    }

    fn drop_oldest(&self) -> io::Result<()> {
        let parts = self.existing()?;
        let surplus = parts.len().saturating_sub(KEPT);
        parts.iter().take(surplus).try_for_each(|part| fs::remove_file(self.path(part)))
    }
}

/// `2026-11-21`, with or without more digits and hyphens behind it.
fn is_date_and_time(text: &str) -> bool {
    text.len() >= "2026-11-21".len() && text.chars().all(|c| c == '-' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const DAY: i64 = 86_400;
    const NOW: i64 = 1_795_240_066;

    struct Folder {
        folder: tempfile::TempDir,
        lock: FolderLock,
    }

    impl Folder {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let lock = FolderLock::acquire(folder.path(), Duration::from_secs(5)).unwrap();
            Self { folder, lock }
        }

        fn keep(&self, bytes: &str, occasion: Occasion, now: i64) {
            let file = self.folder.path().join("stats.json");
            keep(&file, bytes.as_bytes(), occasion, now, &self.lock).unwrap();
        }

        /// What the backups hold, oldest first.
        fn contents(&self) -> Vec<String> {
            let backups = self.folder.path().join(BACKUP_FOLDER);
            let mut paths: Vec<_> =
                fs::read_dir(backups).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        }
    }

    #[test]
    fn once_a_day_the_first_state_of_the_day() {
        let folder = Folder::new();
        folder.keep("monday", Occasion::DailyUse, NOW);
        folder.keep("later", Occasion::DailyUse, NOW + 1);
        folder.keep("tuesday", Occasion::DailyUse, NOW + DAY);
        assert_eq!(folder.contents(), ["monday", "tuesday"]);
    }

    #[test]
    fn always_before_a_migration_even_twice_a_second() {
        let folder = Folder::new();
        folder.keep("monday", Occasion::DailyUse, NOW);
        folder.keep("first", Occasion::Migration, NOW);
        folder.keep("second", Occasion::Migration, NOW);
        assert_eq!(folder.contents().len(), 3);
    }

    #[test]
    fn a_migration_is_the_backup_of_its_day() {
        let folder = Folder::new();
        folder.keep("old", Occasion::Migration, NOW);
        folder.keep("migrated", Occasion::DailyUse, NOW + 1);
        assert_eq!(folder.contents(), ["old"]);
    }

    #[test]
    fn keeps_the_newest_of_its_own_and_never_touches_others() {
        let folder = Folder::new();
        folder.keep("day 0", Occasion::DailyUse, NOW);
        let backups = folder.folder.path().join(BACKUP_FOLDER);
        fs::write(backups.join("stats-before-the-move.json"), "mine").unwrap();
        fs::write(backups.join("config-2020-01-01.json"), "config").unwrap();
        for day in 1_i64..=31 {
            folder.keep(&format!("day {day}"), Occasion::DailyUse, NOW + day * DAY);
        }
        let contents = folder.contents();
        assert_eq!(contents.len(), KEPT + 2);
        assert!(contents.contains(&"mine".to_owned()) && contents.contains(&"config".to_owned()));
        assert!(!contents.contains(&"day 1".to_owned()) && contents.contains(&"day 2".to_owned()));
    }
}
