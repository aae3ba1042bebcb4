use crate::model::base_url::Origin;
use crate::model::error_kind::ErrorKind;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::relay::checkin_query::CheckinReport;
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::logs_query::LogsReport;
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use crate::store::Store;
use crate::worker::checkin_job::CheckinJob;
use crate::worker::command::Generation;
use crate::worker::connectivity_job::ConnectivityJob;
use crate::worker::details_job::DetailsJob;
use crate::worker::event_sender::EventSender;
use crate::worker::logs_job::LogsJob;
use crate::worker::saver::{CheckedIn, Ended, FetchedLogs};
use crate::worker::site_job::{SiteJob, failed, to_an_end};
use crate::worker::trial::TrialQuestion;
use crate::worker::trial_job::TrialJob;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Mutex, Semaphore};
use tokio_util::sync::CancellationToken;

/// Starts runs of queries and check-ins, and keeps what they share: connections, what was learnt of stations,
/// and the order in which a station is asked.
#[derive(Debug)]
pub(super) struct QueryRunner {
    store: Arc<Store>,
    events: EventSender,
    saver: UnboundedSender<Ended>,
    checkin_saver: UnboundedSender<CheckedIn>,
    log_saver: UnboundedSender<FetchedLogs>,
    memory: Arc<StationMemory>,
    shared: Shared,
    /// One site at a time per station, also across runs.
    turns: HashMap<Origin, Arc<Mutex<()>>>,
    /// The newest check of each site.
    checks: HashMap<String, CancellationToken>,
    /// Ends the newest trial.
    trial: CancellationToken,
}

/// What follows from the settings, made anew when they change.
#[derive(Clone, Debug)]
struct Shared {
    settings: Arc<Settings>,
    http: Arc<HttpClient>,
    /// How many stations are asked at once.
    stations: Arc<Semaphore>,
}

impl Shared {
    fn new(settings: Settings) -> Self {
        Self {
            http: Arc::new(HttpClient::new(settings.connect_timeout, settings.answer_timeout)),
            stations: Arc::new(Semaphore::new(settings.concurrent_origins)),
            settings: Arc::new(settings),
        }
    }
}

impl QueryRunner {
    pub(super) fn new(
        store: Arc<Store>,
        events: EventSender,
        saver: UnboundedSender<Ended>,
        checkin_saver: UnboundedSender<CheckedIn>,
        log_saver: UnboundedSender<FetchedLogs>,
    ) -> Self {
        Self {
            shared: Shared::new(store.settings()),
            store,
            events,
            saver,
            checkin_saver,
            log_saver,
            memory: Arc::default(),
            turns: HashMap::new(),
            checks: HashMap::new(),
            trial: CancellationToken::new(),
        }
    }

    /// Asks these sites, each station's one after the other. A site that is gone ends at once.
    pub(super) fn start(
        &mut self,
        generation: Generation,
        sites: Vec<String>,
        cancellation: &CancellationToken,
    ) {
        let run = Run { sites, cancellation, saver: self.saver.clone() };
        let gone = |site: Site| failed(generation, &site, ErrorKind::Cancelled);
        self.each_in_turn(run, gone, |runner, site| {
            let job = SiteJob {
                generation,
                site,
                settings: Arc::clone(&runner.shared.settings),
                http: Arc::clone(&runner.shared.http),
                memory: Arc::clone(&runner.memory),
                events: runner.events.clone(),
                cancellation: cancellation.clone(),
            };
            job.run()
        });
    }

    /// Checks these sites in, each station's one after the other. A site that is gone ends at once.
    pub(super) fn check_in(
        &mut self,
        generation: Generation,
        sites: Vec<String>,
        cancellation: &CancellationToken,
    ) {
        let run = Run { sites, cancellation, saver: self.checkin_saver.clone() };
        let gone = |site| {
            let report = CheckinReport::not_asked(ErrorKind::Cancelled);
            CheckedIn { generation, site, report }
        };
        self.each_in_turn(run, gone, |runner, site| {
            let job = CheckinJob {
                generation,
                site,
                http: Arc::clone(&runner.shared.http),
                memory: Arc::clone(&runner.memory),
                events: runner.events.clone(),
                cancellation: cancellation.clone(),
            };
            job.run()
        });
    }

    /// Asks for the logs of these sites, each station's one after the other. A site that is gone
    /// ends at once.
    pub(super) fn fetch_logs(
        &mut self,
        number: u64,
        sites: Vec<String>,
        wanted: WantedLogs,
        cancellation: &CancellationToken,
    ) {
        let run = Run { sites, cancellation, saver: self.log_saver.clone() };
        let gone = |site: Site| {
            let report = LogsReport::failed(RelayError::new(ErrorKind::Cancelled));
            FetchedLogs { number, site: site.id, report }
        };
        self.each_in_turn(run, gone, |runner, site| {
            let job = LogsJob {
                number,
                site,
                wanted,
                settings: Arc::clone(&runner.shared.settings),
                http: Arc::clone(&runner.shared.http),
                memory: Arc::clone(&runner.memory),
                events: runner.events.clone(),
                cancellation: cancellation.clone(),
            };
            job.run()
        });
    }

