use crate::app::action::Action;
use crate::app::run::Run;
use crate::model::money::Money;
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, line, meter};
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Ui};

const PROGRESS_WIDTH: f32 = 120.0;
/// A bar narrower than this has no room to spare.
const ROOMY: f32 = 1000.0;
const NAME_SHARE: f32 = 0.18;
/// Below this only the sums are told, not what they leave out.
const ROOM_FOR_LEFT_OUT: f32 = 320.0;

/// How the newest run went or goes, and what all wallets hold.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let fill = palette(ui).panel;
    Panel::bottom("status")
        .frame(Frame::NONE.fill(fill).inner_margin(Margin::symmetric(14, 0)))
        .exact_size(size::STATUS_BAR)
        .resizable(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                let whole = ui.available_width();
                if let Some(run) = &view.state.run {
                    counts(ui, view, run);
                    if !run.is_ended() {
                        progress(ui, view, run, whole, actions);
                    }
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| totals(ui, view));
            });
        });
}

fn counts(ui: &mut Ui, view: &View<'_>, run: &Run) {
    let always = [
        (run.answered, Text::RunAnswered, true),
        (run.failed, Text::RunFailed, run.failed > 0),
        (run.skipped, Text::RunSkipped, run.skipped > 0),
        (run.cancelled, Text::RunCancelled, run.cancelled > 0),
    ];
    for (count, word, shown) in always {
        if shown {
            let colors = palette(ui);
            let font = regular(letters::MUTED);
            let number = RichText::new(count.to_string()).font(font.clone()).color(colors.text);
            ui.add(Label::new(number).selectable(false));
            let word = RichText::new(view.text(word)).font(font).color(colors.muted);
            ui.add(Label::new(word).selectable(false));
            ui.add_space(space::INSIDE);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share on screen")]
fn progress(ui: &mut Ui, view: &View<'_>, run: &Run, whole: f32, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    let bar = if whole < ROOMY { PROGRESS_WIDTH / 2.0 } else { PROGRESS_WIDTH };
    let share = run.done() as f32 / run.total.max(1) as f32;
    meter::progress(ui, share, bar, view.text(Text::RunProgressName));
    ui.add_space(space::INSIDE);
    let done = view.fill(Text::RunProgress, &[("done", &run.done()), ("total", &run.total)]);
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

/// Drawn from the right: what is left out, the sums, the word before them.
fn totals(ui: &mut Ui, view: &View<'_>) {
    let totals = view.state.totals();
    if totals.is_empty() {
        return;
    }
    let colors = palette(ui);
    let font = regular(letters::MUTED);
    ui.spacing_mut().item_spacing.x = 6.0;
    let left_out: usize = totals.iter().map(|total| total.left_out).sum();
    let roomy = ui.available_width() >= ROOM_FOR_LEFT_OUT;
    if left_out > 0 && roomy {
        let words = view.fill(Text::LeftOut, &[("count", &left_out)]);
        line::caption(ui, &words, font.clone(), colors.muted)
            .on_hover_text(view.text(Text::LeftOutWhy));
        line::caption(ui, "·", font.clone(), colors.muted);
    }
    let sums: Vec<String> = totals
        .iter()
        .filter(|total| total.sites > 0)
        .map(|total| view.money(&Money::new(total.balance, total.unit.clone())))
        .collect();
    if !sums.is_empty() {
        line::single(ui, &sums.join(" · "), font.clone(), colors.text);
        if roomy {
            line::caption(ui, view.text(Text::Totals), font, colors.muted);
        }
    }
}
