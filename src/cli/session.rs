use crate::cli::arguments::Arguments;
use crate::cli::exit::Exit;
use crate::cli::say;
use crate::demo::demo_stations::DemoStations;
use crate::platform::paths::data_folder;
use crate::store::Store;
use crate::store::incident::StoreIncident;
use crate::text::{Language, Text, store_words};
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// One of the demo stations never answers; nobody needs to wait for it as long as for a real one.
const DEMO_CONFIG: &str = r#"{"network": {"answer_timeout_s": 4}}"#;

/// The data that a command or the window works on, and the language in which it is spoken of.
pub struct Session {
    pub language: Language,
    pub store: Arc<Store>,
    /// What happened to the files on opening.
    pub incidents: Vec<StoreIncident>,
    /// Alive while the session is.
    _demo: Option<Demo>,
}

/// Stations to try the program with, and a folder that vanishes with them.
struct Demo {
    _stations: DemoStations,
    folder: TempDir,
}

impl Session {
    /// Opens the data folder, or the demo stations with a folder of their own. What went wrong is
    /// already said when this fails.
    pub(super) fn open(arguments: &Arguments) -> Result<Self, Exit> {
        let session = Self::try_open(arguments).map_err(|message| Exit::usage(&message))?;
        for incident in &session.incidents {
            say(&store_words::incident(incident, session.language));
        }
        Ok(session)
    }

    /// Like [`Session::open`], for the window: says nothing, gives the reason in words.
    pub fn try_open(arguments: &Arguments) -> Result<Self, String> {
        let language = arguments.language();
        let (folder, demo) = if arguments.common.demo {
            let demo = Demo::start()
                .map_err(|error| Text::DemoFailed.fill(language, &[("reason", &error.kind())]))?;
            (demo.folder.path().to_owned(), Some(demo))
        } else {
            (chosen_folder(arguments)?, None)
        };
        let (store, incidents) =
            Store::open(&folder).map_err(|error| store_words::failure(&error, language))?;
        Ok(Self { language, store: Arc::new(store), incidents, _demo: demo })
    }

    pub(super) fn has_broken_files(&self) -> bool {
        self.incidents.iter().any(|incident| matches!(incident, StoreIncident::SetAside { .. }))
    }
}

fn chosen_folder(arguments: &Arguments) -> Result<PathBuf, String> {
    data_folder(arguments.common.data_dir.as_deref())
        .map_err(|_| Text::NoDataFolder.in_language(arguments.language()).to_owned())
}

impl Demo {
    fn start() -> io::Result<Self> {
        let stations = DemoStations::start()?;
        let folder = tempfile::Builder::new().prefix("konata-api-demo-").tempdir()?;
        fs::write(folder.path().join("stats.json"), stations.stats_json().to_string())?;
        fs::write(folder.path().join("config.json"), DEMO_CONFIG)?;
        Ok(Self { _stations: stations, folder })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("store", &self.store).finish_non_exhaustive()
    }
}

/// Runs one question on this thread. A name that is still being looked up for a request that was
/// given up is not waited for.
pub(super) fn block_on<T>(
    language: Language,
    question: impl Future<Output = T>,
) -> Result<T, Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Exit::usage(&Text::WorkerFailed.fill(language, &[("reason", &error.kind())]))
    })?;
    let answer = runtime.block_on(question);
    runtime.shutdown_background();
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;
    use tokio::sync::oneshot;

    /// After this, a runtime that waits gets what it waits for.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn an_answer_does_not_wait_for_a_look_up_that_was_given_up() {
        let (finish, finished) = channel::<()>();
        let question = async {
            let (begin, has_begun) = oneshot::channel();
            let look_up = move || {
                begin.send(()).unwrap();
                finished.recv_timeout(PATIENCE)
            };
            drop(tokio::task::spawn_blocking(look_up));
            has_begun.await.unwrap();
            7
        };
        assert_eq!(block_on(Language::En, question), Ok(7));
        assert!(finish.send(()).is_ok(), "the look-up is still under way");
    }
}
