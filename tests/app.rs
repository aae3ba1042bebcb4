//! The window's brain with a worker that only listens: what is sent, and what events change.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

use konata_api::app::App;
use konata_api::app::action::Action;
use konata_api::app::browser::Browser;
use konata_api::app::closing::Closing;
use konata_api::app::new_site_form::NewSiteForm;
use konata_api::app::notice::NoticeContent;
use konata_api::app::run_outcome::RunOutcome;
use konata_api::app::site_draft::{SaveObstacle, SiteDraft};
use konata_api::app::site_form::SiteForm;
use konata_api::app::site_list::shown_sites;
use konata_api::app::site_order::SiteOrder;
use konata_api::app::tab::Tab;
use konata_api::model::change::Change;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::reading::{Failure, Reading};
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;
use konata_api::model::site_edit::SiteEdit;
use konata_api::relay::error::RelayError;
use konata_api::relay::models_query::ModelsReport;
use konata_api::store::error::StoreError;
use konata_api::store::incident::StoreIncident;
use konata_api::worker::command::Command;
use konata_api::worker::event::{Event, SiteAnswer, Snapshot};
use konata_api::worker::link::Link;
use std::io::ErrorKind as ErrorKindOfSystem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// An app, the commands that it sends and the way in for events.
struct Bench {
    app: App,
    commands: Receiver<Command>,
    events: Sender<Event>,
}

impl Bench {
    fn with_sites(ids: &[&str]) -> Self {
        let (command_sender, commands) = channel();
        let (events, incoming) = channel();
        let command_sender = Mutex::new(command_sender);
        // Whatever is looked at, its log is read from this machine; that is tested beside the code.
        let send = move |command| {
            if !matches!(command, Command::ReadLogs { .. }) {
                command_sender.lock().unwrap().send(command).unwrap();
            }
        };
        let mut bench = Self { app: App::new(Link::new(send, incoming)), commands, events };
        bench.load(ids);
        bench
    }

    fn load(&mut self, ids: &[&str]) {
        let site = |id: &&str| Site { id: (*id).to_owned(), ..Site::default() };
        let sites = ids.iter().map(site).collect();
        self.tell(Event::Loaded(Snapshot { sites, settings: Arc::default() }));
    }

    fn tell(&mut self, event: Event) {
        self.events.send(event).unwrap();
        assert!(self.app.receive());
    }

    /// The query that was sent last.
    fn query(&self) -> Option<(u64, Vec<String>)> {
        self.commands.try_iter().find_map(|command| match command {
            Command::Query { generation, sites } => Some((generation, sites)),
            _ => None,
        })
    }

    fn end(&mut self, generation: u64, site: &str, kind: ErrorKind) {
        let failure = Failure { kind, message: String::new(), http_status: None };
        let answer = Arc::new(SiteAnswer {
            reading: Reading::failed(None, failure, 0),
            exchanges: Arc::default(),
            https_address: None,
        });
        self.tell(Event::QueryEnded { generation, site: site.into(), answer });
    }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_site_is_never_asked_twice_at_the_same_time() {
    let mut bench = Bench::with_sites(&["a", "b"]);
    bench.app.apply(Action::QuerySite("a".into()));
    assert_eq!(bench.query(), Some((1, ids(&["a"]))));
    bench.app.apply(Action::QuerySite("a".into()));
    assert_eq!(bench.query(), None);
    bench.app.apply(Action::QueryAll);
    assert_eq!(bench.query(), Some((1, ids(&["b"]))), "joins the run under way");
    assert_eq!(bench.app.state().run.as_ref().unwrap().total(), 2);
}

#[test]
fn late_news_of_an_old_run_is_dropped() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.app.apply(Action::QueryAll);
    bench.end(1, "a", ErrorKind::Timeout);
    bench.app.apply(Action::QueryAll);
    assert_eq!(bench.query(), Some((1, ids(&["a"]))));
    bench.end(1, "a", ErrorKind::Dns);
    let state = bench.app.state();
    assert!(state.activities.contains_key("a"), "the new query is still under way");
    assert_eq!(state.answers["a"].reading.failure.as_ref().unwrap().kind, ErrorKind::Timeout);
    bench.end(2, "a", ErrorKind::Tls);
    let run = bench.app.state().run.clone().unwrap();
    assert!(run.is_ended());
    assert_eq!((run.generation, run.count(RunOutcome::Failed)), (2, 1));
}

