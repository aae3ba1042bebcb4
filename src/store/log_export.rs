use crate::model::log_selection::LogSelection;
use crate::model::site::Site;
use crate::model::stored_log::StoredLog;
use crate::model::timestamp;
use crate::store::error::StoreError;
use crate::store::lock::FolderLock;
use crate::store::unused_path::unused_path;
use crate::store::{atomic_file, create_folder, log_csv};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Below the data folder.
const FOLDER: &str = "exports";

/// Writes the rows into a new file. A site that is gone is called by its id.
pub(super) fn write(
    data_folder: &Path,
    sites: &[Site],
    selection: &LogSelection,
    lock_wait: Duration,
) -> Result<PathBuf, StoreError> {
    let names: HashMap<&str, &str> =
        sites.iter().map(|site| (site.id.as_str(), site.name.as_str())).collect();
    let lines = selection
        .rows()
        .map(|StoredLog { site, row }| (names.get(&**site).copied().unwrap_or(site), row));
    let folder = data_folder.join(FOLDER);
    create_folder(&folder)
        .map_err(|error| StoreError::CreateFolder { path: folder.clone(), kind: error.kind() })?;
    let lock = FolderLock::acquire(data_folder, lock_wait)?;
    let stamp = timestamp::local_file_stamp(timestamp::now());
    let path = unused_path(|number| folder.join(format!("logs-{stamp}{number}.csv")));
    let failed = |error: &io::Error| StoreError::write(&path, error);
    let document = log_csv::document(lines).map_err(|error| failed(&error.into()))?;
    atomic_file::write(&path, document.as_bytes(), &lock).map_err(|error| failed(&error))?;
    Ok(path)
}
