use crate::model::new_site::NewSite;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use crate::worker::command::Command;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::file_watch::watch_files;
use crate::worker::link::Link;
use crate::worker::query_run::QueryRunner;
use crate::worker::saver::Saver;
use std::io;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

const THREADS: usize = 2;
/// How long a save that is under way may still take when the program ends.
const FAREWELL: Duration = Duration::from_secs(6);

/// Starts a worker on threads of its own. The first events tell what the files hold and what
/// happened to them. `wake` is called, from any thread, after each event.
///
/// Fails where the system gives no thread.
pub fn start(
    store: Arc<Store>,
    incidents: Vec<StoreIncident>,
    wake: impl Fn() + Send + Sync + 'static,
) -> io::Result<Link> {
    let runtime = Builder::new_multi_thread().worker_threads(THREADS).enable_all().build()?;
    let (command_sender, commands) = unbounded_channel();
    let (event_sender, events) = mpsc::channel();
    let events_out = EventSender::new(event_sender, Arc::new(wake));
    events_out.send_loaded(&store);
    for incident in incidents {
        events_out.send(Event::Incident(incident));
    }
    let thread = std::thread::Builder::new()
        .name("worker".into())
        .spawn(move || run(runtime, store, commands, events_out))?;
    let send = move |command| {
        // The worker ends only after its link, so somebody listens.
        let _ = command_sender.send(command);
    };
    Ok(Link::new(send, events).ending(thread))
}

fn run(
    runtime: Runtime,
    store: Arc<Store>,
    commands: UnboundedReceiver<Command>,
    events: EventSender,
) {
    runtime.block_on(dispatch(store, commands, events));
    runtime.shutdown_timeout(FAREWELL);
}

async fn dispatch(
    store: Arc<Store>,
    mut commands: UnboundedReceiver<Command>,
    events: EventSender,
) {
    let watch = tokio::spawn(watch_files(Arc::clone(&store), events.clone()));
    let saver = Saver::start(Arc::clone(&store), events.clone());
    let mut runner = QueryRunner::new(Arc::clone(&store), events.clone(), saver.entrance());
    let mut cancellation = CancellationToken::new();
    while let Some(command) = commands.recv().await {
        match command {
            Command::Query { generation, sites } => {
                runner.start(generation, sites, &cancellation);
            }
            Command::Cancel => {
                cancellation.cancel();
                cancellation = CancellationToken::new();
            }
            Command::AddSite(site) => add_site(&store, &events, site).await,
            Command::SetAddress { site, url } => set_address(&store, &events, site, url).await,
        }
    }
    watch.abort();
    cancellation.cancel();
    drop(runner);
    saver.finish().await;
}

async fn add_site(store: &Arc<Store>, events: &EventSender, site: NewSite) {
    if let Some(added) = change(store, events, move |store| store.add_site(site)).await {
        events.send(Event::SiteAdded { site: added.id });
    }
}

async fn set_address(store: &Arc<Store>, events: &EventSender, site: String, url: String) {
    change(store, events, move |store| store.update_site(&site, |site| site.url = url)).await;
}

/// Changes the files on a thread that may block, and tells what they hold then.
pub(super) async fn change<T: Send + 'static>(
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
