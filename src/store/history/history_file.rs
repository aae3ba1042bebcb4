use crate::model::timestamp;
use crate::store::atomic_file;
use crate::store::error::StoreError;
use crate::store::history::file_identity::FileIdentity;
use crate::store::history::schema::{self, Fit};
use crate::store::history::trouble::Trouble;
use crate::store::lock::FolderLock;
use crate::store::unused_path::unused_path;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE: &str = "history.db";
/// A history on its way to its place; where it is left behind, the next save removes it.
const NEW_FILE: &str = ".konata-api-history.tmp";
/// Remembers beside the history when it was begun, so that its loss shows.
const BEGUN_FILE: &str = ".history-begun";
/// How long one program waits for what the other one writes.
const BUSY_WAIT: Duration = Duration::from_secs(5);
/// What SQLite keeps beside a database.
const BESIDE: [&str; 2] = ["-wal", "-shm"];
/// The log of writes is cut back to this, in bytes.
const LONGEST_LOG: i64 = 4 * 1024 * 1024;

/// The file of the history with what belongs to it.
#[derive(Debug)]
pub(super) struct HistoryFile {
    folder: PathBuf,
    path: PathBuf,
    lock_wait: Duration,
}

/// A connection, and the file that it is to.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) connection: Connection,
    identity: Option<FileIdentity>,
}

impl HistoryFile {
    pub(super) fn new(folder: &Path, lock_wait: Duration) -> Self {
        Self { folder: folder.to_owned(), path: folder.join(FILE), lock_wait }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the connection still is to the file that stands there.
    pub(super) fn is_that_of(&self, connected: &Connected) -> bool {
        let there = FileIdentity::of(&self.path).ok().flatten();
        there.is_some() && there == connected.identity
    }

    /// Opens the history, begins it where there is none, and brings it up to this version. Gives
    /// with it since when there was one that is gone now.
    pub(super) fn connect(&self) -> Result<(Connected, Option<String>), Trouble> {
        let mut gone_since = None;
        if FileIdentity::of(&self.path)?.is_none() {
            gone_since = self.begin()?;
        }
        let mut connection = open(&self.path)?;
        if schema::check(&connection)? != Fit::Good {
            let _lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
            // Another program may have been first.
            if let Fit::Older { version } = schema::check(&connection)? {
                schema::migrate(&mut connection, version)?;
            }
        }
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "journal_size_limit", LONGEST_LOG)?;
        let identity = FileIdentity::of(&self.path)?;
        Ok((Connected { connection, identity }, gone_since))
    }

    /// Opens what stands there, to look at it.
    pub(super) fn open(&self) -> Result<Connection, Trouble> {
        open(&self.path)
    }

    /// Reads all of the file.
    pub(super) fn examine(&self) -> Result<(), Trouble> {
        let connection = self.open()?;
        schema::check(&connection)?;
        let verdict: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" { Ok(()) } else { Err(Trouble::Damaged) }
    }

    /// Moves a damaged history out of the way, with what lies beside it, to names with the time in
    /// them. `None` where another program has done so.
    pub(super) fn set_aside(&self) -> Result<Option<PathBuf>, Trouble> {
        let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
        if self.examine() != Err(Trouble::Damaged) {
            return Ok(None);
        }
        let stamp = timestamp::local_file_stamp(timestamp::now());
        let moved_to =
            unused_path(|number| with_end(&self.path, &format!(".broken-{stamp}{number}")));
        fs::rename(&self.path, &moved_to).map_err(|error| StoreError::SetAside {
            path: self.path.clone(),
            kind: error.kind(),
        })?;
        for end in BESIDE {
            // Not there, mostly.
            let _ = fs::rename(with_end(&self.path, end), with_end(&moved_to, end));
        }
        self.forget_begin(&lock);
        Ok(Some(moved_to))
    }

    /// Bytes of the file and of what is not yet in it.
    pub(super) fn size(&self) -> u64 {
        let length = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        let [log, _] = BESIDE;
        length(&self.path) + length(&with_end(&self.path, log))
    }

    /// Puts a new history in its place, whole from its first moment. Gives since when there was
    /// one that is gone now.
    fn begin(&self) -> Result<Option<String>, Trouble> {
        let lock = FolderLock::acquire(&self.folder, self.lock_wait)?;
        if FileIdentity::of(&self.path)?.is_some() {
            return Ok(None);
        }
        let new = self.folder.join(NEW_FILE);
        for left_behind in [&self.path, &new] {
            remove_beside(left_behind);
        }
        let _: io::Result<()> = fs::remove_file(&new);
        create_for_owner(&new)?;
        // Its end takes with it what lay beside the file.
        schema::begin(&mut open(&new)?)?;
        fs::rename(&new, &self.path)?;
        let gone_since = fs::read_to_string(self.begun_path()).ok();
        self.remember_begin(&lock);
        Ok(gone_since.map(|begun| begun.trim().to_owned()))
    }

    /// Without it only the loss of the history would not show.
    fn remember_begin(&self, lock: &FolderLock) {
        let today = timestamp::local_date(timestamp::now());
        let _ = atomic_file::write(&self.begun_path(), today.as_bytes(), lock);
    }

    fn forget_begin(&self, _lock: &FolderLock) {
        let _: io::Result<()> = fs::remove_file(self.begun_path());
    }

    fn begun_path(&self) -> PathBuf {
        self.folder.join(BEGUN_FILE)
    }
}

fn open(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    Ok(connection)
}

/// SQLite makes the files beside it like it.
fn create_for_owner(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(|_| ())
}

/// What a history that is gone left behind.
fn remove_beside(path: &Path) {
    for end in BESIDE {
        // Not there, mostly.
        let _ = fs::remove_file(with_end(path, end));
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
