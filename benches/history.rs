//! How long the history takes for a log of 100,000 rows: kept the first time, kept once more, and
//! read as the window reads it, through the worker.
//!
//! `cargo bench --bench history`

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use konata_api::model::call_log::{CallLog, LogType};
use konata_api::model::log_scope::LogScope;
use konata_api::model::new_site::NewSite;
use konata_api::store::Store;
use konata_api::worker;
use konata_api::worker::command::Command;
use konata_api::worker::event::Event;
use std::hint::black_box;
use std::sync::Arc;

const ROWS: i64 = 100_000;
const NEWEST: i64 = 1_795_240_000;

/// A log as new-api tells it, a call every 20 seconds, newest first.
fn log() -> Vec<CallLog> {
    let models = ["claude-sonnet-4-5", "gpt-4o", "gpt-4o-mini"];
    let row = |(index, model): (i64, &&str)| CallLog {
        time: NEWEST - index * 20,
        log_type: LogType::Consume,
        model: Some((*model).into()),
        token: Some("laptop".into()),
        input_tokens: Some(1_000 + index.unsigned_abs() % 5_000),
        output_tokens: Some(index.unsigned_abs() % 900),
        cache_read_tokens: Some(400),
        cost: Some("0.0137250".parse().unwrap()),
        points: Some(6_862 + index % 1_000),
        duration_ms: Some(4_000),
        first_token_ms: Some(812),
        stream: Some(true),
        channel: Some("7".into()),
        group: Some("default".into()),
        request_id: Some(format!("20261121070640{index:016}")),
        ..CallLog::default()
    };
    (0..ROWS).zip(models.iter().cycle()).map(row).collect()
}

fn history(criterion: &mut Criterion) {
    let log = log();
    let mut group = criterion.benchmark_group("a log of 100,000 rows");
    group.sample_size(10);
    group.bench_function("kept the first time", |bencher| {
        let begin = || {
            let folder = tempfile::tempdir().unwrap();
            let (store, _) = Store::open(folder.path()).unwrap();
            (folder, store)
        };
        let keep = |(folder, store): (tempfile::TempDir, Store)| {
            assert_eq!(store.history().keep_logs("a", &log, None), Some(log.len()));
            (folder, store)
        };
        bencher.iter_batched(begin, keep, BatchSize::PerIteration);
    });
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(folder.path()).unwrap();
    let site = store.add_site(NewSite::default()).unwrap().id;
    store.history().keep_logs(&site, &log, None).unwrap();
    group.bench_function("kept once more", |bencher| {
        bencher.iter(|| assert_eq!(store.history().keep_logs(&site, &log, None), Some(0)));
    });
    group.bench_function("its newest 50 once more", |bencher| {
        let newest = log.get(..50).unwrap();
        bencher.iter(|| assert_eq!(store.history().keep_logs(&site, newest, None), Some(0)));
    });
    let link = worker::start(Arc::new(store), Vec::new(), || ()).unwrap();
    group.bench_function("read through the worker", |bencher| {
        bencher.iter(|| {
            link.send(Command::ReadLogs { number: 1, scope: LogScope::default() });
            loop {
                if let Some(Event::LogsRead { archive: Some(archive), .. }) = link.wait_event() {
                    assert_eq!(black_box(&archive).rows.len(), log.len());
                    break;
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, history);
criterion_main!(benches);
