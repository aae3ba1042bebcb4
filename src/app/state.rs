use crate::app::activity::Activity;
use crate::app::balance_part::BalancePart;
use crate::app::checkin::Checkin;
use crate::app::checkin_run::CheckinRun;
use crate::app::closing::Closing;
use crate::app::connectivity::Connectivity;
use crate::app::details::Details;
use crate::app::list_view::ListView;
use crate::app::logs::Logs;
use crate::app::look::Look;
use crate::app::new_site_form::NewSiteForm;
use crate::app::notice::Notice;
use crate::app::run::Run;
use crate::app::run_outcome::RunOutcome;
use crate::app::settings_draft::SettingsDraft;
use crate::app::site_draft::SiteDraft;
use crate::app::site_form::SiteForm;
use crate::app::site_trial::SiteTrial;
use crate::app::tab::Tab;
use crate::model::checkin_entry::CheckinEntry;
use crate::model::history_summary::HistorySummary;
use crate::model::read_notices::ReadNotices;
use crate::model::site::Site;
use crate::model::site_health::SiteHealth;
use crate::model::totals::{Total, totals};
use crate::relay::checkin_query::takes_part;
use crate::text::Language;
use crate::worker::event::{SiteAnswer, Snapshot};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// All that the window shows. Views read it, [`App`](super::App) alone changes it.
#[derive(Debug, Default)]
pub struct State {
    /// The language spoken now.
    pub language: Language,
    /// The language that the user chose in the window; `None` = as the system has it. What the
    /// command line says is for one run only and no choice.
    pub chosen_language: Option<Language>,
    pub look: Look,
    /// The files as the worker last told them; `None` until then.
    pub snapshot: Option<Snapshot>,
    /// Id of the chosen site.
    pub selected: Option<String>,
    /// The tab of the page, the same for all sites.
    pub tab: Tab,
    /// What stands below the cards of the balance, the same for all sites.
    pub balance_part: BalancePart,
    /// Sites that are waiting or being asked, by id.
    pub activities: HashMap<String, Activity>,
    /// What the queries of this session brought, by site id.
    pub answers: HashMap<String, Arc<SiteAnswer>>,
    /// The newest run, also after it ended.
    pub run: Option<Run>,
    /// What the newest run came to is shown in front.
    pub run_summary_open: bool,
    /// Open while a new site is typed in.
    pub new_site: Option<NewSiteForm>,
    /// The form was given to be saved, and how that went is not told yet.
    pub saving_new_site: bool,
    /// Forms with changes that are not saved, by site id; kept whatever else is looked at.
    pub drafts: HashMap<String, SiteDraft>,
    /// How much the history holds; `None` until that is told, or where it cannot be used.
    pub history: Option<HistorySummary>,
    /// The check-in log, newest first.
    pub checkin_log: Arc<[CheckinEntry]>,
    /// Check-ins of this session, by site id.
    pub checkins: HashMap<String, Checkin>,
    /// What stations told beside balances in this session, by site id.
    pub details: HashMap<String, Details>,
    /// They are shown.
    pub details_shown: bool,
    pub logs: Logs,
    /// Which texts of stations were read, in this session or before.
    pub read_notices: ReadNotices,
    /// The newest run of check-ins, also after it ended, until its sum was read.
    pub checkin_run: Option<CheckinRun>,
    /// The newest trial of a form, until it is closed.
    pub trial: Option<SiteTrial>,
    /// Checks of this session, by site id.
    pub connectivity: HashMap<String, Connectivity>,
    pub notices: Vec<Notice>,
    /// The settings while they are being changed.
    pub settings: Option<SettingsDraft>,
    /// When all sites are asked by themselves next, in unix seconds; `None` = never.
    pub next_query: Option<i64>,
    /// As of the last look at the clock, in unix seconds.
    pub now: i64,
    /// What is shown of the list of sites.
    pub list: ListView,
    /// Ids of the sites that are chosen together: none, or at least two.
    pub marked: BTreeSet<String>,
    /// Names of the sites that were removed last and can be put back; else empty.
    pub removed: Vec<String>,
    /// Set while the window is to be closed and changes are not saved.
    pub closing: Option<Closing>,
}

impl State {
    /// The sites in the order of the file.
    pub fn sites(&self) -> &[Site] {
        self.snapshot.as_ref().map_or(&[], |snapshot| &snapshot.sites)
    }

    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites().iter().find(|site| site.id == id)
    }

    pub fn selected_site(&self) -> Option<&Site> {
        self.site(self.selected.as_deref()?)
    }

    /// The form of a site as it stands, changed or not.
    pub fn draft(&self, site: &Site) -> SiteDraft {
        self.drafts.get(&site.id).cloned().unwrap_or_else(|| {
            let base = SiteForm::of(site);
            SiteDraft { form: base.clone(), base, saving: None }
        })
    }

    /// Whether an answer to this site is waited for.
    pub fn is_asked(&self, site: &str) -> bool {
        let checks_in = self.checkins.get(site).is_some_and(|checkin| checkin.under_way);
        checks_in || self.activities.contains_key(site)
    }

    /// Whether the form of this site was given to be saved and that is not done yet.
    pub fn is_being_saved(&self, site: &str) -> bool {
        self.drafts.get(site).is_some_and(|draft| draft.saving.is_some())
    }

    /// The sites that are checked in together: those that can be, in the order of the file.
    pub fn checkin_sites(&self) -> impl Iterator<Item = &Site> {
        self.sites().iter().filter(|site| takes_part(site))
    }

    /// Whether today's check-in of this site is being made.
    pub fn is_being_checked_in(&self, site: &str) -> bool {
        self.checkins.get(site).is_some_and(|checkin| checkin.under_way)
    }

    pub fn is_checking_in(&self) -> bool {
        self.checkins.values().any(|checkin| checkin.under_way)
    }

    pub fn health(&self, site: &Site) -> SiteHealth {
        let Some(snapshot) = &self.snapshot else { return SiteHealth::Unasked };
        match SiteHealth::of(site, &snapshot.settings, self.now) {
            // A station without a balance leaves no reading in the file, yet it did answer.
            SiteHealth::Unasked if self.answers.get(&site.id).is_some_and(answered) => {
                SiteHealth::Ok
            }
            health => health,
        }
    }

    /// Whether little is left at this site, by a reading that still counts.
    pub fn is_low(&self, site: &Site) -> bool {
        self.health(site) == SiteHealth::Low
    }

    pub fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(|run| !run.is_ended())
    }

    /// What a retry of the newest run asks: what failed or was cancelled, once the run is over.
    pub fn to_retry(&self) -> Vec<String> {
        let Some(run) = self.run.as_ref().filter(|run| run.is_ended()) else { return Vec::new() };
        let is_worth_it = |site: &&Site| {
            !site.disabled && run.outcome(&site.id).is_some_and(RunOutcome::is_worth_a_retry)
        };
        self.sites().iter().filter(is_worth_it).map(|site| site.id.clone()).collect()
    }

    /// Whether a form or a question in front takes the keys.
    pub fn has_dialog(&self) -> bool {
        let asks = self.new_site.is_some() || self.settings.is_some() || self.closing.is_some();
        asks || self.run_summary_open
    }

    pub fn totals(&self) -> Vec<Total> {
        totals(self.sites())
    }
}

fn answered(answer: &Arc<SiteAnswer>) -> bool {
    answer.reading.failure.is_none()
}
