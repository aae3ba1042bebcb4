use crate::store::file_stamp::FileStamp;
use crate::store::lock::FolderLock;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::NamedTempFile;

const TEMPORARY_PREFIX: &str = ".konata-api-";
const TEMPORARY_SUFFIX: &str = ".tmp";
const RENAME_TRIES: u32 = 20;
const RENAME_PAUSE: Duration = Duration::from_millis(50);

/// Puts `bytes` in the place of the file at `path`: whoever reads it, and whenever the program
/// dies, finds the old content or the new, never a part. On Unix only the owner may read it.
///
/// A symbolic link stays one; the file that it names is replaced.
pub(super) fn write(path: &Path, bytes: &[u8], _lock: &FolderLock) -> io::Result<FileStamp> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut temporary = temporary_file(folder)?;
    temporary.write_all(bytes)?;
    // The rename may reach the disk before the content does, unless the content goes first.
    temporary.as_file().sync_all()?;
    let file = rename(temporary, &target)?;
    let stamp = FileStamp::of(&file.metadata()?);
    sync_folder(folder)?;
    Ok(stamp)
}

/// Removes what a killed program left half written. Under the lock nobody else is writing, so
/// every such file is a leftover.
pub(super) fn remove_leftovers(folder: &Path, _lock: &FolderLock) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX) {
            // One that cannot be removed does no harm but to tidiness; the next save tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o600));
    }
    builder.tempfile_in(folder)
}

/// On Windows a virus scanner or an indexer that looks at the file just then makes the rename
/// fail for a moment.
fn rename(mut temporary: NamedTempFile, target: &Path) -> io::Result<File> {
    for _ in 1..RENAME_TRIES {
        match temporary.persist(target) {
            Ok(file) => return Ok(file),
            Err(refused) if refused.error.kind() == io::ErrorKind::PermissionDenied => {
                temporary = refused.file;
                thread::sleep(RENAME_PAUSE);
            }
            Err(refused) => return Err(refused.error),
        }
    }
    temporary.persist(target).map_err(|refused| refused.error)
}

/// A new name is safe only once the folder that holds it is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked_folder() -> (tempfile::TempDir, FolderLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = FolderLock::acquire(folder.path(), Duration::from_secs(5)).unwrap();
        (folder, lock)
    }

    #[test]
    fn replaces_the_content_and_leaves_no_temporary_file() {
        let (folder, lock) = locked_folder();
        let path = folder.path().join("a.json");
        fs::write(&path, "a longer text than the new one").unwrap();
        let stamp = write(&path, b"new", &lock).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(stamp, FileStamp::of(&fs::metadata(&path).unwrap()));
        let names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_even_a_file_that_was_open_to_all() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, lock) = locked_folder();
        let path = folder.path().join("a.json");
        fs::write(&path, "{}").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write(&path, b"new", &lock).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let (folder, lock) = locked_folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let real = elsewhere.path().join("real.json");
        fs::write(&real, "old").unwrap();
        let link = folder.path().join("a.json");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, b"new", &lock).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }

    #[test]
    fn removes_leftovers_and_nothing_else() {
        let (folder, lock) = locked_folder();
        fs::write(folder.path().join(".konata-api-AbCdEf.tmp"), "half").unwrap();
        fs::write(folder.path().join("notes.tmp"), "mine").unwrap();
        remove_leftovers(folder.path(), &lock);
        assert!(!folder.path().join(".konata-api-AbCdEf.tmp").exists());
        assert!(folder.path().join("notes.tmp").exists());
    }
}
