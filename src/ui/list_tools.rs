use crate::app::action::Action;
use crate::app::site_list::tag_counts;
use crate::app::site_order::SiteOrder;
use crate::text::Text;
use crate::ui::run_words;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, chip, line};
use egui::{
    Align, Align2, Frame, Id, Key, Layout, Margin, Popup, Rect, Response, ScrollArea, Stroke,
    TextEdit, Ui, pos2, vec2,
};
use std::fmt::Display;

/// Space between chips, both ways.
const CHIP_GAP: f32 = 6.0;
const CHIP_LINES: f32 = 3.0;

/// What searches, sorts and filters the list of sites.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let margin = Margin { left: 12, right: 12, top: 12, bottom: 4 };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::INSIDE);
        ui.horizontal(|ui| {
            let room = ui.available_width() - size::CONTROL - space::INSIDE;
            search_field(ui, view, room, actions);
            sort_button(ui, view, actions);
        });
        chips(ui, view, actions);
    });
}

fn search_field(ui: &mut Ui, view: &View<'_>, width: f32, actions: &mut Vec<Action>) {
    let mut words = view.state.list.search.clone();
    let name = view.text(Text::SearchSites);
    let field = TextEdit::singleline(&mut words)
        .id(Id::unique("site search"))
        .hint_text(name)
        .desired_width(width)
        .min_size(vec2(0.0, size::CONTROL))
        .margin(Margin { left: 10, right: 58, top: 4, bottom: 4 })
        .align(Align2::LEFT_CENTER);
    let response = ui.add_sized(vec2(width, size::CONTROL), field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if may_take_keys(view) && Shortcut::FindSite.take(ui) {
        response.request_focus();
    }
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if escaped && !view.state.list.search.is_empty() {
        actions.push(Action::Search(String::new()));
        // The first press empties the field, the next one leaves it.
        response.request_focus();
    } else if response.changed() {
        actions.push(Action::Search(words));
    }
    end_of_field(ui, view, &response, actions);
}

/// The keys that lead to the field, or what empties it.
fn end_of_field(ui: &mut Ui, view: &View<'_>, field: &Response, actions: &mut Vec<Action>) {
    if view.state.list.search.is_empty() {
        if !field.has_focus() {
            let keys = Shortcut::FindSite.name(ui);
            let color = palette(ui).faint;
            let keys = line::layout(ui, &keys, regular(letters::BADGE), color, 52.0);
            let right = field.rect.right() - space::INSIDE;
            let place =
                Align2::RIGHT_CENTER.anchor_size(pos2(right, field.rect.center().y), keys.size());
            ui.painter().galley(place.min, keys, color);
        }
        return;
    }
    let place = field.rect.shrink2(vec2(space::TINY, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(layout), |ui| {
        if button::dismiss(ui, view.text(Text::ClearSearch)).clicked() {
            actions.push(Action::Search(String::new()));
        }
    });
}

/// A form in front takes the keys.
fn may_take_keys(view: &View<'_>) -> bool {
    !view.state.has_dialog()
}

fn sort_button(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let sort = view.state.list.sort;
    let name = view.fill(Text::SortBy, &[("order", &view.text(order_word(sort)))]);
    let response = button::icon(ui, &name, size::CONTROL);
    paint_arrows(ui, response.rect, sort != SiteOrder::AsAdded);
    Popup::menu(&response).show(|ui| {
        for order in SiteOrder::ALL {
            let item = ui.selectable_label(order == sort, view.text(order_word(order)));
            if item.clicked() {
                actions.push(Action::Sort(order));
                ui.close();
            }
        }
    });
}

/// One arrow up, one down.
fn paint_arrows(ui: &Ui, place: Rect, in_use: bool) {
    let colors = palette(ui);
    let stroke = Stroke::new(1.4, if in_use { colors.accent } else { colors.muted });
    let (reach, head) = (5.5, 3.0);
    for (side, way) in [(-3.0, -1.0), (3.0, 1.0)] {
        let middle = place.center() + vec2(side, 0.0);
        let tip = middle + vec2(0.0, way * reach);
        ui.painter().line_segment([middle - vec2(0.0, way * reach), tip], stroke);
        for arm in [-head, head] {
            ui.painter().line_segment([tip, tip + vec2(arm, -way * head)], stroke);
        }
    }
}

/// How an order of the list is called.
pub const fn order_word(order: SiteOrder) -> Text {
    match order {
        SiteOrder::AsAdded => Text::OrderAsAdded,
        SiteOrder::NameUp => Text::OrderNameUp,
        SiteOrder::NameDown => Text::OrderNameDown,
        SiteOrder::MostLeft => Text::OrderMostLeft,
        SiteOrder::LeastLeft => Text::OrderLeastLeft,
        SiteOrder::NewestReading => Text::OrderNewestReading,
        SiteOrder::OldestReading => Text::OrderOldestReading,
        SiteOrder::WorstHealth => Text::OrderWorstHealth,
        SiteOrder::BestHealth => Text::OrderBestHealth,
    }
}

/// One chip for each tag, and one for what the list is filtered by otherwise. Where three lines do
/// not hold them, they scroll.
fn chips(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let sites = view.state.sites();
    let tags = tag_counts(sites);
    let low = sites.iter().filter(|site| view.state.is_low(site)).count();
    let only_low = view.state.list.only_low;
    if tags.is_empty() && view.state.list.run.is_none() && low == 0 && !only_low {
        return;
    }
    let chosen = &view.state.list.tags;
    let height = CHIP_LINES.mul_add(size::CHIP + CHIP_GAP, -CHIP_GAP);
    let area =
        ScrollArea::vertical().id_salt("tags").max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(CHIP_GAP, CHIP_GAP);
        ui.spacing_mut().interact_size.y = size::CHIP;
        ui.horizontal_wrapped(|ui| {
            let all = format!("{} {}", view.text(Text::AllSites), sites.len());
            if chip::toggle(ui, &all, !view.state.list.has_chips()).clicked() {
                actions.push(Action::ClearChips);
            }
            run_chip(ui, view, actions);
            if low > 0 || only_low {
                low_chip(ui, view, low, actions);
            }
            for (tag, count) in tags {
                let word = format!("{tag} {count}");
                if chip::toggle(ui, &word, chosen.contains(tag)).clicked() {
                    actions.push(Action::ToggleTag(tag.to_owned()));
                }
            }
        });
    });
}

/// How many sites are low, and the way to see only those.
fn low_chip(ui: &mut Ui, view: &View<'_>, low: usize, actions: &mut Vec<Action>) {
    let only_low = view.state.list.only_low;
    let word = view.fill(Text::LowSites, &[("count", &low)]);
    let hint = if only_low { Text::NoLongerOnlyLow } else { Text::OnlyLow };
    let chip = chip::toggle(ui, &word, only_low);
    if chip.on_hover_text(view.fill(hint, &[("count", &low)])).clicked() {
        actions.push(Action::ToggleLow);
    }
}

/// That the list shows only some sites of the newest run, and the way back.
fn run_chip(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let Some(filter) = &view.state.list.run else { return };
    let (outcome, count) = run_words::filter(view, filter);
    let values: [(&str, &dyn Display); 2] = [("outcome", &outcome), ("count", &count)];
    let name = view.fill(Text::NoLongerOnlyOutcome, &values);
    if chip::removable(ui, &format!("{outcome} {count}"), &name).clicked() {
        actions.push(Action::ClearRunFilter);
    }
}
