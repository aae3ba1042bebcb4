//! Adding a site from what is in the clipboard.

use crate::app::action::Action;
use crate::model::secret::Secret;
use egui::{Context, Event, Id, Ui, ViewportCommand};

/// In how many frames the clipboard has answered, if it holds a text at all.
const ANSWERED: u64 = 3;

/// Asks for what is in the clipboard, as the keys for pasting do; [`take`] gets it.
pub fn ask(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(asked_id(), frame));
    ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
}

/// Takes what is pasted while no field has the keyboard. A clipboard that was asked for and stays
/// silent holds no text, which is told by an empty one.
pub fn take(ui: &Ui, actions: &mut Vec<Action>) {
    let asked: Option<u64> = ui.data(|data| data.get_temp(asked_id()));
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) => Some(Secret::new(text)),
            _ => None,
        })
    });
    let is_silent = |asked: u64| ui.cumulative_frame_nr() >= asked + ANSWERED;
    let text = match (pasted, asked) {
        (Some(text), Some(_)) => text,
        (Some(text), None) if !ui.text_edit_focused() => text,
        (None, Some(asked)) if is_silent(asked) => Secret::default(),
        (None, Some(_)) => return ui.request_repaint(),
        _ => return,
    };
    ui.data_mut(|data| data.remove_temp::<u64>(asked_id()));
    actions.push(Action::PasteSite(text));
}

fn asked_id() -> Id {
    Id::unique("clipboard asked")
}
