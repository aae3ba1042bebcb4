use crate::model::balance::Balance;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::reading::{Reading, ReadingState};
use crate::model::site::Site;
use crate::model::site_health::SiteHealth;
use crate::model::timestamp;
use crate::text::{Text, error_words, number_words, state_words};
use crate::ui::site_summary::{self, SiteSummary};
use crate::ui::theme::{Palette, bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{card, chip, line, meter};
use egui::{Align, Color32, Label, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// Room that a card needs; in less, the cards go on below.
const LEAST_WIDTH: f32 = 176.0;
const HEIGHT: f32 = 104.0;
const HEIGHT_WITH_METER: f32 = 116.0;
/// The balance is worth more room than the others.
const FIRST_SHARE: f32 = 1.35;

/// What draws the inside of a card.
pub type CardPainter<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// What the site holds and uses, each in a card; what the station does not tell has none.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let mut cards: Vec<CardPainter<'_>> = vec![Box::new(|ui| balance_card(ui, view, site))];
    if let Some(cost) = site_summary::today_cost(view, site) {
        let figure = view.money(&cost);
        cards.push(Box::new(move |ui| figure_card(ui, view.text(Text::TodaySpend), &figure, "")));
    }
    let today = site_summary::today(view, site);
    if let Some(requests) = today.and_then(|today| today.requests) {
        let tokens = today.and_then(|today| today.tokens).map(number_words::short_count);
        let below = tokens.map(|count| view.fill(Text::TodayTokens, &[("count", &count)]));
        cards.push(Box::new(move |ui| {
            let figure = number_words::count(requests);
            let below = below.unwrap_or_default();
            figure_card(ui, view.text(Text::TodayRequests), &figure, &below);
        }));
    }
    if let Some(condition) = condition(view, site) {
        cards.push(Box::new(move |ui| condition_card(ui, view, site, condition)));
    }
    let has_meter = site_summary::balance(site).and_then(used_share).is_some();
    lay_out(ui, cards, if has_meter { HEIGHT_WITH_METER } else { HEIGHT });
}

/// Side by side while they fit, all of one height; the first one wider.
#[expect(clippy::cast_precision_loss, reason = "a handful of cards")]
pub fn lay_out(ui: &mut Ui, cards: Vec<CardPainter<'_>>, height: f32) {
    let room = ui.available_width();
    let gap = space::BETWEEN;
    let fitting = ((room + gap) / (LEAST_WIDTH + gap)).floor().max(1.0);
    let in_one_row = cards.len() as f32 <= fitting;
    let mut left = cards.into_iter().peekable();
    while left.peek().is_some() {
        let mut row: Vec<CardPainter<'_>> = Vec::new();
        while (row.len() as f32) < fitting
            && let Some(next) = left.next()
        {
            row.push(next);
        }
        let first_share = if in_one_row && row.len() > 1 { FIRST_SHARE } else { 1.0 };
        let shares = row.len() as f32 - 1.0 + first_share;
        let unit = (room - gap * (row.len() as f32 - 1.0)) / shares;
        let (_, area) = ui.allocate_space(vec2(room, height));
        let mut x = area.left();
        for (index, paint) in row.into_iter().enumerate() {
            let width = if index == 0 { unit * first_share } else { unit };
            let rect = Rect::from_min_size(pos2(x, area.top()), vec2(width, height));
            x += width + gap;
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                card::card(ui, |ui| {
                    ui.set_height(height - 26.0);
                    ui.spacing_mut().item_spacing.y = space::TINY;
                    paint(ui);
                });
            });
        }
        ui.add_space(gap - ui.spacing().item_spacing.y);
    }
}

#[derive(Clone, Copy)]
struct Condition {
    validity: KeyValidity,
    state: ReadingState,
    failure: Option<ErrorKind>,
}

/// What the newest query came to. A failure that proves nothing about the key leaves standing what
/// the last good reading proved.
fn condition(view: &View<'_>, site: &Site) -> Option<Condition> {
    let good = site.last_reading.as_ref();
    let newest = view.state.answers.get(&site.id).map(|answer| &answer.reading);
    let newest = newest.filter(|reading| !is_cancelled(reading)).or(good)?;
    let validity = match (newest.key_valid, good) {
        (KeyValidity::Unknown, Some(good)) => good.key_valid,
        (told, _) => told,
    };
    let failure = newest.failure.as_ref().map(|failure| failure.kind);
    Some(Condition { validity, state: newest.state, failure })
}

fn is_cancelled(reading: &Reading) -> bool {
    reading.failure.as_ref().is_some_and(|failure| failure.kind == ErrorKind::Cancelled)
}

fn balance_card(ui: &mut Ui, view: &View<'_>, site: &Site) {
    let colors = palette(ui);
    let summary = SiteSummary::of(view, site);
    let balance = site_summary::balance(site);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), size::CHIP),
        Layout::right_to_left(Align::Center),
        |ui| {
            let (color, fill) = health_colors(colors, summary.health);
            chip::chip(ui, view.text(standing(site, summary.health)), color, fill);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let caption = balance_caption(view, balance);
                line::caption(ui, &caption, regular(letters::MUTED), colors.muted);
            });
        },
    );
    let color = if summary.dimmed { colors.faint } else { colors.text };
    line::single(ui, &summary.figure, bold(letters::FIGURE), color);
    if let Some(share) = balance.and_then(used_share) {
        meter::meter(ui, share, ui.available_width(), view.text(Text::UsedMeter));
        ui.add_space(2.0);
    }
    let below = balance_footnote(view, site, balance);
    line::single(ui, &below, regular(letters::MUTED), colors.muted);
}

