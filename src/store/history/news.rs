use crate::store::history::trouble::Trouble;
use crate::store::incident::StoreIncident;
use std::mem;
use std::path::Path;

/// What happened to the history and nobody was told yet. Trouble is told once, until something
/// could be written again.
#[derive(Debug, Default)]
pub(super) struct News {
    incidents: Vec<StoreIncident>,
    told: Option<Trouble>,
}

impl News {
    pub(super) fn add(&mut self, incident: StoreIncident) {
        self.incidents.push(incident);
    }

    pub(super) fn add_trouble(&mut self, trouble: Trouble, file: &Path) {
        if self.told.replace(trouble) == Some(trouble) {
            return;
        }
        let file = file.to_owned();
        self.incidents.push(match trouble {
            Trouble::TooNew => StoreIncident::HistoryTooNew { file },
            Trouble::Damaged => {
                StoreIncident::HistoryFailed { file, kind: std::io::ErrorKind::InvalidData }
            }
            Trouble::Failed(kind) => StoreIncident::HistoryFailed { file, kind },
        });
    }

    pub(super) fn is_over(&mut self) {
        self.told = None;
    }

    pub(super) fn take(&mut self) -> Vec<StoreIncident> {
        mem::take(&mut self.incidents)
    }
}
