use crate::app::action::Action;
use crate::text::Text;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, Frame, Layout, Margin, Panel, Ui};

/// What was removed last, and the way back.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let names = view.state.removed.as_slice();
    let words = match names {
        [] => return,
        [name] => view.fill(Text::SiteRemoved, &[("name", name)]),
        _ => view.fill(Text::SitesRemoved, &[("count", &names.len())]),
    };
    let frame = Frame::NONE.fill(palette(ui).raised).inner_margin(Margin {
        left: 14,
        right: 8,
        top: 4,
        bottom: 4,
    });
    Panel::bottom("removal").frame(frame).resizable(false).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::dismiss(ui, view.text(Text::DismissRemoval)).clicked() {
                actions.push(Action::DismissRemoval);
            }
            let undo = button::quiet(ui, view.text(Text::Undo), true);
            if undo.on_hover_text(Shortcut::Undo.name(ui)).clicked() {
                actions.push(Action::UndoRemoval);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                line::caption(ui, &words, regular(letters::MUTED), palette(ui).text)
                    .on_hover_text(names.join("\n"));
            });
        });
    });
}
