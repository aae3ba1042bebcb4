use super::*;
use crate::app::action::Action;
use crate::app::notice::NoticeContent;
use crate::model::call_log::{CallLog, LogType};
use crate::model::error_kind::ErrorKind;
use crate::model::site::Site;
use crate::model::stored_log::StoredLog;
use crate::relay::error::RelayError;
use crate::worker::event::{Event, Snapshot};
use crate::worker::link::Link;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

struct Bench {
    app: App,
    events: Sender<Event>,
    commands: Receiver<Command>,
}

impl Bench {
    /// An app with the sites `a` and `b`, of which the first one is chosen.
    fn new() -> Self {
        let (events, event_receiver) = channel();
        let (command_sender, commands) = channel();
        let link = Link::new(move |command| command_sender.send(command).unwrap(), event_receiver);
        let mut bench = Self { app: App::new(link), events, commands };
        let site = |id: &str| Site { id: id.to_owned(), ..Site::default() };
        let sites = [site("a"), site("b")].into();
        bench.tell(Event::Loaded(Snapshot { sites, settings: Arc::default() }));
        bench
    }

    fn tell(&mut self, event: Event) {
        self.events.send(event).unwrap();
        self.app.receive();
    }

    fn act(&mut self, action: LogAction) {
        self.app.apply(Action::Logs(action));
    }

    /// The number and the site of the reading that was asked for.
    fn reading(&self) -> Option<(u64, Option<String>)> {
        self.commands.try_iter().find_map(|command| match command {
            Command::ReadLogs { number, scope } => Some((number, scope.site)),
            _ => None,
        })
    }

    fn newest_reading(&self) -> u64 {
        let number = |command| match command {
            Command::ReadLogs { number, .. } => Some(number),
            _ => None,
        };
        self.commands.try_iter().filter_map(number).last().unwrap()
    }

    fn fetches(&self) -> Vec<(u64, Vec<String>, WantedLogs)> {
        let fetch = |command| match command {
            Command::FetchLogs { number, sites, wanted } => Some((number, sites, wanted)),
            _ => None,
        };
        self.commands.try_iter().filter_map(fetch).collect()
    }

    fn read(&mut self, number: u64, rows: Vec<StoredLog>) {
        let archive = Some(Arc::new(LogArchive { rows, fetched: Vec::new() }));
        self.tell(Event::LogsRead { number, archive });
    }

    fn fetched(&mut self, number: u64, site: &str, error: Option<ErrorKind>) {
        let error = error.map(RelayError::new);
        let report = Arc::new(LogsReport { error, ..LogsReport::default() });
        self.tell(Event::LogsFetched { number, site: site.to_owned(), new_rows: 2, report });
    }

    fn rows(&self) -> usize {
        self.app.state().logs.rows.places.len()
    }
}

fn row(site: &str, time: i64) -> StoredLog {
    let row = CallLog { time, log_type: LogType::Consume, ..CallLog::default() };
    StoredLog { site: site.into(), row }
}

#[test]
fn logs_are_read_when_they_are_looked_at_and_late_ones_are_dropped() {
    let mut bench = Bench::new();
    let (first, site) = bench.reading().unwrap();
    assert_eq!(site, Some("a".to_owned()));
    bench.app.apply(Action::Select("b".to_owned()));
    let (second, site) = bench.reading().unwrap();
    assert_eq!(site, Some("b".to_owned()));
    bench.read(first, vec![row("a", 1)]);
    assert!(bench.app.state().logs.index.is_none(), "that is another site's");
    bench.read(second, vec![row("b", 2), row("b", 1)]);
    assert_eq!((bench.rows(), bench.reading()), (2, None));
    bench.act(LogAction::ShowAllSites(true));
    assert!(bench.app.state().logs.index.is_none());
    assert_eq!(bench.reading().unwrap().1, None);
    bench.app.apply(Action::Select("a".to_owned()));
    assert_eq!(bench.reading(), None, "all are all");
}

