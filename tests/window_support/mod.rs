//! A window with a worker that only does what the test says, and a clock that stands still.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]
#![allow(dead_code, reason = "each file of tests uses a part of it")]

pub(crate) mod live;

use egui::accesskit::Role;
use egui::{FontData, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use konata_api::app::App;
use konata_api::model::balance::{Balance, Scope};
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::key_validity::KeyValidity;
use konata_api::model::money::Unit;
use konata_api::model::reading::{Attempt, Failure, Reading, ReadingState};
use konata_api::model::secret::Secret;
use konata_api::model::settings::Settings;
use konata_api::model::site::{LastError, Site};
use konata_api::model::site_edit::SiteEdit;
use konata_api::model::site_news::SiteNews;
use konata_api::model::station_kind::StationKind;
use konata_api::relay::exchange::Exchange;
use konata_api::relay::sent_request::SentRequest;
use konata_api::text::Language;
use konata_api::ui::fonts;
use konata_api::ui::window::Window;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer, Snapshot};
use konata_api::worker::link::Link;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

pub(crate) const NOW: i64 = 1_795_240_066;
const TEST_FONT: &[u8] = include_bytes!("../assets/NotoSansCJKsc-subset.otf");

pub(crate) struct Bench {
    pub(crate) window: Harness<'static, Window>,
    events: Sender<Event>,
    commands: Receiver<Command>,
    log_readings: Receiver<u64>,
}

impl Bench {
    pub(crate) fn new(language: Language) -> Self {
        Self::with_app(language, |app| app)
    }

    /// A window on a changed app.
    pub(crate) fn with_app(language: Language, change: impl FnOnce(App) -> App + 'static) -> Self {
        let (event_sender, event_receiver) = channel();
        let (command_sender, command_receiver) = channel();
        let (reading_sender, log_readings) = channel();
        let send = move |command| match command {
            Command::ReadLogs { number, .. } => reading_sender.send(number).unwrap(),
            other => command_sender.send(other).unwrap(),
        };
        let link = Link::new(send, event_receiver);
        let window = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .with_max_steps(20)
            .with_context_setup(|ctx| {
                ctx.set_fonts(fonts::definitions(Some(FontData::from_static(TEST_FONT)), None));
            })
            .build_eframe(move |creation| {
                Window::new(&creation.egui_ctx, change(App::new(link)), language).with_clock(|| NOW)
            });
        Self { window, events: event_sender, commands: command_receiver, log_readings }
    }

    /// A Chinese window that shows these sites.
    pub(crate) fn with_sites(sites: Vec<Site>) -> Self {
        let mut bench = Self::new(Language::Zh);
        bench.tell(Event::Loaded(snapshot(sites)));
        bench
    }

    /// The same with the details of the chosen site below its cards.
    pub(crate) fn with_details(sites: Vec<Site>) -> Self {
        let mut bench = Self::with_sites(sites);
        bench.open_details();
        bench
    }

    pub(crate) fn open_details(&mut self) {
        self.window.get_by_role_and_label(Role::Tab, "详情").click();
        self.window.run();
    }

    pub(crate) fn tell(&mut self, event: Event) {
        self.send(event);
        self.window.run();
    }

    /// The same without drawing a frame.
    pub(crate) fn send(&self, event: Event) {
        self.events.send(event).unwrap();
    }

    pub(crate) fn command(&self) -> Option<Command> {
        self.commands.try_recv().ok()
    }

    /// The number of the newest reading of logs from the history, which no command tells of here.
    pub(crate) fn log_reading(&self) -> Option<u64> {
        self.log_readings.try_iter().last()
    }

    /// The site and the change of it that were given to be saved.
    pub(crate) fn edit(&self) -> Option<(String, SiteEdit)> {
        match self.command() {
            Some(Command::EditSite { site, edit, .. }) => Some((site, *edit)),
            _ => None,
        }
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run();
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.window.run();
    }

    /// Whether something goes by exactly this name.
    pub(crate) fn shows(&self, label: &str) -> bool {
        self.window.query_all_by_label(label).next().is_some()
    }

    /// Whether this stands in the name of something.
    pub(crate) fn shows_part(&self, label: &str) -> bool {
        self.window.query_all_by_label_contains(label).next().is_some()
    }

    /// Draws frame by frame until something is put into the clipboard.
    pub(crate) fn copied(&mut self) -> Option<String> {
        (0..6).find_map(|_| {
            self.window.step();
            self.last_copied()
        })
    }

    fn last_copied(&self) -> Option<String> {
        self.window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }
}

pub(crate) fn snapshot(sites: Vec<Site>) -> Snapshot {
    Snapshot { sites: sites.into(), settings: Arc::new(Settings::default()) }
}

pub(crate) fn site(id: &str, name: &str) -> Site {
    Site {
        id: id.to_owned(),
        name: name.to_owned(),
        url: format!("https://{id}.example"),
        api_key: Secret::new("sk-abcdefghijklmnop3f9c"),
        ..Site::default()
    }
}

pub(crate) fn good(remaining: &str) -> Reading {
    Reading {
        kind: Some(StationKind::NewApi),
        state: ReadingState::Ok,
        balance: Some(Balance {
            scope: Scope::Token,
            remaining: remaining.parse().ok(),
            used: "71.6".parse().ok(),
            total: "200".parse().ok(),
            unit: Unit::Usd,
            name_of_key: Some("A513".to_owned()),
            ..Balance::default()
        }),
        pool: None,
        kinds_possible: Vec::new(),
        key_valid: KeyValidity::Valid,
        time: NOW - 180,
        elapsed_ms: 410,
        failure: None,
        tried: Vec::new(),
    }
}

pub(crate) fn failed(kind: ErrorKind, message: &str) -> Reading {
    let failure = Failure { kind, message: message.to_owned(), http_status: Some(401) };
    Reading::failed(None, failure, NOW - 60)
}

pub(crate) fn read_site(id: &str, name: &str, remaining: &str) -> Site {
    let mut site = site(id, name);
    site.take_news(&SiteNews { site: id.to_owned(), reading: good(remaining), key_details: None });
    site
}

pub(crate) fn stale_site(id: &str, name: &str) -> Site {
    let mut site = read_site(id, name, "40");
    site.last_error = Some(LastError { kind: ErrorKind::GatewayDown, time: NOW - 60 });
    site
}

pub(crate) fn answer(mut reading: Reading, body: &str) -> Arc<SiteAnswer> {
    let path = "/v1/dashboard/billing/subscription".to_owned();
    let outcome = if reading.failure.is_none() { "ok" } else { "invalid_key" };
    let method = "GET".to_owned();
    reading.tried =
        vec![Attempt { method: method.clone(), path: path.clone(), status: Some(200), outcome }];
    let exchange = Exchange {
        method,
        path,
        sent: SentRequest::default(),
        status: Some(200),
        headers: Vec::new(),
        body: body.to_owned(),
        elapsed_ms: 137,
        outcome,
        recording: None,
    };
    Arc::new(SiteAnswer { reading, exchanges: [exchange].into(), https_address: None })
}
