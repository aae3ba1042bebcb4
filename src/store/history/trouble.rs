use crate::store::error::StoreError;
use rusqlite::ErrorCode;
use std::io;

/// Why the history could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// What stands there is no history, or none any more.
    Damaged,
    /// It was written by a later version of the program.
    TooNew,
    Failed(io::ErrorKind),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Failed(io::ErrorKind::ResourceBusy)
            }
            Some(ErrorCode::DiskFull) => Self::Failed(io::ErrorKind::StorageFull),
            Some(ErrorCode::ReadOnly) => Self::Failed(io::ErrorKind::ReadOnlyFilesystem),
            Some(ErrorCode::PermissionDenied) => Self::Failed(io::ErrorKind::PermissionDenied),
            Some(ErrorCode::OutOfMemory) => Self::Failed(io::ErrorKind::OutOfMemory),
            _ => Self::Failed(io::ErrorKind::Other),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.kind())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked { .. } => Self::Failed(io::ErrorKind::ResourceBusy),
            StoreError::CreateFolder { kind, .. }
            | StoreError::Read { kind, .. }
            | StoreError::Write { kind, .. }
            | StoreError::Backup { kind, .. }
            | StoreError::SetAside { kind, .. }
            | StoreError::Lock { kind, .. } => Self::Failed(kind),
        }
    }
}
