use crate::model::balance::{Balance, Scope, Usage, Window};
use crate::model::low_balance::LowCause;
use crate::model::money::Money;
use crate::model::reading::{Failure, Reading, ReadingState};
use crate::model::site::{Site, SiteType};
use crate::model::site_health::SiteHealth;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::text::{
    Text, balance_words, error_words, form_words, pool_words, state_words, time_words,
};
use crate::ui::view::View;

/// What stands where nothing is known.
const NOTHING: &str = "—";
/// What stands where the station has no money to tell of.
const NO_MONEY: &str = "∅";

/// How the second line of a row is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// Being asked just now.
    Busy,
    Bad,
}

/// What the list says of a site: two lines, and the same for those who hear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSummary {
    pub health: SiteHealth,
    pub name: String,
    /// The kind of station, once it was asked.
    pub badge: Option<&'static str>,
    /// What the site is and how that is called; most are paid, so of those nothing is said.
    pub site_type: Option<(SiteType, &'static str)>,
    pub figure: String,
    /// The figure is old, or there is none.
    pub dimmed: bool,
    pub line: String,
    pub tone: Tone,
    pub today: Option<String>,
}

impl SiteSummary {
    pub fn of(view: &View<'_>, site: &Site) -> Self {
        let health = view.state.health(site);
        let figure = figure(view, site);
        let (line, tone) = line(view, site, health);
        Self {
            health,
            name: site.name.clone(),
            badge: kind_word(view, site),
            site_type: Some(site.site_type)
                .filter(|site_type| *site_type != SiteType::Paid)
                .map(|site_type| (site_type, view.text(form_words::site_type(site_type)))),
            dimmed: figure.is_none() || matches!(health, SiteHealth::Stale | SiteHealth::Disabled),
            figure: figure.unwrap_or_else(|| no_figure(site).to_owned()),
            line,
            tone,
            today: today_cost(view, site).map(|cost| {
                let cost = view.money(&Money::new(-cost.amount, cost.unit));
                view.fill(Text::TodayUse, &[("amount", &cost)])
            }),
        }
    }

    /// The whole row in words.
    pub fn spoken(&self, view: &View<'_>) -> String {
        let health = view.text(state_words::health(self.health));
        let mut parts = vec![self.name.as_str(), health];
        parts.extend(self.badge);
        parts.extend(self.site_type.map(|(_, word)| word));
        parts.extend([self.figure.as_str(), &self.line]);
        parts.extend(self.today.as_deref());
        parts.join(" · ")
    }
}

/// The kind of a site's station, or that it was not recognised; nothing before it was asked.
pub fn kind_word(view: &View<'_>, site: &Site) -> Option<&'static str> {
    let was_asked = view.state.health(site) != SiteHealth::Unasked;
    let unknown = || was_asked.then(|| view.text(Text::KindUnknown));
    site.station_kind.map(StationKind::name).or_else(unknown)
}

/// The newest failure of a site that nothing good came after, with its time.
pub fn failure(view: &View<'_>, site: &Site) -> Option<(Failure, i64)> {
    let told = view.state.answers.get(&site.id).and_then(|answer| {
        let failure = answer.reading.failure.as_ref()?;
        (!is_cancel(failure)).then(|| (failure.clone(), answer.reading.time))
    });
    told.or_else(|| {
        let error = site.last_error?;
        let failure = Failure { kind: error.kind, message: String::new(), http_status: None };
        Some((failure, error.time))
    })
}

fn is_cancel(failure: &Failure) -> bool {
    failure.kind == crate::model::error_kind::ErrorKind::Cancelled
}

const fn no_figure(site: &Site) -> &'static str {
    match &site.last_reading {
        Some(Reading { state: ReadingState::NoBalance, .. }) => NO_MONEY,
        _ => NOTHING,
    }
}

/// What is left, in one word or number; `None` when not known.
pub fn figure(view: &View<'_>, site: &Site) -> Option<String> {
    let balance = balance(site);
    if balance.is_some_and(|balance| balance.unlimited) {
        return Some(view.text(Text::Unlimited).to_owned());
    }
    if let Some(window) = balance.and_then(fullest_share) {
        return balance_words::share(window, view.language);
    }
    site.known_balance().map(|money| view.money(&money))
}

pub fn balance(site: &Site) -> Option<&Balance> {
    site.read_balance()
}

/// What was spent today; `None` when the station does not tell.
pub fn today_cost(view: &View<'_>, site: &Site) -> Option<Money> {
    let cost = today(view, site)?.cost?;
    Some(Money::new(cost, balance(site)?.unit.clone()))
}

