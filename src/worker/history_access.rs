use crate::store::Store;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::sync::Arc;
use tokio::sync::Notify;

/// The way of jobs to the history: on threads that may block, and what happens to its file is told.
#[derive(Clone, Debug)]
pub(super) struct HistoryAccess {
    store: Arc<Store>,
    events: EventSender,
    /// Notified when the history may hold something else than before.
    pub(super) changed: Arc<Notify>,
}

impl HistoryAccess {
    pub(super) fn new(store: Arc<Store>, events: EventSender) -> Self {
        Self { store, events, changed: Arc::default() }
    }

    /// `None` where the history cannot be used.
    pub(super) async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let changed = self.look(work).await;
        if changed.is_some() {
            self.changed.notify_one();
        }
        changed
    }

    /// `None` where the history cannot be used.
    pub(super) async fn look<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let on_thread = Arc::clone(&self.store);
        let done = tokio::task::spawn_blocking(move || work(&on_thread)).await;
        for incident in self.store.history().take_news() {
            self.events.send(Event::Incident(incident));
        }
        done.unwrap_or_else(|_| {
            self.events.send(Event::JobFailed);
            None
        })
    }
}
