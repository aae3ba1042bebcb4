//! What time brings to the window's brain: the timer, and alarms of low balances. The worker only
//! listens, and the clock goes as the test says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "only for tests")]

use konata_api::app::App;
use konata_api::app::action::Action;
use konata_api::app::alarm::Alarm;
use konata_api::app::notice::NoticeContent;
use konata_api::app::notifier::{Notification, Notifier};
use konata_api::app::run_filter::RunFilter;
use konata_api::app::run_outcome::RunOutcome;
use konata_api::app::settings_draft::NotificationTest;
use konata_api::app::site_list::shown_sites;
use konata_api::app::tab::Tab;
use konata_api::model::alarm_memory::AlarmMemory;
use konata_api::model::auto_query::AutoQuery;
use konata_api::model::balance::Balance;
use konata_api::model::clock_time::ClockTime;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::low_balance::LowCause;
use konata_api::model::quiet_hours::QuietHours;
use konata_api::model::reading::{Failure, Reading, ReadingState};
use konata_api::model::settings::Settings;
use konata_api::model::site::{LastError, Site};
use konata_api::model::timestamp;
use konata_api::text::Language;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer, Snapshot};
use konata_api::worker::link::Link;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// A notification is asked for on a thread of its own; by then it must have come.
const PATIENCE: Duration = Duration::from_secs(20);

/// Noon of some day, by the clock of this machine.
fn noon() -> i64 {
    timestamp::of_local_date("2026-11-21").unwrap() + 12 * HOUR
}

struct Bench {
    app: App,
    clock: Arc<AtomicI64>,
    commands: Receiver<Command>,
    events: Sender<Event>,
    notifications: Receiver<Notification>,
    settings: Settings,
    sites: Vec<Site>,
}

impl Bench {
    fn new(settings: Settings, sites: Vec<Site>) -> Self {
        Self::remembering(AlarmMemory::default(), settings, sites)
    }

    fn remembering(memory: AlarmMemory, settings: Settings, sites: Vec<Site>) -> Self {
        Self::with_system(Ok(()), memory, settings, sites)
    }

    /// Where the system shows notifications, or not.
    fn with_system(
        shown: Result<(), String>,
        memory: AlarmMemory,
        settings: Settings,
        sites: Vec<Site>,
    ) -> Self {
        let (command_sender, commands) = channel();
        let (events, incoming) = channel();
        let (tell, notifications) = channel();
        let command_sender = Mutex::new(command_sender);
        let tell = Mutex::new(tell);
        let send = move |command| command_sender.lock().unwrap().send(command).unwrap();
        let show = move |notification: &Notification| {
            tell.lock().unwrap().send(notification.clone()).unwrap();
            shown.clone()
        };
        let clock = Arc::new(AtomicI64::new(noon()));
        let now = Arc::clone(&clock);
        let app = App::new(Link::new(send, incoming))
            .speaking(Language::Zh)
            .with_clock(move || now.load(Ordering::SeqCst))
            .with_notifier(Notifier::new(show, || ()));
        let mut bench = Self { app, clock, commands, events, notifications, settings, sites };
        bench.tell(Event::AlarmsRecalled(Box::new(memory)));
        bench.load();
        bench
    }

    fn tell(&mut self, event: Event) {
        self.events.send(event).unwrap();
        assert!(self.app.receive());
    }

    fn load(&mut self) {
        let (sites, settings) = (self.sites.clone().into(), Arc::new(self.settings.clone()));
        self.tell(Event::Loaded(Snapshot { sites, settings }));
    }

    /// The worker's clock rings.
    fn at(&mut self, time: i64) {
        self.clock.store(time, Ordering::SeqCst);
        self.tell(Event::TimeCame);
    }

    /// A site by this id now reads so much.
    fn read(&mut self, id: &str, balance: Balance) {
        let now = self.clock.fetch_add(1, Ordering::SeqCst);
        let site = self.sites.iter_mut().find(|site| site.id == id).unwrap();
        site.last_reading = Some(reading(balance, now));
        site.last_error = None;
        self.load();
    }

