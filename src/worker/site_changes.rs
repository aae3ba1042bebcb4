use crate::model::new_site::NewSite;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// What the user changes about the sites.
#[derive(Debug)]
pub(super) enum SiteChange {
    Add(NewSite),
    SetAddress { site: String, url: String },
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
    while let Some(change) = asked.recv().await {
        match change {
            SiteChange::Add(site) => add_site(&store, &events, site).await,
            SiteChange::SetAddress { site, url } => set_address(&store, &events, site, url).await,
        }
    }
}

async fn add_site(store: &Arc<Store>, events: &EventSender, site: NewSite) {
    if let Some(added) = change_files(store, events, move |store| store.add_site(site)).await {
        events.send(Event::SiteAdded { site: added.id });
    }
}

async fn set_address(store: &Arc<Store>, events: &EventSender, site: String, url: String) {
    let change = move |store: &Store| store.update_site(&site, |site| site.url = url);
    change_files(store, events, change).await;
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
