use crate::app::action::Action;
use crate::model::site::Site;
use crate::ui::site_summary::{SiteSummary, Tone};
use crate::ui::site_type_badge::badge_of;
use crate::ui::theme::{Palette, letters, palette, radius, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::badge::Badge;
use crate::ui::widgets::{card, health_mark, line};
use crate::ui::{row_buttons, site_menu};
use egui::{
    Align2, Color32, CornerRadius, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

const MARK_X: f32 = 23.0;
const TEXT_X: f32 = 41.0;
const FIRST_LINE: f32 = 18.0;
const SECOND_LINE: f32 = 38.0;
const BADGE_GAP: f32 = 6.0;
/// A name keeps at least this much room before the badge gives way.
const LEAST_NAME: f32 = 64.0;

/// One site in the list: two lines, a button as a whole.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    ui.push_id(("site", &site.id), |ui| row(ui, view, site, actions));
}

/// By the site, so that the focus stays with it when rows move.
pub fn id_of(site: &str) -> Id {
    Id::unique(("site row", site))
}

fn row(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let summary = SiteSummary::of(view, site);
    let chosen = view.state.selected.as_deref() == Some(&site.id);
    let marked = view.state.marked.contains(&site.id);
    let wanted = vec2(ui.available_width(), size::SITE_ROW);
    let (_, rect) = ui.allocate_space(wanted);
    let response = ui.interact(rect, id_of(&site.id), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, chosen || marked, summary.spoken(view))
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let with_buttons = row_buttons::are_shown(ui, &response);
    if ui.is_rect_visible(rect) {
        paint_background(ui, rect, &response, chosen, marked);
        paint_first_line(ui, rect, &summary);
        paint_second_line(ui, rect, &summary, with_buttons);
    }
    if response.clicked() {
        actions.push(choice(ui, site.id.clone()));
    }
    if with_buttons {
        row_buttons::show(ui, view, site, &response, rect.top() + SECOND_LINE, actions);
    }
    response.context_menu(|ui| site_menu::show(ui, view, site, actions));
}

/// What a click on a row means, by the keys that are held.
fn choice(ui: &Ui, site: String) -> Action {
    let held = ui.input(|input| input.modifiers);
    if held.shift {
        Action::MarkTo(site)
    } else if held.command {
        Action::Mark(site)
    } else {
        Action::Select(site)
    }
}

fn paint_background(ui: &Ui, rect: Rect, response: &Response, chosen: bool, marked: bool) {
    let colors = palette(ui);
    if chosen || marked {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colors.accent_soft);
        if chosen {
            card::accent_bar(ui, rect);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colors.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(2.0),
            CornerRadius::same(radius::CONTROL),
            Stroke::new(2.0, colors.accent),
            StrokeKind::Inside,
        );
    }
}

fn paint_first_line(ui: &Ui, rect: Rect, summary: &SiteSummary) {
    let colors = palette(ui);
    let middle = rect.top() + FIRST_LINE;
    health_mark::paint(ui.painter(), pos2(rect.left() + MARK_X, middle), summary.health, colors);

    let figure_color = if summary.dimmed { colors.faint } else { colors.text };
    let room = rect.width() - TEXT_X - space::BETWEEN;
    let font = regular(letters::NAME);
    let figure = line::layout(ui, &summary.figure, font.clone(), figure_color, room * 0.6);
    let right = rect.right() - space::BETWEEN;
    let figure_width = figure.size().x;
    let place = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), figure.size());
    ui.painter().galley(place.min, figure, figure_color);

    let room = room - figure_width - space::BETWEEN;
    let badge = summary
        .badge
        .map(|word| Badge::new(ui, word, colors))
        .filter(|badge| room - badge.width() - BADGE_GAP >= LEAST_NAME);
    let name_room = room - badge.as_ref().map_or(0.0, |badge| badge.width() + BADGE_GAP);
    let name = line::layout(ui, &summary.name, font, colors.text, name_room);
    let left = rect.left() + TEXT_X;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), name.size());
    ui.painter().galley(place.min, name, colors.text);
    let mut x = place.right() + BADGE_GAP;
    if let Some(badge) = badge {
        badge.paint(ui.painter(), pos2(x, middle));
        x += badge.width() + BADGE_GAP;
    }
    let site_type = summary.site_type.map(|(site_type, word)| badge_of(ui, site_type, word));
    // It has what room is left.
    if let Some(badge) = site_type.filter(|badge| x + badge.width() <= left + room) {
        badge.paint(ui.painter(), pos2(x, middle));
    }
}

/// What is said of the reading comes first; today's use has what room is left.
fn paint_second_line(ui: &Ui, rect: Rect, summary: &SiteSummary, with_buttons: bool) {
    let colors = palette(ui);
    let middle = rect.top() + SECOND_LINE;
    let font = regular(letters::MUTED);
    let taken = if with_buttons { row_buttons::WIDTH + space::TINY } else { space::BETWEEN };
    let room = rect.width() - TEXT_X - taken;
    let color = tone_color(colors, summary.tone);
    let words = line::layout(ui, &summary.line, font.clone(), color, room);
    let room = room - words.size().x - space::INSIDE;
    let left = rect.left() + TEXT_X;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), words.size());
    ui.painter().galley(place.min, words, color);

    let Some(today) = summary.today.as_ref().filter(|_| !with_buttons) else { return };
    let today = line::layout(ui, today, font, colors.muted, f32::INFINITY);
    if today.size().x <= room {
        let right = rect.right() - space::BETWEEN;
        let place = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), today.size());
        ui.painter().galley(place.min, today, colors.muted);
    }
}

const fn tone_color(colors: &Palette, tone: Tone) -> Color32 {
    match tone {
        Tone::Plain => colors.muted,
        Tone::Busy => colors.accent,
        Tone::Bad => colors.bad,
    }
}
