use crate::platform::browser;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

type Open = dyn Fn(&str) -> io::Result<()> + Send + Sync;

/// Opens addresses in the user's browser, beside everything else, and remembers what failed.
pub struct Browser {
    open: Arc<Open>,
    tell: Sender<String>,
    failed: Receiver<String>,
}

impl Browser {
    /// One that opens an address by `open`, on a thread of its own.
    pub fn new(open: impl Fn(&str) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let (tell, failed) = channel();
        Self { open: Arc::new(open), tell, failed }
    }

    pub fn open(&self, address: String) {
        let (open, tell) = (Arc::clone(&self.open), self.tell.clone());
        let on_thread = address.clone();
        let opened = thread::Builder::new().name("browser".into()).spawn(move || {
            if open(&on_thread).is_err() {
                // Nobody waits for it when the program ends.
                let _ = tell.send(on_thread);
            }
        });
        if opened.is_err() {
            // The other end is in this very value.
            let _ = self.tell.send(address);
        }
    }

    /// An address that could not be opened, once.
    pub fn next_failure(&self) -> Option<String> {
        self.failed.try_recv().ok()
    }
}

/// The browser of the system.
impl Default for Browser {
    fn default() -> Self {
        Self::new(browser::open)
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").finish_non_exhaustive()
    }
}
