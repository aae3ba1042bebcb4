use axum::Router;
use std::io;
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// A thread with a runtime of its own, so that stations run beside any test or window.
///
/// Dropping it ends the thread at once, whatever connections are open.
#[derive(Debug)]
pub(super) struct StationThread {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl StationThread {
    /// Returns when the station answers.
    pub(super) fn start(listener: TcpListener, router: Router) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let (stop, stopped) = oneshot::channel();
        let (report, started) = mpsc::channel();
        let thread = thread::Builder::new().name("demo-station".to_owned()).spawn(move || {
            if let Err(error) = run(listener, router, stopped, &report) {
                // Nobody listens once the start has succeeded.
                let _ = report.send(Err(error));
            }
        })?;
        let running = Self { stop: Some(stop), thread: Some(thread) };
        started.recv().map_err(|_| io::Error::other("the station's thread ended"))??;
        Ok(running)
    }
}

impl Drop for StationThread {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the station was reported by the thread itself.
            let _ = thread.join();
        }
    }
}

fn run(
    listener: TcpListener,
    router: Router,
    stopped: oneshot::Receiver<()>,
    report: &mpsc::Sender<io::Result<()>>,
) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // The receiver waits for exactly this message.
        let _ = report.send(Ok(()));
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served,
            _ = stopped => Ok(()),
        }
    })
}