#[test]
fn a_run_counts_how_its_sites_ended() {
    let mut bench = Bench::with_sites(&["a", "b", "c"]);
    bench.app.apply(Action::QueryAll);
    bench.end(1, "a", ErrorKind::IncompleteSite);
    bench.end(1, "b", ErrorKind::Timeout);
    bench.app.apply(Action::Cancel);
    bench.end(1, "c", ErrorKind::Cancelled);
    let run = bench.app.state().run.clone().unwrap();
    assert_eq!(RunOutcome::ALL.map(|outcome| run.count(outcome)), [0, 1, 1, 1]);
    assert!(run.is_ended() && !bench.app.state().is_running());
}

#[test]
fn cancelling_is_asked_for_once_and_only_while_something_runs() {
    let mut bench = Bench::with_sites(&["a"]);
    let cancels =
        |bench: &Bench| bench.commands.try_iter().filter(|c| matches!(c, Command::Cancel)).count();
    bench.app.apply(Action::Cancel);
    assert_eq!(cancels(&bench), 0);
    bench.app.apply(Action::QueryAll);
    bench.app.apply(Action::Cancel);
    bench.app.apply(Action::Cancel);
    assert_eq!(cancels(&bench), 1);
}

#[test]
fn a_query_after_cancelling_is_a_run_of_its_own() {
    let mut bench = Bench::with_sites(&["a", "b"]);
    bench.app.apply(Action::QuerySite("a".into()));
    bench.app.apply(Action::Cancel);
    bench.app.apply(Action::QuerySite("b".into()));
    let queries: Vec<u64> = bench
        .commands
        .try_iter()
        .filter_map(|command| match command {
            Command::Query { generation, .. } => Some(generation),
            _ => None,
        })
        .collect();
    assert_eq!(queries, [1, 2]);
    bench.end(1, "a", ErrorKind::Cancelled);
    assert!(bench.app.state().is_running());
    assert!(!bench.app.state().activities.contains_key("a"));
}

#[test]
fn the_choice_stays_while_its_site_does() {
    let mut bench = Bench::with_sites(&["a", "b"]);
    assert_eq!(bench.app.state().selected.as_deref(), Some("a"));
    bench.app.apply(Action::Select("b".into()));
    bench.load(&["c", "b"]);
    assert_eq!(bench.app.state().selected.as_deref(), Some("b"));
    bench.load(&["c"]);
    assert_eq!(bench.app.state().selected.as_deref(), Some("c"));
    bench.load(&[]);
    assert_eq!(bench.app.state().selected, None);
}

#[test]
fn a_new_site_is_saved_only_when_its_address_is_one() {
    let mut bench = Bench::with_sites(&[]);
    bench.app.apply(Action::OpenNewSite);
    let form = |url: &str| NewSiteForm {
        url: url.into(),
        key: Secret::new("sk-test-key"),
        ..NewSiteForm::default()
    };
    bench.app.apply(Action::EditNewSite(form("ftp://x")));
    bench.app.apply(Action::SaveNewSite);
    assert!(bench.commands.try_recv().is_err());
    bench.app.apply(Action::EditNewSite(form("relay.example/v1")));
    bench.app.apply(Action::SaveNewSite);
    let Ok(Command::AddSite(site)) = bench.commands.try_recv() else { panic!("not saved") };
    assert_eq!(site.name, "relay.example", "named after its host");
    assert!(bench.app.state().new_site.is_some(), "open until it is saved");
    bench.tell(Event::SiteAdded { site: "new".into() });
    assert!(bench.app.state().new_site.is_none());
    assert_eq!(bench.query(), Some((1, ids(&["new"]))), "a new site is asked at once");
}

#[test]
fn a_new_site_is_given_to_be_saved_once_until_that_failed() {
    let mut bench = Bench::with_sites(&[]);
    let saves = |bench: &mut Bench| {
        bench.app.apply(Action::SaveNewSite);
        bench.app.apply(Action::SaveNewSite);
        bench.commands.try_iter().filter(|c| matches!(c, Command::AddSite(_))).count()
    };
    let form = NewSiteForm { url: "relay.example".into(), ..NewSiteForm::default() };
    bench.app.apply(Action::OpenNewSite);
    bench.app.apply(Action::EditNewSite(form.clone()));
    assert_eq!(saves(&mut bench), 1);
    bench.tell(Event::StoreFailed(StoreError::Locked { path: "x".into() }));
    assert_eq!(saves(&mut bench), 1);
    bench.app.apply(Action::CloseNewSite);
    bench.app.apply(Action::OpenNewSite);
    bench.tell(Event::SiteAdded { site: "first".into() });
    assert!(bench.app.state().new_site.is_some(), "another form is open by now");
    bench.app.apply(Action::EditNewSite(form));
    assert_eq!(saves(&mut bench), 1);
}

