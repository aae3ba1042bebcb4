use crate::store::Store;
use crate::worker::event::{Event, Snapshot};
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// Sends events and wakes whoever waits for them.
#[derive(Clone)]
pub(super) struct EventSender {
    events: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl EventSender {
    pub(super) fn new(events: Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { events, wake }
    }

    /// An event that nobody waits for any more is dropped.
    pub(super) fn send(&self, event: Event) {
        if self.events.send(event).is_ok() {
            (self.wake)();
        }
    }

    /// Tells what the files hold now.
    pub(super) fn send_loaded(&self, store: &Store) {
        self.send(Event::Loaded(Snapshot {
            sites: store.sites().into(),
            settings: Arc::new(store.settings()),
        }));
    }
}

impl fmt::Debug for EventSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSender").finish_non_exhaustive()
    }
}
