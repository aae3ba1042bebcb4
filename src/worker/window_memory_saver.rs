use crate::model::window_memory::WindowMemory;
use crate::store::Store;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Saves what the window remembers, beside everything else and in the order it is told. Of what
/// arrives during a save only the newest is saved.
#[derive(Debug)]
pub(super) struct WindowMemorySaver {
    entrance: UnboundedSender<WindowMemory>,
    task: JoinHandle<()>,
}

impl WindowMemorySaver {
    pub(super) fn start(store: Arc<Store>) -> Self {
        let (entrance, told) = unbounded_channel();
        Self { entrance, task: tokio::spawn(save_all(store, told)) }
    }

    pub(super) fn save(&self, memory: WindowMemory) {
        // The task ends only after this.
        let _ = self.entrance.send(memory);
    }

    /// Waits until the newest is saved.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn save_all(store: Arc<Store>, mut told: UnboundedReceiver<WindowMemory>) {
    while let Some(mut memory) = told.recv().await {
        while let Ok(newer) = told.try_recv() {
            memory = newer;
        }
        let on_thread = Arc::clone(&store);
        let save = move || on_thread.save_window_memory(&memory);
        // Lost with it is where the window stood. A folder that cannot be written to is told of
        // by the saves that matter, and not at each move of the window.
        let _ = tokio::task::spawn_blocking(save).await;
    }
}