#[test]
fn a_key_is_saved_without_what_copying_added() {
    let mut bench = Bench::with_sites(&[]);
    bench.app.apply(Action::OpenNewSite);
    bench.app.apply(Action::EditNewSite(NewSiteForm {
        url: "relay.example".into(),
        key: Secret::new(" Bearer sk-test-key"),
        ..NewSiteForm::default()
    }));
    bench.app.apply(Action::SaveNewSite);
    let Ok(Command::AddSite(site)) = bench.commands.try_recv() else { panic!("not saved") };
    assert_eq!(site.api_key.reveal(), "sk-test-key");
}

#[test]
fn a_cancelled_query_keeps_the_earlier_answer() {
    let mut bench = Bench::with_sites(&["a"]);
    let kind = |bench: &Bench| {
        bench.app.state().answers["a"].reading.failure.as_ref().map(|failure| failure.kind)
    };
    bench.app.apply(Action::QueryAll);
    bench.end(1, "a", ErrorKind::Cancelled);
    assert_eq!(kind(&bench), Some(ErrorKind::Cancelled), "there was none before");
    for (generation, ended, kept) in [
        (2, ErrorKind::Timeout, ErrorKind::Timeout),
        (3, ErrorKind::Cancelled, ErrorKind::Timeout),
        (4, ErrorKind::Dns, ErrorKind::Dns),
    ] {
        bench.app.apply(Action::QueryAll);
        bench.end(generation, "a", ended);
        assert_eq!(kind(&bench), Some(kept));
    }
}

#[test]
fn notices_stay_until_they_are_dismissed() {
    let mut bench = Bench::with_sites(&[]);
    bench.tell(Event::Incident(StoreIncident::ProfilesImported { count: 3 }));
    bench.tell(Event::JobFailed);
    let numbers: Vec<u64> = bench.app.state().notices.iter().map(|notice| notice.number).collect();
    bench.app.apply(Action::DismissNotice(numbers[0]));
    let left = &bench.app.state().notices;
    assert!(
        matches!(left.as_slice(), [notice] if matches!(notice.content, NoticeContent::JobFailed))
    );
}

#[test]
fn an_offered_https_address_is_taken_only_when_there_is_one() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.app.apply(Action::AcceptHttps { site: "a".into() });
    assert!(bench.commands.try_recv().is_err());
    bench.app.apply(Action::QueryAll);
    let failure = Failure { kind: ErrorKind::Timeout, message: String::new(), http_status: None };
    let answer = Arc::new(SiteAnswer {
        reading: Reading::failed(None, failure, 0),
        exchanges: Arc::default(),
        https_address: Some("https://relay.example".into()),
    });
    bench.tell(Event::QueryEnded { generation: 1, site: "a".into(), answer });
    bench.app.apply(Action::AcceptHttps { site: "a".into() });
    let saved = bench.commands.try_iter().any(|command| {
        matches!(command, Command::EditSite { edit, .. }
            if edit.url == Change::To("https://relay.example".into()))
    });
    assert!(saved);
}

fn tagged(id: &str, tag: &str) -> Site {
    Site { id: id.into(), name: id.into(), tags: vec![tag.into()], ..Site::default() }
}

fn load_tagged(bench: &mut Bench, sites: &[(&str, &str)]) {
    let sites = sites.iter().map(|(id, tag)| tagged(id, tag)).collect();
    bench.tell(Event::Loaded(Snapshot { sites, settings: Arc::default() }));
}

fn shown(bench: &Bench) -> Vec<String> {
    shown_sites(bench.app.state()).into_iter().map(|site| site.id.clone()).collect()
}

#[test]
fn a_choice_survives_filters_that_hide_it() {
    let mut bench = Bench::with_sites(&[]);
    load_tagged(&mut bench, &[("a", "x"), ("b", "y")]);
    bench.app.apply(Action::Select("b".into()));
    bench.app.apply(Action::Search("a".into()));
    bench.app.apply(Action::ToggleTag("x".into()));
    assert_eq!(shown(&bench), ["a"]);
    assert_eq!(bench.app.state().selected.as_deref(), Some("b"));
    bench.app.apply(Action::ToggleTag("x".into()));
    bench.app.apply(Action::ToggleTag("y".into()));
    assert_eq!(shown(&bench), [""; 0]);
    bench.app.apply(Action::ClearFilters);
    bench.app.apply(Action::Sort(SiteOrder::NameDown));
    assert_eq!(shown(&bench), ["b", "a"]);
}

