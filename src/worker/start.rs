use crate::model::timestamp;
use crate::store::Store;
use crate::store::incident::StoreIncident;
use crate::worker::alarm_clock::AlarmClock;
use crate::worker::command::Command;
use crate::worker::event::Event;
use crate::worker::event_sender::EventSender;
use crate::worker::file_watch::watch_files;
use crate::worker::history_access::HistoryAccess;
use crate::worker::history_keeper::HistoryKeeper;
use crate::worker::link::Link;
use crate::worker::log_exporter::LogExporter;
use crate::worker::log_reader::LogReader;
use crate::worker::newest_saver::NewestSaver;
use crate::worker::query_run::QueryRunner;
use crate::worker::recording_saver::{RecordingSaver, ToRecord};
use crate::worker::saver::Saver;
use crate::worker::site_changes::{SiteChange, SiteChanges};
use std::io;
use std::sync::{Arc, mpsc};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

const THREADS: usize = 2;

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
    events_out.send(Event::AlarmsRecalled(Box::new(store.alarm_memory())));
    events_out.send_loaded(&store);
    for incident in incidents {
        events_out.send(Event::Incident(incident));
    }
    events_out.send_checkin_log(&store);
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
    // All saves are done; what is left are names being looked up for requests that were given up.
    runtime.shutdown_background();
}

async fn dispatch(
    store: Arc<Store>,
    mut commands: UnboundedReceiver<Command>,
    events: EventSender,
) {
    let watch = tokio::spawn(watch_files(Arc::clone(&store), events.clone()));
    let history = HistoryAccess::new(Arc::clone(&store), events.clone());
    let saver = Saver::of_queries(Arc::clone(&store), events.clone(), history.clone());
    let checkin_saver = Saver::of_checkins(Arc::clone(&store), events.clone(), history.clone());
    let log_saver = Saver::of_logs(events.clone(), history.clone());
    let log_reader = LogReader::start(history.clone(), events.clone());
    let exporter = LogExporter::start(Arc::clone(&store), events.clone());
    let keeper = HistoryKeeper::start(Arc::clone(&store), events.clone(), history);
    let changes = SiteChanges::start(Arc::clone(&store), events.clone());
    let recordings = RecordingSaver::start(Arc::clone(&store), events.clone());
    let memory = NewestSaver::start(Arc::clone(&store), Store::save_window_memory);
    let alarm_memory = NewestSaver::start(Arc::clone(&store), Store::save_alarm_memory);
    let clock = AlarmClock::start(events.clone(), timestamp::now);
    let mut runner = QueryRunner::new(
        store,
        events,
        saver.entrance(),
        checkin_saver.entrance(),
        log_saver.entrance(),
    );
    let mut cancellation = CancellationToken::new();
    let mut log_cancellation = CancellationToken::new();
    let mut checkin_cancellation = CancellationToken::new();
    while let Some(command) = commands.recv().await {
        match command {
            Command::Query { generation, sites } => {
                runner.start(generation, sites, &cancellation);
            }
            Command::CheckIn { generation, sites } => {
                runner.check_in(generation, sites, &checkin_cancellation);
            }
            Command::AskDetails { number, site } => {
                runner.ask_details(number, site, &cancellation);
            }
            Command::Cancel => {
                cancellation.cancel();
                cancellation = CancellationToken::new();
            }
            Command::CancelCheckins => {
                checkin_cancellation.cancel();
                checkin_cancellation = CancellationToken::new();
            }
            Command::AddSite(site) => changes.make(SiteChange::Add(site)),
            Command::RemoveSites(sites) => changes.make(SiteChange::Remove(sites)),
            Command::RestoreSites => changes.make(SiteChange::Restore),
            Command::CheckConnectivity { check, site } => runner.check(check, site),
            Command::CancelCheck { site } => runner.cancel_check(&site),
            Command::EditSite { number, site, edit } => {
                changes.make(SiteChange::Edit { number, site, edit });
            }
            Command::TrySite { number, site, question } => {
                runner.try_site(number, *site, question);
            }
            Command::CancelTrial => runner.cancel_trial(),
            Command::SaveRecording { site_name, answer } => {
                recordings.save(ToRecord { site_name, answer });
            }
            Command::FetchLogs { number, sites, wanted } => {
                runner.fetch_logs(number, sites, wanted, &log_cancellation);
            }
            Command::CancelLogs => {
                log_cancellation.cancel();
                log_cancellation = CancellationToken::new();
            }
            Command::ReadLogs { number, scope } => log_reader.read(number, scope),
            Command::ExportLogs(selection) => exporter.export(selection),
            Command::SaveSettings { number, edit } => {
                changes.make(SiteChange::Settings { number, edit });
            }
            Command::WakeAt(time) => clock.set(time),
            Command::RememberAlarms(told) => alarm_memory.save(*told),
            Command::RememberWindow(remembered) => memory.save(*remembered),
        }
    }
    watch.abort();
    clock.stop();
    cancellation.cancel();
    checkin_cancellation.cancel();
    log_cancellation.cancel();
    drop(runner);
    changes.finish().await;
    saver.finish().await;
    recordings.finish().await;
    memory.finish().await;
    alarm_memory.finish().await;
    checkin_saver.finish().await;
    log_saver.finish().await;
    log_reader.finish().await;
    exporter.finish().await;
    keeper.finish().await;
}
