use std::fs::Metadata;
use std::time::SystemTime;

/// What tells cheaply, without reading it, that a file is no longer the one last read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileStamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Device and inode: another file that was renamed into the place shows even when its time
    /// and length are the same.
    #[cfg(unix)]
    identity: (u64, u64),
}

impl FileStamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            modified: metadata.modified().ok(),
            length: metadata.len(),
            #[cfg(unix)]
            identity: (metadata.dev(), metadata.ino()),
        }
    }
}
