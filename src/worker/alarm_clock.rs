use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// While the machine sleeps, the runtime's own clock may stand still, so the clock on the wall is
/// looked at this often.
const LOOK: Duration = Duration::from_secs(20);

/// Tells once when a time has come. It goes by the clock on the wall, so a time that the machine
/// slept through is told soon after it woke up.
#[derive(Debug)]
pub(super) struct AlarmClock {
    wanted: watch::Sender<Option<i64>>,
    task: JoinHandle<()>,
}

impl AlarmClock {
    /// `now` gives unix seconds.
    pub(super) fn start(events: EventSender, now: fn() -> i64) -> Self {
        let (wanted, set) = watch::channel(None);
        Self { wanted, task: tokio::spawn(ring(set, events, now, LOOK)) }
    }

    /// Tells at this time (unix seconds) and no longer at the one set before; `None` = never.
    pub(super) fn set(&self, at: Option<i64>) {
        // The task ends only after this.
        let _ = self.wanted.send(at);
    }

    pub(super) fn stop(self) {
        self.task.abort();
    }
}

async fn ring(
    mut wanted: watch::Receiver<Option<i64>>,
    events: EventSender,
    now: impl Fn() -> i64,
    look: Duration,
) {
    loop {
        let at = *wanted.borrow_and_update();
        let is_set_anew = match at.map(|at| nap(at, now(), look)) {
            Some(Some(nap)) => tokio::select! {
                changed = wanted.changed() => changed,
                () = tokio::time::sleep(nap) => Ok(()),
            },
            Some(None) => {
                events.send(Event::TimeCame);
                wanted.changed().await
            }
            None => wanted.changed().await,
        };
        if is_set_anew.is_err() {
            return;
        }
    }
}

/// How long to wait before the next look; `None` when the time has come.
fn nap(at: i64, now: i64, look: Duration) -> Option<Duration> {
    let left = u64::try_from(at.saturating_sub(now)).ok().filter(|left| *left > 0)?;
    Some(Duration::from_secs(left).min(look))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::sync::mpsc::{Receiver, channel};
    use tokio::sync::Notify;

    /// What was told so far, and a sign for each time that something is.
    fn sender() -> (EventSender, Receiver<Event>, Arc<Notify>) {
        let (sender, events) = channel();
        let told = Arc::new(Notify::new());
        let wake = Arc::clone(&told);
        (EventSender::new(sender, Arc::new(move || wake.notify_one())), events, told)
    }

    #[test]
    fn a_long_wait_is_cut_into_looks() {
        let look = Duration::from_secs(20);
        assert_eq!(nap(1_000, 0, look), Some(look));
        assert_eq!(nap(7, 0, look), Some(Duration::from_secs(7)));
        assert_eq!(nap(0, 0, look), None);
        assert_eq!(nap(i64::MIN, i64::MAX, look), None);
        assert_eq!(nap(i64::MAX, i64::MIN, look), Some(look));
    }

    #[tokio::test]
    async fn a_time_slept_through_is_told_once() {
        let clock = Arc::new(AtomicI64::new(0));
        let (events, told, woken) = sender();
        let (wanted, set) = watch::channel(Some(1_000_000));
        let now = {
            let clock = Arc::clone(&clock);
            // The machine sleeps between two looks.
            move || clock.fetch_add(600_000, Ordering::SeqCst)
        };
        let task = tokio::spawn(ring(set, events, now, Duration::from_millis(1)));
        woken.notified().await;
        wanted.send(None).unwrap();
        drop(wanted);
        task.await.unwrap();
        assert_eq!(told.try_iter().count(), 1);
    }

    #[tokio::test]
    async fn a_time_set_anew_is_told_anew_and_never_the_earlier_one() {
        let (events, told, woken) = sender();
        let (wanted, set) = watch::channel(Some(i64::MAX));
        let task = tokio::spawn(ring(set, events, || 7, LOOK));
        tokio::task::yield_now().await;
        for _ in 0..2 {
            wanted.send(Some(7)).unwrap();
            woken.notified().await;
        }
        drop(wanted);
        task.await.unwrap();
        assert_eq!(told.try_iter().count(), 2);
    }
}
