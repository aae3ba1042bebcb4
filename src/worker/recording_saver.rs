use crate::model::timestamp;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::recording_folder::RecordingFolder;
use crate::worker::event::{Event, SiteAnswer};
use crate::worker::event_sender::EventSender;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Below the data folder.
const FOLDER: &str = "recordings";
/// What a station is called whose kind is not known.
const UNKNOWN: &str = "unknown";

/// The last answer of a site, to be saved.
#[derive(Clone, Debug)]
pub(super) struct ToRecord {
    pub(super) site_name: String,
    pub(super) answer: Arc<SiteAnswer>,
}

/// Saves recordings in the data folder, one after the other, beside everything else.
#[derive(Debug)]
pub(super) struct RecordingSaver {
    entrance: UnboundedSender<ToRecord>,
    task: JoinHandle<()>,
}

impl RecordingSaver {
    pub(super) fn start(store: Arc<Store>, events: EventSender) -> Self {
        let (entrance, told) = unbounded_channel();
        Self { entrance, task: tokio::spawn(save_all(store, events, told)) }
    }

    pub(super) fn save(&self, recording: ToRecord) {
        // The task ends only after this.
        let _ = self.entrance.send(recording);
    }

    /// Waits until all are saved.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn save_all(store: Arc<Store>, events: EventSender, mut told: UnboundedReceiver<ToRecord>) {
    while let Some(recording) = told.recv().await {
        let on_thread = Arc::clone(&store);
        let saved = tokio::task::spawn_blocking(move || save(&on_thread, &recording)).await;
        events.send(match saved {
            Ok(Ok(folder)) => Event::RecordingSaved { folder },
            Ok(Err(error)) => Event::StoreFailed(error),
            Err(_) => Event::JobFailed,
        });
    }
}

/// Gives the folder.
fn save(store: &Store, recording: &ToRecord) -> Result<PathBuf, StoreError> {
    let stamp = timestamp::local_file_stamp(timestamp::now());
    let name = format!("{}-{stamp}", recording.site_name);
    let folder = RecordingFolder::open_new(&store.folder().join(FOLDER), &name)?;
    write(&folder, &recording.answer)?;
    Ok(folder.path().to_owned())
}

/// Writes each exchange of a query that was answered. Gives how many.
pub fn write(folder: &RecordingFolder, answer: &SiteAnswer) -> Result<usize, StoreError> {
    let station = answer.reading.kind.map_or(UNKNOWN, |kind| kind.name());
    let recordings = answer.recordings();
    for recording in &recordings {
        folder.add(station, &recording.question.name(), |name| recording.to_text(station, name))?;
    }
    Ok(recordings.len())
}