    /// All sites that were sent to be asked since the last look.
    fn asked(&self) -> Vec<String> {
        self.commands
            .try_iter()
            .filter_map(|command| match command {
                Command::Query { sites, .. } => Some(sites),
                _ => None,
            })
            .flatten()
            .collect()
    }

    fn end(&mut self, generation: u64, site: &str) {
        let failure =
            Failure { kind: ErrorKind::Timeout, message: String::new(), http_status: None };
        let answer = Arc::new(SiteAnswer {
            reading: Reading::failed(None, failure, 0),
            exchanges: Arc::default(),
            https_address: None,
        });
        self.tell(Event::QueryEnded { generation, site: site.into(), answer });
    }

    /// The time that the worker was last asked to ring at.
    fn clock_set_to(&self) -> Option<i64> {
        let set = self.commands.try_iter().filter_map(|command| match command {
            Command::WakeAt(time) => Some(time),
            _ => None,
        });
        set.last().flatten()
    }

    fn memory(&self) -> Option<AlarmMemory> {
        let told = self.commands.try_iter().filter_map(|command| match command {
            Command::RememberAlarms(memory) => Some(*memory),
            _ => None,
        });
        told.last()
    }

    fn notification(&self) -> Notification {
        self.notifications.recv_timeout(PATIENCE).unwrap()
    }

    /// What the notice in the window names.
    fn notice(&self) -> Vec<Alarm> {
        let alarms = self.app.state().notices.iter().find_map(|notice| match &notice.content {
            NoticeContent::LowBalance(alarms) => Some(alarms.clone()),
            _ => None,
        });
        alarms.unwrap_or_default()
    }

    /// Looks until something became of the notification.
    fn receive_outcome(&mut self) {
        let begun = Instant::now();
        while !self.app.receive() {
            assert!(begun.elapsed() < PATIENCE, "nothing became of the notification");
            std::thread::yield_now();
        }
    }
}

fn site(id: &str) -> Site {
    Site { id: id.into(), name: id.to_uppercase(), ..Site::default() }
}

fn sites(ids: &[&str]) -> Vec<Site> {
    ids.iter().map(|id| site(id)).collect()
}

fn left(amount: &str) -> Balance {
    Balance { remaining: amount.parse().ok(), ..Balance::default() }
}

fn reading(balance: Balance, time: i64) -> Reading {
    Reading {
        kind: None,
        kinds_possible: Vec::new(),
        state: ReadingState::Ok,
        balance: Some(balance),
        pool: None,
        key_valid: KeyValidity::Valid,
        time,
        elapsed_ms: 1,
        failure: None,
        tried: Vec::new(),
    }
}

fn every(minutes: u32) -> Settings {
    let auto_query = AutoQuery { enabled: true, interval_minutes: minutes, at_start: false };
    Settings { auto_query, ..Settings::default() }
}

fn night() -> Settings {
    let [from, to] = [11, 14].map(ClockTime::on_the_hour);
    Settings { quiet_hours: QuietHours { enabled: true, from, to }, ..Settings::default() }
}

fn alarm(site: &str, cause: LowCause) -> Alarm {
    Alarm { site: site.into(), cause }
}

#[test]
fn a_turn_asks_every_site_that_is_not_disabled() {
    let disabled = Site { disabled: true, ..site("b") };
    let mut bench = Bench::new(every(30), vec![site("a"), disabled, site("c")]);
    let next = bench.app.state().next_query.unwrap();
    assert!((27 * MINUTE..=33 * MINUTE).contains(&(next - noon())));
    assert_eq!(bench.clock_set_to(), Some(next));
    bench.at(next - 1);
    assert_eq!(bench.asked(), [""; 0]);
    bench.at(next);
    assert_eq!(bench.app.state().next_query.map(|after| after > next), Some(true));
    assert_eq!(bench.asked(), ["a", "c"]);
}

