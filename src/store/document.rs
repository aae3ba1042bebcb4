use crate::model::timestamp;
use crate::store::atomic_file;
use crate::store::backup::{self, Occasion};
use crate::store::error::StoreError;
use crate::store::file_stamp::FileStamp;
use crate::store::lock::FolderLock;
use crate::store::unused_path::unused_path;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// How often a file that does not parse is read again before it counts as broken.
const SETTLING_TRIES: u32 = 4;
const SETTLING_PAUSE: Duration = Duration::from_millis(50);

/// One JSON file and what the store knows of it.
///
/// The content, mostly an object, is the truth: fields that this program does not know stand in it
/// untouched, in their order and with their digits, and are written back with the rest.
pub(super) struct Document<C = Map<String, Value>> {
    path: PathBuf,
    /// Whether a top level has the shape that the store can work with.
    is_sound: fn(&C) -> bool,
    content: C,
    /// The file as last read or written; `None` = no file stands there.
    on_disk: Option<Version>,
}

struct Version {
    bytes: Vec<u8>,
    stamp: FileStamp,
}

/// What a look at the file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refreshed {
    /// It holds what the document holds.
    Same,
    /// It was changed from outside and read anew.
    Changed,
    /// It is gone; the document keeps its content.
    Vanished,
    /// It does not parse; the document keeps its content.
    Broken,
}

/// What the top level of a file can be.
pub(super) trait Content:
    Clone + Default + PartialEq + Serialize + DeserializeOwned
{
}

impl Content for Map<String, Value> {}
impl Content for Vec<Value> {}

impl<C: Content> Document<C> {
    /// An empty document; [`Document::refresh`] reads the file.
    pub(super) fn new(path: PathBuf, is_sound: fn(&C) -> bool) -> Self {
        Self { path, is_sound, content: C::default(), on_disk: None }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn content(&self) -> &C {
        &self.content
    }

    /// Asks only for the file's time, length and identity.
    pub(super) fn looks_changed(&self) -> Result<bool, StoreError> {
        let stamp = match fs::metadata(&self.path) {
            Ok(metadata) => Some(FileStamp::of(&metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::read(&self.path, &error)),
        };
        Ok(stamp != self.on_disk.as_ref().map(|version| version.stamp))
    }

    /// Reads the file, and its content where that is no longer what was last read or written.
    ///
    /// Compares the bytes, not the time: two saves within one tick of the file system's clock
    /// look alike, and a save on top of stale content would undo the other one.
    pub(super) fn refresh(&mut self) -> Result<Refreshed, StoreError> {
        for _ in 0..SETTLING_TRIES {
            match self.refresh_once()? {
                // A program that writes in place, as the predecessor does, is perhaps half way.
                Refreshed::Broken => thread::sleep(SETTLING_PAUSE),
                settled => return Ok(settled),
            }
        }
        self.refresh_once()
    }

    fn refresh_once(&mut self) -> Result<Refreshed, StoreError> {
        let version = read_version(&self.path).map_err(|e| StoreError::read(&self.path, &e))?;
        let Some(version) = version else {
            let was_there = self.on_disk.take().is_some();
            return Ok(if was_there { Refreshed::Vanished } else { Refreshed::Same });
        };
        if self.on_disk.as_ref().is_some_and(|known| known.bytes == version.bytes) {
            self.on_disk = Some(version);
            return Ok(Refreshed::Same);
        }
        let Some(content) = parse(&version.bytes).filter(self.is_sound) else {
            return Ok(Refreshed::Broken);
        };
        self.content = content;
        self.on_disk = Some(version);
        Ok(Refreshed::Changed)
    }

    /// Moves a broken file out of the way, unchanged, to a name with the time in it, which is
    /// returned.
    pub(super) fn set_aside(&mut self, _lock: &FolderLock) -> Result<PathBuf, StoreError> {
        let stamp = timestamp::local_file_stamp(timestamp::now());
        let moved_to = unused_path(|number| {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".broken-{stamp}{number}"));
            name.into()
        });
        fs::rename(&self.path, &moved_to).map_err(|error| StoreError::SetAside {
            path: self.path.clone(),
            kind: error.kind(),
        })?;
        self.on_disk = None;
        Ok(moved_to)
    }

    /// Makes `content` the content, on disk first. Nothing is written when nothing changed.
    ///
    /// To be called after a [`Document::refresh`] under the same lock.
    pub(super) fn save(
        &mut self,
        content: C,
        occasion: Occasion,
        lock: &FolderLock,
    ) -> Result<(), StoreError> {
        if content == self.content {
            return Ok(());
        }
        if let Some(version) = &self.on_disk {
            backup::keep(&self.path, &version.bytes, occasion, timestamp::now(), lock)?;
        }
        let failed = |error: &io::Error| StoreError::write(&self.path, error);
        let bytes =
            serde_json::to_vec_pretty(&content).map_err(|error| failed(&io::Error::from(error)))?;
        let stamp = atomic_file::write(&self.path, &bytes, lock).map_err(|error| failed(&error))?;
        self.on_disk = Some(Version { bytes, stamp });
        self.content = content;
        Ok(())
    }
}

