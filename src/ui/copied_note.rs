use crate::text::Text;
use crate::ui::theme::palette;
use crate::ui::view::View;
use crate::ui::widgets::chip;
use egui::accesskit::Live;
use egui::{Context, OutputCommand, Ui};
use std::time::Duration;

/// How long it is told, in seconds.
const SHOWN: f64 = 2.0;

/// Tells for a moment that something was copied, whatever it was and wherever.
#[derive(Clone, Copy, Debug, Default)]
pub struct CopiedNote {
    /// Until when, in the seconds of egui's clock.
    until: Option<f64>,
}

impl CopiedNote {
    /// Sees, after all is drawn, whether something was copied.
    pub fn watch(&mut self, ctx: &Context) {
        let is_copy = |command: &OutputCommand| matches!(command, OutputCommand::CopyText(_));
        if ctx.output(|output| output.commands.iter().any(is_copy)) {
            self.until = Some(ctx.input(|input| input.time) + SHOWN);
            ctx.request_repaint();
        }
    }

    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>) {
        let now = ui.input(|input| input.time);
        let Some(left) = self.until.map(|until| until - now).filter(|left| *left > 0.0) else {
            self.until = None;
            return;
        };
        let colors = palette(ui);
        let note = chip::chip(ui, view.text(Text::Copied), colors.ok, colors.ok_soft);
        ui.ctx().accesskit_node_builder(note.id, |node| node.set_live(Live::Polite));
        ui.request_repaint_after(Duration::from_secs_f64(left));
    }
}
