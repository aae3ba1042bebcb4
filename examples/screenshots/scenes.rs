use crate::scene::Scene;
use crate::sites::Sites;
use konata_api::app::action::Action;
use konata_api::app::balance_part::BalancePart;
use konata_api::app::log_action::LogAction;
use konata_api::app::new_site_form::NewSiteForm;
use konata_api::app::notice::{Notice, NoticeContent};
use konata_api::app::run_outcome::RunOutcome;
use konata_api::app::settings_draft::SettingsPage;
use konata_api::app::settings_form::SettingsForm;
use konata_api::app::show_action::ShowAction;
use konata_api::app::state::State;
use konata_api::app::tab::Tab;
use konata_api::model::log_archive::LogArchive;
use std::sync::Arc;

/// Of these demo sites pictures are taken, by their ids.
const WITH_WINDOWS: &str = "7098d2b1";
const WITH_KEY_FACTS: &str = "2f81b3d4";
const WITH_WRONG_KEY: &str = "8c4fb76d";
const WITH_LOG: &str = WITH_KEY_FACTS;
const WITH_ANNOUNCEMENTS: &str = "ab48e3f6";

/// The scenes of these names, all where none is named.
pub(crate) fn named(names: &[String]) -> Result<Vec<Scene>, String> {
    let mut scenes = all();
    if let Some(unknown) = names.iter().find(|name| !scenes.iter().any(|s| s.name == **name)) {
        let known: Vec<&str> = scenes.iter().map(|scene| scene.name).collect();
        return Err(format!("no scene is called {unknown}; there are: {}", known.join(" ")));
    }
    scenes.retain(|scene| names.is_empty() || names.iter().any(|name| name == scene.name));
    Ok(scenes)
}

fn all() -> Vec<Scene> {
    vec![
        Scene::new("empty", Sites::None),
        Scene::new("empty-dark", Sites::None).dark(),
        Scene::new("empty-english", Sites::None).english(),
        asked("one-site", Sites::One),
        loading("loading"),
        balance("balance"),
        balance("balance-dark").dark(),
        balance("balance-english").english(),
        failure("failure"),
        failure("failure-dark").dark(),
        failure("failure-english").english(),
        logs("logs"),
        logs("logs-dark").dark(),
        logs("logs-english").english(),
        all_logs("logs-of-all-sites"),
        logs("no-logs").act(|_| Action::Select(WITH_WRONG_KEY.into())),
        statistics("statistics"),
        statistics("statistics-dark").dark(),
        statistics("statistics-english").english(),
        tests("tests"),
        tests("tests-dark").dark(),
        tests("tests-english").english(),
        asked("only-failed", Sites::Demo).act(|_| Action::ToggleOutcome(RunOutcome::Failed)),
        batch("batch"),
        batch("batch-dark").dark(),
        batch("batch-english").english(),
        details("details"),
        details("details-dark").dark(),
        details("details-english").english(),
        usage("usage"),
        usage("usage-dark").dark(),
        usage("usage-english").english(),
        removal("removal"),
        new_site("new-site"),
        new_site("new-site-dark").dark(),
        alarm("alarm"),
        alarm("alarm-english").english().dark(),
        settings("settings", SettingsPage::Query),
        settings("settings-alarm", SettingsPage::Alarm),
        settings("settings-alarm-dark", SettingsPage::Alarm).dark().english(),
        settings("settings-paths", SettingsPage::Paths),
        settings("narrow-settings", SettingsPage::Alarm).sized(760.0, 560.0),
        timer("timer"),
        timer("narrow-timer").sized(760.0, 560.0),
        asked("many-sites", Sites::Many),
        balance("narrow").sized(760.0, 560.0),
        statistics("narrow-statistics").sized(760.0, 560.0).english(),
        batch("narrow-batch").sized(760.0, 560.0),
        usage("narrow-usage").sized(760.0, 560.0),
        logs("narrow-logs").sized(760.0, 560.0),
        // The last ones: a window that was that tall is not always made small again.
        balance("wide").sized(1920.0, 1080.0),
        all_logs("wide-logs").sized(1920.0, 1080.0).dark(),
    ]
}

/// Every site was asked, and what the alarm told was read.
fn asked(name: &'static str, sites: Sites) -> Scene {
    alarmed(name, sites).act(|state| Action::DismissNotice(alarm_notice(state)))
}

/// Every site was asked just now.
fn alarmed(name: &'static str, sites: Sites) -> Scene {
    Scene::new(name, sites).act(|_| Action::QueryAll).wait(is_over)
}

