use crate::store::Store;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::MissedTickBehavior;

const PAUSE: Duration = Duration::from_secs(2);

/// Reads the files again whenever another program changed them. Trouble is told once, until it is
/// over and comes back.
pub(super) async fn watch_files(store: Arc<Store>, events: EventSender) {
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut in_trouble = false;
    loop {
        ticks.tick().await;
        let on_thread = Arc::clone(&store);
        let checked = tokio::task::spawn_blocking(move || on_thread.reload_if_changed()).await;
        let was_in_trouble = std::mem::replace(&mut in_trouble, !matches!(checked, Ok(Ok(_))));
        match checked {
            Ok(Ok(Some(incidents))) => {
                events.send_loaded(&store);
                events.send_checkin_log(&store);
                for incident in incidents {
                    events.send(Event::Incident(incident));
                }
            }
            Ok(Err(error)) if !was_in_trouble => events.send(Event::StoreFailed(error)),
            Err(_) if !was_in_trouble => events.send(Event::JobFailed),
            Ok(Ok(None) | Err(_)) | Err(_) => {}
        }
    }
}