#[test]
fn a_tag_that_is_gone_filters_no_more() {
    let mut bench = Bench::with_sites(&[]);
    load_tagged(&mut bench, &[("a", "x"), ("b", "y")]);
    bench.app.apply(Action::ToggleTag("x".into()));
    bench.app.apply(Action::ToggleTag("y".into()));
    load_tagged(&mut bench, &[("b", "z"), ("c", "y")]);
    assert_eq!(shown(&bench), ["c"]);
    bench.app.apply(Action::ClearChips);
    assert_eq!(shown(&bench), ["b", "c"]);
}

#[test]
fn a_removal_moves_the_choice_on_and_can_be_undone_until_it_is_dismissed() {
    let mut bench = Bench::with_sites(&["a", "b", "c"]);
    bench.app.apply(Action::UndoRemoval);
    bench.app.apply(Action::RemoveSites(Vec::new()));
    assert!(bench.commands.try_recv().is_err(), "there is nothing to do");
    bench.app.apply(Action::Select("b".into()));
    bench.app.apply(Action::RemoveSites(ids(&["b", "c"])));
    assert_eq!(bench.app.state().selected.as_deref(), Some("a"));
    let Ok(Command::RemoveSites(sites)) = bench.commands.try_recv() else { panic!("not removed") };
    assert_eq!(sites, ids(&["b", "c"]));
    bench.load(&["a"]);
    bench.tell(Event::SitesRemoved { names: ids(&["B", "C"]) });
    assert_eq!(bench.app.state().removed, ["B", "C"]);
    bench.app.apply(Action::UndoRemoval);
    assert!(matches!(bench.commands.try_recv(), Ok(Command::RestoreSites)));
    bench.load(&["a", "b", "c"]);
    bench.tell(Event::SitesRestored { sites: ids(&["b", "c"]) });
    assert!(bench.app.state().removed.is_empty());
    assert_eq!(bench.app.state().selected.as_deref(), Some("b"));
    bench.tell(Event::SitesRemoved { names: ids(&["B"]) });
    bench.app.apply(Action::DismissRemoval);
    bench.app.apply(Action::UndoRemoval);
    assert!(bench.commands.try_recv().is_err());
}

#[test]
fn a_site_is_opened_in_the_browser_and_a_failure_becomes_a_notice() {
    let mut bench = Bench::with_sites(&[]);
    let (opened, asked) = channel();
    let opened = Mutex::new(opened);
    bench.app = bench.app.with_browser(Browser::new(move |address| {
        opened.lock().unwrap().send(address.to_owned()).unwrap();
        if address.contains("good") { Ok(()) } else { Err(ErrorKindOfSystem::NotFound.into()) }
    }));
    let site = |id: &str, url: &str| Site { id: id.into(), url: url.into(), ..Site::default() };
    let sites = [site("a", "https://good.example/v1"), site("b", "bad.example"), site("c", "")];
    bench.tell(Event::Loaded(Snapshot { sites: sites.into(), settings: Arc::default() }));
    for (id, address) in [("a", "https://good.example"), ("b", "https://bad.example")] {
        bench.app.apply(Action::OpenSite("c".into()));
        bench.app.apply(Action::OpenSite(id.into()));
        assert_eq!(asked.recv().unwrap(), address);
    }
    while !bench.app.receive() {
        std::thread::yield_now();
    }
    let told = &bench.app.state().notices;
    assert!(matches!(
        told.as_slice(),
        [notice] if matches!(&notice.content, NoticeContent::BrowserFailed { address } if address == "https://bad.example")
    ));
}

fn marked(bench: &Bench) -> Vec<String> {
    bench.app.state().marked.iter().cloned().collect()
}

#[test]
fn several_sites_are_chosen_one_by_one() {
    let mut bench = Bench::with_sites(&["a", "b", "c"]);
    bench.app.apply(Action::Mark("c".into()));
    assert_eq!(marked(&bench), ["a", "c"], "beside the chosen one");
    assert_eq!(bench.app.state().selected.as_deref(), Some("c"));
    bench.app.apply(Action::Mark("c".into()));
    assert!(marked(&bench).is_empty(), "one is no more than the chosen one");
    assert_eq!(bench.app.state().selected.as_deref(), Some("a"));
    bench.app.apply(Action::Mark("b".into()));
    bench.app.apply(Action::Select("c".into()));
    assert!(marked(&bench).is_empty());
}

