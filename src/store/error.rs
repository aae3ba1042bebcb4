use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file could not be read or saved.
///
/// Carries the path and the kind of the system's error, never a word of what the file holds: the
/// files hold keys.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    #[error("cannot create the folder {path}: {kind}")]
    CreateFolder { path: PathBuf, kind: io::ErrorKind },
    /// The file is there, but the system does not hand it out. What it holds is not known, so
    /// the store does not pretend that it is empty.
    #[error("cannot read {path}: {kind}")]
    Read { path: PathBuf, kind: io::ErrorKind },
    /// The file is as it was before.
    #[error("cannot write {path}: {kind}")]
    Write { path: PathBuf, kind: io::ErrorKind },
    /// The backup that has to come first failed, so nothing was saved.
    #[error("cannot write the backup {path}: {kind}")]
    Backup { path: PathBuf, kind: io::ErrorKind },
    /// The broken file still stands in its place, and nothing was saved over it.
    #[error("cannot set the broken file {path} aside: {kind}")]
    SetAside { path: PathBuf, kind: io::ErrorKind },
    /// The lock file cannot be opened or locked at all.
    #[error("cannot lock {path}: {kind}")]
    Lock { path: PathBuf, kind: io::ErrorKind },
    /// Another program was saving for longer than the store waits.
    #[error("{path} is locked by another program")]
    Locked { path: PathBuf },
}

impl StoreError {
    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        Self::Read { path: path.to_owned(), kind: error.kind() }
    }

    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        Self::Write { path: path.to_owned(), kind: error.kind() }
    }

    pub(super) fn backup(path: &Path, error: &io::Error) -> Self {
        Self::Backup { path: path.to_owned(), kind: error.kind() }
    }
}
