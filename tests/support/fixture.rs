use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A recorded exchange or a scenario under `tests/fixtures`.
#[derive(Debug)]
pub struct Fixture {
    /// `<station>/<case>`.
    pub id: String,
    pub json: Value,
}

impl Fixture {
    pub fn load(id: &str) -> Self {
        let path = root().join(format!("{id}.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{id}: {error}"));
        let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{id}: {error}"));
        Self { id: id.to_owned(), json }
    }

    /// The folders of recorded exchanges.
    pub fn stations() -> Vec<String> {
        let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap());
        let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
        let mut names: Vec<String> =
            folders.map(|folder| folder.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "scenarios");
        names.sort();
        names
    }

    /// Every fixture of a folder, by name.
    pub fn folder(name: &str) -> Vec<Self> {
        let mut names: Vec<String> = fs::read_dir(root().join(name))
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names.iter().map(|case| Self::load(&format!("{name}/{case}"))).collect()
    }

    pub fn endpoint(&self) -> &str {
        self.json["endpoint"].as_str().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}