#[test]
fn a_range_of_sites_and_all_of_them_are_chosen_in_the_order_of_the_list() {
    let mut bench = Bench::with_sites(&["a", "b", "c", "d"]);
    bench.app.apply(Action::Sort(SiteOrder::NameDown));
    bench.app.apply(Action::Select("b".into()));
    bench.app.apply(Action::MarkTo("d".into()));
    assert_eq!(marked(&bench), ["b", "c", "d"]);
    bench.app.apply(Action::MarkTo("a".into()));
    assert_eq!(marked(&bench), ["a", "b"], "from where it began");
    bench.app.apply(Action::MarkAll);
    assert_eq!(marked(&bench).len(), 4);
    bench.app.apply(Action::QuerySites(ids(&["a", "c"])));
    assert_eq!(bench.query(), Some((1, ids(&["a", "c"]))));
    bench.app.apply(Action::RemoveSites(ids(&["a", "b"])));
    assert_eq!(marked(&bench), ["c", "d"]);
    bench.app.apply(Action::ClearMarks);
    assert!(marked(&bench).is_empty());
}

#[test]
fn what_a_filter_hides_is_chosen_no_more() {
    let mut bench = Bench::with_sites(&[]);
    load_tagged(&mut bench, &[("a", "x"), ("b", "y"), ("c", "y")]);
    bench.app.apply(Action::MarkAll);
    bench.app.apply(Action::ToggleTag("y".into()));
    assert_eq!(marked(&bench), ["b", "c"]);
    load_tagged(&mut bench, &[("a", "x"), ("b", "y")]);
    assert!(marked(&bench).is_empty());
}

#[test]
fn the_site_at_the_top_of_the_list_is_chosen_where_none_is() {
    let mut bench = Bench::with_sites(&[]);
    let top = Site { pinned: true, ..tagged("b", "x") };
    let sites = [tagged("a", "x"), top].into();
    bench.tell(Event::Loaded(Snapshot { sites, settings: Arc::default() }));
    assert_eq!(bench.app.state().selected.as_deref(), Some("b"));
    bench.app.apply(Action::Search("nothing".into()));
    load_tagged(&mut bench, &[("c", "x")]);
    assert_eq!(bench.app.state().selected.as_deref(), Some("c"), "also where the list is empty");
}

impl Bench {
    fn load_sites(&mut self, sites: Vec<Site>) {
        self.tell(Event::Loaded(Snapshot { sites: sites.into(), settings: Arc::default() }));
    }

    /// Types into the form of site `a`.
    fn type_form(&mut self, change: impl FnOnce(&mut SiteForm)) {
        let mut form = self.form();
        change(&mut form);
        self.app.apply(Action::EditForm { site: "a".into(), form: Box::new(form) });
    }

    fn form(&self) -> SiteForm {
        self.draft().form
    }

    fn draft(&self) -> SiteDraft {
        let state = self.app.state();
        state.draft(state.site("a").unwrap())
    }

    /// Tries to save the form of site `a`.
    fn save_form(&mut self) -> Option<SiteEdit> {
        self.app.apply(Action::SaveForm("a".into()));
        self.commands.try_iter().find_map(|command| match command {
            Command::EditSite { site, edit, .. } if site == "a" => Some(*edit),
            _ => None,
        })
    }
}

fn site_a() -> Site {
    Site {
        id: "a".into(),
        name: "A".into(),
        url: "https://a.example".into(),
        notes: "n".into(),
        ..Site::default()
    }
}

#[test]
fn a_form_is_kept_while_other_sites_are_looked_at_and_queried() {
    let mut bench = Bench::with_sites(&["a", "b"]);
    bench.type_form(|form| form.name = "typed".into());
    bench.app.apply(Action::Select("b".into()));
    bench.app.apply(Action::QueryAll);
    bench.end(1, "a", ErrorKind::Timeout);
    bench.load(&["b"]);
    bench.load(&["a", "b"]);
    assert_eq!(bench.form().name, "typed");
    bench.app.apply(Action::DiscardForm("a".into()));
    assert_eq!(bench.form().name, "");
    assert!(bench.app.state().drafts.is_empty());
}

#[test]
fn a_change_from_outside_reaches_the_fields_that_were_not_touched() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.type_form(|form| form.name = "mine".into());
    bench.load_sites(vec![Site { name: "theirs".into(), notes: "theirs".into(), ..site_a() }]);
    assert_eq!((bench.form().name.as_str(), bench.form().notes.as_str()), ("mine", "theirs"));
    let expected = SiteEdit { name: Change::To("mine".into()), ..SiteEdit::default() };
    assert_eq!(bench.save_form(), Some(expected));
}

