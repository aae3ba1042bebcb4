use crate::app::action::Action;
use crate::app::day_range::DayRange;
use crate::app::log_action::LogAction;
use crate::model::log_archive::LogArchive;
use crate::model::money::Unit;
use crate::model::timestamp;
use crate::model::usage_day::Coverage;
use crate::model::usage_measure::UsageMeasure;
use crate::text::{Text, error_words, money_words, number_words};
use crate::ui::theme::{bold, letters, palette, regular, space};
use crate::ui::usage_picture::UsagePicture;
use crate::ui::view::View;
use crate::ui::widgets::{button, chip, line, segments};
use crate::ui::{
    account_part, log_cells, log_footer, log_state, log_words_of_fetch, part_switch, usage_bars,
    usage_heat_map, usage_table, usage_words,
};
use egui::Ui;
use std::sync::{Arc, Weak};

/// How many days can be looked at.
const RANGES: [usize; 3] = [7, 30, 90];
/// Of so many sites each says why its log did not come.
const TOLD_ONE_BY_ONE: usize = 3;

/// What was used by day and model, from the logs that the history holds.
#[derive(Clone, Debug, Default)]
pub struct UsageView {
    choice: Choice,
    made: Option<Made>,
}

/// What the user wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    days: usize,
    measure: UsageMeasure,
}

impl Default for Choice {
    fn default() -> Self {
        Self { days: 30, measure: UsageMeasure::Cost(Unit::Usd) }
    }
}

/// A picture, and what it was made from.
#[derive(Clone, Debug)]
struct Made {
    /// Its rows are not kept only to know them again.
    archive: Weak<LogArchive>,
    choice: Choice,
    midnight: Option<i64>,
    picture: Arc<UsagePicture>,
}

impl UsageView {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(archive) = view.state.logs.archive() else {
            part_switch::show(ui, view, actions);
            return log_state::reading(ui, view);
        };
        let picture = self.picture(view, archive);
        self.tools(ui, view, &picture, actions);
        fetching(ui, view, &picture, actions);
        if picture.models.is_empty() {
            return nothing(ui, view, &picture);
        }
        sums(ui, view, &picture);
        account_part::words(ui, view.text(Text::UsageEachDay), |ui| {
            if picture.bars.is_empty() {
                let words = view.text(Text::NothingMeasured);
                line::wrapped(ui, words, regular(letters::BODY), palette(ui).muted);
            }
            usage_bars::show(ui, view, &picture);
            usage_bars::legend(ui, view, &picture);
        });
        usage_table::show(ui, view, &picture);
        if !picture.heat.is_empty() {
            account_part::words(ui, view.text(Text::UsageHeatMap), |ui| {
                usage_heat_map::show(ui, view, &picture);
                usage_heat_map::legend(ui, view, &picture);
            });
        }
    }

    /// Made anew when the rows, the choice or the day changed.
    fn picture(&mut self, view: &View<'_>, archive: &Arc<LogArchive>) -> Arc<UsagePicture> {
        let midnight = timestamp::start_of_local_day(view.now);
        let holds = |made: &&Made| {
            made.archive.as_ptr() == Arc::as_ptr(archive)
                && made.choice == self.choice
                && made.midnight == midnight
        };
        if let Some(made) = self.made.as_ref().filter(holds) {
            return Arc::clone(&made.picture);
        }
        let Choice { days, measure } = &self.choice;
        let picture = Arc::new(UsagePicture::of(archive, *days, view.now, measure));
        let choice = self.choice.clone();
        let archive = Arc::downgrade(archive);
        self.made = Some(Made { archive, choice, midnight, picture: Arc::clone(&picture) });
        picture
    }

    /// Beside the switch: whose usage, of how many days, by what.
    fn tools(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        picture: &UsagePicture,
        actions: &mut Vec<Action>,
    ) {
        ui.horizontal_wrapped(|ui| {
            part_switch::show(ui, view, actions);
            ui.add_space(space::BETWEEN);
            let words = RANGES.map(|days| view.fill(Text::UsageDays, &[("count", &days)]));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let chosen = RANGES.iter().position(|days| *days == self.choice.days);
            let pressed = segments::segments(ui, &words, chosen.unwrap_or_default());
            if let Some(days) = pressed.and_then(|place| RANGES.get(place)) {
                self.choice.days = *days;
            }
            self.measures(ui, view, picture);
            self.units(ui, view, picture);
            let all_sites = view.state.logs.all_sites;
            if chip::toggle(ui, view.text(Text::LogsOfAllSites), all_sites).clicked() {
                actions.push(Action::Logs(LogAction::ShowAllSites(!all_sites)));
            }
        });
    }

    fn measures(&mut self, ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
        let unit = picture.units.first().cloned().unwrap_or_default();
        let all = [
            (Text::HeadCost, UsageMeasure::Cost(unit)),
            (Text::MeasureTokens, UsageMeasure::Tokens),
            (Text::MeasureRequests, UsageMeasure::Requests),
        ];
        let words: Vec<&str> = all.iter().map(|(word, _)| view.text(*word)).collect();
        let chosen = match &self.choice.measure {
            UsageMeasure::Cost(_) => 0,
            UsageMeasure::Tokens => 1,
            UsageMeasure::Requests => 2,
        };
        if let Some((_, measure)) =
            segments::segments(ui, &words, chosen).and_then(|place| all.get(place))
        {
            self.choice.measure = measure.clone();
        }
    }

    /// Money of different units is never added, so one is chosen where there are several.
    fn units(&mut self, ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
        let UsageMeasure::Cost(shown) = &picture.measure else { return };
        if picture.units.len() < 2 {
            return;
        }
        let words: Vec<String> =
            picture.units.iter().map(|unit| money_words::unit(unit, view.language)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let chosen = picture.units.iter().position(|unit| unit == shown).unwrap_or_default();
        let pressed = segments::segments(ui, &words, chosen);
        if let Some(unit) = pressed.and_then(|place| picture.units.get(place)) {
            self.choice.measure = UsageMeasure::Cost(unit.clone());
        }
    }
}

