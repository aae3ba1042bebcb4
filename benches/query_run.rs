//! How long a run over many stations takes, beside asking them one after the other.
//!
//! Every station answers each request after 200 ms, as in the measurement of the predecessor.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::new_site::NewSite;
use konata_api::model::secret::Secret;
use konata_api::store::Store;
use konata_api::worker;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use konata_api::worker::link::Link;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const STATIONS: usize = 20;
const LATENCY: Duration = Duration::from_millis(200);

fn start(folder: &Path, stations: &[DemoStation], concurrent: usize) -> (Arc<Store>, Link) {
    let config = format!(r#"{{"network": {{"concurrent_origins": {concurrent}}}}}"#);
    fs::write(folder.join("config.json"), config).unwrap();
    let (store, _) = Store::open(folder).unwrap();
    for station in stations {
        let site = NewSite {
            name: station.base_url(),
            url: station.base_url(),
            api_key: Secret::new(OneApiStation::LIMITED_KEY),
            ..NewSite::default()
        };
        store.add_site(site).unwrap();
    }
    let store = Arc::new(store);
    let link = worker::start(Arc::clone(&store), Vec::new(), || ()).unwrap();
    (store, link)
}

fn query_all(store: &Store, link: &Link) {
    let sites: Vec<String> = store.sites().into_iter().map(|site| site.id).collect();
    let mut left = sites.len();
    link.send(Command::Query { generation: 1, sites });
    while left > 0 {
        if let Some(Event::QueryEnded { answer, .. }) = link.wait_event() {
            assert!(black_box(&answer).reading.balance.is_some());
            left -= 1;
        }
    }
}

fn run_over_stations(criterion: &mut Criterion) {
    let options = || StationOptions::new().latency(LATENCY);
    let stations: Vec<DemoStation> = (0..STATIONS)
        .map(|_| DemoStation::start(OneApiStation::new("bench"), options()).unwrap())
        .collect();
    let mut group = criterion.benchmark_group("20 stations answering in 200 ms");
    group.sample_size(10);
    for concurrent in [256, 1] {
        let folder = tempfile::tempdir().unwrap();
        let (store, link) = start(folder.path(), &stations, concurrent);
        // The first run learns the kinds.
        query_all(&store, &link);
        group.bench_function(BenchmarkId::new("at once", concurrent), |bencher| {
            bencher.iter(|| query_all(&store, &link));
        });
    }
    group.finish();
}

criterion_group!(benches, run_over_stations);
criterion_main!(benches);