#[test]
fn typing_something_back_leaves_nothing_to_save() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.type_form(|form| form.name = "x".into());
    assert_eq!(bench.app.state().drafts.len(), 1);
    bench.type_form(|form| form.name.clear());
    assert!(bench.app.state().drafts.is_empty());
    assert_eq!(bench.draft().to_save(false), Err(SaveObstacle::Unchanged));
    assert_eq!(bench.save_form(), None);
}

#[test]
fn a_form_is_saved_once_and_keeps_what_was_typed_meanwhile() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.type_form(|form| form.name = " B ".into());
    assert!(bench.save_form().is_some());
    assert_eq!(bench.save_form(), None, "it is being saved");
    bench.app.apply(Action::DiscardForm("a".into()));
    bench.app.apply(Action::QuerySite("a".into()));
    assert_eq!(bench.query(), None, "with which address is not known yet");
    bench.type_form(|form| form.notes = "later".into());
    bench.load_sites(vec![Site { name: "B".into(), ..site_a() }]);
    bench.tell(Event::SiteEdited { number: 1 });
    assert_eq!((bench.form().name.as_str(), bench.form().notes.as_str()), ("B", "later"));
    let expected = SiteEdit { notes: Change::To("later".into()), ..SiteEdit::default() };
    assert_eq!(bench.save_form(), Some(expected));
    let after = Site { name: "B".into(), notes: "later".into(), ..site_a() };
    bench.load_sites(vec![after]);
    bench.tell(Event::SiteEdited { number: 2 });
    assert!(bench.app.state().drafts.is_empty());
}

#[test]
fn pinning_a_site_does_not_settle_its_form() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.type_form(|form| form.name = "B".into());
    bench.app.apply(Action::Pin { site: "a".into(), pinned: true });
    assert!(bench.save_form().is_some());
    bench.tell(Event::SiteEdited { number: 1 });
    assert!(bench.draft().saving.is_some(), "the form's own save is the second");
    assert_eq!(bench.form().name, "B");
}

#[test]
fn a_failed_save_keeps_the_form_and_can_be_tried_again() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.type_form(|form| form.name = "B".into());
    assert!(bench.save_form().is_some());
    bench.tell(Event::StoreFailed(StoreError::Locked { path: "/data/.lock".into() }));
    assert_eq!(bench.form().name, "B");
    assert!(bench.save_form().is_some());
}

#[test]
fn another_address_is_not_saved_while_the_old_one_is_being_asked() {
    let mut bench = Bench::with_sites(&["a"]);
    bench.app.apply(Action::QuerySite("a".into()));
    bench.type_form(|form| form.url = "https://b.example".into());
    assert_eq!(bench.save_form(), None);
    assert_eq!(bench.draft().to_save(true), Err(SaveObstacle::BeingAsked));
    bench.end(1, "a", ErrorKind::Timeout);
    assert!(bench.save_form().is_some());
}

#[test]
fn the_answer_of_another_station_goes_with_its_address() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.app.apply(Action::QuerySite("a".into()));
    bench.end(1, "a", ErrorKind::Timeout);
    bench.load_sites(vec![Site { name: "B".into(), ..site_a() }]);
    assert!(bench.app.state().answers.contains_key("a"));
    bench.load_sites(vec![Site { url: "https://b.example".into(), ..site_a() }]);
    assert!(bench.app.state().answers.is_empty());
}

#[test]
fn the_answer_of_another_account_goes_with_what_opened_it() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.app.apply(Action::QuerySite("a".into()));
    bench.end(1, "a", ErrorKind::Timeout);
    bench.load_sites(vec![Site { user_id: "7".into(), ..site_a() }]);
    assert!(bench.app.state().answers.is_empty());
}

#[test]
fn an_account_is_not_changed_while_it_checks_in() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.app.apply(Action::CheckIn(vec!["a".into()]));
    bench.type_form(|form| form.account.user_id = "7".into());
    assert_eq!(bench.save_form(), None);
    bench.type_form(|form| {
        form.account.user_id.clear();
        form.name = "B".into();
    });
    assert!(bench.save_form().is_some(), "a name may be changed");
}

