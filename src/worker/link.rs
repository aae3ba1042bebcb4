use crate::worker::command::Command;
use crate::worker::event::Event;
use std::fmt;
use std::sync::mpsc::Receiver;

/// The near end of a worker: commands go in, events come out. Dropping it ends the worker.
pub struct Link {
    send: Box<dyn Fn(Command) + Send>,
    events: Receiver<Event>,
}

impl Link {
    pub fn new(send: impl Fn(Command) + Send + 'static, events: Receiver<Event>) -> Self {
        Self { send: Box::new(send), events }
    }

    pub fn send(&self, command: Command) {
        (self.send)(command);
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

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").finish_non_exhaustive()
    }
}
