use crate::model::log_scope::LogScope;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::history_access::HistoryAccess;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Reads rows of logs from the history, one request after the other. Of those that arrive while it
/// reads only the newest is answered.
#[derive(Debug)]
pub(super) struct LogReader {
    entrance: UnboundedSender<(u64, LogScope)>,
    task: JoinHandle<()>,
}

impl LogReader {
    pub(super) fn start(access: HistoryAccess, events: EventSender) -> Self {
        let (entrance, asked) = unbounded_channel();
        Self { entrance, task: tokio::spawn(read_all(access, events, asked)) }
    }

    pub(super) fn read(&self, number: u64, scope: LogScope) {
        // The task ends only after this.
        let _ = self.entrance.send((number, scope));
    }

    /// Waits until what is being read is read.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn read_all(
    access: HistoryAccess,
    events: EventSender,
    mut asked: UnboundedReceiver<(u64, LogScope)>,
) {
    while let Some((mut number, mut scope)) = asked.recv().await {
        while let Ok(newer) = asked.try_recv() {
            (number, scope) = newer;
        }
        let archive = access.look(move |store| store.stored_logs(&scope, None)).await;
        events.send(Event::LogsRead { number, archive: archive.map(Arc::new) });
    }
}
