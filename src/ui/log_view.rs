use crate::app::action::Action;
use crate::app::log_column::LogColumn;
use crate::ui::log_footer::{self, LogFooter};
use crate::ui::log_table::LogTable;
use crate::ui::log_tools::LogTools;
use crate::ui::theme::{palette, radius, size};
use crate::ui::view::View;
use crate::ui::{log_columns, log_failures, log_row_details, log_state};
use egui::{
    CentralPanel, CornerRadius, Frame, Margin, Panel, Rect, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, vec2,
};

/// Where there is less room, the page scrolls.
const LEAST_ROWS: f32 = 7.0;

/// The logs of a site or of all: what they are filtered by, their rows, their sums.
#[derive(Clone, Debug, Default)]
pub struct LogView {
    tools: LogTools,
    table: LogTable,
    footer: LogFooter,
}

impl LogView {
    /// Fills the page down to `bottom`.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, bottom: f32, actions: &mut Vec<Action>) {
        self.tools.show(ui, view, actions);
        let least = (LEAST_ROWS + 1.0) * size::TABLE_ROW + log_footer::HEIGHT;
        let height = (bottom - ui.cursor().top()).max(least);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let colors = palette(ui);
        let corners = CornerRadius::same(radius::CARD);
        let outline = Stroke::new(1.0, colors.line);
        ui.painter().rect_filled(rect, corners, colors.panel);
        let inside = UiBuilder::new().max_rect(rect.shrink(1.0)).id_salt("logs");
        ui.scope_builder(inside, |ui| self.card(ui, view, actions));
        ui.painter().rect_stroke(rect, corners, outline, StrokeKind::Inside);
    }

    fn card(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        ui.shrink_clip_rect(ui.max_rect());
        ui.spacing_mut().item_spacing.y = 0.0;
        let colors = palette(ui);
        let bar = Frame::NONE.fill(colors.raised).inner_margin(Margin::symmetric(12, 0));
        let rounded = CornerRadius { sw: radius::CARD, se: radius::CARD, nw: 0, ne: 0 };
        Panel::bottom("log footer")
            .frame(bar.corner_radius(rounded))
            .exact_size(log_footer::HEIGHT)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| {
                let top: Rect = ui.max_rect().expand2(vec2(12.0, 0.0));
                ui.painter().hline(top.x_range(), top.top(), Stroke::new(1.0, colors.line));
                self.footer.show(ui, view, actions);
            });
        log_failures::show(ui, view);
        let columns: Vec<LogColumn> =
            log_columns::fitting(view, &view.state.logs, ui.available_width())
                .into_iter()
                .map(|(kind, _)| kind)
                .collect();
        self.table.marks.follow(view.state.logs.revision);
        log_row_details::show(ui, view, &mut self.table.marks, &columns);
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| self.rows(ui, view, actions));
    }

    fn rows(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let logs = &view.state.logs;
        match &logs.index {
            None => log_state::reading(ui, view),
            Some(index) if index.archive.rows.is_empty() => log_state::nothing(ui, view, actions),
            Some(index) if logs.rows.places.is_empty() => {
                log_state::nothing_fits(ui, view, index.archive.rows.len(), actions);
            }
            Some(index) => self.table.show(ui, view, index, actions),
        }
    }
}
