use crate::store::Store;
use crate::worker::event::{Event, Snapshot};
use std::fmt;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

/// Sends events and wakes whoever waits for them.
#[derive(Clone)]
pub(super) struct EventSender {
    events: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// Held from looking at the files until it is told, so that what is told last is the newest.
    telling: Arc<Mutex<()>>,
}

impl EventSender {
    pub(super) fn new(events: Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { events, wake, telling: Arc::default() }
    }

    /// An event that nobody waits for any more is dropped.
    pub(super) fn send(&self, event: Event) {
        if self.events.send(event).is_ok() {
            (self.wake)();
        }
    }

    /// Tells what the files hold now.
    pub(super) fn send_loaded(&self, store: &Store) {
        self.send_snapshot(|| Snapshot {
            sites: store.sites().into(),
            settings: Arc::new(store.settings()),
        });
    }

    /// Tells what the check-in log holds now.
    pub(super) fn send_checkin_log(&self, store: &Store) {
        self.send(Event::CheckinLog(store.checkin_log().into()));
    }

    fn send_snapshot(&self, take: impl FnOnce() -> Snapshot) {
        let telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = self.events.send(Event::Loaded(take()));
        drop(telling);
        if sent.is_ok() {
            (self.wake)();
        }
    }
}

impl fmt::Debug for EventSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSender").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::site::Site;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    /// How long the newer snapshot gets to overtake the older one.
    const HEAD_START: Duration = Duration::from_millis(50);

    fn named(name: &str) -> Snapshot {
        let site = Site { name: name.to_owned(), ..Site::default() };
        Snapshot { sites: [site].into(), ..Snapshot::default() }
    }

    #[test]
    fn a_newer_snapshot_is_never_followed_by_an_older_one() {
        let (sender, events) = channel();
        let sender = EventSender::new(sender, Arc::new(|| ()));
        let (told, newer_is_told) = channel();
        let newer = sender.clone();
        let mut other = None;
        sender.send_snapshot(|| {
            other = Some(thread::spawn(move || {
                newer.send_snapshot(|| named("newer"));
                told.send(()).unwrap();
            }));
            let _ = newer_is_told.recv_timeout(HEAD_START);
            named("older")
        });
        other.unwrap().join().unwrap();
        let names: Vec<String> = events
            .try_iter()
            .filter_map(|event| match event {
                Event::Loaded(snapshot) => Some(snapshot.sites[0].name.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["older", "newer"]);
    }
}
