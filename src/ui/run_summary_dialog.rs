use crate::app::action::Action;
use crate::app::run::Run;
use crate::app::run_summary::{ResultGroup, RunSummary, SiteResult};
use crate::app::show_action::ShowAction;
use crate::app::tab::Tab;
use crate::model::timestamp;
use crate::text::Text;
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, chip, line};
use crate::ui::{run_summary_row, run_summary_words};
use crate::worker::event::Snapshot;
use egui::{
    Align, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui, UiBuilder, vec2,
};
use std::sync::Arc;

const WIDEST: f32 = 780.0;
/// What stays free on all sides.
const EDGE: f32 = 24.0;
const MARGIN: f32 = 20.0;
/// At least one result is in sight, also in a very low window.
const LEAST_LIST: f32 = 80.0;
const TOTAL_LINE: f32 = 18.0;

/// What the newest run came to, site by site, in front of the window.
#[derive(Clone, Debug, Default)]
pub struct RunSummaryDialog {
    open: bool,
    shown: Shown,
    made: Option<Made>,
}

/// Which results the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    Group(ResultGroup),
    LeftOut,
}

impl Shown {
    fn has(self, result: &SiteResult) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => result.group() == group,
            Self::LeftOut => result.is_left_out(),
        }
    }
}

/// A summary, and what it was made from.
#[derive(Clone, Debug)]
struct Made {
    snapshot: Snapshot,
    run: Run,
    midnight: Option<i64>,
    summary: Arc<RunSummary>,
}

impl RunSummaryDialog {
    pub fn show(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        if !view.state.run_summary_open {
            *self = Self::default();
            return;
        }
        let Some(summary) = self.summary(view) else {
            return actions.push(Action::Show(ShowAction::NoRunSummary));
        };
        let opened = !self.open;
        self.open = true;
        let window = ui.ctx().content_rect().size();
        let colors = palette(ui);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("run summary"))
            .backdrop_color(colors.backdrop)
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width((window.x - 2.0 * (EDGE + MARGIN)).min(WIDEST));
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::INSIDE);
                heading(ui, view);
                sums(ui, view, &summary);
                self.chips(ui, view, &summary);
                let foot = size::CONTROL + space::BETWEEN + MARGIN + EDGE;
                let room = window.y - EDGE - MARGIN - ui.min_rect().height() - foot;
                self.list(ui, view, &summary, room.max(LEAST_LIST), actions);
                buttons(ui, view, &summary, opened, actions);
            });
        let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if modal.is_top_modal && (escape() || modal.backdrop_response.clicked()) {
            actions.push(Action::Show(ShowAction::NoRunSummary));
        }
    }

    /// Made anew when the run, the sites or the day changed.
    fn summary(&mut self, view: &View<'_>) -> Option<Arc<RunSummary>> {
        let (snapshot, run) = (view.state.snapshot.as_ref()?, view.state.run.as_ref()?);
        let midnight = timestamp::start_of_local_day(view.now);
        let holds = |made: &&Made| {
            Arc::ptr_eq(&made.snapshot.sites, &snapshot.sites)
                && Arc::ptr_eq(&made.snapshot.settings, &snapshot.settings)
                && made.midnight == midnight
                && made.run == *run
        };
        if let Some(made) = self.made.as_ref().filter(holds) {
            return Some(Arc::clone(&made.summary));
        }
        let summary = Arc::new(RunSummary::of(view.state, view.now)?);
        self.made = Some(Made {
            snapshot: snapshot.clone(),
            run: run.clone(),
            midnight,
            summary: Arc::clone(&summary),
        });
        Some(summary)
    }

    /// What the list can be narrowed to; a number that is nought has no chip.
    fn chips(&mut self, ui: &mut Ui, view: &View<'_>, summary: &RunSummary) {
        let counts = summary.counts();
        let groups = ResultGroup::ALL.into_iter().map(|group| {
            let count = counts.get(&group).copied().unwrap_or_default();
            (Shown::Group(group), run_summary_words::group(group), count)
        });
        let all = (Shown::All, Text::AllSites, summary.results.len());
        let left_out = (Shown::LeftOut, Text::ResultsLeftOut, summary.left_out());
        ui.horizontal_wrapped(|ui| {
            for (shown, word, count) in [all].into_iter().chain(groups).chain([left_out]) {
                if count == 0 && shown != self.shown {
                    continue;
                }
                let words =
                    view.fill(Text::ResultsShown, &[("word", &view.text(word)), ("count", &count)]);
                if chip::toggle(ui, &words, self.shown == shown).clicked() {
                    self.shown = if self.shown == shown { Shown::All } else { shown };
                }
            }
        });
    }

    #[expect(clippy::cast_precision_loss, reason = "a height on screen")]
    fn list(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        summary: &RunSummary,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let results: Vec<&SiteResult> =
            summary.results.iter().filter(|result| self.shown.has(result)).collect();
        // As high as for all results, so that the chips stay where they are.
        let height = height.min(run_summary_row::HEIGHT * summary.results.len() as f32);
        ui.scope_builder(UiBuilder::new(), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .id_salt("results")
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink(false)
                .show_rows(ui, run_summary_row::HEIGHT, results.len(), |ui, in_sight| {
                    for result in results.get(in_sight).unwrap_or_default() {
                        let Some(site) = view.state.site(&result.site) else { continue };
                        let row = ui
                            .push_id(&site.id, |ui| run_summary_row::show(ui, view, site, result));
                        if row.inner.clicked() {
                            actions.push(Action::Select(site.id.clone()));
                            actions.push(Action::ChooseTab(Tab::Balance));
                            actions.push(Action::Show(ShowAction::NoRunSummary));
                        }
                    }
                });
        });
    }
}