/// `None` = no such file.
fn read_version(path: &Path) -> io::Result<Option<Version>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Taken before the content, so that a change in between shows at the next look.
    let stamp = FileStamp::of(&file.metadata()?);
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(Version { bytes, stamp }))
}

/// `None` = not JSON of this shape in UTF-8. Windows editors like to put a byte order mark in front.
fn parse<C: Content>(bytes: &[u8]) -> Option<C> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    serde_json::from_slice(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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

        fn path(&self) -> PathBuf {
            self.folder.path().join("a.json")
        }

        fn document(&self, text: &str) -> (Document, Refreshed) {
            fs::write(self.path(), text).unwrap();
            let mut document = Document::new(self.path(), |_| true);
            let refreshed = document.refresh().unwrap();
            (document, refreshed)
        }
    }

    fn object(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn accepts_a_byte_order_mark() {
        let (document, refreshed) = Folder::new().document("\u{feff}{\"a\":1}");
        assert_eq!(refreshed, Refreshed::Changed);
        assert_eq!(document.content(), &object("{\"a\":1}"));
    }

    #[test]
    fn what_does_not_parse_is_broken_and_changes_nothing() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        for broken in ["", "{\"a\":", "[1]", "null"] {
            fs::write(folder.path(), broken).unwrap();
            assert_eq!(document.refresh().unwrap(), Refreshed::Broken, "{broken:?}");
            assert_eq!(document.content(), &object("{\"a\":1}"));
        }
        fs::write(folder.path(), [b'{', 0xff, b'}']).unwrap();
        assert_eq!(document.refresh().unwrap(), Refreshed::Broken);
    }

    #[test]
    fn a_file_that_is_being_written_in_place_is_not_broken() {
        let folder = Folder::new();
        fs::write(folder.path(), "{\"a\":").unwrap();
        let path = folder.path();
        let writer = thread::spawn(move || {
            thread::sleep(SETTLING_PAUSE);
            fs::write(path, "{\"a\":1}").unwrap();
        });
        let mut document: Document = Document::new(folder.path(), |_| true);
        assert_eq!(document.refresh().unwrap(), Refreshed::Changed);
        writer.join().unwrap();
    }

    #[test]
    fn broken_files_are_moved_to_names_of_their_own() {
        let folder = Folder::new();
        let mut moved = Vec::new();
        for text in ["{1", "{2", "{3"] {
            let (mut document, refreshed) = folder.document(text);
            assert_eq!(refreshed, Refreshed::Broken);
            moved.push(document.set_aside(&folder.lock).unwrap());
        }
        let texts: Vec<_> = moved.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts, ["{1", "{2", "{3"]);
        assert!(!folder.path().exists());
    }

    #[test]
    fn sees_an_edit_of_the_same_length() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        assert!(!document.looks_changed().unwrap());
        fs::write(folder.path(), "{\"a\":2}").unwrap();
        let edited = File::options().write(true).open(folder.path()).unwrap();
        edited.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(document.looks_changed().unwrap());
        assert_eq!(document.refresh().unwrap(), Refreshed::Changed);
        assert_eq!(document.content(), &object("{\"a\":2}"));
    }

    #[test]
    fn a_touched_file_is_the_same_and_quiet_afterwards() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        let touched = File::options().write(true).open(folder.path()).unwrap();
        touched.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(document.refresh().unwrap(), Refreshed::Same);
        assert!(!document.looks_changed().unwrap());
    }

    #[test]
    fn a_save_is_not_an_outside_change() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        document.save(object("{\"a\":2}"), Occasion::DailyUse, &folder.lock).unwrap();
        assert!(!document.looks_changed().unwrap());
        assert_eq!(fs::read_to_string(folder.path()).unwrap(), "{\n  \"a\": 2\n}");
    }

    #[test]
    fn an_unchanged_document_is_not_written() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        document.save(object("{\"a\":1}"), Occasion::DailyUse, &folder.lock).unwrap();
        assert_eq!(fs::read_to_string(folder.path()).unwrap(), "{\"a\":1}");
        assert!(!folder.folder.path().join("backups").exists());
    }

    #[test]
    fn what_could_not_be_saved_is_not_the_content() {
        let folder = Folder::new();
        let gone = folder.folder.path().join("gone/a.json");
        let mut document = Document::new(gone.clone(), |_| true);
        let refused = document.save(object("{\"a\":1}"), Occasion::DailyUse, &folder.lock);
        assert_eq!(refused, Err(StoreError::Write { path: gone, kind: io::ErrorKind::NotFound }));
        assert!(document.content().is_empty());
    }

    #[test]
    fn a_vanished_file_is_written_back_by_the_next_save() {
        let folder = Folder::new();
        let (mut document, _) = folder.document("{\"a\":1}");
        fs::remove_file(folder.path()).unwrap();
        assert_eq!(document.refresh().unwrap(), Refreshed::Vanished);
        assert_eq!(document.refresh().unwrap(), Refreshed::Same);
        let mut content = document.content().clone();
        content.insert("b".into(), 2.into());
        document.save(content, Occasion::DailyUse, &folder.lock).unwrap();
        assert!(fs::read_to_string(folder.path()).unwrap().contains("\"a\": 1"));
    }
}