#[test]
fn a_check_is_made_once_and_only_the_newest_is_believed() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    let started = |bench: &mut Bench| {
        bench.app.apply(Action::CheckConnectivity("a".into()));
        bench.commands.try_iter().find_map(|command| match command {
            Command::CheckConnectivity { check, .. } => Some(check),
            _ => None,
        })
    };
    let ended = |bench: &mut Bench, check, kind| {
        let report = Arc::new(ModelsReport::failed(RelayError::new(kind)));
        bench.tell(Event::ConnectivityChecked { check, site: "a".into(), report });
    };
    let reported = |bench: &Bench| {
        let known = bench.app.state().connectivity.get("a")?.report.clone()?;
        known.models.as_ref().err().map(|error| error.kind)
    };
    let first = started(&mut bench).unwrap();
    assert_eq!(started(&mut bench), None, "it is under way");
    bench.load_sites(vec![Site { url: "https://b.example".into(), ..site_a() }]);
    let second = started(&mut bench).unwrap();
    ended(&mut bench, first, ErrorKind::InvalidKey);
    assert_eq!(reported(&bench), None, "of the address before");
    ended(&mut bench, second, ErrorKind::Timeout);
    assert_eq!(reported(&bench), Some(ErrorKind::Timeout));
    let third = started(&mut bench).unwrap();
    ended(&mut bench, third, ErrorKind::Cancelled);
    assert_eq!(reported(&bench), Some(ErrorKind::Timeout), "a cancelled one tells nothing");
    assert!(!bench.app.state().connectivity["a"].under_way);
}

/// A run of these sites, of which the last two fail and the others are skipped.
fn run_with_failures(sites: &[&str]) -> Bench {
    let mut bench = Bench::with_sites(sites);
    bench.app.apply(Action::QueryAll);
    for (place, site) in sites.iter().enumerate() {
        let fails = place + 2 >= sites.len();
        bench.end(1, site, if fails { ErrorKind::Timeout } else { ErrorKind::IncompleteSite });
    }
    bench.commands.try_iter().for_each(drop);
    bench
}

#[test]
fn the_list_follows_an_outcome_while_the_run_goes_on() {
    let mut bench = Bench::with_sites(&["a", "b"]);
    bench.app.apply(Action::QueryAll);
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
    assert!(bench.app.state().list.filters());
    assert_eq!(shown(&bench), [""; 0]);
    bench.end(1, "b", ErrorKind::Timeout);
    assert_eq!(shown(&bench), ["b"]);
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Skipped));
    assert_eq!(shown(&bench), [""; 0]);
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Skipped));
    assert_eq!(shown(&bench), ["a", "b"]);
    for way_back in [Action::ClearFilters, Action::ClearChips, Action::ClearRunFilter] {
        bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
        bench.app.apply(way_back);
        assert!(!bench.app.state().list.filters());
    }
}

#[test]
fn what_failed_or_was_cancelled_is_retried_once_the_run_is_over() {
    let mut bench = Bench::with_sites(&["a", "b", "c", "d"]);
    bench.app.apply(Action::QueryAll);
    bench.query();
    bench.end(1, "a", ErrorKind::IncompleteSite);
    bench.end(1, "c", ErrorKind::Timeout);
    bench.app.apply(Action::RetryFailed);
    assert_eq!(bench.query(), None, "the run goes on");
    bench.app.apply(Action::Cancel);
    bench.end(1, "b", ErrorKind::Cancelled);
    bench.end(1, "d", ErrorKind::Timeout);
    bench.load(&["a", "b", "c"]);
    bench.app.apply(Action::RetryFailed);
    assert_eq!(bench.query(), Some((2, ids(&["b", "c"]))), "d is gone");
    assert!(bench.app.state().to_retry().is_empty());
}

#[test]
fn a_retry_keeps_the_rows_in_sight_and_a_run_of_all_shows_all() {
    let mut bench = run_with_failures(&["a", "b", "c"]);
    bench.app.apply(Action::RetryFailed);
    assert_eq!(shown(&bench), ["a", "b", "c"], "nobody asked for a filter");
    bench = run_with_failures(&["a", "b", "c"]);
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
    assert_eq!(shown(&bench), ["b", "c"]);
    bench.app.apply(Action::QuerySite("b".into()));
    assert_eq!(shown(&bench), ["b", "c"]);
    bench.end(2, "b", ErrorKind::IncompleteSite);
    assert_eq!(shown(&bench), ["b", "c"], "also when it ends otherwise");
    bench.app.apply(Action::QuerySite("a".into()));
    assert_eq!(shown(&bench), ["a", "b", "c"], "what is asked is shown");
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
    bench.app.apply(Action::QueryAll);
    assert!(!bench.app.state().list.filters());
}