#[test]
fn a_turn_changes_nothing_of_what_is_looked_at() {
    let mut bench = Bench::new(every(30), sites(&["a", "b", "c"]));
    bench.app.apply(Action::QueryAll);
    bench.end(1, "a");
    let next = bench.app.state().next_query.unwrap();
    for site in ["b", "c"] {
        bench.end(1, site);
    }
    bench.app.apply(Action::ChooseTab(Tab::Tests));
    bench.app.apply(Action::QuerySite("a".into()));
    bench.end(2, "a");
    bench.app.apply(Action::Select("c".into()));
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
    let shown = |bench: &Bench| {
        let ids = shown_sites(bench.app.state()).into_iter().map(|site| site.id.clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(shown(&bench), ["a"]);
    bench.asked();
    bench.at(next);
    assert_eq!(bench.asked().len(), 3);
    let state = bench.app.state();
    assert_eq!((state.selected.as_deref(), state.tab), (Some("c"), Tab::Tests));
    assert!(matches!(state.list.run, Some(RunFilter::AskedAgain(_))));
    assert!(state.notices.is_empty());
    assert_eq!(shown(&bench), ["a"], "the rows that were looked at");
}

#[test]
fn a_turn_in_the_middle_of_a_run_is_left_out() {
    let mut bench = Bench::new(every(30), sites(&["a", "b"]));
    bench.app.apply(Action::QueryAll);
    let next = bench.app.state().next_query.unwrap();
    bench.asked();
    bench.end(1, "a");
    bench.at(next);
    assert_eq!(bench.asked(), [""; 0]);
    bench.end(1, "b");
    bench.at(bench.app.state().next_query.unwrap());
    assert_eq!(bench.asked(), ["a", "b"]);
}

#[test]
fn what_the_user_asks_moves_no_turn_unless_it_was_just_now() {
    let mut bench = Bench::new(every(30), sites(&["a", "b"]));
    let next = bench.app.state().next_query.unwrap();
    bench.at(next - 2 * MINUTE);
    bench.app.apply(Action::QueryAll);
    for site in ["a", "b"] {
        bench.end(1, site);
    }
    assert_eq!(bench.app.state().next_query, Some(next));
    bench.asked();
    bench.at(next);
    assert_eq!(bench.asked(), [""; 0]);
}

#[test]
fn a_night_slept_through_brings_one_turn() {
    let mut bench = Bench::new(every(30), sites(&["a", "b"]));
    bench.at(noon() + 9 * HOUR);
    assert_eq!(bench.asked(), [""; 0], "the network comes back first");
    let next = bench.app.state().next_query.unwrap();
    assert!(next - noon() - 9 * HOUR < MINUTE);
    bench.at(next);
    assert_eq!(bench.asked(), ["a", "b"]);
    assert!(bench.app.state().next_query.unwrap() - next >= 27 * MINUTE);
}

#[test]
fn other_settings_set_the_timer_anew() {
    let mut bench = Bench::new(Settings::default(), sites(&["a"]));
    assert_eq!((bench.app.state().next_query, bench.clock_set_to()), (None, None));
    bench.settings = every(60);
    bench.load();
    let next = bench.app.state().next_query.unwrap();
    assert!(next - noon() >= 54 * MINUTE);
    assert_eq!(bench.clock_set_to(), Some(next));
    bench.load();
    assert_eq!(bench.app.state().next_query, Some(next), "nothing has changed");
    bench.settings = Settings::default();
    bench.load();
    assert_eq!(bench.app.state().next_query, None);
    assert!(matches!(bench.commands.try_iter().last(), Some(Command::WakeAt(None))));
}

#[test]
fn a_low_balance_is_told_once_and_again_after_it_recovered() {
    let mut bench = Bench::new(Settings::default(), sites(&["a", "b"]));
    bench.read("a", left("40"));
    assert_eq!(bench.memory(), None);
    bench.read("a", left("3.5"));
    let told =
        Notification {
            title: "余额提醒".into(), body: "A 只剩 $3.50".into(), is_test: false
        };
    assert_eq!(bench.notification(), told);
    let below = LowCause::BelowThreshold;
    assert_eq!(bench.notice(), [alarm("a", below)]);
    let memory = bench.memory().unwrap();
    assert_eq!(memory.raised, [("a".to_owned(), below)].into());
    bench.read("a", left("3"));
    assert_eq!(bench.memory(), None, "told already");
    bench.read("a", left("30"));
    assert_eq!(bench.memory(), Some(AlarmMemory::default()));
    assert!(bench.notice().is_empty(), "nothing is low any more");
    bench.read("a", left("0"));
    assert_eq!(bench.notification().body, "A 已用完");
    assert_eq!(bench.notice(), [alarm("a", LowCause::UsedUp)]);
    assert!(bench.notifications.try_recv().is_err(), "three readings, two alarms");
}

#[test]
fn what_was_told_in_an_earlier_run_is_not_told_again() {
    let low = LowCause::BelowThreshold;
    let memory = AlarmMemory { raised: [("a".to_owned(), low)].into(), ..<_>::default() };
    let mut before = site("a");
    before.last_reading = Some(reading(left("3"), noon() - DAY));
    let mut bench = Bench::remembering(memory, Settings::default(), vec![before, site("b")]);
    bench.read("a", left("2"));
    assert!(bench.notice().is_empty() && bench.memory().is_none());
    bench.read("b", left("2"));
    assert_eq!(bench.notice(), [alarm("b", low)]);
}

#[test]
fn the_alarms_of_a_run_come_together_at_its_end() {
    let ids = ["a", "b", "c", "d", "e", "f", "g"];
    let mut bench = Bench::new(Settings::default(), sites(&ids));
    bench.app.apply(Action::QueryAll);
    for id in ids {
        bench.read(id, left(if id == "g" { "-2" } else { "1" }));
        assert!(bench.notice().is_empty(), "the run goes on");
        bench.end(1, id);
    }
    let told = bench.notification();
    assert_eq!(told.title, "7 个站点余额告急");
    let lines: Vec<&str> = told.body.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[5]), (6, "G 欠费 $2.00", "还有 2 个站点"));
    assert_eq!(bench.notice().len(), 7);
    assert!(bench.notifications.try_recv().is_err());
}