/// How much of the days is known, and the way to the rest.
fn fetching(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    ui.horizontal_wrapped(|ui| {
        if view.state.logs.is_fetching() {
            return log_footer::progress(ui, view, actions);
        }
        let days = picture.usage.days.len();
        let missing = days - picture.count(Coverage::Whole);
        if missing > 0 {
            let why_not = log_state::why_not_fetched(view);
            let word = view.fill(Text::FetchUsageDays, &[("count", &days)]);
            let fetch = button::secondary(ui, &word, why_not.is_none())
                .on_hover_text(view.text(Text::FetchDaysHint))
                .on_disabled_hover_text(why_not.map_or("", |why| view.text(why)));
            if let Some(days) = range(picture).filter(|_| fetch.clicked()) {
                actions.push(Action::Logs(LogAction::FetchDays(days)));
            }
        }
        let words = known(view, picture, missing);
        line::wrapped(ui, &words, regular(letters::MUTED), colors.muted);
    });
    for (site, ended) in log_words_of_fetch::failed(view).into_iter().take(TOLD_ONE_BY_ONE) {
        let Some(error) = &ended.report.error else { continue };
        let site = log_cells::site_name(view, site);
        let reason = error_words::reason(error.kind, view.language);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("site", &site), ("reason", &reason)];
        let advice = error_words::advice(error.kind, view.language);
        let words = format!("{} · {advice}", view.fill(Text::LogsOfSiteFailed, &values));
        line::wrapped(ui, &words, regular(letters::MUTED), colors.bad);
    }
}

fn range(picture: &UsagePicture) -> Option<DayRange> {
    let days = &picture.usage.days;
    DayRange::of_texts(&days.first()?.name(), &days.last()?.name()).ok()
}

/// What the pictures do not know.
fn known(view: &View<'_>, picture: &UsagePicture, missing: usize) -> String {
    let mut parts = Vec::new();
    if missing > 0 {
        let (nothing, part) = (picture.count(Coverage::Nothing), picture.count(Coverage::Part));
        for (count, word) in [(nothing, Text::DaysNotFetched), (part, Text::DaysPartly)] {
            if count > 0 {
                parts.push(view.fill(word, &[("count", &count)]));
            }
        }
    } else {
        parts.push(view.text(Text::AllDaysFetched).to_owned());
    }
    if let Some(time) = picture.usage.fetched_until.filter(|time| *time <= view.now) {
        let time = timestamp::local_date_time(time);
        parts.push(view.fill(Text::FetchedUntil, &[("time", &time)]));
    }
    parts.join(" · ")
}

/// No call is known: either there was none, or nobody asked.
fn nothing(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let colors = palette(ui);
    let word = if picture.count(Coverage::Whole) == picture.usage.days.len() {
        Text::NoCallAtAll
    } else {
        Text::NoUsageKnown
    };
    account_part::words(ui, view.text(Text::PartUsage), |ui| {
        line::wrapped(ui, view.text(word), regular(letters::BODY), colors.text);
    });
}

/// All days and models together, in words.
fn sums(ui: &mut Ui, view: &View<'_>, picture: &UsagePicture) {
    let colors = palette(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        let words = usage_words::all_of(view, &picture.total);
        line::single(ui, &words, bold(letters::NAME), colors.text);
        if picture.total.untold > 0 {
            let count = number_words::count(picture.total.untold);
            let words = view.fill(Text::CostUntold, &[("count", &count)]);
            line::caption(ui, &words, regular(letters::MUTED), colors.muted);
        }
    });
}
