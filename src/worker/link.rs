use crate::worker::command::Command;
use crate::worker::event::Event;
use std::fmt;
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;

/// The near end of a worker: commands go in, events come out. Dropping it cancels what is under
/// way and waits until the worker has saved what it had.
pub struct Link {
    /// There until the link is dropped.
    send: Option<Box<dyn Fn(Command) + Send>>,
    events: Receiver<Event>,
    worker: Option<JoinHandle<()>>,
}

impl Link {
    pub fn new(send: impl Fn(Command) + Send + 'static, events: Receiver<Event>) -> Self {
        Self { send: Some(Box::new(send)), events, worker: None }
    }

    /// The thread to wait for at the end. It must end when the sender of commands is dropped.
    #[must_use]
    pub(super) fn ending(mut self, worker: JoinHandle<()>) -> Self {
        self.worker = Some(worker);
        self
    }

    pub fn send(&self, command: Command) {
        if let Some(send) = &self.send {
            send(command);
        }
    }

    /// The next event that has arrived; never waits.
    pub fn next_event(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// The next event; waits for it. `None` when the worker has ended.
    pub fn wait_event(&self) -> Option<Event> {
        self.events.recv().ok()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.send = None;
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has nothing left to wait for.
            let _ = worker.join();
        }
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").finish_non_exhaustive()
    }
}