#[test]
fn a_removed_site_is_counted_no_more() {
    let mut bench = run_with_failures(&["a", "b", "c"]);
    bench.load(&["a", "b"]);
    let run = bench.app.state().run.as_ref().unwrap();
    assert_eq!((run.total(), run.count(RunOutcome::Failed)), (2, 1));
    bench.app.apply(Action::QuerySite("b".into()));
    bench.load(&["a"]);
    assert!(bench.app.state().is_running(), "its query has not ended");
    bench.end(2, "b", ErrorKind::Cancelled);
    let run = bench.app.state().run.as_ref().unwrap();
    assert_eq!((run.is_ended(), run.total()), (true, 0));
}

#[test]
fn rows_that_an_outcome_hides_are_marked_no_more() {
    let mut bench = run_with_failures(&["a", "b", "c"]);
    bench.app.apply(Action::MarkAll);
    bench.app.apply(Action::ToggleOutcome(RunOutcome::Failed));
    assert_eq!(marked(&bench), ["b", "c"]);
}

#[test]
fn editing_a_site_chooses_it_and_shows_its_record() {
    let mut bench = Bench::with_sites(&["a", "b", "c"]);
    bench.app.apply(Action::MarkAll);
    bench.app.apply(Action::EditSite("b".into()));
    let state = bench.app.state();
    assert_eq!((state.selected.as_deref(), state.tab), (Some("b"), Tab::Statistics));
    assert!(state.marked.is_empty());
}

#[test]
fn a_window_without_changes_may_close() {
    let mut bench = Bench::with_sites(&["a"]);
    assert!(bench.app.may_close());
    bench.type_form(|form| form.name = "typed".into());
    bench.load(&[]);
    assert!(bench.app.may_close(), "there is nothing left to save it to");
    assert_eq!(bench.app.state().closing, None);
}

#[test]
fn a_window_with_changes_closes_once_they_are_saved() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.type_form(|form| form.name = "B".into());
    assert!(!bench.app.may_close());
    bench.app.apply(Action::StayOpen);
    assert_eq!(bench.app.state().closing, None);
    assert!(!bench.app.may_close());
    bench.app.apply(Action::SaveAndClose);
    assert_eq!(bench.app.state().closing, Some(Closing::Saving));
    assert!(!bench.app.may_close(), "it is not saved yet");
    bench.tell(Event::StoreFailed(StoreError::Locked { path: "x".into() }));
    assert_eq!(bench.app.state().closing, None, "the notice is not hidden");
    assert!(!bench.app.may_close());
    bench.app.apply(Action::SaveAndClose);
    bench.load_sites(vec![Site { name: "B".into(), ..site_a() }]);
    bench.tell(Event::SiteEdited { number: 2 });
    assert_eq!(bench.app.state().closing, Some(Closing::Agreed));
    assert!(bench.app.may_close());
}

#[test]
fn a_window_that_is_closed_during_a_save_waits_for_it_and_asks_nothing() {
    let mut bench = Bench::with_sites(&[]);
    bench.load_sites(vec![site_a()]);
    bench.type_form(|form| form.name = "B".into());
    assert!(bench.save_form().is_some());
    assert!(!bench.app.may_close());
    assert_eq!(bench.app.state().closing, Some(Closing::Saving));
    bench.app.apply(Action::StayOpen);
    bench.type_form(|form| form.notes = "later".into());
    assert!(!bench.app.may_close());
    assert_eq!(bench.app.state().closing, Some(Closing::Asking), "not all is on its way");
    bench.load_sites(vec![Site { name: "B".into(), notes: "later".into(), ..site_a() }]);
    bench.tell(Event::SiteEdited { number: 1 });
    assert_eq!(bench.app.state().closing, Some(Closing::Agreed), "nothing is left to save");
}

#[test]
fn a_mistake_keeps_all_changes_from_being_saved_and_they_can_be_thrown_away() {
    let mut bench = Bench::with_sites(&[]);
    let other = Site { id: "b".into(), name: "B".into(), ..Site::default() };
    bench.load_sites(vec![other.clone(), site_a()]);
    bench.type_form(|form| form.threshold = "much".into());
    let form = SiteForm { notes: "typed".into(), ..SiteForm::of(&other) };
    bench.app.apply(Action::EditForm { site: "b".into(), form: Box::new(form) });
    assert!(!bench.app.may_close());
    bench.app.apply(Action::SaveAndClose);
    assert!(bench.commands.try_recv().is_err());
    assert_eq!(bench.app.state().closing, Some(Closing::Asking));
    bench.app.apply(Action::DiscardAndClose);
    assert!(bench.app.may_close() && bench.app.state().drafts.is_empty());
}