#[test]
fn nothing_is_read_while_something_else_is_looked_at() {
    let mut bench = Bench::new();
    bench.reading();
    bench.app.apply(Action::ChooseTab(Tab::Tests));
    bench.app.apply(Action::Select("b".to_owned()));
    assert_eq!(bench.reading(), None);
    bench.app.apply(Action::ChooseTab(Tab::Balance));
    assert_eq!(bench.reading().unwrap().1, Some("b".to_owned()));
    bench.app.apply(Action::ChoosePart(BalancePart::Details));
    bench.app.apply(Action::Select("a".to_owned()));
    assert_eq!(bench.reading(), None);
}

#[test]
fn what_was_fetched_is_read_once_more_and_once_only() {
    let mut bench = Bench::new();
    let (number, _) = bench.reading().unwrap();
    bench.read(number, Vec::new());
    bench.act(LogAction::ShowAllSites(true));
    let (number, _) = bench.reading().unwrap();
    bench.act(LogAction::FetchNewest);
    let [(fetch, sites, wanted)] = bench.fetches().try_into().unwrap();
    assert_eq!(sites, ["a", "b"]);
    assert_eq!((wanted.limit, wanted.since, wanted.until), (Some(50), None, None));
    bench.act(LogAction::FetchNewest);
    assert!(bench.fetches().is_empty(), "they are being asked");
    bench.tell(Event::LogsComing { number: fetch, site: "a".to_owned(), rows: 7 });
    assert_eq!(bench.app.state().logs.fetches["a"].rows, 7);
    bench.fetched(fetch, "a", None);
    bench.fetched(fetch, "b", Some(ErrorKind::Timeout));
    assert_eq!(bench.reading(), None, "one reading is under way");
    bench.read(number, vec![row("a", 1)]);
    let (number, _) = bench.reading().unwrap();
    bench.read(number, vec![row("a", 2), row("a", 1)]);
    assert_eq!((bench.rows(), bench.reading()), (2, None));
    let logs = &bench.app.state().logs;
    assert!(!logs.is_fetching());
    assert_eq!(logs.fetches["a"].ended.as_ref().unwrap().new_rows, 2);
}

#[test]
fn older_rows_are_those_before_each_site_s_own() {
    let mut bench = Bench::new();
    bench.act(LogAction::ShowAllSites(true));
    let number = bench.newest_reading();
    bench.read(number, vec![row("a", 90), row("b", 80), row("a", 70)]);
    bench.act(LogAction::FetchOlder);
    let fetches = bench.fetches();
    let until: Vec<_> =
        fetches.iter().map(|(_, sites, wanted)| (sites[0].as_str(), wanted.until)).collect();
    assert_eq!(until, [("a", Some(70)), ("b", Some(80))]);
    assert_eq!(fetches[0].0, fetches[1].0, "the user has asked once");
}

#[test]
fn days_are_fetched_whole_and_not_hidden_by_the_filter() {
    let mut bench = Bench::new();
    let range = LogRange::Hours24;
    bench.act(LogAction::Filter(LogFilter { range, ..LogFilter::default() }));
    let days = DayRange::of_texts("2026-11-01", "2026-11-03").unwrap();
    bench.act(LogAction::FetchDays(days.clone()));
    let [(_, sites, wanted)] = bench.fetches().try_into().unwrap();
    assert_eq!(sites, ["a"]);
    let (since, until) = days.seconds().into_inner();
    assert_eq!((wanted.limit, wanted.since, wanted.until), (None, Some(since), Some(until)));
    assert_eq!(bench.app.state().logs.filter.range, LogRange::Days(days));
}

#[test]
fn fetching_is_cancelled_once_and_a_late_end_is_no_news() {
    let mut bench = Bench::new();
    bench.act(LogAction::CancelFetch);
    bench.act(LogAction::FetchNewest);
    let [(number, ..)] = bench.fetches().try_into().unwrap();
    bench.act(LogAction::CancelFetch);
    bench.act(LogAction::CancelFetch);
    let cancels = bench.commands.try_iter().filter(|c| matches!(c, Command::CancelLogs)).count();
    assert_eq!(cancels, 1);
    bench.fetched(number + 1, "a", None);
    assert!(bench.app.state().logs.is_fetching(), "that is another one's end");
    bench.fetched(number, "a", Some(ErrorKind::Cancelled));
    let logs = &bench.app.state().logs;
    assert!(!logs.is_fetching() && !logs.cancelling);
}