    /// Asks which models the key of a site opens, when it is the station's turn.
    pub(super) fn check(&mut self, check: u64, id: String) {
        self.follow_settings();
        let known = self.store.sites().into_iter().find(|site| site.id == id);
        let cancellation = CancellationToken::new();
        if known.is_none() {
            cancellation.cancel();
        }
        let site = known.unwrap_or_else(|| Site { id: id.clone(), ..Site::default() });
        let job = ConnectivityJob {
            check,
            turn: self.turn(origin(&site)),
            site,
            http: Arc::clone(&self.shared.http),
            events: self.events.clone(),
            cancellation: cancellation.clone(),
        };
        if let Some(earlier) = self.checks.insert(id, cancellation) {
            earlier.cancel();
        }
        tokio::spawn(job.run());
    }

    /// Asks what a station tells beside the balance, when it is its turn.
    pub(super) fn ask_details(
        &mut self,
        number: u64,
        id: String,
        cancellation: &CancellationToken,
    ) {
        self.follow_settings();
        let known = self.store.sites().into_iter().find(|site| site.id == id);
        let site = known.unwrap_or_else(|| Site { id, ..Site::default() });
        let job = DetailsJob {
            number,
            turn: self.turn(origin(&site)),
            site,
            http: Arc::clone(&self.shared.http),
            memory: Arc::clone(&self.memory),
            events: self.events.clone(),
            cancellation: cancellation.clone(),
        };
        tokio::spawn(job.run());
    }

    /// Asks with the settings of a form, when it is the station's turn. Ends the trial before it.
    pub(super) fn try_site(&mut self, number: u64, site: Site, question: TrialQuestion) {
        self.follow_settings();
        self.cancel_trial();
        self.trial = CancellationToken::new();
        let job = TrialJob {
            number,
            turn: self.turn(origin(&site)),
            site,
            question,
            settings: Arc::clone(&self.shared.settings),
            http: Arc::clone(&self.shared.http),
            memory: Arc::clone(&self.memory),
            events: self.events.clone(),
            cancellation: self.trial.clone(),
        };
        tokio::spawn(job.run());
    }

    pub(super) fn cancel_trial(&self) {
        self.trial.cancel();
    }

    pub(super) fn cancel_check(&mut self, site: &str) {
        if let Some(check) = self.checks.remove(site) {
            check.cancel();
        }
    }

    /// Does one job for each site of a run, each station's one after the other. A site that is gone
    /// ends at once, as `gone` says.
    fn each_in_turn<T, Job>(
        &mut self,
        run: Run<'_, T>,
        gone: impl Fn(Site) -> T,
        job: impl Fn(&Self, Site) -> Job,
    ) where
        T: Send + 'static,
        Job: Future<Output = T> + Send + 'static,
    {
        self.follow_settings();
        let Run { sites, cancellation, saver } = run;
        let (stations, unknown) = self.by_station(sites);
        for site in unknown {
            // The saver outlives every run.
            let _ = saver.send(gone(site));
        }
        for (origin, sites) in stations {
            let jobs: Vec<Job> = sites.into_iter().map(|site| job(self, site)).collect();
            let station = StationTurn {
                turn: self.turn(origin),
                stations: Arc::clone(&self.shared.stations),
                cancellation: cancellation.clone(),
            };
            tokio::spawn(run_in_turn(jobs, station, saver.clone()));
        }
    }

    fn follow_settings(&mut self) {
        let settings = self.store.settings();
        if settings != *self.shared.settings {
            self.shared = Shared::new(settings);
        }
    }

    fn turn(&mut self, origin: Option<Origin>) -> Arc<Mutex<()>> {
        match origin {
            Some(origin) => Arc::clone(self.turns.entry(origin).or_default()),
            None => Arc::default(),
        }
    }

    /// Sites by their station, in the order of the list, those without an address on their own;
    /// then those that are gone, of which only the id is known.
    fn by_station(&self, asked: Vec<String>) -> (HashMap<Option<Origin>, Vec<Site>>, Vec<Site>) {
        let mut known: HashMap<String, Site> =
            self.store.sites().into_iter().map(|site| (site.id.clone(), site)).collect();
        let mut stations: HashMap<Option<Origin>, Vec<Site>> = HashMap::new();
        let mut gone = Vec::new();
        for id in asked {
            let Some(site) = known.remove(&id) else {
                gone.push(Site { id, ..Site::default() });
                continue;
            };
            stations.entry(origin(&site)).or_default().push(site);
        }
        (stations, gone)
    }
}

/// Which sites a run is about, and where what it brings goes.
struct Run<'a, T> {
    sites: Vec<String>,
    cancellation: &'a CancellationToken,
    saver: UnboundedSender<T>,
}

/// What a job waits for before it may ask its station.
struct StationTurn {
    turn: Arc<Mutex<()>>,
    stations: Arc<Semaphore>,
    cancellation: CancellationToken,
}

fn origin(site: &Site) -> Option<Origin> {
    site.base_url().ok().map(|base| base.origin())
}

/// Runs the jobs of one station one after the other, when it is the station's turn.
async fn run_in_turn<T>(
    jobs: Vec<impl Future<Output = T>>,
    station: StationTurn,
    saver: UnboundedSender<T>,
) {
    let StationTurn { turn, stations, cancellation } = station;
    for job in jobs {
        let waiting = async { (turn.lock().await, stations.acquire().await) };
        // Nobody waits for the end of what is cancelled: such a job ends without asking.
        let _turn = to_an_end(waiting, &cancellation).await;
        // The saver outlives every run.
        let _ = saver.send(job.await);
    }
}
