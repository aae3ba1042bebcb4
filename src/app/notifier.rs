use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

type Show = dyn Fn(&Notification) -> Result<(), String> + Send + Sync;

/// Something for the system to show outside of the window, in finished words without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    pub title: String,
    /// One or more lines.
    pub body: String,
    /// The user only wants to see whether it works.
    pub is_test: bool,
}

/// What became of a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationOutcome {
    pub is_test: bool,
    /// The system's reason where it showed nothing.
    pub shown: Result<(), String>,
}

/// Has the system show notifications, beside everything else, and remembers what became of them.
pub struct Notifier {
    show: Arc<Show>,
    wake: Arc<dyn Fn() + Send + Sync>,
    tell: Sender<NotificationOutcome>,
    told: Receiver<NotificationOutcome>,
}

impl Notifier {
    /// One that shows by `show`, on a thread of its own, and calls `wake` when it is known what
    /// became of it.
    pub fn new(
        show: impl Fn(&Notification) -> Result<(), String> + Send + Sync + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (tell, told) = channel();
        Self { show: Arc::new(show), wake: Arc::new(wake), tell, told }
    }

    pub fn show(&self, notification: Notification) {
        let (show, tell, wake) =
            (Arc::clone(&self.show), self.tell.clone(), Arc::clone(&self.wake));
        let is_test = notification.is_test;
        let asked = thread::Builder::new().name("notification".into()).spawn(move || {
            let shown = show(&notification);
            // Nobody waits for it when the program ends.
            let _ = tell.send(NotificationOutcome { is_test, shown });
            wake();
        });
        if let Err(error) = asked {
            // The other end is in this very value.
            let shown = Err(error.to_string());
            let _ = self.tell.send(NotificationOutcome { is_test, shown });
        }
    }

    /// What became of a notification, once.
    pub fn next_outcome(&self) -> Option<NotificationOutcome> {
        self.told.try_recv().ok()
    }
}

/// One that shows nothing anywhere.
impl Default for Notifier {
    fn default() -> Self {
        Self::new(|_| Ok(()), || ())
    }
}

impl fmt::Debug for Notifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notifier").finish_non_exhaustive()
    }
}
