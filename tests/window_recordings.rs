//! Saving what a station answered from the window.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "only for tests")]

mod window_support;

use egui_kittest::kittest::Queryable as _;
use konata_api::app::browser::Browser;
use konata_api::relay::exchange::Exchange;
use konata_api::relay::question::Question;
use konata_api::relay::recording::Recording;
use konata_api::text::Language;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer};
use serde_json::Map;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;
use window_support::{Bench, answer, good, read_site, snapshot};

const FOLDER: &str = "/data/recordings/晨星-20260102-030405";
/// A browser that was asked to open something does so long before this.
const PATIENCE: Duration = Duration::from_secs(20);

fn recorded_answer() -> Arc<SiteAnswer> {
    let mut answer = (*answer(good("128.4"), "{}")).clone();
    let recording = Recording::new(Question::BalanceKey, Map::new());
    let recorded = answer.exchanges.iter().map(|exchange| Exchange {
        recording: Some(Arc::new(recording.clone())),
        ..exchange.clone()
    });
    answer.exchanges = recorded.collect();
    Arc::new(answer)
}

/// A query of the only site ended with this answer.
fn asked(bench: &mut Bench, answer: Arc<SiteAnswer>) {
    bench.click("查询余额");
    let Some(Command::Query { generation, sites }) = bench.command() else {
        panic!("nothing was asked");
    };
    bench.tell(Event::QueryEnded { generation, site: sites[0].clone(), answer });
}

#[test]
fn the_last_answer_is_saved_on_demand() {
    let mut bench = Bench::with_details(vec![read_site("a", "晨星", "128.4")]);
    assert!(!bench.shows("存为录制"), "nothing was answered in this session");
    let answer = recorded_answer();
    asked(&mut bench, Arc::clone(&answer));
    bench.click("存为录制");
    let Some(Command::SaveRecording { site_name, answer: saved }) = bench.command() else {
        panic!("nothing was saved");
    };
    assert_eq!(site_name, "晨星");
    assert!(Arc::ptr_eq(&saved, &answer));
}

#[test]
fn where_nobody_answered_there_is_nothing_to_save() {
    let mut bench = Bench::with_details(vec![read_site("a", "晨星", "128.4")]);
    asked(&mut bench, answer(good("128.4"), ""));
    assert!(bench.shows("原始数据"));
    assert!(!bench.shows("存为录制"));
}

#[test]
fn a_notice_says_where_it_is_and_leads_there() {
    let (open, opened) = channel();
    let browser = Browser::new(move |address| {
        open.send(address.to_owned()).unwrap();
        Ok(())
    });
    let mut bench = Bench::with_app(Language::Zh, |app| app.with_browser(browser));
    bench.tell(Event::Loaded(snapshot(vec![read_site("a", "晨星", "128.4")])));
    assert!(!bench.shows("打开文件夹"));
    bench.tell(Event::RecordingSaved { folder: PathBuf::from(FOLDER) });
    let notice = bench.window.query_all_by_label_contains(FOLDER).count();
    assert_eq!(notice, 1);
    assert_eq!(bench.window.query_all_by_label_contains("发给别人前请再看一遍").count(), 1);
    bench.click("打开文件夹");
    assert_eq!(opened.recv_timeout(PATIENCE).unwrap(), FOLDER);
}
