use crate::app::action::Action;
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::failure_banner;
use crate::ui::site_summary::{SiteSummary, Tone};
use crate::ui::theme::{Palette, letters, palette, radius, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::badge::Badge;
use crate::ui::widgets::{card, health_mark, line};
use egui::{
    Align2, Button, Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

const MARK_X: f32 = 23.0;
const TEXT_X: f32 = 41.0;
const FIRST_LINE: f32 = 18.0;
const SECOND_LINE: f32 = 38.0;
/// A name keeps at least this much room before the badge gives way.
const LEAST_NAME: f32 = 64.0;

/// One site in the list: two lines, a button as a whole.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    let summary = SiteSummary::of(view, site);
    let chosen = view.state.selected.as_deref() == Some(&site.id);
    let wanted = vec2(ui.available_width(), size::SITE_ROW);
    let (_, rect) = ui.allocate_space(wanted);
    // The id of the site, so that the focus stays with it when rows move.
    let response = ui.interact(rect, ui.scope_id().with(("site", &site.id)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, summary.spoken(view)));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        paint_background(ui, rect, &response, chosen);
        paint_first_line(ui, rect, &summary);
        paint_second_line(ui, rect, &summary);
    }
    if response.clicked() {
        actions.push(Action::Select(site.id.clone()));
    }
    context_menu(&response, view, site, actions);
}

fn context_menu(response: &Response, view: &View<'_>, site: &Site, actions: &mut Vec<Action>) {
    response.context_menu(|ui| {
        let (may_ask, why) = failure_banner::may_ask(view, site);
        let query = ui
            .add_enabled(may_ask, Button::new(view.text(Text::QueryBalance)))
            .on_disabled_hover_text(view.text(why));
        if query.clicked() {
            actions.push(Action::QuerySite(site.id.clone()));
            ui.close();
        }
        if ui.button(view.text(Text::CopyAddress)).clicked() {
            ui.ctx().copy_text(site.shown_address());
            ui.close();
        }
    });
}

fn paint_background(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let colors = palette(ui);
    if chosen {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colors.accent_soft);
        card::accent_bar(ui, rect);
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
        .filter(|badge| room - badge.width() - 6.0 >= LEAST_NAME);
    let name_room = room - badge.as_ref().map_or(0.0, |badge| badge.width() + 6.0);
    let name = line::layout(ui, &summary.name, font, colors.text, name_room);
    let left = rect.left() + TEXT_X;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), name.size());
    ui.painter().galley(place.min, name, colors.text);
    if let Some(badge) = badge {
        badge.paint(ui.painter(), pos2(place.right() + 6.0, middle));
    }
}

/// What is said of the reading comes first; today's use has what room is left.
fn paint_second_line(ui: &Ui, rect: Rect, summary: &SiteSummary) {
    let colors = palette(ui);
    let middle = rect.top() + SECOND_LINE;
    let font = regular(letters::MUTED);
    let room = rect.width() - TEXT_X - space::BETWEEN;
    let color = tone_color(colors, summary.tone);
    let words = line::layout(ui, &summary.line, font.clone(), color, room);
    let room = room - words.size().x - space::INSIDE;
    let left = rect.left() + TEXT_X;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), words.size());
    ui.painter().galley(place.min, words, color);

    let Some(today) = &summary.today else { return };
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
