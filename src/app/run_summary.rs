use crate::app::run::Run;
use crate::app::run_outcome::RunOutcome;
use crate::app::state::State;
use crate::model::error_kind::ErrorKind;
use crate::model::low_balance::{LowCause, LowRule};
use crate::model::money::Money;
use crate::model::reading::{Failure, Reading, ReadingState};
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::standing::Standing;
use crate::model::timestamp;
use crate::model::today_cost::{TodayCost, today_costs};
use crate::model::totals::{Total, standings, totals};
use crate::worker::event::SiteAnswer;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What the newest run came to, site by site, and what the wallets of its sites hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSummary {
    /// What needs the user first: failed, low, fine, then what was not asked to its end.
    pub results: Vec<SiteResult>,
    /// Of the sites of the run only.
    pub totals: Vec<Total>,
    pub today: Vec<TodayCost>,
}

/// What a run came to for one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteResult {
    /// Id of the site.
    pub site: String,
    pub end: SiteEnd,
    /// Why what is left asks for attention, by the newest number there is; empty = it does not.
    pub low: BTreeSet<LowCause>,
    pub standing: Standing,
    /// What the station told of today in this run.
    pub today: Option<Money>,
}

/// How a run ended for one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteEnd {
    /// It has not yet.
    Waiting,
    Answered(ReadingState),
    Failed(Failure),
    Skipped(WhySkipped),
    Cancelled,
}

/// Why a site was not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhySkipped {
    Disabled,
    NoAddress,
    /// Neither a key nor an account.
    NoCredentials,
    /// The site was changed since.
    NotKnown,
}

/// Which results belong together, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultGroup {
    Failed,
    Low,
    Fine,
    Cancelled,
    Skipped,
    Waiting,
}

impl ResultGroup {
    pub const ALL: [Self; 6] =
        [Self::Failed, Self::Low, Self::Fine, Self::Cancelled, Self::Skipped, Self::Waiting];
}

impl SiteResult {
    pub fn group(&self) -> ResultGroup {
        match &self.end {
            SiteEnd::Failed(_) => ResultGroup::Failed,
            SiteEnd::Answered(_) if !self.low.is_empty() => ResultGroup::Low,
            SiteEnd::Answered(_) => ResultGroup::Fine,
            SiteEnd::Cancelled => ResultGroup::Cancelled,
            SiteEnd::Skipped(_) => ResultGroup::Skipped,
            SiteEnd::Waiting => ResultGroup::Waiting,
        }
    }

    pub const fn is_left_out(&self) -> bool {
        matches!(self.standing, Standing::LeftOut(_))
    }
}

impl RunSummary {
    /// Of the newest run at this time (unix seconds); `None` where nothing was asked yet.
    pub fn of(state: &State, now: i64) -> Option<Self> {
        let run = state.run.as_ref()?;
        let snapshot = state.snapshot.as_ref()?;
        let sites: Vec<&Site> = snapshot.sites.iter().filter(|site| run.asks(&site.id)).collect();
        let midnight = timestamp::start_of_local_day(now).unwrap_or(i64::MIN);
        let read = sites.iter().filter_map(|site| Some((*site, answered(state, run, site)?)));
        let standings = standings(sites.iter().copied());
        let mut results: Vec<SiteResult> = sites
            .iter()
            .zip(standings)
            .map(|(site, standing)| {
                let answer = answered(state, run, site);
                SiteResult {
                    site: site.id.clone(),
                    end: end(run, site, state.answers.get(&site.id)),
                    low: low_causes(site, answer, &snapshot.settings, now),
                    standing,
                    today: answer.and_then(|reading| today(reading, midnight)),
                }
            })
            .collect();
        results.sort_by_key(SiteResult::group);
        Some(Self {
            results,
            totals: totals(sites.iter().copied()),
            today: today_costs(read, midnight),
        })
    }

    /// How many results are of each group.
    pub fn counts(&self) -> HashMap<ResultGroup, usize> {
        let mut counts = HashMap::new();
        for result in &self.results {
            *counts.entry(result.group()).or_default() += 1;
        }
        counts
    }

    pub fn left_out(&self) -> usize {
        self.results.iter().filter(|result| result.is_left_out()).count()
    }
}

/// What the site told in this run.
fn answered<'a>(state: &'a State, run: &Run, site: &'a Site) -> Option<&'a Reading> {
    (run.outcome(&site.id) == Some(RunOutcome::Answered)).then_some(())?;
    state.answers.get(&site.id).map(|answer| &answer.reading).or(site.last_reading.as_ref())
}

