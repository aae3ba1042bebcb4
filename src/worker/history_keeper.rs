use crate::model::history_summary::HistorySummary;
use crate::store::Store;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::history_access::HistoryAccess;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

/// How often it is looked whether something is too old.
const LOOK: Duration = Duration::from_mins(1);
/// How often old things are removed.
const REMOVAL: Duration = Duration::from_hours(24);
/// From telling how much there is to telling it again.
const PAUSE: Duration = Duration::from_millis(500);

/// Removes from the history what is too old, at the start, once a day and when the setting
/// changes, and tells how much it holds whenever that has changed.
#[derive(Debug)]
pub(super) struct HistoryKeeper {
    ending: CancellationToken,
    task: JoinHandle<()>,
}

impl HistoryKeeper {
    pub(super) fn start(store: Arc<Store>, events: EventSender, access: HistoryAccess) -> Self {
        let ending = CancellationToken::new();
        let keeping = Keeping { store, events, access, removed: None, told: None };
        Self { task: tokio::spawn(keeping.run(ending.clone())), ending }
    }

    /// Waits until what is under way is done.
    pub(super) async fn finish(self) {
        self.ending.cancel();
        // A panic of the task has no one left to be told.
        let _ = self.task.await;
    }
}

struct Keeping {
    store: Arc<Store>,
    events: EventSender,
    access: HistoryAccess,
    /// When and for which setting old things were last removed.
    removed: Option<(Instant, Option<u32>)>,
    told: Option<HistorySummary>,
}

impl Keeping {
    async fn run(mut self, ending: CancellationToken) {
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        self.access.look(Store::keep_checkins).await;
        while !ending.is_cancelled() {
            self.remove_old().await;
            self.tell().await;
            tokio::select! {
                () = ending.cancelled() => {}
                _ = looks.tick() => {}
                () = self.access.changed.notified() => {
                    tokio::select! {
                        () = ending.cancelled() => {}
                        () = tokio::time::sleep(PAUSE) => {}
                    }
                }
            }
        }
    }

    async fn remove_old(&mut self) {
        let keep_days = self.store.settings().history_keep_days;
        let is_done =
            self.removed.is_some_and(|(when, days)| days == keep_days && when.elapsed() < REMOVAL);
        if !is_done {
            self.access.look(Store::prune_history).await;
            self.removed = Some((Instant::now(), keep_days));
        }
    }

    async fn tell(&mut self) {
        let summary = self.access.look(|store| store.history().summary()).await;
        if let Some(summary) = summary.filter(|summary| self.told != Some(*summary)) {
            self.told = Some(summary);
            self.events.send(Event::HistoryTold(summary));
        }
    }
}
