//! The window's brain: state, actions and events. Runs hidden or not, knows no egui.

pub mod account_form;
pub mod action;
pub mod activity;
pub mod alarm;
pub mod balance_part;
pub mod browser;
mod changing_settings;
pub mod checkin;
pub mod checkin_form;
pub mod checkin_run;
mod checking_connectivity;
mod checking_in;
pub mod closing;
pub mod connection_form;
pub mod connectivity;
pub mod day_range;
pub mod demo_window;
pub mod details;
mod editing;
mod first_steps;
mod form_changes;
pub mod list_view;
mod loading;
pub mod log_action;
pub mod log_column;
pub mod log_fetch;
pub mod log_filter;
pub mod log_index;
mod log_match;
pub mod log_names;
mod log_order;
pub mod log_range;
pub mod log_rows;
pub mod log_sort;
pub mod log_totals;
pub mod logs;
pub mod look;
mod marking;
pub mod new_site_form;
pub mod notice;
pub mod notifier;
pub mod query_timer;
mod querying;
mod recording;
pub mod remembering;
pub mod run;
pub mod run_filter;
pub mod run_outcome;
pub mod run_summary;
pub mod settings_draft;
pub mod settings_form;
pub mod show_action;
mod showing_logs;
pub mod site_draft;
pub mod site_form;
pub mod site_list;
pub mod site_order;
pub mod site_trial;
pub mod state;
pub mod tab;
mod timing;
pub mod trying;

use crate::app::action::Action;
use crate::app::browser::Browser;
use crate::app::closing::Closing;
use crate::app::demo_window::DemoWindow;
use crate::app::list_view::ListView;
use crate::app::new_site_form::NewSiteForm;
use crate::app::notice::{Notice, NoticeContent};
use crate::app::notifier::Notifier;
use crate::app::query_timer::QueryTimer;
use crate::app::site_list::next_after;
use crate::app::state::State;
use crate::app::tab::Tab;
use crate::model::alarm_memory::AlarmMemory;
use crate::model::change::Change;
use crate::model::site_edit::SiteEdit;
use crate::model::timestamp;
use crate::text::Language;
use crate::worker::command::{Command, EditNumber};
use crate::worker::event::Event;
use crate::worker::link::Link;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// What tells the time, in unix seconds.
type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Holds the state and is the only one to change it.
pub struct App {
    state: State,
    worker: Link,
    browser: Browser,
    demo_window: DemoWindow,
    notices_so_far: u64,
    checks_so_far: u64,
    edits_so_far: EditNumber,
    checkin_runs_so_far: u64,
    details_so_far: u64,
    trials_so_far: u64,
    fetches_so_far: u64,
    /// Now, in unix seconds.
    clock: Clock,
    timer: QueryTimer,
    /// The time that the worker tells of, once it has come.
    clock_set_to: Option<i64>,
    notifier: Notifier,
    /// A system that shows no notifications is told of once.
    told_no_notification: bool,
    /// Which low balances were told.
    alarms: AlarmMemory,
    /// Ids of sites whose newest reading was not judged yet.
    to_judge: BTreeSet<String>,
    /// When alarms were looked for last.
    looked_at: Option<i64>,
}

impl App {
    pub fn new(worker: Link) -> Self {
        Self {
            state: State::default(),
            worker,
            browser: Browser::default(),
            demo_window: DemoWindow::default(),
            notices_so_far: 0,
            checks_so_far: 0,
            edits_so_far: 0,
            checkin_runs_so_far: 0,
            details_so_far: 0,
            trials_so_far: 0,
            fetches_so_far: 0,
            clock: Arc::new(timestamp::now),
            timer: QueryTimer::default(),
            clock_set_to: None,
            notifier: Notifier::default(),
            told_no_notification: false,
            alarms: AlarmMemory::default(),
            to_judge: BTreeSet::new(),
            looked_at: None,
        }
    }

    /// The same in another language, for this run.
    #[must_use]
    pub fn speaking(mut self, language: Language) -> Self {
        self.state.language = language;
        self
    }

    /// The same with another way to show the demo.
    #[must_use]
    pub fn with_demo_window(mut self, demo_window: DemoWindow) -> Self {
        self.demo_window = demo_window;
        self
    }

    /// The same with another browser than the system's.
    #[must_use]
    pub fn with_browser(mut self, browser: Browser) -> Self {
        self.browser = browser;
        self
    }

