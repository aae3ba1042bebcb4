use crate::app::action::Action;
use crate::app::log_action::LogAction;
use crate::app::log_column::LogColumn;
use crate::app::log_filter::LogFilter;
use crate::app::log_names::LogNames;
use crate::app::log_range::LogRange;
use crate::text::{Text, log_words};
use crate::ui::day_fields::DayFields;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::{button, chip, form_field, line};
use crate::ui::{log_cells, log_columns, part_switch};
use egui::accesskit::Role;
use egui::{Key, Popup, PopupCloseBehavior, Response, ScrollArea, Ui, WidgetInfo, vec2};

/// A longer value of a filter is cut.
const LONGEST_VALUE: f32 = 150.0;
const WIDEST_TEXT: f32 = 230.0;
const NARROWEST_TEXT: f32 = 110.0;
const MENU_HEIGHT: f32 = 320.0;
const MENU_WIDTH: f32 = 220.0;
const WIDE_MENU: f32 = 300.0;

/// The switch, and beside it what the rows of the logs are filtered by.
#[derive(Clone, Debug, Default)]
pub struct LogTools {
    days: DayFields,
}

/// One of the values that rows are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facet {
    Site,
    Key,
    Model,
    Type,
}

impl LogTools {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let room = ui.available_width();
        let gap = ui.spacing().item_spacing.x;
        let taken = part_switch::width(ui, view) + gap + width_of_tools(ui, view) + gap;
        if room - taken >= NARROWEST_TEXT {
            ui.horizontal(|ui| {
                part_switch::show(ui, view, actions);
                let text = (room - taken).min(WIDEST_TEXT);
                ui.add_space(room - taken - text);
                text_field(ui, view, text, actions);
                self.chips_and_buttons(ui, view, actions);
            });
            return;
        }
        part_switch::show(ui, view, actions);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            text_field(ui, view, WIDEST_TEXT.min(room), actions);
            self.chips_and_buttons(ui, view, actions);
        });
    }

    fn chips_and_buttons(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let logs = &view.state.logs;
        let all = chip::toggle(ui, view.text(Text::LogsOfAllSites), logs.all_sites);
        if all.clicked() {
            actions.push(Action::Logs(LogAction::ShowAllSites(!logs.all_sites)));
        }
        self.range(ui, view, actions);
        for facet in facets(view) {
            facet_chip(ui, view, facet, actions);
        }
        columns(ui, view, actions);
        let may = !logs.rows.places.is_empty();
        let export = button::secondary(ui, view.text(Text::ExportCsv), may);
        if export.on_disabled_hover_text(view.text(Text::WhyNothingToExport)).clicked() {
            actions.push(Action::Logs(LogAction::Export));
        }
    }

    fn range(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let filter = &view.state.logs.filter;
        let word = range_word(view, &filter.range);
        let opens = chip::opens(ui, &word, filter.range != LogRange::All, &word);
        let popup = Popup::from_toggle_button_response(&opens)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            ui.set_min_width(MENU_WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut chosen = None;
            for range in LogRange::READY {
                let word = range_word(view, &range);
                if ui.selectable_label(filter.range == range, word).clicked() {
                    chosen = Some(range);
                }
            }
            ui.separator();
            line::caption(ui, view.text(Text::OwnDays), regular(letters::MUTED), palette(ui).muted);
            let own = self.days.show(ui, view, Text::ShowTheseDays);
            if let Some(range) = chosen.or(own.map(LogRange::Days)) {
                actions.push(filtered(LogFilter { range, ..filter.clone() }));
                ui.close();
            }
        });
    }
}

fn filtered(filter: LogFilter) -> Action {
    Action::Logs(LogAction::Filter(filter))
}

fn facets(view: &View<'_>) -> impl Iterator<Item = Facet> {
    let has_sites = view.state.logs.all_sites;
    let all = [Facet::Site, Facet::Key, Facet::Model, Facet::Type];
    all.into_iter().filter(move |facet| *facet != Facet::Site || has_sites)
}

/// What all but the switch and the text takes, with the gaps between.
fn width_of_tools(ui: &Ui, view: &View<'_>) -> f32 {
    let gap = ui.spacing().item_spacing.x;
    let mut width = chip::width(ui, view.text(Text::LogsOfAllSites)) + gap;
    width += chip::width_with_sign(ui, &range_word(view, &view.state.logs.filter.range)) + gap;
    for facet in facets(view) {
        let word = value(view, facet).unwrap_or_else(|| view.text(name(facet)).to_owned());
        width += chip::width_with_sign(ui, &word).min(LONGEST_VALUE) + gap;
    }
    width + size::CONTROL + gap + button::width(ui, view.text(Text::ExportCsv))
}

