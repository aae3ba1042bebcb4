use crate::app::run_summary::{ResultGroup, SiteResult};
use crate::model::site::Site;
use crate::ui::run_summary_words::{self, ResultWords};
use crate::ui::theme::{letters, palette, radius, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::badge::Badge;
use crate::ui::widgets::{health_mark, line};
use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

pub const HEIGHT: f32 = size::SITE_ROW;
const MARK_X: f32 = 15.0;
const TEXT_X: f32 = 32.0;
const FIRST_LINE: f32 = 18.0;
const SECOND_LINE: f32 = 38.0;
const BADGE_GAP: f32 = 6.0;
/// A figure takes at most this share of a row.
const FIGURE_SHARE: f32 = 0.45;

/// What a run came to for one site: two lines, a button as a whole.
pub fn show(ui: &mut Ui, view: &View<'_>, site: &Site, result: &SiteResult) -> Response {
    let words = ResultWords::of(view, site, result);
    let wanted = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let group = result.group();
    response.widget_info(|| {
        let group = view.text(run_summary_words::group(group));
        WidgetInfo::labeled(Role::Button, true, words.spoken(group))
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        paint_background(ui, rect, &response);
        let mark = pos2(rect.left() + MARK_X, rect.top() + FIRST_LINE);
        health_mark::paint(ui.painter(), mark, run_summary_words::mark(group), palette(ui));
        paint_words(ui, rect, &words, group);
    }
    response.on_hover_text(words.line())
}

fn paint_background(ui: &Ui, rect: Rect, response: &Response) {
    let colors = palette(ui);
    let corners = CornerRadius::same(radius::CONTROL);
    if response.hovered() {
        ui.painter().rect_filled(rect, corners, colors.hovered);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colors.faint_line));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(rect, corners, stroke, StrokeKind::Inside);
    }
}

fn paint_words(ui: &Ui, rect: Rect, words: &ResultWords, group: ResultGroup) {
    let colors = palette(ui);
    let figure_color = if words.dimmed { colors.faint } else { colors.text };
    let row = Row { ui, rect };
    let taken = row.right(&words.figure, letters::NAME, figure_color, FIRST_LINE);
    let end = row.left(&words.name, letters::NAME, colors.text, FIRST_LINE, taken);
    if let Some(word) = words.badge {
        let badge = Badge::new(ui, word, colors);
        if end + BADGE_GAP + badge.width() <= rect.right() - taken {
            badge.paint(ui.painter(), pos2(end + BADGE_GAP, rect.top() + FIRST_LINE));
        }
    }
    let taken = row.right(&words.below_figure, letters::MUTED, colors.muted, SECOND_LINE);
    let color = match group {
        ResultGroup::Failed => colors.bad,
        ResultGroup::Low => colors.low,
        _ => colors.muted,
    };
    let end = row.left(&words.ended, letters::MUTED, color, SECOND_LINE, taken);
    if !words.rest.is_empty() {
        let more = format!(" · {}", words.rest);
        row.after(end, &more, letters::MUTED, colors.muted, SECOND_LINE, taken);
    }
}

/// Where the words of a row stand.
struct Row<'a> {
    ui: &'a Ui,
    rect: Rect,
}

impl Row<'_> {
    /// Draws at the right edge. Gives how much room that took, with the distance to the rest.
    fn right(&self, words: &str, letters: f32, color: Color32, middle: f32) -> f32 {
        let room = self.rect.width() * FIGURE_SHARE;
        let words = line::layout(self.ui, words, regular(letters), color, room);
        let width = words.size().x;
        let edge = pos2(self.rect.right() - space::INSIDE, self.rect.top() + middle);
        let place = Align2::RIGHT_CENTER.anchor_size(edge, words.size());
        self.ui.painter().galley(place.min, words, color);
        width + space::INSIDE + space::BETWEEN
    }

    /// Draws after the mark, up to what is `taken` at the right. Gives where the words end.
    fn left(&self, words: &str, letters: f32, color: Color32, middle: f32, taken: f32) -> f32 {
        self.after(self.rect.left() + TEXT_X, words, letters, color, middle, taken)
    }

    /// The same from `left` on.
    fn after(
        &self,
        left: f32,
        words: &str,
        letters: f32,
        color: Color32,
        middle: f32,
        taken: f32,
    ) -> f32 {
        let room = self.rect.right() - taken - left;
        let words = line::layout(self.ui, words, regular(letters), color, room);
        let begin = pos2(left, self.rect.top() + middle);
        let place = Align2::LEFT_CENTER.anchor_size(begin, words.size());
        self.ui.painter().galley(place.min, words, color);
        place.right()
    }
}