fn heading(ui: &mut Ui, view: &View<'_>) {
    let colors = palette(ui);
    ui.horizontal(|ui| {
        let title = view.text(Text::RunSummary);
        line::caption(ui, title, bold(letters::HEADING), colors.text);
        let run = view.state.run.as_ref().filter(|run| !run.is_ended());
        if let Some(run) = run {
            let words = view
                .fill(Text::RunSummaryGoesOn, &[("done", &run.done()), ("total", &run.total())]);
            line::caption(ui, &words, regular(letters::MUTED), colors.accent);
        }
    });
}

/// A line for each unit: what its wallets hold together; then what was spent today in each.
fn sums(ui: &mut Ui, view: &View<'_>, summary: &RunSummary) {
    let totals = summary.totals.iter().map(|total| {
        let (amount, remarks) = run_summary_words::total(view, total);
        (view.fill(Text::RunTotal, &[("amount", &amount)]), remarks)
    });
    let today = summary.today.iter().map(|today| run_summary_words::today(view, today));
    for (sum, remarks) in totals.chain(today) {
        sum_line(ui, &sum, &remarks);
    }
    if summary.today.is_empty() {
        let words = view.text(Text::TodayToldByNone);
        line::caption(ui, words, regular(letters::MUTED), palette(ui).muted);
    }
}

fn sum_line(ui: &mut Ui, sum: &str, remarks: &str) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), TOTAL_LINE);
    ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        line::single(ui, sum, bold(letters::NAME), colors.text);
        line::caption(ui, remarks, regular(letters::MUTED), colors.muted);
    });
}

/// Drawn from the right.
fn buttons(
    ui: &mut Ui,
    view: &View<'_>,
    summary: &RunSummary,
    opened: bool,
    actions: &mut Vec<Action>,
) {
    ui.add_space(space::TINY);
    let wanted = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        let close = button::secondary(ui, view.text(Text::CloseDialog), true);
        if close.clicked() {
            actions.push(Action::Show(ShowAction::NoRunSummary));
        }
        if opened {
            close.request_focus();
        }
        if button::secondary(ui, view.text(Text::CopyRunSummary), true).clicked() {
            ui.ctx().copy_text(run_summary_words::plain(view, summary));
        }
    });
}