fn used_share(balance: &Balance) -> Option<f32> {
    match site_summary::fullest_share(balance) {
        Some(window) => meter::share_of_percent(window.percent_used()?),
        None => meter::used_share(balance.used?, balance.total?),
    }
}

fn balance_caption(view: &View<'_>, balance: Option<&Balance>) -> String {
    match balance {
        Some(balance) => {
            let scope = view.text(state_words::scope(balance.scope));
            view.fill(Text::BalanceOf, &[("scope", &scope)])
        }
        None => view.text(Text::Balance).to_owned(),
    }
}

fn balance_footnote(view: &View<'_>, site: &Site, balance: Option<&Balance>) -> String {
    let Some(balance) = balance else {
        let text = match &site.last_reading {
            _ if site.known_balance().is_some() => Text::TypedByHand,
            Some(reading) => state_words::reading_state(reading.state),
            None => Text::NoReadingYet,
        };
        return view.text(text).to_owned();
    };
    let used = balance.used_money().map(|money| view.money(&money));
    let total = balance.total_money().map(|money| view.money(&money));
    let mut parts = Vec::new();
    match (used, total) {
        (Some(used), Some(total)) => {
            parts.push(view.fill(Text::UsedOfTotal, &[("used", &used), ("total", &total)]));
        }
        (Some(used), None) => parts.push(view.fill(Text::UsedOnly, &[("used", &used)])),
        (None, Some(total)) => parts.push(view.fill(Text::TotalOnly, &[("total", &total)])),
        (None, None) => {}
    }
    let fullest = site_summary::fullest_share(balance);
    parts.extend(fullest.map(|window| state_words::window(&window.window, view.language)));
    parts.extend(balance.expires_at.map(|time| expiry(view, time)));
    parts.join(" · ")
}

/// That something expires, or has.
pub fn expiry(view: &View<'_>, time: i64) -> String {
    let text = if time < view.now { Text::ExpiredOn } else { Text::ExpiresOn };
    view.fill(text, &[("date", &timestamp::local_date(time))])
}

/// A caption, a large figure and a word below it.
pub fn figure_card(ui: &mut Ui, caption: &str, figure: &str, below: &str) {
    let colors = palette(ui);
    caption_line(ui, caption);
    line::single(ui, figure, bold(letters::FIGURE), colors.text);
    if !below.is_empty() {
        line::single(ui, below, regular(letters::MUTED), colors.muted);
    }
}

/// As high as the line of the first card, which holds a chip, so that all figures stand level.
fn caption_line(ui: &mut Ui, caption: &str) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), size::CHIP);
    ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(size::CHIP);
        line::caption(ui, caption, regular(letters::MUTED), colors.muted);
    });
}

fn condition_card(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    Condition { validity, state, failure }: Condition,
) {
    let colors = palette(ui);
    caption_line(ui, view.text(Text::Condition));
    let color = match validity {
        KeyValidity::Valid => colors.text,
        KeyValidity::Refused => colors.bad,
        KeyValidity::Unknown => colors.muted,
    };
    let heading = view.text(state_words::key_validity(validity));
    // Words need less height than a figure, yet stand on its line.
    let word = RichText::new(heading).font(bold(letters::HEADING)).color(color);
    let height = ui.fonts_mut(|fonts| fonts.row_height(&bold(letters::FIGURE)));
    ui.add(Label::new(word.line_height(Some(height))).truncate());
    let outcome = match failure {
        Some(kind) => error_words::reason(kind, view.language),
        None => view.text(state_words::reading_state(state)),
    };
    let mut below: Vec<String> = Some(outcome)
        .filter(|outcome| *outcome != heading)
        .map(str::to_owned)
        .into_iter()
        .collect();
    let status = site_summary::balance(site).and_then(|balance| balance.key_status.clone());
    below.extend(status);
    line::single(ui, &below.join(" · "), regular(letters::MUTED), colors.muted);
}

/// The health of a site in a word; used up says more than low.
fn standing(site: &Site, health: SiteHealth) -> Text {
    let state = site.last_reading.as_ref().map(|reading| reading.state);
    if health == SiteHealth::Low && state == Some(ReadingState::Exhausted) {
        return state_words::reading_state(ReadingState::Exhausted);
    }
    state_words::health(health)
}

const fn health_colors(colors: &Palette, health: SiteHealth) -> (Color32, Color32) {
    match health {
        SiteHealth::Ok => (colors.ok, colors.ok_soft),
        SiteHealth::Low => (colors.low, colors.low_soft),
        SiteHealth::Failed => (colors.bad, colors.bad_soft),
        SiteHealth::Stale | SiteHealth::Unasked | SiteHealth::Disabled => {
            (colors.muted, colors.faint_line)
        }
    }
}
