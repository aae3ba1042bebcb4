//! How long a hundred stations take of which ten are dead: when the last of those that answer is
//! read, and when the run ends, beside the time-out that the dead cost.
//!
//! Every living station answers each request after 200 ms, and each run learns the kinds anew. The
//! dead take the connection and never answer, which is what costs most.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::new_site::NewSite;
use konata_api::model::reading::Reading;
use konata_api::model::secret::Secret;
use konata_api::store::Store;
use konata_api::worker;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

const LIVING: usize = 90;
const DEAD: usize = 10;
const LATENCY: Duration = Duration::from_millis(200);
const ANSWER_TIMEOUT_SECONDS: u64 = 5;

/// How long after the start of a run something was done.
#[derive(Clone, Copy, Default)]
struct Times {
    last_living: Duration,
    all: Duration,
}

/// One run of a program that was just started and knows no station yet.
fn run(stations: &[DemoStation]) -> Times {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(r#"{{"network": {{"answer_timeout_s": {ANSWER_TIMEOUT_SECONDS}}}}}"#);
    fs::write(folder.path().join("config.json"), config).unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    for station in stations {
        let site = NewSite {
            name: station.base_url(),
            url: station.base_url(),
            api_key: Secret::new(OneApiStation::LIMITED_KEY),
            ..NewSite::default()
        };
        store.add_site(site).unwrap();
    }
    let sites: Vec<String> = store.sites().into_iter().map(|site| site.id).collect();
    let link = worker::start(Arc::new(store), Vec::new(), || ()).unwrap();
    let begun = Instant::now();
    link.send(Command::Query { generation: 1, sites });
    let (mut times, mut living, mut ended) = (Times::default(), 0, 0);
    while ended < stations.len() {
        if let Some(Event::QueryEnded { answer, .. }) = link.wait_event() {
            ended += 1;
            times.all = begun.elapsed();
            if is_read(&answer.reading) {
                living += 1;
                times.last_living = begun.elapsed();
            }
        }
    }
    assert_eq!(living, LIVING, "readings");
    times
}

fn is_read(reading: &Reading) -> bool {
    reading.balance.as_ref().is_some_and(|balance| balance.remaining.is_some())
}

fn many_origins(criterion: &mut Criterion) {
    let living = (0..LIVING).map(|_| {
        DemoStation::start(OneApiStation::new("bench"), StationOptions::new().latency(LATENCY))
    });
    let dead = (0..DEAD).map(|_| DemoStation::silent());
    let stations: Vec<DemoStation> = living.chain(dead).map(Result::unwrap).collect();
    let mut group = criterion.benchmark_group("100 origins, 10 of them dead");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_mins(1));
    for (name, wanted) in [
        ("the 90 that answer in 200 ms", (|times| times.last_living) as fn(Times) -> Duration),
        ("all, the dead after 5 s", |times| times.all),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| (0..rounds).map(|_| wanted(run(&stations))).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, many_origins);
criterion_main!(benches);
