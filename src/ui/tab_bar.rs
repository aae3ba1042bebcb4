use crate::app::action::Action;
use crate::app::tab::Tab;
use crate::text::Text;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{palette, size};
use crate::ui::view::View;
use crate::ui::widgets::tab;
use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui};

const BETWEEN_TABS: f32 = 22.0;

/// The tabs below the header of a site.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    Panel::top("tabs")
        .frame(Frame::NONE.inner_margin(Margin::symmetric(20, 0)))
        .exact_size(size::TABS)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = BETWEEN_TABS;
                for choice in Tab::ALL {
                    let chosen = view.state.tab == choice;
                    let response = tab::tab(ui, view.text(name(choice)), chosen)
                        .on_hover_text(shortcut(choice).name(ui));
                    if response.clicked() {
                        actions.push(Action::ChooseTab(choice));
                    }
                }
            });
        });
    let below = ui.available_rect_before_wrap();
    ui.painter().hline(below.x_range(), below.top(), Stroke::new(1.0, palette(ui).line));
}

const fn name(tab: Tab) -> Text {
    match tab {
        Tab::Statistics => Text::TabStatistics,
        Tab::Balance => Text::TabBalance,
        Tab::Tests => Text::TabTests,
    }
}

/// The keys that choose a tab.
pub const fn shortcut(tab: Tab) -> Shortcut {
    match tab {
        Tab::Statistics => Shortcut::TabStatistics,
        Tab::Balance => Shortcut::TabBalance,
        Tab::Tests => Shortcut::TabTests,
    }
}
