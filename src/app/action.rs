use crate::app::balance_part::BalancePart;
use crate::app::log_action::LogAction;
use crate::app::look::Look;
use crate::app::new_site_form::NewSiteForm;
use crate::app::run_outcome::RunOutcome;
use crate::app::settings_draft::SettingsPage;
use crate::app::settings_form::SettingsForm;
use crate::app::show_action::ShowAction;
use crate::app::site_form::SiteForm;
use crate::app::site_order::SiteOrder;
use crate::app::tab::Tab;
use crate::model::secret::Secret;
use crate::text::Language;
use crate::worker::trial::TrialQuestion;

/// What the user did. Views return these; [`App`](super::App) alone applies them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The site list: this row was chosen.
    Select(String),
    /// Choose this site and show its form.
    EditSite(String),
    /// This tab of the page was chosen.
    ChooseTab(Tab),
    /// This is to stand below the cards of the balance.
    ChoosePart(BalancePart),
    /// Ask one site for its balance, again after a failure too.
    QuerySite(String),
    /// Ask every site.
    QueryAll,
    /// Ask those sites again that failed or were cancelled in the run that has ended.
    RetryFailed,
    /// End the run under way.
    Cancel,
    Show(ShowAction),
    /// Open the form for a new site.
    OpenNewSite,
    /// The form for a new site was typed into.
    EditNewSite(NewSiteForm),
    /// Fill the form for a new site from this text, which may hold a key, and open it.
    PasteSite(Secret),
    /// Save the new site, then ask it.
    SaveNewSite,
    /// Close the form; what was typed is gone.
    CloseNewSite,
    /// The form of a site was changed.
    EditForm {
        site: String,
        form: Box<SiteForm>,
    },
    /// Save what the form of this site changed.
    SaveForm(String),
    /// Let the form of this site show what the file has.
    DiscardForm(String),
    /// Make today's check-in of these sites.
    CheckIn(Vec<String>),
    /// The same for every site that can.
    CheckInAll,
    /// Ask with what stands in the form of this site, saved or not.
    TrySite {
        site: String,
        question: TrialQuestion,
    },
    CancelTrial,
    CloseTrial,
    /// Ask what the station of this site tells beside the balance.
    AskDetails(String),
    /// End the check-ins under way.
    CancelCheckins,
    /// Choose this site and show what its check-in came to.
    ShowCheckin(String),
    /// What the newest check-ins came to was read.
    DismissCheckins,
    /// Show the page in the browser where the check-in of this site is made by hand.
    OpenCheckinPage(String),
    /// See whether the key of this site opens models.
    CheckConnectivity(String),
    /// End that.
    CancelCheck(String),
    /// Save the https address that the station offered.
    AcceptHttps {
        site: String,
    },
    /// Speak this language from now on.
    ChooseLanguage(Language),
    ChooseLook(Look),
    /// Show the demo stations in a window of their own.
    OpenDemo,
    /// Save what the station of this site answered last as recordings.
    SaveRecording(String),
    /// Show the folder that the notice with this number tells of.
    OpenFolder(u64),
    /// The notice with this number was read.
    DismissNotice(u64),
    /// The site list: show only what these words stand in.
    Search(String),
    Sort(SiteOrder),
    /// The site list: show sites with this tag too, or no longer.
    ToggleTag(String),
    /// The site list: show only the sites of the newest run that ended so, or all again.
    ToggleOutcome(RunOutcome),
    /// The site list: show sites whatever became of them in a run.
    ClearRunFilter,
    /// The site list: show sites whatever their tags, and whatever became of them in a run.
    ClearChips,
    /// The site list: show all sites.
    ClearFilters,
    /// Ask these sites.
    QuerySites(Vec<String>),
    /// The site list: choose this row beside the others, or no longer.
    Mark(String),
    /// The site list: choose all rows from the chosen one to this one.
    MarkTo(String),
    /// The site list: choose all rows.
    MarkAll,
    /// The site list: choose one row only.
    ClearMarks,
    /// Show the site's address in the browser.
    OpenSite(String),
    /// Remove these sites; can be undone.
    RemoveSites(Vec<String>),
    /// Put back what was removed last.
    UndoRemoval,
    /// The offer to put back what was removed is of no use.
    DismissRemoval,
    /// Put a site above the others, or back among them.
    Pin {
        site: String,
        pinned: bool,
    },
    /// Leave a site out of queries and totals, or no longer.
    Disable {
        site: String,
        disabled: bool,
    },
    /// The site list: show only sites that are low, or all again.
    ToggleLow,
    /// Show what the notice with this number, of low balances, tells of.
    ShowLow(u64),
    OpenSettings,
    ChooseSettingsPage(SettingsPage),
    /// The form of the settings was changed.
    EditSettings(Box<SettingsForm>),
    SaveSettings,
    /// Close the settings, or ask what becomes of the changes.
    CloseSettings,
    /// Close the settings; changes are gone.
    DiscardSettings,
    /// Go on changing the settings.
    KeepSettings,
    /// Have the system show a notification, to see whether it does.
    TestNotification,
    /// Save all changes, then close the window.
    SaveAndClose,
    /// Close the window; changes that are not saved are gone.
    DiscardAndClose,
    /// Do not close the window.
    StayOpen,
    /// Something was done with the logs.
    Logs(LogAction),
}