/// The number of the notice of low balances; none has the number 0.
fn alarm_notice(state: &State) -> u64 {
    let is_alarm = |notice: &&Notice| matches!(notice.content, NoticeContent::LowBalance(_));
    state.notices.iter().find(is_alarm).map(|notice| notice.number).unwrap_or_default()
}

fn loading(name: &'static str) -> Scene {
    Scene::new(name, Sites::Demo)
        .act(|_| Action::QueryAll)
        .wait(|state| state.run.as_ref().is_some_and(|run| run.done() > 8))
        .act(|_| Action::Select(WITH_WINDOWS.into()))
}

fn balance(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::ChoosePart(BalancePart::Details))
        .act(|_| Action::Select(WITH_WINDOWS.into()))
}

/// The log of one site.
fn logs(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_KEY_FACTS.into()))
        .act(|_| Action::Logs(LogAction::FetchNewest))
        .wait(has_logs)
}

/// The logs of all sites, of which some bring none.
fn all_logs(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Logs(LogAction::ShowAllSites(true)))
        .act(|_| Action::Logs(LogAction::FetchNewest))
        .wait(has_logs)
}

fn has_logs(state: &State) -> bool {
    !state.logs.rows.places.is_empty() && !state.logs.is_fetching()
}

fn failure(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::ChoosePart(BalancePart::Details))
        .act(|_| Action::Select(WITH_WRONG_KEY.into()))
}

fn statistics(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_KEY_FACTS.into()))
        .act(|_| Action::ChooseTab(Tab::Statistics))
}

fn tests(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_KEY_FACTS.into()))
        .act(|_| Action::ChooseTab(Tab::Tests))
        .act(|_| Action::CheckConnectivity(WITH_KEY_FACTS.into()))
        .wait(|state| {
            state.connectivity.get(WITH_KEY_FACTS).is_some_and(|check| check.report.is_some())
        })
}

fn batch(name: &'static str) -> Scene {
    asked(name, Sites::Demo).act(|_| Action::Show(ShowAction::RunSummary))
}

fn details(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_ANNOUNCEMENTS.into()))
        .act(|_| Action::ChoosePart(BalancePart::Details))
        .act(|_| Action::AskDetails(WITH_ANNOUNCEMENTS.into()))
        .wait(|state| {
            state.details.get(WITH_ANNOUNCEMENTS).is_some_and(|details| details.report.is_some())
        })
        .act(|_| Action::Show(ShowAction::ToggleDetails))
}

fn usage(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_LOG.into()))
        .act(|_| Action::ChoosePart(BalancePart::Usage))
        .act(|_| Action::Logs(LogAction::FetchNewest))
        .wait(|state| {
            let has_rows = |archive: &Arc<LogArchive>| !archive.rows.is_empty();
            !state.logs.is_fetching() && state.logs.archive().is_some_and(has_rows)
        })
}

fn removal(name: &'static str) -> Scene {
    asked(name, Sites::Demo)
        .act(|_| Action::Select(WITH_KEY_FACTS.into()))
        .act(|_| Action::RemoveSites(vec![WITH_KEY_FACTS.into()]))
        .wait(|state| !state.removed.is_empty())
}

fn new_site(name: &'static str) -> Scene {
    asked(name, Sites::Demo).act(|_| Action::OpenNewSite).act(|_| {
        Action::EditNewSite(NewSiteForm { url: "relay.example/v1".into(), ..<_>::default() })
    })
}

/// What is low was looked for by the notice that told of it.
fn alarm(name: &'static str) -> Scene {
    alarmed(name, Sites::Demo).act(|state| Action::ShowLow(alarm_notice(state)))
}

fn settings(name: &'static str, page: SettingsPage) -> Scene {
    let choose = match page {
        SettingsPage::Query => |_: &State| Action::ChooseSettingsPage(SettingsPage::Query),
        SettingsPage::Alarm => |_: &State| Action::ChooseSettingsPage(SettingsPage::Alarm),
        SettingsPage::Paths => |_: &State| Action::ChooseSettingsPage(SettingsPage::Paths),
    };
    asked(name, Sites::Demo).act(|_| Action::OpenSettings).act(choose)
}

/// The timer was switched on in the settings.
fn timer(name: &'static str) -> Scene {
    balance(name)
        .act(|_| Action::OpenSettings)
        .act(|state| {
            let form = state.settings.as_ref().map(|draft| draft.form.clone()).unwrap_or_default();
            Action::EditSettings(Box::new(SettingsForm { auto_query: true, ..form }))
        })
        .act(|_| Action::SaveSettings)
        .wait(|state| state.settings.is_none() && state.next_query.is_some())
}

fn is_over(state: &State) -> bool {
    state.run.as_ref().is_some_and(konata_api::app::run::Run::is_ended)
}
