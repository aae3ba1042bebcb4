use crate::model::checkin_entry::CheckinEntry;
use crate::model::site::Site;
use crate::model::site_news::SiteNews;
use crate::relay::checkin_query::CheckinReport;
use crate::relay::logs_query::LogsReport;
use crate::store::Store;
use crate::worker::command::Generation;
use crate::worker::event::{Event, SiteAnswer};
use crate::worker::event_sender::EventSender;
use crate::worker::history_access::HistoryAccess;
use crate::worker::site_changes::change_files;
use std::mem;
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

/// A check-in that has ended and is not logged yet.
#[derive(Debug)]
pub(super) struct CheckedIn {
    pub(super) generation: Generation,
    pub(super) site: Site,
    pub(super) report: CheckinReport,
}

/// Rows of a log that are not kept yet.
#[derive(Debug)]
pub(super) struct FetchedLogs {
    pub(super) number: u64,
    /// Id of the site.
    pub(super) site: String,
    pub(super) report: LogsReport,
}

/// Saves what jobs brought, then tells of it. What arrives during a save shares the next one, so
/// that many sites cost few saves and one site waits for none.
#[derive(Debug)]
pub(super) struct Saver<T> {
    entrance: UnboundedSender<T>,
    task: JoinHandle<()>,
}

impl Saver<Ended> {
    pub(super) fn of_queries(
        store: Arc<Store>,
        events: EventSender,
        history: HistoryAccess,
    ) -> Self {
        Self::start(move |batch| {
            save_queries(Arc::clone(&store), events.clone(), history.clone(), batch)
        })
    }
}

impl Saver<CheckedIn> {
    pub(super) fn of_checkins(
        store: Arc<Store>,
        events: EventSender,
        history: HistoryAccess,
    ) -> Self {
        Self::start(move |batch| {
            save_checkins(Arc::clone(&store), events.clone(), history.clone(), batch)
        })
    }
}

impl Saver<FetchedLogs> {
    pub(super) fn of_logs(events: EventSender, history: HistoryAccess) -> Self {
        Self::start(move |batch| save_logs(events.clone(), history.clone(), batch))
    }
}

impl<T: Send + 'static> Saver<T> {
    fn start<Saving>(save: impl Fn(Vec<T>) -> Saving + Send + 'static) -> Self
    where
        Saving: Future<Output = ()> + Send + 'static,
    {
        let (entrance, ended) = unbounded_channel();
        Self { entrance, task: tokio::spawn(save_all(ended, save)) }
    }

    pub(super) fn entrance(&self) -> UnboundedSender<T> {
        self.entrance.clone()
    }

    /// Waits until all that has arrived, and all that running jobs still bring, is saved.
    pub(super) async fn finish(self) {
        drop(self.entrance);
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

async fn save_all<T, Saving>(mut ended: UnboundedReceiver<T>, save: impl Fn(Vec<T>) -> Saving)
where
    Saving: Future<Output = ()>,
{
    while let Some(first) = ended.recv().await {
        let mut batch = vec![first];
        while let Ok(next) = ended.try_recv() {
            batch.push(next);
        }
        save(batch).await;
    }
}

async fn save_queries(
    store: Arc<Store>,
    events: EventSender,
    history: HistoryAccess,
    batch: Vec<Ended>,
) {
    let news: Arc<[SiteNews]> =
        batch.iter().map(|ended| ended.news.clone()).filter(SiteNews::changes_anything).collect();
    if !news.is_empty() {
        let to_record = Arc::clone(&news);
        change_files(&store, &events, move |store| store.record_news(&to_record)).await;
    }
    for Ended { generation, answer, news: SiteNews { site, .. } } in batch {
        let answer = Arc::new(answer);
        events.send(Event::QueryEnded { generation, site, answer });
    }
    // Nobody waits for the history.
    if !news.is_empty() {
        history.change(move |store| store.history().record_readings(&news)).await;
    }
}

async fn save_checkins(
    store: Arc<Store>,
    events: EventSender,
    history: HistoryAccess,
    batch: Vec<CheckedIn>,
) {
    let entries: Arc<[CheckinEntry]> =
        batch.iter().filter_map(|one| CheckinEntry::of(&one.site, &one.report.result)).collect();
    if !entries.is_empty() {
        let to_log = Arc::clone(&entries);
        change_files(&store, &events, move |store| store.log_checkins(&to_log)).await;
        events.send_checkin_log(&store);
    }
    for CheckedIn { generation, site, report } in batch {
        let report = Arc::new(report);
        events.send(Event::CheckinEnded { generation, site: site.id, report });
    }
    if !entries.is_empty() {
        history.change(Store::keep_checkins).await;
    }
}

async fn save_logs(events: EventSender, history: HistoryAccess, batch: Vec<FetchedLogs>) {
    for FetchedLogs { number, site, mut report } in batch {
        let rows = Arc::new(mem::take(&mut report.logs));
        let (to_keep, fetched, id) = (Arc::clone(&rows), report.fetched.clone(), site.clone());
        let keep = move |store: &Store| store.history().keep_logs(&id, &to_keep, fetched.as_ref());
        let kept = history.change(keep).await;
        if kept.is_none() {
            report.logs = Arc::unwrap_or_clone(rows);
        }
        let new_rows = kept.unwrap_or_default();
        events.send(Event::LogsFetched { number, site, new_rows, report: Arc::new(report) });
    }
}
