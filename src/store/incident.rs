use std::io;
use std::path::PathBuf;

/// Something the store did or met on its own that the user should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreIncident {
    /// A file did not parse. It was moved, unchanged, and the store goes on with the content it
    /// had before (nothing, when the program has just started).
    SetAside { file: PathBuf, moved_to: PathBuf },
    /// A file was deleted from outside. The store goes on with the content it had; the next save
    /// writes it back.
    Vanished { file: PathBuf },
    /// Sites of the predecessor's `config.json` were taken into `stats.json`.
    ProfilesImported { count: usize },
    /// Sites without an id, or with one that another site has, were given their own.
    IdsAssigned { count: usize },
    /// The history was damaged. It was moved, unchanged, and a new one begun: what the old one
    /// holds is no longer shown.
    HistorySetAside { file: PathBuf, moved_to: PathBuf },
    /// The history that was begun on this day (`YYYY-MM-DD`) is gone, and all that it held. A new
    /// one was begun.
    HistoryVanished { file: PathBuf, since: String },
    /// A later version of the program wrote the history. It is left alone, and nothing is kept.
    HistoryTooNew { file: PathBuf },
    /// The history cannot be opened or written. What it would have kept is lost until it can.
    HistoryFailed { file: PathBuf, kind: io::ErrorKind },
}
