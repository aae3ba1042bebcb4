//! What the log viewer costs at a hundred thousand rows: to filter, sort and add them up and to make
//! the pictures of usage, once for each change, and to draw a frame of the window.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{FontData, vec2};
use egui_kittest::Harness;
use konata_api::app::App;
use konata_api::app::log_column::LogColumn;
use konata_api::app::log_filter::LogFilter;
use konata_api::app::log_index::LogIndex;
use konata_api::app::log_rows::LogRows;
use konata_api::app::log_sort::LogSort;
use konata_api::model::call_log::{CallLog, LogType};
use konata_api::model::log_archive::LogArchive;
use konata_api::model::money::Unit;
use konata_api::model::site::Site;
use konata_api::model::stored_log::StoredLog;
use konata_api::model::usage_measure::UsageMeasure;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::usage_picture::UsagePicture;
use konata_api::ui::window::Window;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, Snapshot};
use konata_api::worker::link::Link;
use rust_decimal::Decimal;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc::channel;

const ROWS: u32 = 100_000;
const NOW: i64 = 1_795_240_066;
const FONT: &[u8] = include_bytes!("../tests/assets/NotoSansCJKsc-subset.otf");
const MODELS: [&str; 4] =
    ["claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "gpt-5.1-codex", "gemini-3-pro"];

fn archive() -> Arc<LogArchive> {
    let site: Arc<str> = "a".into();
    let stored = |place: u32| StoredLog { site: Arc::clone(&site), row: row(place) };
    Arc::new(LogArchive { rows: (0..ROWS).map(stored).collect(), fetched: Vec::new() })
}

fn row(place: u32) -> CallLog {
    let noise = place.wrapping_mul(2_654_435_761) % 10_007;
    CallLog {
        time: NOW - i64::from(place) * 60,
        log_type: LogType::Consume,
        model: MODELS.get(noise as usize % MODELS.len()).map(|model| (*model).to_owned()),
        token: Some(format!("key-{}", noise % 7)),
        input_tokens: Some(u64::from(noise) * 9),
        output_tokens: Some(u64::from(noise)),
        cost: Some(Decimal::new(i64::from(noise), 4)),
        points: Some(i64::from(noise) * 50),
        duration_ms: Some(u64::from(noise)),
        group: Some("default".to_owned()),
        request_id: Some(format!("2026112114{place:010}{noise:06}")),
        message: Some("模型倍率 2.50，补全倍率 4.00，分组倍率 1".to_owned()),
        ..CallLog::default()
    }
}

fn arrange(criterion: &mut Criterion) {
    let archive = archive();
    let mut group = criterion.benchmark_group("100,000 rows of a log");
    group.sample_size(20);
    group.bench_function("made ready when they are read", |bencher| {
        bencher.iter(|| black_box(LogIndex::new(Arc::clone(&archive))));
    });
    let index = LogIndex::new(archive);
    let open = LogFilter::default();
    let model = LogFilter { model: Some(MODELS[1].to_owned()), ..LogFilter::default() };
    let text = LogFilter { text: "Codex".to_owned(), ..LogFilter::default() };
    let newest = LogSort::default();
    let dearest = LogSort { column: LogColumn::Cost, ascending: false };
    for (name, filter, sort) in [
        ("all, newest first", &open, newest),
        ("of one model, newest first", &model, newest),
        ("with a text, newest first", &text, newest),
        ("all, dearest first", &open, dearest),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(LogRows::of(&index, filter, sort, NOW)));
        });
    }
    group.bench_function("usage of 90 days by model", |bencher| {
        let cost = UsageMeasure::Cost(Unit::Usd);
        bencher.iter(|| black_box(UsagePicture::of(&index.archive, 90, NOW, &cost)));
    });
    group.finish();
}

/// A window that shows these rows.
fn window(archive: Arc<LogArchive>) -> Harness<'static, Window> {
    let (events, told) = channel();
    let link = Link::new(
        move |command| {
            if let Command::ReadLogs { number, .. } = command {
                let archive = Some(Arc::clone(&archive));
                events.send(Event::LogsRead { number, archive }).unwrap();
            } else if matches!(command, Command::Cancel) {
                let site = Site { id: "a".into(), name: "晨星".into(), ..Site::default() };
                let snapshot = Snapshot { sites: [site].into(), settings: Arc::default() };
                events.send(Event::Loaded(snapshot)).unwrap();
            }
        },
        told,
    );
    link.send(Command::Cancel);
    let mut window = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_context_setup(|ctx| {
            ctx.set_fonts(fonts::definitions(Some(FontData::from_static(FONT)), None));
        })
        .build_eframe(move |creation| {
            Window::new(&creation.egui_ctx, App::new(link), Language::Zh).with_clock(|| NOW)
        });
    window.run();
    assert_eq!(window.state().app().state().logs.rows.places.len(), ROWS as usize);
    window
}

fn draw(criterion: &mut Criterion) {
    let mut window = window(archive());
    let mut group = criterion.benchmark_group("a frame of the window at 100,000 rows");
    group.sample_size(50);
    group.bench_function("standing still", |bencher| bencher.iter(|| window.step()));
    window.hover_at(egui::pos2(800.0, 600.0));
    window.step();
    group.bench_function("scrolling", |bencher| {
        bencher.iter(|| {
            window.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -290.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Trackpad,
                modifiers: egui::Modifiers::NONE,
            });
            window.step();
        });
    });
    group.finish();
}

criterion_group!(benches, arrange, draw);
criterion_main!(benches);
