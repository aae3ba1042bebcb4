use crate::app::run_summary::{ResultGroup, RunSummary, SiteEnd, SiteResult, WhySkipped};
use crate::model::low_balance::LowCause;
use crate::model::money::Money;
use crate::model::reading::ReadingState;
use crate::model::site::Site;
use crate::model::site_health::SiteHealth;
use crate::model::standing::Standing;
use crate::model::timestamp;
use crate::model::today_cost::TodayCost;
use crate::model::totals::Total;
use crate::model::why_left_out::WhyLeftOut;
use crate::text::{Text, error_words, state_words, total_words};
use crate::ui::site_summary::{self, SiteSummary};
use crate::ui::view::View;

/// What is said of one result.
#[derive(Clone, Debug)]
pub struct ResultWords {
    pub name: String,
    pub badge: Option<&'static str>,
    pub figure: String,
    /// The figure is old, or there is none.
    pub dimmed: bool,
    /// Whose money it is, and what was spent today.
    pub below_figure: String,
    /// How it ended.
    pub ended: String,
    /// What to do about it, and how it stands to the totals.
    pub rest: String,
}

impl ResultWords {
    pub fn of(view: &View<'_>, site: &Site, result: &SiteResult) -> Self {
        let summary = SiteSummary::of(view, site);
        let rest =
            advice(view, result).map(str::to_owned).into_iter().chain(standing(view, result));
        Self {
            name: summary.name,
            badge: summary.badge,
            figure: summary.figure,
            dimmed: summary.dimmed,
            below_figure: below_figure(view, site, result).join(" · "),
            ended: ended(view, site, result),
            rest: rest.collect::<Vec<_>>().join(" · "),
        }
    }

    /// How it ended, and the rest.
    pub fn line(&self) -> String {
        if self.rest.is_empty() {
            return self.ended.clone();
        }
        format!("{} · {}", self.ended, self.rest)
    }

