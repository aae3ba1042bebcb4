use crate::app::action::Action;
use crate::text::Text;
use crate::ui::theme::palette;
use crate::ui::view::View;
use crate::ui::widgets::button;
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

/// What can be done with the marked sites together.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let marked = &view.state.marked;
    if marked.is_empty() {
        return;
    }
    let sites = || marked.iter().cloned().collect();
    let counted = |word| view.fill(word, &[("count", &marked.len())]);
    let frame = Frame::NONE.fill(palette(ui).raised).inner_margin(Margin {
        left: 12,
        right: 8,
        top: 6,
        bottom: 6,
    });
    Panel::bottom("marked").frame(frame).resizable(false).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::dismiss(ui, view.text(Text::ClearMarks)).clicked() {
                actions.push(Action::ClearMarks);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let free = marked.iter().any(|site| !view.is_asked(site));
                let query = button::secondary(ui, &counted(Text::QueryMarked), free)
                    .on_disabled_hover_text(view.text(Text::WhyAllBeingAsked));
                if query.clicked() {
                    actions.push(Action::QuerySites(sites()));
                }
                if button::secondary(ui, &counted(Text::RemoveMarked), true).clicked() {
                    actions.push(Action::RemoveSites(sites()));
                }
            });
        });
    });
}
