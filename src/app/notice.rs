use crate::app::alarm::Alarm;
use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use std::io;
use std::path::PathBuf;

/// Something the user should know; stays until dismissed.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its own number, never used twice.
    pub number: u64,
    pub content: NoticeContent,
}

#[derive(Clone, Debug)]
pub enum NoticeContent {
    Incident(StoreIncident),
    StoreFailed(StoreError),
    /// This address could not be shown in a browser.
    BrowserFailed {
        address: String,
    },
    /// What was pasted holds neither an address nor a key.
    NothingToPaste,
    /// The window with the demo did not open.
    DemoFailed {
        reason: io::ErrorKind,
    },
    /// A recording was saved in this folder.
    RecordingSaved {
        folder: PathBuf,
    },
    /// Rows of logs were written into this file.
    LogsExported {
        file: PathBuf,
    },
    /// Little is left at these sites.
    LowBalance(Vec<Alarm>),
    /// The system showed no notification, for this reason of its own.
    NotificationFailed {
        reason: String,
    },
    /// A background job broke.
    JobFailed,
}