    /// The whole result in words.
    pub fn spoken(&self, group: &str) -> String {
        let line = self.line();
        let mut parts = vec![self.name.as_str(), group];
        parts.extend(self.badge);
        parts.extend([self.figure.as_str(), &self.below_figure, &line]);
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}

/// How a group of results is called.
pub const fn group(group: ResultGroup) -> Text {
    match group {
        ResultGroup::Failed => Text::HealthFailed,
        ResultGroup::Low => Text::HealthLow,
        ResultGroup::Fine => Text::HealthOk,
        ResultGroup::Cancelled => Text::ResultsCancelled,
        ResultGroup::Skipped => Text::ResultsSkipped,
        ResultGroup::Waiting => Text::ResultsWaiting,
    }
}

/// The mark of a group of results.
pub const fn mark(group: ResultGroup) -> SiteHealth {
    match group {
        ResultGroup::Failed => SiteHealth::Failed,
        ResultGroup::Low => SiteHealth::Low,
        ResultGroup::Fine => SiteHealth::Ok,
        ResultGroup::Skipped => SiteHealth::Disabled,
        ResultGroup::Cancelled | ResultGroup::Waiting => SiteHealth::Unasked,
    }
}

/// A sum, of how many sites it is, and how many of these count with an old number.
pub fn total(view: &View<'_>, total: &Total) -> (String, String) {
    let amount = view.money(&Money::new(total.balance, total.unit.clone()));
    let mut remarks = vec![view.fill(Text::SumOfSites, &[("count", &total.sites)])];
    if total.outdated > 0 {
        remarks.push(view.fill(Text::Outdated, &[("count", &total.outdated)]));
    }
    (amount, remarks.join(" · "))
}

/// What was spent today, and how many told of it.
pub fn today(view: &View<'_>, today: &TodayCost) -> (String, String) {
    let amount = view.money(&Money::new(today.cost, today.unit.clone()));
    let told_by = view.fill(Text::TodayToldBy, &[("count", &today.sites)]);
    (view.fill(Text::RunToday, &[("amount", &amount)]), told_by)
}

/// How many sites ended how: `失败 2 · 正常 18`.
pub fn counts(view: &View<'_>, summary: &RunSummary) -> String {
    let counts = summary.counts();
    let words = ResultGroup::ALL.into_iter().filter_map(|one| {
        let count = counts.get(&one)?;
        Some(view.fill(Text::ResultsShown, &[("word", &view.text(group(one))), ("count", count)]))
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// All of it as plain text, one line a site.
pub fn plain(view: &View<'_>, summary: &RunSummary) -> String {
    let title = view.text(Text::RunSummary);
    let time = timestamp::local_date_time(view.now);
    let count = summary.results.len();
    let heading = [("title", &title as _), ("time", &time as _), ("count", &count as _)];
    let mut lines = vec![view.fill(Text::RunSummaryTime, &heading), counts(view, summary)];
    for one in &summary.totals {
        let (amount, remarks) = total(view, one);
        let amount = view.fill(Text::RunTotal, &[("amount", &amount)]);
        lines.push(format!("{amount} · {remarks}"));
    }
    for one in &summary.today {
        let (amount, told_by) = today(view, one);
        lines.push(format!("{amount} · {told_by}"));
    }
    let mut told = None;
    for result in &summary.results {
        let Some(site) = view.state.site(&result.site) else { continue };
        let word = view.text(group(result.group()));
        if told != Some(word) {
            lines.extend([String::new(), word.to_owned()]);
            told = Some(word);
        }
        let words = ResultWords::of(view, site, result);
        let line = words.line();
        let parts = [words.name, words.figure, words.below_figure, line];
        lines.push(parts.map(|part| part.replace(['\t', '\n', '\r'], " ")).join("\t"));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn below_figure(view: &View<'_>, site: &Site, result: &SiteResult) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(balance) = site_summary::balance(site) {
        parts.push(view.text(state_words::scope(balance.scope)).to_owned());
    } else if site.known_balance().is_some() {
        parts.push(view.text(Text::TypedByHand).to_owned());
    }
    parts.extend(result.today.as_ref().map(|cost| {
        let amount = view.money(cost);
        view.fill(Text::RunToday, &[("amount", &amount)])
    }));
    parts
}

/// What is to be done where it did not end well.
fn advice(view: &View<'_>, result: &SiteResult) -> Option<&'static str> {
    let SiteEnd::Failed(failure) = &result.end else { return None };
    Some(error_words::advice(failure.kind, view.language))
}

fn ended(view: &View<'_>, site: &Site, result: &SiteResult) -> String {
    let state = |state: ReadingState| view.text(state_words::reading_state(state)).to_owned();
    match &result.end {
        SiteEnd::Failed(failure) => error_words::reason(failure.kind, view.language).to_owned(),
        SiteEnd::Answered(ReadingState::Ok) if !result.low.is_empty() => low(view, site, result),
        SiteEnd::Answered(told) => state(*told),
        SiteEnd::Skipped(why) => {
            let why = view.text(match why {
                WhySkipped::Disabled => Text::HealthDisabled,
                WhySkipped::NoAddress => Text::WhyNoAddress,
                WhySkipped::NoCredentials => Text::SkippedNoCredentials,
                WhySkipped::NotKnown => Text::StateSkipped,
            });
            view.fill(Text::ResultSkipped, &[("why", &why)])
        }
        SiteEnd::Cancelled => view.text(Text::ResultsCancelled).to_owned(),
        SiteEnd::Waiting => SiteSummary::of(view, site).line,
    }
}

/// The gravest of what asks for attention.
fn low(view: &View<'_>, site: &Site, result: &SiteResult) -> String {
    let word = match result.low.first() {
        Some(LowCause::UsedUp) => Text::StateExhausted,
        Some(LowCause::Expiring) => {
            let end = site_summary::end_in_sight(view, site);
            return end.unwrap_or_else(|| view.text(Text::HealthLow).to_owned());
        }
        Some(LowCause::BelowThreshold) | None => Text::HealthLow,
    };
    view.text(word).to_owned()
}

/// How it stands to the totals, where that is not as usual.
fn standing(view: &View<'_>, result: &SiteResult) -> Option<String> {
    match &result.standing {
        Standing::Counted { outdated: false } => None,
        Standing::Counted { outdated: true } => {
            Some(view.text(Text::CountsWithOldNumber).to_owned())
        }
        // It was said already.
        Standing::LeftOut(WhyLeftOut::Disabled)
            if result.end == SiteEnd::Skipped(WhySkipped::Disabled) =>
        {
            Some(view.text(Text::ResultsLeftOut).to_owned())
        }
        Standing::LeftOut(why) => {
            let name_of = |id: &str| view.state.site(id).map(|site| site.name.as_str());
            let why = total_words::why_left_out(why, name_of, view.language);
            Some(view.fill(Text::LeftOutBecause, &[("why", &why)]))
        }
    }
}
