use crate::platform::another_window;
use crate::text::Language;
use std::fmt;
use std::io;

type Open = dyn Fn(Language) -> io::Result<()> + Send + Sync;

/// Opens a second window on the built-in demo stations, which never touches the user's files.
pub struct DemoWindow {
    open: Box<Open>,
}

impl DemoWindow {
    pub fn new(open: impl Fn(Language) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { open: Box::new(open) }
    }

    pub fn open(&self, language: Language) -> io::Result<()> {
        (self.open)(language)
    }
}

/// The same program once more.
impl Default for DemoWindow {
    fn default() -> Self {
        Self::new(|language| another_window::open(&["--demo", "--lang", language.name()]))
    }
}

impl fmt::Debug for DemoWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoWindow").finish_non_exhaustive()
    }
}