/// What was used today; `None` when the station does not tell, or told it on another day.
pub fn today<'a>(view: &View<'_>, site: &'a Site) -> Option<&'a Usage> {
    let reading = site.last_reading.as_ref()?;
    let midnight = timestamp::start_of_local_day(view.now)?;
    reading.balance.as_ref()?.today.as_ref().filter(|_| reading.time >= midnight)
}

fn line(view: &View<'_>, site: &Site, health: SiteHealth) -> (String, Tone) {
    if let Some(activity) = view.state.activities.get(&site.id) {
        let words = match &activity.path {
            Some(path) => view.fill(Text::AskingPath, &[("path", path)]),
            None if activity.started => view.text(Text::Connecting).to_owned(),
            None => view.text(Text::Waiting).to_owned(),
        };
        return (words, Tone::Busy);
    }
    if view.state.is_being_checked_in(&site.id) {
        return (view.text(Text::CheckingIn).to_owned(), Tone::Busy);
    }
    if health == SiteHealth::Disabled {
        return (view.text(Text::HealthDisabled).to_owned(), Tone::Plain);
    }
    if let Some((failure, _)) = failure(view, site) {
        let tone = if health == SiteHealth::Failed { Tone::Bad } else { Tone::Plain };
        return (failure_line(view, site, &failure), tone);
    }
    let parts = match &site.last_reading {
        Some(reading) => reading_parts(view, site, reading),
        None => vec![unread_words(view, site)],
    };
    (parts.join(" · "), Tone::Plain)
}

fn failure_line(view: &View<'_>, site: &Site, failure: &Failure) -> String {
    let reason = error_words::reason(failure.kind, view.language);
    let shown = match site.last_reading.as_ref().filter(|reading| reading.balance.is_some()) {
        Some(reading) => view.fill(Text::ShownFrom, &[("age", &view.age(reading.time))]),
        None if site.known_balance().is_some() => view.text(Text::ShownByHand).to_owned(),
        None => return reason.to_owned(),
    };
    format!("{reason} · {shown}")
}

fn reading_parts(view: &View<'_>, site: &Site, reading: &Reading) -> Vec<String> {
    let mut parts = vec![view.text(heading(reading)).to_owned()];
    parts.extend(end_in_sight(view, site));
    parts.extend(reading.pool.map(|pool| pool_words::size(&pool, view.language)));
    let balance = reading.balance.as_ref();
    let plan = balance.filter(|balance| balance.scope == Scope::Subscription);
    parts.extend(plan.and_then(|balance| fullest_window(view, balance)));
    parts.push(view.age(reading.time));
    parts
}

/// When what the site holds ends, where that is soon.
pub fn end_in_sight(view: &View<'_>, site: &Site) -> Option<String> {
    let settings = &view.state.snapshot.as_ref()?.settings;
    let causes = site.low_causes(settings, view.now);
    let end = balance(site)?.expires_at.filter(|_| causes.contains(&LowCause::Expiring))?;
    if end <= view.now {
        return Some(view.text(Text::Expired).to_owned());
    }
    let time = time_words::time_until(end, view.now, view.language);
    Some(view.fill(Text::ExpiresIn, &[("time", &time)]))
}

/// Whose money it is, or that there is none to tell of.
fn heading(reading: &Reading) -> Text {
    match (&reading.balance, &reading.pool) {
        (Some(_), Some(pool)) => pool_words::name(pool),
        (Some(balance), None) => state_words::scope(balance.scope),
        (None, _) => state_words::reading_state(reading.state),
    }
}

/// The limit that is nearest its end: `5 小时 已用 74 %`.
fn fullest_window(view: &View<'_>, balance: &Balance) -> Option<String> {
    balance_words::named_share(fullest(balance.windows.iter())?, view.language)
}

/// The fullest window of a plan that tells no amounts.
pub fn fullest_share(balance: &Balance) -> Option<&Window> {
    fullest(balance_words::shares(balance))
}

fn fullest<'a>(windows: impl Iterator<Item = &'a Window>) -> Option<&'a Window> {
    let with_share = windows.filter_map(|window| Some((window, window.percent_used()?)));
    with_share.max_by_key(|(_, percent)| *percent).map(|(window, _)| window)
}

fn unread_words(view: &View<'_>, site: &Site) -> String {
    let is_typed = site.known_balance().is_some();
    view.text(if is_typed { Text::TypedByHand } else { Text::HealthUnasked }).to_owned()
}
