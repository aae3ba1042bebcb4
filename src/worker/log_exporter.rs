use crate::model::log_selection::LogSelection;
use crate::store::Store;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Writes rows of logs into files, one after the other, beside everything else.
#[derive(Debug)]
pub(super) struct LogExporter {
    entrance: UnboundedSender<LogSelection>,
    task: JoinHandle<()>,
}

impl LogExporter {
    pub(super) fn start(store: Arc<Store>, events: EventSender) -> Self {
        let (entrance, told) = unbounded_channel();
        Self { entrance, task: tokio::spawn(export_all(store, events, told)) }
    }

    pub(super) fn export(&self, selection: LogSelection) {
        // The task ends only after this.
        let _ = self.entrance.send(selection);
    }

    /// Waits until all are written.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn export_all(
    store: Arc<Store>,
    events: EventSender,
    mut told: UnboundedReceiver<LogSelection>,
) {
    while let Some(selection) = told.recv().await {
        let on_thread = Arc::clone(&store);
        let written = tokio::task::spawn_blocking(move || on_thread.export_logs(&selection)).await;
        events.send(match written {
            Ok(Ok(file)) => Event::LogsExported { file },
            Ok(Err(error)) => Event::StoreFailed(error),
            Err(_) => Event::JobFailed,
        });
    }
}