fn end(run: &Run, site: &Site, answer: Option<&Arc<SiteAnswer>>) -> SiteEnd {
    let told = answer.map(|answer| &answer.reading);
    let failure = told.and_then(|reading| reading.failure.as_ref());
    match run.outcome(&site.id) {
        None => SiteEnd::Waiting,
        Some(RunOutcome::Answered) => {
            let state = told.or(site.last_reading.as_ref()).map(|reading| reading.state);
            SiteEnd::Answered(state.unwrap_or(ReadingState::Ok))
        }
        Some(RunOutcome::Cancelled) => SiteEnd::Cancelled,
        Some(RunOutcome::Skipped) => SiteEnd::Skipped(why_skipped(site, failure)),
        Some(RunOutcome::Failed) => SiteEnd::Failed(failure.cloned().unwrap_or_else(|| {
            // The answer goes when the site's address or key changes; what it came to stays.
            let kind = site.last_error.map_or(ErrorKind::Internal, |error| error.kind);
            Failure { kind, message: String::new(), http_status: None }
        })),
    }
}

fn why_skipped(site: &Site, failure: Option<&Failure>) -> WhySkipped {
    match failure.map(|failure| failure.kind) {
        Some(ErrorKind::DisabledSite) => WhySkipped::Disabled,
        Some(ErrorKind::IncompleteSite) if site.base_url().is_err() => WhySkipped::NoAddress,
        Some(ErrorKind::IncompleteSite) => WhySkipped::NoCredentials,
        _ => WhySkipped::NotKnown,
    }
}

fn low_causes(
    site: &Site,
    answer: Option<&Reading>,
    settings: &Settings,
    now: i64,
) -> BTreeSet<LowCause> {
    let newest = answer.or(site.last_reading.as_ref());
    let balance = newest.and_then(|reading| reading.balance.as_ref());
    balance.map(|balance| LowRule::of(site, settings, now).causes(balance)).unwrap_or_default()
}

