use crate::store::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

const LOCK_FILE: &str = ".lock";
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in the data folder, held for one load-change-save.
///
/// The system gives the lock back when the holder dies, so a killed program leaves nothing to
/// clean up. Functions that write take `&FolderLock` to show that they are called under it.
#[derive(Debug)]
pub(super) struct FolderLock {
    /// Closing the file releases the lock.
    _file: File,
}

impl FolderLock {
    /// Waits until nobody else writes in `folder`.
    ///
    /// [`StoreError::Locked`] after `wait`; [`StoreError::Lock`] when there can be no lock.
    pub(super) fn acquire(folder: &Path, wait: Duration) -> Result<Self, StoreError> {
        let path = folder.join(LOCK_FILE);
        let failed = |kind| StoreError::Lock { path: path.clone(), kind };
        let file = lock_file_options().open(&path).map_err(|error| failed(error.kind()))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(error)) => return Err(failed(error.kind())),
                Err(TryLockError::WouldBlock) if start.elapsed() >= wait => {
                    return Err(StoreError::Locked { path: path.clone() });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            }
        }
    }
}

fn lock_file_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(30);

    #[test]
    fn a_held_lock_is_an_error_after_the_wait_and_free_after_release() {
        let folder = tempfile::tempdir().unwrap();
        let held = FolderLock::acquire(folder.path(), SHORT).unwrap();
        let refused = FolderLock::acquire(folder.path(), SHORT).unwrap_err();
        assert_eq!(refused, StoreError::Locked { path: folder.path().join(LOCK_FILE) });
        drop(held);
        FolderLock::acquire(folder.path(), SHORT).unwrap();
    }

    #[test]
    fn waits_for_the_holder() {
        let folder = tempfile::tempdir().unwrap();
        let held = FolderLock::acquire(folder.path(), SHORT).unwrap();
        let holder = thread::spawn(move || {
            thread::sleep(SHORT);
            drop(held);
        });
        FolderLock::acquire(folder.path(), Duration::from_secs(30)).unwrap();
        holder.join().unwrap();
    }

    #[test]
    fn no_lock_file_is_another_error_than_a_held_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(LOCK_FILE)).unwrap();
        let refused = FolderLock::acquire(folder.path(), SHORT).unwrap_err();
        assert!(matches!(refused, StoreError::Lock { .. }), "{refused:?}");
    }
}
