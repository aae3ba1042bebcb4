use crate::app::action::Action;
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::theme::{palette, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{failure_banner, site_menu};
use egui::{
    CornerRadius, Id, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

const SIDE: f32 = 22.0;
const ICONS: [Icon; 3] = [Icon::Query, Icon::Open, Icon::More];
/// What all of them take, with the edge of the row.
pub const WIDTH: f32 = 3.0 * SIDE + space::BETWEEN;

/// Whether a row shows its buttons: it is pointed at or has the keyboard, itself or in them.
pub fn are_shown(ui: &Ui, row: &Response) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    row.contains_pointer()
        || row.has_focus()
        // The Tab that takes it from the row looks for its next place now.
        || row.lost_focus()
        || ICONS.iter().any(|icon| focused == Some(button_id(row, *icon)))
        || Popup::is_id_open(ui.ctx(), menu_id(row))
}

/// Draws the buttons of a row around the height `middle`.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    row: &Response,
    middle: f32,
    actions: &mut Vec<Action>,
) {
    let mut left = row.rect.right() - WIDTH;
    let mut place = || {
        let place = Rect::from_center_size(pos2(left + SIDE / 2.0, middle), vec2(SIDE, SIDE));
        left += SIDE;
        place
    };
    let (may_ask, why) = failure_banner::may_ask(view, site);
    let ask = view.fill(Text::QuerySiteNamed, &[("name", &site.name)]);
    let why = (!may_ask).then(|| view.text(why));
    if button(ui, row, place(), Icon::Query, &ask, why).clicked() && may_ask {
        actions.push(Action::QuerySite(site.id.clone()));
    }
    let why = site_menu::why_not_opened(site).map(|why| view.text(why));
    let open = view.fill(Text::OpenSiteNamed, &[("name", &site.name)]);
    if button(ui, row, place(), Icon::Open, &open, why).clicked() && why.is_none() {
        actions.push(Action::OpenSite(site.id.clone()));
    }
    let more = view.fill(Text::MoreOfSite, &[("name", &site.name)]);
    let more = button(ui, row, place(), Icon::More, &more, None);
    Popup::menu(&more).id(menu_id(row)).show(|ui| site_menu::show(ui, view, site, actions));
}

fn button_id(row: &Response, icon: Icon) -> Id {
    row.id.with(icon)
}

fn menu_id(row: &Response) -> Id {
    row.id.with("menu")
}

fn button(
    ui: &Ui,
    row: &Response,
    place: Rect,
    icon: Icon,
    name: &str,
    why_not: Option<&str>,
) -> Response {
    let colors = palette(ui);
    let response = ui.interact(place, button_id(row, icon), Sense::click());
    let enabled = why_not.is_none();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let corners = CornerRadius::same(radius::BADGE);
    if response.hovered() && enabled {
        ui.painter().rect_filled(place, corners, colors.faint_line);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter().rect_stroke(place, corners, stroke, StrokeKind::Inside);
    }
    let color = if enabled { colors.text } else { colors.line };
    icon::paint(ui.painter(), place.center(), icon, color);
    response.on_hover_text(why_not.unwrap_or(name))
}