fn today(reading: &Reading, midnight: i64) -> Option<Money> {
    let balance = reading.balance.as_ref().filter(|_| reading.time >= midnight)?;
    Some(Money::new(balance.today.as_ref()?.cost?, balance.unit.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::{Balance, Scope, Usage};
    use crate::model::money::Unit;
    use crate::model::secret::Secret;
    use crate::model::site_news::SiteNews;
    use crate::model::why_left_out::WhyLeftOut;
    use crate::worker::event::Snapshot;

    const NOW: i64 = 1_795_240_066;

    fn failed(kind: ErrorKind) -> Reading {
        let failure = Failure { kind, message: String::new(), http_status: None };
        Reading::failed(None, failure, NOW)
    }

    fn good(remaining: i64, today: Option<i64>) -> Reading {
        let balance = Balance {
            scope: Scope::Token,
            remaining: Some(remaining.into()),
            unit: Unit::Usd,
            today: today.map(|cost| Usage { cost: Some(cost.into()), ..Usage::default() }),
            ..Balance::default()
        };
        Reading {
            state: ReadingState::Ok,
            balance: Some(balance),
            failure: None,
            ..failed(ErrorKind::Internal)
        }
    }

    fn site(id: &str) -> Site {
        Site {
            id: id.into(),
            url: format!("https://{id}.example"),
            api_key: Secret::new("sk-1"),
            ..Site::default()
        }
    }

    /// A run that brought this for each site; `None` = not yet.
    fn state(told: Vec<(Site, Option<Reading>)>) -> State {
        let mut state = State::default();
        let mut run = Run::new(1);
        let mut sites = Vec::new();
        for (mut site, reading) in told {
            run.ask(std::slice::from_ref(&site.id));
            if let Some(reading) = reading {
                let news =
                    SiteNews { site: site.id.clone(), reading: reading.clone(), key_details: None };
                site.take_news(&news);
                run.end(&site.id, RunOutcome::of(&reading));
                let answer = SiteAnswer { reading, exchanges: [].into(), https_address: None };
                state.answers.insert(site.id.clone(), Arc::new(answer));
            }
            sites.push(site);
        }
        state.snapshot = Some(Snapshot { sites: sites.into(), settings: Arc::default() });
        state.run = Some(run);
        state
    }

    fn order(summary: &RunSummary) -> Vec<(&str, ResultGroup)> {
        summary.results.iter().map(|one| (one.site.as_str(), one.group())).collect()
    }

    #[test]
    fn what_needs_the_user_comes_first() {
        let summary = RunSummary::of(
            &state(vec![
                (site("fine"), Some(good(50, None))),
                (site("waiting"), None),
                (site("skipped"), Some(failed(ErrorKind::DisabledSite))),
                (site("low"), Some(good(1, None))),
                (site("failed"), Some(failed(ErrorKind::Timeout))),
                (site("ended"), Some(failed(ErrorKind::Cancelled))),
            ]),
            NOW,
        );
        let summary = summary.unwrap();
        assert_eq!(
            order(&summary),
            [
                ("failed", ResultGroup::Failed),
                ("low", ResultGroup::Low),
                ("fine", ResultGroup::Fine),
                ("ended", ResultGroup::Cancelled),
                ("skipped", ResultGroup::Skipped),
                ("waiting", ResultGroup::Waiting),
            ]
        );
        assert_eq!(summary.counts()[&ResultGroup::Low], 1);
        assert_eq!(summary.left_out(), 4);
    }

    #[test]
    fn a_site_that_was_not_asked_says_what_it_lacks() {
        let lacking = || Some(failed(ErrorKind::IncompleteSite));
        let no_address = Site { url: String::new(), ..site("a") };
        let no_key = Site { api_key: Secret::default(), ..site("b") };
        let disabled = Site { disabled: true, ..site("c") };
        let told = vec![
            (no_address, lacking()),
            (no_key, lacking()),
            (disabled, Some(failed(ErrorKind::DisabledSite))),
        ];
        let summary = RunSummary::of(&state(told), NOW).unwrap();
        let ends: Vec<&SiteEnd> = summary.results.iter().map(|one| &one.end).collect();
        let why = [WhySkipped::NoAddress, WhySkipped::NoCredentials, WhySkipped::Disabled];
        let expected = why.map(SiteEnd::Skipped);
        assert_eq!(ends, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn only_what_this_run_told_of_today_is_today_s() {
        let mut old = site("stale");
        old.last_reading = Some(good(9, Some(7)));
        let told = vec![
            (site("told"), Some(good(50, Some(2)))),
            (site("untold"), Some(good(50, None))),
            (old, Some(failed(ErrorKind::Timeout))),
        ];
        let state = state(told);
        let summary = RunSummary::of(&state, NOW).unwrap();
        let today: Vec<(&str, bool)> =
            summary.results.iter().map(|one| (one.site.as_str(), one.today.is_some())).collect();
        assert_eq!(today, [("stale", false), ("told", true), ("untold", false)]);
        let [sum] = summary.today.as_slice() else { panic!("{:?}", summary.today) };
        assert_eq!((sum.cost, sum.sites), (2.into(), 1));
        // The older number of the site that failed counts, and is told to be old.
        let [total] = summary.totals.as_slice() else { panic!("{:?}", summary.totals) };
        assert_eq!((total.balance, total.sites, total.outdated), (109.into(), 3, 1));
        assert_eq!(summary.results[0].standing, Standing::Counted { outdated: true });
        assert!(!summary.results[0].low.is_empty(), "by the older number");
        let tomorrow = RunSummary::of(&state, NOW + 86_400).unwrap();
        assert_eq!(tomorrow.today, Vec::new());
    }

    #[test]
    fn sites_outside_the_run_are_no_part_of_it() {
        let mut state = state(vec![(site("a"), Some(good(50, None)))]);
        let beside = Site { last_reading: Some(good(9, None)), ..site("b") };
        let mut sites = state.sites().to_vec();
        sites.push(beside);
        state.snapshot = Some(Snapshot { sites: sites.into(), settings: Arc::default() });
        let summary = RunSummary::of(&state, NOW).unwrap();
        assert_eq!(summary.results.len(), 1);
        assert_eq!(summary.totals[0].balance, 50.into());
    }

    #[test]
    fn a_site_that_was_changed_since_still_tells_how_it_ended() {
        let disabled = Site { disabled: true, ..site("b") };
        let mut state = state(vec![
            (site("a"), Some(failed(ErrorKind::GatewayDown))),
            (disabled, Some(failed(ErrorKind::DisabledSite))),
        ]);
        state.answers.clear();
        let summary = RunSummary::of(&state, NOW).unwrap();
        let kind = match &summary.results[0].end {
            SiteEnd::Failed(failure) => failure.kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(kind, ErrorKind::GatewayDown);
        assert_eq!(summary.results[1].end, SiteEnd::Skipped(WhySkipped::NotKnown));
        assert_eq!(summary.results[1].standing, Standing::LeftOut(WhyLeftOut::Disabled));
    }

    #[test]
    fn nothing_was_asked_yet() {
        assert_eq!(RunSummary::of(&State::default(), NOW), None);
    }
}
