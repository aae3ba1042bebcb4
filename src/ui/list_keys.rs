use crate::app::action::Action;
use crate::app::site_list::{ListLine, next_after};
use crate::ui::shortcut::Shortcut;
use crate::ui::site_row;
use crate::ui::view::View;
use egui::{Memory, Popup, Ui};

/// The keys that the list of sites takes for itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListKeys {
    /// The list is where the pointer was pressed last.
    was_pressed: bool,
    /// A field had the keyboard in the frame before. At the press of Esc it has it no more.
    was_typed: bool,
}

impl ListKeys {
    /// `ui` is the room of the lines. Takes no key while something else has the keyboard.
    pub fn take(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        lines: &[ListLine<'_>],
        actions: &mut Vec<Action>,
    ) {
        let room = ui.available_rect_before_wrap();
        let pressed = ui.input(|input| {
            let pointer = &input.pointer;
            pointer.any_pressed().then(|| pointer.interact_pos()).flatten()
        });
        if let Some(place) = pressed {
            self.was_pressed = room.contains(place);
        }
        let was_typed = std::mem::replace(&mut self.was_typed, ui.text_edit_focused());
        if view.state.has_dialog() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let way_back = if view.state.marked.is_empty() {
            view.state.list.run.as_ref().map(|_| Action::ClearRunFilter)
        } else {
            Some(Action::ClearMarks)
        };
        if let Some(way_back) = way_back.filter(|_| !was_typed && !ui.text_edit_focused())
            && Shortcut::ClearMarks.take(ui)
        {
            actions.push(way_back);
        }
        let focused = ui.memory(Memory::focused);
        let row = lines.iter().find_map(|line| match line {
            ListLine::Site(site) if focused == Some(site_row::id_of(&site.id)) => {
                Some(site.id.as_str())
            }
            _ => None,
        });
        if row.is_none() && (focused.is_some() || !self.was_pressed) {
            return;
        }
        if Shortcut::MarkAll.take(ui) {
            actions.push(Action::MarkAll);
        }
        if Shortcut::RemoveSite.take(ui) {
            remove(ui, view, lines, row, actions);
        }
    }
}

/// Removes the marked sites, else the row with the keyboard, else the chosen one.
fn remove(
    ui: &Ui,
    view: &View<'_>,
    lines: &[ListLine<'_>],
    row: Option<&str>,
    actions: &mut Vec<Action>,
) {
    let marked = &view.state.marked;
    let is_shown = |id: &str| lines.iter().any(|l| matches!(l, ListLine::Site(s) if s.id == id));
    let Some(site) = row.or(view.state.selected.as_deref()).filter(|id| is_shown(id)) else {
        return;
    };
    let goes = |id: &str| id == site || marked.contains(site) && marked.contains(id);
    // The keyboard stays in the list.
    if let Some(next) = next_after(view.state, site, goes).filter(|_| row.is_some()) {
        ui.memory_mut(|memory| memory.request_focus(site_row::id_of(&next)));
    }
    if marked.contains(site) {
        actions.push(Action::RemoveSites(marked.iter().cloned().collect()));
    } else {
        // Chosen first, so that the choice goes on to the next row too.
        actions.push(Action::Select(site.to_owned()));
        actions.push(Action::RemoveSites(vec![site.to_owned()]));
    }
}
