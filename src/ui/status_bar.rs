use crate::app::action::Action;
use crate::app::run::Run;
use crate::app::run_filter::RunFilter;
use crate::app::run_outcome::RunOutcome;
use crate::app::show_action::ShowAction;
use crate::model::money::Money;
use crate::text::{Text, time_words};
use crate::ui::copied_note::CopiedNote;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, count_toggle, line, meter};
use crate::ui::{run_words, total_words};
use egui::{Align, Frame, Label, Layout, Margin, Panel, Ui};

const PROGRESS_WIDTH: f32 = 120.0;
/// A bar narrower than this has no room to spare.
const ROOMY: f32 = 1000.0;
const NAME_SHARE: f32 = 0.18;
/// Below this only the sums are told, not what is to be said of them.
const ROOM_FOR_REMARKS: f32 = 380.0;

/// How the newest run went or goes, and what all wallets hold.
pub fn show(ui: &mut Ui, view: &View<'_>, copied: &mut CopiedNote, actions: &mut Vec<Action>) {
    let fill = palette(ui).panel;
    Panel::bottom("status")
        .frame(Frame::NONE.fill(fill).inner_margin(Margin::symmetric(10, 0)))
        .exact_size(size::STATUS_BAR)
        .resizable(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                let whole = ui.available_width();
                if let Some(run) = &view.state.run {
                    counts(ui, view, run, actions);
                    if run.is_ended() {
                        retry(ui, view, run, actions);
                    } else {
                        progress(ui, view, run, whole, actions);
                    }
                    summary_button(ui, view, actions);
                }
                copied.show(ui, view);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    next_query(ui, view, whole);
                    totals(ui, view);
                });
            });
        });
}

/// How many sites ended how; each word shows only those in the list.
fn counts(ui: &mut Ui, view: &View<'_>, run: &Run, actions: &mut Vec<Action>) {
    for outcome in RunOutcome::ALL {
        let count = run.count(outcome);
        let is_chosen = view.state.list.run == Some(RunFilter::Outcome(outcome));
        if count == 0 && !is_chosen {
            continue;
        }
        let word = view.text(run_words::outcome(outcome));
        let text = if is_chosen { Text::NoLongerOnlyOutcome } else { Text::OnlyOutcome };
        let name = view.fill(text, &[("outcome", &word), ("count", &count)]);
        // The same button to whoever hears it, also while others come before it.
        ui.push_id(outcome, |ui| {
            if count_toggle::count_toggle(ui, count, word, &name, is_chosen).clicked() {
                actions.push(Action::ToggleOutcome(outcome));
            }
        });
    }
    ui.add_space(space::TINY);
}

fn retry(ui: &mut Ui, view: &View<'_>, run: &Run, actions: &mut Vec<Action>) {
    if view.state.to_retry().is_empty() {
        return;
    }
    let any_failed = run.count(RunOutcome::Failed) > 0;
    let word = if any_failed { Text::RetryFailed } else { Text::RetryCancelled };
    if button::quiet(ui, view.text(word), true).clicked() {
        actions.push(Action::RetryFailed);
    }
}

/// Opens what the run came to, site by site.
fn summary_button(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let name = view.text(Text::RunSummaryOpen);
    let open = button::named(button::quiet(ui, view.text(Text::RunSummaryWord), true), name);
    let keys = Shortcut::RunSummary.name(ui);
    if open.on_hover_text(format!("{name} · {keys}")).clicked() {
        actions.push(Action::Show(ShowAction::RunSummary));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share on screen")]
fn progress(ui: &mut Ui, view: &View<'_>, run: &Run, whole: f32, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    let bar = if whole < ROOMY { PROGRESS_WIDTH / 2.0 } else { PROGRESS_WIDTH };
    let share = run.done() as f32 / run.total().max(1) as f32;
    meter::progress(ui, share, bar, view.text(Text::RunProgressName));
    ui.add_space(space::INSIDE);
    let done = view.fill(Text::RunProgress, &[("done", &run.done()), ("total", &run.total())]);
    let words = match asked_now(view) {
        Some(site) => format!("{done} · {site}"),
        None => done,
    };
    let cancel_word = if run.cancelling { Text::Cancelling } else { Text::Cancel };
    // The name gives way before the sums do.
    let room = whole * NAME_SHARE;
    let cut = line::layout(ui, &words, regular(letters::MUTED), colors.muted, room);
    ui.add(Label::new(cut).selectable(false));
    ui.add_space(space::TINY);
    let cancel = button::quiet(ui, view.text(cancel_word), !run.cancelling)
        .on_disabled_hover_text(view.text(Text::WhyCancelling));
    if cancel.clicked() {
        actions.push(Action::Cancel);
    }
}

/// The first site of the list whose turn has come.
fn asked_now<'a>(view: &View<'a>) -> Option<&'a str> {
    let is_asked = |id: &str| view.state.activities.get(id).is_some_and(|one| one.started);
    view.state.sites().iter().find(|site| is_asked(&site.id)).map(|site| site.name.as_str())
}

/// When all sites are asked by themselves next.
fn next_query(ui: &mut Ui, view: &View<'_>, whole: f32) {
    let Some(next) = view.state.next_query else { return };
    let text = if whole < ROOMY { Text::NextQueryShort } else { Text::NextQuery };
    let time = time_words::clock_ahead(next, view.now);
    let color = palette(ui).muted;
    let words = view.fill(text, &[("time", &time)]);
    let spoken = view.fill(Text::NextQuery, &[("time", &time)]);
    line::caption(ui, &words, regular(letters::MUTED), color).on_hover_text(spoken);
    ui.add_space(space::BETWEEN);
}

/// Drawn from the right: what is left out, what is old, the sums, the word before them.
fn totals(ui: &mut Ui, view: &View<'_>) {
    let totals = view.state.totals();
    if totals.is_empty() {
        return;
    }
    let colors = palette(ui);
    let font = regular(letters::MUTED);
    ui.spacing_mut().item_spacing.x = 6.0;
    let roomy = ui.available_width() >= ROOM_FOR_REMARKS;
    let sums: Vec<String> = totals
        .iter()
        .filter(|total| total.sites > 0)
        .map(|total| view.money(&Money::new(total.balance, total.unit.clone())))
        .collect();
    let remarks = if roomy { total_words::remarks(view, &totals) } else { Vec::new() };
    let mut parts = remarks.len() + usize::from(!sums.is_empty());
    for (words, why) in remarks {
        line::caption(ui, &words, font.clone(), colors.muted).on_hover_text(why);
        parts -= 1;
        if parts > 0 {
            line::caption(ui, "·", font.clone(), colors.muted);
        }
    }
    if !sums.is_empty() {
        line::single(ui, &sums.join(" · "), font.clone(), colors.text);
        if roomy {
            line::caption(ui, view.text(Text::Totals), font, colors.muted);
        }
    }
}
