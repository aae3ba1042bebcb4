use crate::demo::fault::Fault;
use crate::demo::question::LONGEST_BODY;
use crate::demo::station::{self, Station};
use crate::demo::station_options::StationOptions;
use crate::demo::station_thread::StationThread;
use crate::demo::visits::{AskCount, Visit, Visits};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

/// A running station on 127.0.0.1, at a port of the system's choice. It ends when dropped.
///
/// May be started and dropped inside and outside of a tokio runtime.
#[derive(Debug)]
pub struct DemoStation {
    address: SocketAddr,
    desk: Arc<Desk>,
    _thread: StationThread,
}

/// What stands in front of the station's software.
#[derive(Debug, Default)]
struct Desk {
    visits: Visits,
    options: Mutex<StationOptions>,
}

impl DemoStation {
    /// Starts a station of a known kind. It answers when this returns.
    pub fn start(software: impl Station, options: StationOptions) -> io::Result<Self> {
        Self::serve(station::router(software), options)
    }

    /// Starts a station that accepts every request and never answers.
    pub fn silent() -> io::Result<Self> {
        Self::serve(Router::new(), StationOptions::new().fault_everywhere(Fault::Silence))
    }

    /// Starts a station that answers as `router` does.
    pub fn serve(router: Router, options: StationOptions) -> io::Result<Self> {
        let desk = Arc::new(Desk { visits: Visits::default(), options: Mutex::new(options) });
        let router = router.layer(middleware::from_fn_with_state(Arc::clone(&desk), attend));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        Ok(Self { address, desk, _thread: StationThread::start(listener, router)? })
    }

    /// Without an end slash: `http://127.0.0.1:40123`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Replaces latency and faults; requests that wait already keep the old ones.
    pub fn behave(&self, options: StationOptions) {
        *self.desk.options.lock().unwrap_or_else(PoisonError::into_inner) = options;
    }

    /// How often `path` was asked, whatever the method.
    pub fn asked(&self, path: &str) -> AskCount {
        self.desk.visits.of(path)
    }

    /// How often anything was asked.
    pub fn total_asked(&self) -> usize {
        self.desk.visits.total()
    }

    /// All requests, in the order in which they arrived.
    pub fn visits(&self) -> Vec<Visit> {
        self.desk.visits.all()
    }

    /// The most requests that were being answered at the same time.
    pub fn most_at_once(&self) -> usize {
        self.desk.visits.most_at_once()
    }
}

async fn attend(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LONGEST_BODY).await.unwrap_or_default();
    let _present = desk.visits.enter(&parts, &body);
    let request = Request::from_parts(parts, body.into());
    let (delay, fault) = {
        let mut options = desk.options.lock().unwrap_or_else(PoisonError::into_inner);
        (options.delay(), options.take_fault(request.uri().path()))
    };
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match fault {
        Some(fault) => fault.answer(next.run(request)).await,
        None => next.run(request).await,
    }
}
