use crate::ui::theme::{DARK, LIGHT, Palette, letters, monospace, radius, regular, size, space};
use egui::{Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, vec2};

/// Gives both themes of `ctx` the look of the design tokens; the system chooses between them.
pub fn apply(ctx: &Context) {
    ctx.style_mut_of(Theme::Light, |style| dress(style, &LIGHT));
    ctx.style_mut_of(Theme::Dark, |style| dress(style, &DARK));
}

fn dress(style: &mut Style, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Small, regular(letters::MUTED)),
        (TextStyle::Body, regular(letters::BODY)),
        (TextStyle::Button, regular(letters::BODY)),
        (TextStyle::Heading, regular(letters::HEADING)),
        (TextStyle::Monospace, monospace(letters::MUTED)),
    ]
    .into();
    style.spacing.item_spacing = vec2(space::INSIDE, space::INSIDE);
    style.spacing.button_padding = vec2(space::BETWEEN, space::TINY);
    style.spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.scroll.floating_width = 6.0;
    style.spacing.scroll.foreground_color = false;
    style.interaction.tooltip_delay = 0.4;
    dress_visuals(style, palette);
}

fn dress_visuals(style: &mut Style, palette: &Palette) {
    let visuals = &mut style.visuals;
    visuals.weak_text_color = Some(palette.muted);
    visuals.selection.bg_fill = palette.accent_soft;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.faint_bg_color = palette.raised;
    visuals.extreme_bg_color = palette.raised;
    visuals.text_edit_bg_color = Some(palette.raised);
    visuals.code_bg_color = palette.raised;
    visuals.warn_fg_color = palette.low;
    visuals.error_fg_color = palette.bad;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    let shadow = Shadow { offset: [0, 6], blur: 20, spread: 0, color: palette.shadow };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke.color = palette.accent;
    // A blinking cursor repaints twice a second for as long as a field has the focus.
    visuals.text_cursor.blink = false;
    visuals.ime_composition.legacy_visuals = false;
    visuals.ime_composition.active_underline_stroke.color = palette.accent;
    visuals.ime_composition.inactive_underline_stroke.color = palette.line;
    dress_widgets(visuals, palette);
}

fn dress_widgets(visuals: &mut egui::Visuals, palette: &Palette) {
    let widgets = &mut visuals.widgets;
    for widget in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        widget.bg_fill = palette.panel;
        widget.weak_bg_fill = palette.panel;
        widget.bg_stroke = Stroke::new(1.0, palette.line);
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = CornerRadius::same(radius::CONTROL);
        widget.expansion = 0.0;
    }
    widgets.inactive.bg_fill = palette.line;
    widgets.hovered.bg_fill = palette.faint;
    widgets.hovered.weak_bg_fill = palette.hovered;
    widgets.open.weak_bg_fill = palette.hovered;
    // Pressed, and whatever has the keyboard.
    widgets.active.bg_fill = palette.faint;
    widgets.active.weak_bg_fill = palette.hovered;
    widgets.active.bg_stroke = Stroke::new(2.0, palette.accent);
    widgets.noninteractive.bg_fill = Color32::TRANSPARENT;
}
