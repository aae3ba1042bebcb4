use std::fs;
use std::io;
use std::path::Path;

/// Which file stands at a path. On Windows none that is open can be taken away, so there it is
/// enough that one stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileIdentity {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
}

impl FileIdentity {
    /// `None` = no file, or an empty one.
    pub(super) fn of(path: &Path) -> io::Result<Option<Self>> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        match fs::metadata(path) {
            Ok(metadata) if metadata.len() == 0 => Ok(None),
            Ok(metadata) => {
                let _ = &metadata;
                Ok(Some(Self {
                    #[cfg(unix)]
                    device_and_inode: (metadata.dev(), metadata.ino()),
                }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
