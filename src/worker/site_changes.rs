use crate::model::new_site::NewSite;
use crate::model::settings_edit::SettingsEdit;
use crate::model::site_edit::SiteEdit;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::removed_sites::RemovedSites;
use crate::worker::command::EditNumber;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// What the user changes about the sites and the settings.
#[derive(Debug)]
pub(super) enum SiteChange {
    Add(NewSite),
    Remove(Vec<String>),
    /// Put back what was removed last.
    Restore,
    Edit {
        number: EditNumber,
        site: String,
        edit: Box<SiteEdit>,
    },
    Settings {
        number: EditNumber,
        edit: Box<SettingsEdit>,
    },
}

/// Makes the user's changes one after the other, beside everything else: a save may have to wait
/// for another program.
#[derive(Debug)]
pub(super) struct SiteChanges {
    entrance: UnboundedSender<SiteChange>,
    task: JoinHandle<()>,
}

impl SiteChanges {
    pub(super) fn start(store: Arc<Store>, events: EventSender) -> Self {
        let (entrance, asked) = unbounded_channel();
        Self { entrance, task: tokio::spawn(make_all(store, events, asked)) }
    }

    pub(super) fn make(&self, change: SiteChange) {
        // The task ends only after this.
        let _ = self.entrance.send(change);
    }

    /// Waits until all that was asked for is made.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn make_all(
    store: Arc<Store>,
    events: EventSender,
    mut asked: UnboundedReceiver<SiteChange>,
) {
    let mut removed = Arc::new(RemovedSites::default());
    while let Some(change) = asked.recv().await {
        match change {
            SiteChange::Add(site) => add_site(&store, &events, site).await,
            SiteChange::Remove(sites) => remove(&store, &events, sites, &mut removed).await,
            SiteChange::Restore => restore(&store, &events, &mut removed).await,
            SiteChange::Edit { number, site, edit } => {
                let change = move |store: &Store| store.edit_site(&site, *edit);
                if change_files(&store, &events, change).await.is_some() {
                    events.send(Event::SiteEdited { number });
                }
            }
            SiteChange::Settings { number, edit } => {
                let change =
                    move |store: &Store| store.update_settings(|settings| edit.apply_to(settings));
                if change_files(&store, &events, change).await.is_some() {
                    events.send(Event::SettingsSaved { number });
                }
            }
        }
    }
}

async fn add_site(store: &Arc<Store>, events: &EventSender, site: NewSite) {
    if let Some(added) = change_files(store, events, move |store| store.add_site(site)).await {
        events.send(Event::SiteAdded { site: added.id });
    }
}

/// Keeps what it removed until something else is removed.
async fn remove(
    store: &Arc<Store>,
    events: &EventSender,
    sites: Vec<String>,
    kept: &mut Arc<RemovedSites>,
) {
    let Some(removed) = change_files(store, events, move |store| store.remove_sites(&sites)).await
    else {
        return;
    };
    if !removed.is_empty() {
        let names = removed.sites().into_iter().map(|site| site.name).collect();
        *kept = Arc::new(removed);
        events.send(Event::SitesRemoved { names });
    }
}

/// What cannot be saved is kept for another try.
async fn restore(store: &Arc<Store>, events: &EventSender, kept: &mut Arc<RemovedSites>) {
    let removed = Arc::clone(kept);
    if let Some(sites) =
        change_files(store, events, move |store| store.restore_sites(&removed)).await
    {
        *kept = Arc::default();
        events.send(Event::SitesRestored { sites });
    }
}

/// Changes the files on a thread that may block, and tells what they hold then.
pub(super) async fn change_files<T: Send + 'static>(
    store: &Arc<Store>,
    events: &EventSender,
    change: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
) -> Option<T> {
    let on_thread = Arc::clone(store);
    match tokio::task::spawn_blocking(move || change(&on_thread)).await {
        Ok(Ok(changed)) => {
            events.send_loaded(store);
            Some(changed)
        }
        Ok(Err(error)) => {
            events.send(Event::StoreFailed(error));
            None
        }
        Err(_) => {
            events.send(Event::JobFailed);
            None
        }
    }
}