#[test]
fn a_failed_query_tells_nothing_and_forgets_nothing() {
    let mut bench = Bench::new(Settings::default(), sites(&["a"]));
    bench.read("a", left("3"));
    bench.memory();
    bench.sites[0].last_error = Some(LastError { kind: ErrorKind::Timeout, time: noon() + 9 });
    bench.load();
    assert_eq!((bench.memory(), bench.notice().len()), (None, 1));
    bench.read("a", left("3"));
    assert_eq!(bench.memory(), None);
}

#[test]
fn quiet_hours_hold_an_alarm_back_until_their_end() {
    let mut bench = Bench::new(night(), sites(&["a", "b"]));
    bench.read("a", left("3"));
    bench.read("b", left("3"));
    assert!(bench.notice().is_empty());
    let end = noon() + 2 * HOUR;
    assert_eq!(bench.clock_set_to(), Some(end));
    bench.read("b", left("300"));
    bench.at(end - 1);
    assert!(bench.notice().is_empty());
    bench.at(end);
    assert_eq!(bench.notification().body, "A 只剩 $3.00", "B has recovered in between");
    assert_eq!(bench.notice().len(), 1);
    assert_eq!(bench.clock_set_to(), None, "nothing more to wait for");
}

#[test]
fn what_quiet_hours_held_back_survives_the_end_of_the_program() {
    let held = AlarmMemory { held: ["a".to_owned()].into(), ..<_>::default() };
    let mut low = site("a");
    low.last_reading = Some(reading(left("3"), noon() - DAY));
    let bench = Bench::remembering(held, Settings::default(), vec![low]);
    assert_eq!(bench.notice(), [alarm("a", LowCause::BelowThreshold)]);
}