#[test]
fn rows_are_exported_as_they_are_shown() {
    let mut bench = Bench::new();
    let (number, _) = bench.reading().unwrap();
    bench.act(LogAction::Export);
    bench.read(number, vec![row("a", 3), row("a", 2), row("a", 1)]);
    bench.act(LogAction::Sort(LogColumn::Time));
    bench.act(LogAction::Export);
    let exported: Vec<Vec<i64>> = bench
        .commands
        .try_iter()
        .filter_map(|command| match command {
            Command::ExportLogs(selection) => {
                Some(selection.rows().map(|stored| stored.row.time).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(exported, [[1, 2, 3]], "nothing is no file");
    let file = PathBuf::from("/data/exports/logs.csv");
    bench.tell(Event::LogsExported { file: file.clone() });
    let notice = &bench.app.state().notices[0].content;
    assert!(matches!(notice, NoticeContent::LogsExported { file: told } if *told == file));
}

#[test]
fn a_column_without_which_a_row_says_nothing_stays() {
    let mut bench = Bench::new();
    for column in LogColumn::ALL {
        bench.act(LogAction::ToggleColumn(column));
    }
    let left: Vec<LogColumn> = bench.app.state().logs.columns().collect();
    assert_eq!(left, [LogColumn::Time, LogColumn::Model]);
    bench.act(LogAction::ToggleColumn(LogColumn::Site));
    assert_eq!(bench.app.state().logs.columns().count(), 2, "one site needs no name");
    bench.act(LogAction::ShowAllSites(true));
    assert_eq!(bench.app.state().logs.columns().count(), 3);
}

#[test]
fn the_filter_of_one_site_s_keys_does_not_hide_the_rows_of_another() {
    let mut bench = Bench::new();
    let filter = LogFilter {
        key: Some("A513".to_owned()),
        model: Some("m".to_owned()),
        ..LogFilter::default()
    };
    bench.act(LogAction::Filter(filter));
    bench.app.apply(Action::Select("b".to_owned()));
    let filter = &bench.app.state().logs.filter;
    assert_eq!((filter.key.as_deref(), filter.model.as_deref()), (None, Some("m")));
}

fn told_sites(bench: &mut Bench, sites: Vec<Site>) {
    bench.tell(Event::Loaded(Snapshot { sites: sites.into(), settings: Arc::default() }));
}

#[test]
fn a_site_that_is_gone_is_not_filtered_by() {
    let mut bench = Bench::new();
    bench.act(LogAction::ShowAllSites(true));
    let number = bench.newest_reading();
    bench.read(number, vec![row("a", 2), row("b", 1)]);
    let only = |site: &str| LogFilter { site: Some(site.to_owned()), ..LogFilter::default() };
    bench.act(LogAction::Filter(only("b")));
    assert_eq!(bench.rows(), 1);
    told_sites(&mut bench, vec![Site { id: "a".to_owned(), ..Site::default() }]);
    assert_eq!(bench.app.state().logs.filter, LogFilter::default());
    assert_eq!(bench.rows(), 2, "until they are read once more");
    assert!(bench.reading().is_some());
}

#[test]
fn why_a_log_did_not_come_is_forgotten_when_the_site_is_asked_otherwise() {
    let mut bench = Bench::new();
    bench.act(LogAction::FetchNewest);
    let (number, ..) = bench.fetches().remove(0);
    bench.fetched(number, "a", Some(ErrorKind::InvalidKey));
    let site = |id: &str, name: &str, url: &str| Site {
        id: id.to_owned(),
        name: name.to_owned(),
        url: url.to_owned(),
        ..Site::default()
    };
    told_sites(&mut bench, vec![site("a", "renamed", ""), site("b", "", "")]);
    assert!(bench.app.state().logs.fetches["a"].ended.is_some());
    told_sites(&mut bench, vec![site("a", "renamed", "https://new.example"), site("b", "", "")]);
    assert!(bench.app.state().logs.fetches["a"].ended.is_none());
}