fn text_field(ui: &mut Ui, view: &View<'_>, width: f32, actions: &mut Vec<Action>) {
    let filter = &view.state.logs.filter;
    let mut text = filter.text.clone();
    let name = view.text(Text::FilterLogs);
    let field = form_field::edit(&mut text, name, width);
    let response = ui.add_sized(vec2(width, size::CONTROL), field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if escaped && !filter.text.is_empty() {
        text.clear();
        // The first press empties the field, the next one leaves it.
        response.request_focus();
    }
    if text != filter.text {
        actions.push(filtered(LogFilter { text, ..filter.clone() }));
    }
    response.on_hover_text(view.text(Text::FilterLogsHint));
}

fn range_word(view: &View<'_>, range: &LogRange) -> String {
    let word = match range {
        LogRange::All => Text::RangeAll,
        LogRange::Hours24 => Text::RangeHours24,
        LogRange::Days7 => Text::RangeDays7,
        LogRange::Days30 => Text::RangeDays30,
        LogRange::Days(days) => return format!("{} – {}", days.first(), days.last()),
    };
    view.text(word).to_owned()
}

/// What rows are filtered by; `None` = any.
fn value(view: &View<'_>, facet: Facet) -> Option<String> {
    let filter = &view.state.logs.filter;
    match facet {
        Facet::Site => Some(log_cells::site_name(view, filter.site.as_deref()?).to_owned()),
        Facet::Key => filter.key.clone(),
        Facet::Model => filter.model.clone(),
        Facet::Type => Some(view.text(log_words::log_type(filter.log_type?)).to_owned()),
    }
}

const fn name(facet: Facet) -> Text {
    match facet {
        Facet::Site => Text::HeadSite,
        Facet::Key => Text::HeadKey,
        Facet::Model => Text::HeadModel,
        Facet::Type => Text::HeadLogType,
    }
}

/// What it is filtered by, with a cross; else a list to choose from.
fn facet_chip(ui: &mut Ui, view: &View<'_>, facet: Facet, actions: &mut Vec<Action>) {
    let filter = &view.state.logs.filter;
    if let Some(value) = value(view, facet) {
        let name = view.fill(Text::NoLongerOnly, &[("value", &value)]);
        if chip::removable_within(ui, &value, &name, LONGEST_VALUE).clicked() {
            let mut filter = filter.clone();
            match facet {
                Facet::Site => filter.site = None,
                Facet::Key => filter.key = None,
                Facet::Model => filter.model = None,
                Facet::Type => filter.log_type = None,
            }
            actions.push(filtered(filter));
        }
        return;
    }
    let word = view.text(name(facet));
    let opens = chip::opens(ui, word, false, word);
    Popup::menu(&opens).show(|ui| {
        ui.set_width(if facet == Facet::Model { WIDE_MENU } else { MENU_WIDTH });
        let area = ScrollArea::vertical().max_height(MENU_HEIGHT).auto_shrink([false, true]);
        area.show(ui, |ui| facet_list(ui, view, facet, actions));
    });
}

fn facet_list(ui: &mut Ui, view: &View<'_>, facet: Facet, actions: &mut Vec<Action>) {
    let Some(index) = &view.state.logs.index else { return };
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut filter = view.state.logs.filter.clone();
    match facet {
        Facet::Site => {
            let word = |site| log_cells::site_name(view, site);
            filter.site = pressed_name(ui, &index.sites, word).or(filter.site);
        }
        Facet::Key => filter.key = pressed_name(ui, &index.keys, |key| key).or(filter.key),
        Facet::Model => {
            filter.model = pressed_name(ui, &index.models, |model| model).or(filter.model);
        }
        Facet::Type => {
            for (log_type, count) in &index.types {
                let word = view.text(log_words::log_type(*log_type));
                if counted(ui, word, *count).clicked() {
                    filter.log_type = Some(*log_type);
                }
            }
        }
    }
    if filter != view.state.logs.filter {
        actions.push(filtered(filter));
        ui.close();
    }
}

fn pressed_name<'a>(
    ui: &mut Ui,
    names: &'a LogNames,
    word: impl Fn(&'a str) -> &'a str,
) -> Option<String> {
    let mut pressed = None;
    for (name, count) in names.counted() {
        if counted(ui, word(name), count).clicked() {
            pressed = Some(name.to_owned());
        }
    }
    pressed
}

/// A value to filter by and how many rows have it.
fn counted(ui: &mut Ui, word: &str, count: usize) -> Response {
    let button = egui::Button::selectable(false, word).truncate().shortcut_text(count.to_string());
    button::named(ui.add(button.min_size(vec2(ui.available_width(), 0.0))), word)
}

fn columns(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let opens = button::icon(ui, view.text(Text::ChooseColumns), size::CONTROL);
    icon::paint(ui.painter(), opens.rect.center(), Icon::Columns, palette(ui).muted);
    let popup = Popup::menu(&opens).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_min_width(MENU_WIDTH);
        ui.spacing_mut().item_spacing.y = 2.0;
        let logs = &view.state.logs;
        for column in LogColumn::ALL.into_iter().filter(|column| column.is_optional()) {
            let mut shown = !logs.hidden.contains(&column);
            if ui.checkbox(&mut shown, view.text(log_columns::heading(column))).changed() {
                actions.push(Action::Logs(LogAction::ToggleColumn(column)));
            }
        }
        let note = view.text(Text::ColumnsGiveWay);
        line::wrapped(ui, note, regular(letters::MUTED), palette(ui).muted);
    });
}
