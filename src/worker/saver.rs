use crate::model::site_news::SiteNews;
use crate::store::Store;
use crate::worker::command::Generation;
use crate::worker::event::{Event, SiteAnswer};
use crate::worker::event_sender::EventSender;
use crate::worker::site_changes::change_files;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// A query that has ended and is not saved yet.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) generation: Generation,
    pub(super) answer: SiteAnswer,
    pub(super) news: SiteNews,
}

/// Saves what queries brought, then tells of it. What arrives during a save shares the next one,
/// so that many sites cost few saves and one site waits for none.
#[derive(Debug)]
pub(super) struct Saver {
    entrance: UnboundedSender<Ended>,
    task: JoinHandle<()>,
}

impl Saver {
    pub(super) fn start(store: Arc<Store>, events: EventSender) -> Self {
        let (entrance, ended) = unbounded_channel();
        Self { entrance, task: tokio::spawn(save_all(store, events, ended)) }
    }

    pub(super) fn entrance(&self) -> UnboundedSender<Ended> {
        self.entrance.clone()
    }

    /// Waits until all that has arrived, and all that running queries still bring, is saved.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn save_all(store: Arc<Store>, events: EventSender, mut ended: UnboundedReceiver<Ended>) {
    while let Some(first) = ended.recv().await {
        let mut batch = vec![first];
        while let Ok(next) = ended.try_recv() {
            batch.push(next);
        }
        save(&store, &events, &batch).await;
        for Ended { generation, answer, news } in batch {
            let answer = Arc::new(answer);
            events.send(Event::QueryEnded { generation, site: news.site, answer });
        }
    }
}

async fn save(store: &Arc<Store>, events: &EventSender, batch: &[Ended]) {
    let news: Vec<SiteNews> =
        batch.iter().map(|ended| ended.news.clone()).filter(SiteNews::changes_anything).collect();
    if !news.is_empty() {
        change_files(store, events, move |store| store.record_news(&news)).await;
    }
}
