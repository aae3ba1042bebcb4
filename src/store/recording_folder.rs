use crate::store::error::StoreError;
use crate::store::unused_path::unused_path;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// So many characters of a name are taken into the name of a folder.
const LONGEST_NAME: usize = 40;

/// A folder of recorded exchanges, one to a file. Nothing in it is ever written over.
#[derive(Debug)]
pub struct RecordingFolder {
    path: PathBuf,
}

impl RecordingFolder {
    /// Makes the folder where it is missing, and makes sure that files can be put into it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let create = || {
            make_folder(path)?;
            tempfile::tempfile_in(path)
        };
        match create() {
            Ok(_) => Ok(Self { path: path.to_owned() }),
            Err(error) => {
                Err(StoreError::CreateFolder { path: path.to_owned(), kind: error.kind() })
            }
        }
    }

    /// A new folder in this one, named as nothing in it is yet.
    pub fn open_new(parent: &Path, name: &str) -> Result<Self, StoreError> {
        let name = file_name(name);
        Self::open(&unused_path(|number| parent.join(format!("{name}{number}"))))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds one file, `<station>-<number>-<question>.json`, numbered behind those of the station
    /// that are there. `content` is given that name without its end. On Unix only the owner may
    /// read it.
    pub fn add(
        &self,
        station: &str,
        question: &str,
        content: impl Fn(&str) -> String,
    ) -> Result<(), StoreError> {
        let failed = |path: &Path, error: &io::Error| StoreError::write(path, error);
        let mut number = self.last_number(station).map_err(|error| failed(&self.path, &error))?;
        loop {
            number += 1;
            let name = format!("{station}-{number}-{question}");
            let path = self.path.join(format!("{name}.json"));
            match write_new(&path, &content(&name)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                written => return written.map_err(|error| failed(&path, &error)),
            }
        }
    }

    fn last_number(&self, station: &str) -> io::Result<u32> {
        let mut last = 0;
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            let numbered = name.strip_prefix(station).and_then(|rest| rest.strip_prefix('-'));
            let number = numbered.and_then(|rest| rest.split('-').next()?.parse().ok());
            last = last.max(number.unwrap_or_default());
        }
        Ok(last)
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

fn write_new(path: &Path, content: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?.write_all(content.as_bytes())
}

/// A name that every system takes.
fn file_name(name: &str) -> String {
    let fit = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    name.chars().take(LONGEST_NAME).map(fit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_numbered_on_and_never_written_over() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/er");
        for content in ["first", "second"] {
            let folder = RecordingFolder::open(&path).unwrap();
            folder.add("new-api", "status", |name| format!("{content} {name}")).unwrap();
        }
        RecordingFolder::open(&path).unwrap().add("new", "status", str::to_owned).unwrap();
        let expected =
            ["new-1-status.json", "new-api-1-status.json", "new-api-2-status.json"].to_vec();
        assert_eq!(names(&path), expected);
        let first = fs::read_to_string(path.join("new-api-1-status.json")).unwrap();
        assert_eq!(first, "first new-api-1-status");
    }

    #[test]
    fn a_new_folder_has_a_name_that_every_system_takes() {
        let place = tempfile::tempdir().unwrap();
        for expected in ["云雀_A___-20260102", "云雀_A___-20260102-2"] {
            let folder = RecordingFolder::open_new(place.path(), "云雀/A:..-20260102").unwrap();
            assert_eq!(folder.path(), place.path().join(expected));
        }
    }

    #[test]
    fn a_file_in_its_place_is_said_and_stays() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a");
        fs::write(&path, "mine").unwrap();
        for wrong in [path.clone(), path.join("below")] {
            let error = RecordingFolder::open(&wrong).unwrap_err();
            assert!(matches!(error, StoreError::CreateFolder { .. }), "{error}");
        }
        assert_eq!(fs::read_to_string(path).unwrap(), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let folder = RecordingFolder::open(&place.path().join("a")).unwrap();
        folder.add("one-api", "status", str::to_owned).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&folder.path().join("one-api-1-status.json")), 0o600);
    }
}