#[test]
fn an_end_in_sight_is_told_without_a_query() {
    let mut bench = Bench::new(Settings::default(), sites(&["a"]));
    let ends = noon() + 10 * DAY;
    bench.read("a", Balance { expires_at: Some(ends), unlimited: true, ..<_>::default() });
    assert!(bench.notice().is_empty());
    assert_eq!(bench.clock_set_to(), Some(ends - 7 * DAY));
    bench.at(ends - 7 * DAY);
    assert_eq!(bench.notification().body, "A 7 天后到期");
    assert_eq!(bench.notice(), [alarm("a", LowCause::Expiring)]);
    let site = bench.app.state().site("a").unwrap();
    assert!(bench.app.state().is_low(site));
    bench.at(ends - 6 * DAY);
    assert!(bench.notifications.try_recv().is_err());
}

#[test]
fn without_notifications_the_window_tells_it() {
    let settings = Settings { notifications: false, ..Settings::default() };
    let mut bench = Bench::new(settings, sites(&["a"]));
    bench.read("a", left("3"));
    assert_eq!(bench.notice().len(), 1);
    bench.app.apply(Action::OpenSettings);
    bench.app.apply(Action::TestNotification);
    assert!(bench.notification().is_test, "the first that was shown");
}

#[test]
fn a_system_that_shows_nothing_is_told_of_once() {
    let refused = Err("no such service".to_owned());
    let mut bench = Bench::with_system(
        refused,
        AlarmMemory::default(),
        Settings::default(),
        sites(&["a", "b"]),
    );
    let told = |bench: &Bench| {
        let is_it = |content: &NoticeContent| matches!(content, NoticeContent::NotificationFailed { reason } if reason == "no such service");
        bench.app.state().notices.iter().filter(|notice| is_it(&notice.content)).count()
    };
    for id in ["a", "b"] {
        bench.read(id, left("3"));
        bench.notification();
        bench.receive_outcome();
        assert_eq!(told(&bench), 1);
    }
    bench.app.apply(Action::OpenSettings);
    bench.app.apply(Action::TestNotification);
    bench.receive_outcome();
    let test = bench.app.state().settings.as_ref().unwrap().test.clone();
    assert_eq!(test, Some(NotificationTest::Ended(Err("no such service".into()))));
    assert_eq!(told(&bench), 1);
}

#[test]
fn the_notice_leads_to_one_site_or_to_all_that_are_low() {
    let mut bench = Bench::new(Settings::default(), sites(&["a", "b", "c"]));
    bench.read("b", left("3"));
    let number = bench.app.state().notices[0].number;
    bench.app.apply(Action::Search("nothing".into()));
    bench.app.apply(Action::ShowLow(number));
    let state = bench.app.state();
    assert_eq!((state.selected.as_deref(), state.list.filters()), (Some("b"), false));
    bench.read("c", left("3"));
    bench.app.apply(Action::ShowLow(number));
    let state = bench.app.state();
    let shown: Vec<&str> = shown_sites(state).into_iter().map(|site| site.id.as_str()).collect();
    assert_eq!(shown, ["b", "c"]);
    bench.app.apply(Action::ToggleLow);
    assert_eq!(shown_sites(bench.app.state()).len(), 3);
}

#[test]
fn the_notice_names_no_site_that_is_gone() {
    let mut bench = Bench::new(Settings::default(), sites(&["a", "b", "c"]));
    bench.read("b", left("3"));
    bench.read("c", left("3"));
    bench.sites.retain(|site| site.id != "b");
    bench.load();
    assert_eq!(bench.notice(), [alarm("c", LowCause::BelowThreshold)]);
    bench.sites.retain(|site| site.id != "c");
    bench.load();
    assert!(bench.app.state().notices.is_empty(), "nothing is left to tell of");
}
