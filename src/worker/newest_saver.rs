use crate::store::Store;
use crate::store::error::StoreError;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Saves what is worth remembering and not precious, beside everything else and in the order it is
/// told. Of what arrives during a save only the newest is saved.
#[derive(Debug)]
pub(super) struct NewestSaver<T> {
    entrance: UnboundedSender<T>,
    task: JoinHandle<()>,
}

/// How one state is saved.
type Save<T> = fn(&Store, &T) -> Result<(), StoreError>;

impl<T: Send + 'static> NewestSaver<T> {
    pub(super) fn start(store: Arc<Store>, save: Save<T>) -> Self {
        let (entrance, told) = unbounded_channel();
        Self { entrance, task: tokio::spawn(save_all(store, told, save)) }
    }

    pub(super) fn save(&self, newest: T) {
        // The task ends only after this.
        let _ = self.entrance.send(newest);
    }

    /// Waits until the newest is saved.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn save_all<T: Send + 'static>(
    store: Arc<Store>,
    mut told: UnboundedReceiver<T>,
    save: Save<T>,
) {
    while let Some(mut newest) = told.recv().await {
        while let Ok(newer) = told.try_recv() {
            newest = newer;
        }
        let on_thread = Arc::clone(&store);
        // Lost with it is where the window stood, or that something was told. A folder that cannot
        // be written to is told of by the saves that matter, and not at each move of the window.
        let _ = tokio::task::spawn_blocking(move || save(&on_thread, &newest)).await;
    }
}