    /// The same with another clock, which gives unix seconds.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The same with something that shows notifications.
    #[must_use]
    pub fn with_notifier(mut self, notifier: Notifier) -> Self {
        self.notifier = notifier;
        self
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// Applies every event that has arrived, and what time brought. Tells whether there was something.
    pub fn receive(&mut self) -> bool {
        let mut received = false;
        while let Some(event) = self.worker.next_event() {
            self.apply_event(event);
            received = true;
        }
        self.follow_saving();
        self.follow_logs();
        while let Some(address) = self.browser.next_failure() {
            self.notify(NoticeContent::BrowserFailed { address });
            received = true;
        }
        received |= self.follow_notifications();
        received | self.follow_time()
    }

    pub fn apply(&mut self, action: Action) {
        match action {
            Action::ChooseTab(tab) => self.state.tab = tab,
            Action::ChoosePart(part) => self.state.balance_part = part,
            Action::Select(site) => self.select(site),
            Action::EditSite(site) => {
                self.select(site);
                self.state.tab = Tab::Statistics;
            }
            Action::QuerySite(site) => self.query(vec![site]),
            Action::QueryAll => {
                self.timer.all_asked((self.clock)());
                self.change_list(|list| list.run = None);
                self.query(self.state.sites().iter().map(|site| site.id.clone()).collect());
            }
            Action::RetryFailed => self.query(self.state.to_retry()),
            Action::Cancel => self.cancel(),
            Action::Show(action) => self.state.show(action),
            Action::OpenNewSite => self.open_new_site(Some(NewSiteForm::default())),
            Action::EditNewSite(form) => self.state.new_site = Some(form),
            Action::PasteSite(text) => self.paste_site(&text),
            Action::ChooseLanguage(language) => {
                self.state.language = language;
                self.state.chosen_language = Some(language);
            }
            Action::ChooseLook(look) => self.state.look = look,
            Action::OpenDemo => self.open_demo(),
            Action::SaveNewSite => self.save_new_site(),
            Action::CloseNewSite => self.open_new_site(None),
            Action::EditForm { site, form } => self.edit_form(site, *form),
            Action::SaveForm(site) => self.save_form(&site),
            Action::DiscardForm(site) => self.discard_form(&site),
            Action::CheckConnectivity(site) => self.check_connectivity(site),
            Action::CancelCheck(site) => self.cancel_check(site),
            Action::CheckIn(sites) => self.check_in(sites),
            Action::CheckInAll => {
                self.check_in(self.state.checkin_sites().map(|site| site.id.clone()).collect());
            }
            Action::TrySite { site, question } => self.try_site(site, question),
            Action::CancelTrial => self.cancel_trial(),
            Action::CloseTrial => {
                self.state.trial.take_if(|known| known.trial.is_some());
            }
            Action::AskDetails(site) => self.ask_details(site),
            Action::ShowCheckin(site) => {
                self.select(site);
                self.state.tab = Tab::Balance;
            }
            Action::CancelCheckins => self.cancel_checkins(),
            Action::DismissCheckins => self.dismiss_checkins(),
            Action::OpenCheckinPage(site) => self.open_checkin_page(&site),
            Action::AcceptHttps { site } => self.accept_https(site),
            Action::SaveRecording(site) => self.save_recording(&site),
            Action::OpenFolder(notice) => self.open_folder(notice),
            Action::DismissNotice(number) => {
                self.state.notices.retain(|notice| notice.number != number);
            }
            Action::Search(words) => self.change_list(|list| list.search = words),
            Action::Sort(order) => self.state.list.sort = order,
            Action::ToggleTag(tag) => self.change_list(|list| list.toggle_tag(tag)),
            Action::ToggleOutcome(outcome) => {
                self.change_list(|list| list.toggle_outcome(outcome));
            }
            Action::ClearRunFilter => self.change_list(|list| list.run = None),
            Action::ClearChips => self.change_list(ListView::clear_chips),
            Action::ClearFilters => self.change_list(ListView::clear_filters),
            Action::QuerySites(sites) => self.query(sites),
            Action::Mark(site) => marking::toggle(&mut self.state, site),
            Action::MarkTo(site) => marking::up_to(&mut self.state, &site),
            Action::MarkAll => marking::all(&mut self.state),
            Action::ClearMarks => self.state.marked.clear(),
            Action::OpenSite(site) => self.open_site(&site),
            Action::RemoveSites(sites) => self.remove_sites(sites),
            Action::UndoRemoval => self.undo_removal(),
            Action::DismissRemoval => self.state.removed.clear(),
            Action::Pin { site, pinned } => {
                self.edit_site(site, SiteEdit { pinned: Change::To(pinned), ..<_>::default() });
            }
            Action::Disable { site, disabled } => {
                self.edit_site(site, SiteEdit { disabled: Change::To(disabled), ..<_>::default() });
            }
            Action::ToggleLow => self.change_list(|list| list.only_low = !list.only_low),
            Action::ShowLow(notice) => self.show_low(notice),
            Action::OpenSettings => self.open_settings(),
            Action::ChooseSettingsPage(page) => self.choose_settings_page(page),
            Action::EditSettings(form) => self.edit_settings(*form),
            Action::SaveSettings => self.save_settings(),
            Action::CloseSettings => self.close_settings(),
            Action::DiscardSettings => self.discard_settings(),
            Action::KeepSettings => self.keep_settings(),
            Action::TestNotification => self.test_notification(),
            Action::SaveAndClose => self.save_and_close(),
            Action::DiscardAndClose => {
                self.state.drafts.clear();
                self.state.closing = Some(Closing::Agreed);
            }
            Action::StayOpen => self.state.closing = None,
            Action::Logs(action) => self.apply_to_logs(action),
        }
        self.follow_logs();
    }

    fn select(&mut self, site: String) {
        self.state.marked.clear();
        self.state.selected = Some(site);
    }

    fn open_new_site(&mut self, form: Option<NewSiteForm>) {
        self.state.new_site = form;
        self.state.saving_new_site = false;
    }

    fn save_new_site(&mut self) {
        if self.state.saving_new_site {
            return;
        }
        if let Some(site) = self.state.new_site.as_ref().and_then(NewSiteForm::to_site) {
            self.state.saving_new_site = true;
            self.worker.send(Command::AddSite(site));
        }
    }

    fn accept_https(&mut self, site: String) {
        let offered = self.state.answers.get(&site).and_then(|answer| answer.https_address.clone());
        if let Some(url) = offered {
            self.edit_site(site, SiteEdit { url: Change::To(url), ..SiteEdit::default() });
        }
    }

    fn apply_event(&mut self, event: Event) {
        match event {
            Event::AlarmsRecalled(told) => self.alarms = *told,
            Event::Loaded(snapshot) => self.load(snapshot),
            Event::Incident(incident) => self.notify(NoticeContent::Incident(incident)),
            Event::StoreFailed(error) => {
                self.end_saving();
                self.notify(NoticeContent::StoreFailed(error));
            }
            Event::RecordingSaved { folder } => {
                self.notify(NoticeContent::RecordingSaved { folder });
            }
            Event::JobFailed => {
                self.end_saving();
                self.notify(NoticeContent::JobFailed);
            }
            Event::SiteAdded { site } => {
                // Another form than the one that was saved may be open by now.
                if self.state.saving_new_site {
                    self.open_new_site(None);
                }
                self.state.selected = Some(site.clone());
                self.query(vec![site]);
            }
            Event::SitesRemoved { names } => self.state.removed = names,
            Event::SitesRestored { sites } => {
                self.state.removed.clear();
                if let Some(first) = sites.into_iter().next() {
                    self.state.selected = Some(first);
                }
            }
            Event::ConnectivityChecked { check, site, report } => {
                self.keep_report(check, &site, report);
            }
            // The clock is looked at after every event.
            Event::TimeCame => {}
            Event::SiteTried { number, trial, .. } => self.keep_trial(number, trial),
            Event::LogsComing { number, site, rows } => self.logs_coming(number, &site, rows),
            Event::LogsFetched { number, site, new_rows, report } => {
                self.logs_fetched(number, &site, new_rows, report);
            }
            Event::LogsRead { number, archive } => self.logs_read(number, archive),
            Event::LogsExported { file } => self.notify(NoticeContent::LogsExported { file }),
            Event::HistoryTold(summary) => self.history_told(summary),
            Event::SiteEdited { number } => self.edit_saved(number),
            Event::SettingsSaved { number } => self.settings_saved(number),
            Event::DetailsTold { number, site, report } => {
                self.keep_details(number, &site, report);
            }
            Event::CheckinLog(log) => self.state.checkin_log = log,
            Event::CheckinStarted { generation, site } => {
                if let Some(checkin) = self.checkin(generation, &site) {
                    checkin.started = true;
                }
            }
            Event::CheckinEnded { generation, site, report } => {
                self.checked_in(generation, site, report);
            }
            Event::QueryStarted { generation, site } => {
                if let Some(activity) = self.activity(generation, &site) {
                    activity.started = true;
                }
            }
            Event::QueryAsking { generation, site, path } => {
                if let Some(activity) = self.activity(generation, &site) {
                    activity.path = Some(path);
                }
            }
            Event::QueryEnded { generation, site, answer } => {
                self.query_ended(generation, site, answer);
            }
        }
    }

    fn change_list(&mut self, change: impl FnOnce(&mut ListView)) {
        change(&mut self.state.list);
        marking::drop_hidden(&mut self.state);
    }

    /// The choice goes on to what stands next in the list.
    fn remove_sites(&mut self, sites: Vec<String>) {
        if sites.is_empty() {
            return;
        }
        let goes = |id: &str| sites.iter().any(|site| site == id);
        if let Some(chosen) = self.state.selected.as_deref().filter(|id| goes(id)) {
            let next = next_after(&self.state, chosen, goes);
            self.state.selected = next.or_else(|| self.state.selected.take());
        }
        self.state.marked.retain(|id| !sites.contains(id));
        marking::drop_hidden(&mut self.state);
        self.worker.send(Command::RemoveSites(sites));
    }

    fn open_site(&self, site: &str) {
        if let Some(base) = self.state.site(site).and_then(|site| site.base_url().ok()) {
            self.browser.open(base.to_string());
        }
    }

    fn undo_removal(&mut self) {
        if !self.state.removed.is_empty() {
            self.worker.send(Command::RestoreSites);
        }
    }

    fn notify(&mut self, content: NoticeContent) {
        self.notices_so_far += 1;
        self.state.notices.push(Notice { number: self.notices_so_far, content });
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("state", &self.state).finish_non_exhaustive()
    }
}
