use crate::ui::theme::{letters, palette, regular, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::line;
use egui::{
    Atom, Button, CornerRadius, Response, RichText, Stroke, Ui, WidgetInfo, accesskit::Role, vec2,
};

/// What stands on either side of the word of a [`quiet`] button.
pub const QUIET_PADDING: f32 = 6.0;

/// The one button of an area that most people want.
pub fn primary(ui: &mut Ui, word: &str, enabled: bool) -> Response {
    let colors = palette(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.weak_bg_fill = colors.accent_fill;
        widgets.hovered.weak_bg_fill = colors.accent_fill_hovered;
        widgets.active.weak_bg_fill = colors.accent_fill_hovered;
        widgets.inactive.bg_stroke = Stroke::new(1.0, colors.accent_fill);
        widgets.hovered.bg_stroke = Stroke::new(1.0, colors.accent_fill_hovered);
        widgets.active.bg_stroke = Stroke::new(2.0, colors.text);
        widgets.noninteractive.weak_bg_fill = colors.accent_fill;
        let word = RichText::new(word).color(colors.on_accent);
        ui.add_enabled(enabled, Button::new(word).min_size(vec2(0.0, size::CONTROL)))
    })
    .inner
}

/// Any other button.
pub fn secondary(ui: &mut Ui, word: &str, enabled: bool) -> Response {
    ui.add_enabled(enabled, Button::new(word).min_size(vec2(0.0, size::CONTROL)))
}

/// What a button with this word takes.
pub fn width(ui: &Ui, word: &str) -> f32 {
    let word = line::layout(ui, word, regular(letters::BODY), palette(ui).text, f32::INFINITY);
    word.size().x + 2.0 * ui.spacing().button_padding.x
}

/// A button without a frame, for where a frame would shout.
pub fn quiet(ui: &mut Ui, word: &str, enabled: bool) -> Response {
    let colors = palette(ui);
    let word = RichText::new(word).font(regular(letters::MUTED)).color(colors.accent);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(QUIET_PADDING, 1.0);
        ui.spacing_mut().interact_size.y = 22.0;
        let button = Button::new(word).frame_when_inactive(false);
        ui.add_enabled(enabled, button.min_size(vec2(0.0, 22.0)))
    })
    .inner
}

/// A square button for a picture that the caller draws into it.
pub fn icon(ui: &mut Ui, name: &str, side: f32) -> Response {
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(0.0, 0.0);
            ui.spacing_mut().interact_size = vec2(side, side);
            ui.add_sized([side, side], Button::new(""))
        })
        .inner;
    named(response, name).on_hover_text(name)
}

/// A button with a picture, and a word beside it where there is room; `name` tells what it does.
pub fn pictured(
    ui: &mut Ui,
    picture: Icon,
    word: Option<&str>,
    name: &str,
    enabled: bool,
) -> Response {
    let drawing = Atom::paint(vec2(14.0, 14.0), move |ui, place| {
        icon::paint(ui.painter(), place.rect.center(), picture, place.fallback_text_color);
    });
    let button = match word {
        Some(word) => Button::new((drawing, word)),
        None => Button::new(drawing),
    };
    let response = ui
        .scope(|ui| {
            if word.is_none() {
                ui.spacing_mut().button_padding.x = 7.0;
            }
            ui.add_enabled(enabled, button.min_size(vec2(size::CONTROL, size::CONTROL)))
        })
        .inner;
    let response = named(response, name);
    if word.is_none() { response.on_hover_text(name) } else { response }
}

/// A small cross that takes something away; `name` says what.
pub fn dismiss(ui: &mut Ui, name: &str) -> Response {
    let side = 22.0;
    let button = Button::new("").frame_when_inactive(false).min_size(vec2(side, side));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(0.0, 0.0);
            ui.spacing_mut().interact_size = vec2(side, side);
            ui.add_sized([side, side], button.corner_radius(CornerRadius::same(5)))
        })
        .inner;
    let arm = 3.5;
    let center = response.rect.center();
    let stroke = Stroke::new(1.4, palette(ui).muted);
    for (from, to) in [(vec2(-arm, -arm), vec2(arm, arm)), (vec2(-arm, arm), vec2(arm, -arm))] {
        ui.painter().line_segment([center + from, center + to], stroke);
    }
    named(response, name).on_hover_text(name)
}

/// Gives a button a name of its own for those who hear it.
pub fn named(response: Response, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response
}
