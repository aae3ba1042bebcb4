use crate::app::day_range::{DayRange, NoDayRange};
use crate::model::timestamp;
use crate::text::Text;
use crate::ui::theme::{letters, palette, regular, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, form_field, line};
use egui::accesskit::Role;
use egui::{Ui, WidgetInfo};

const FIELD: f32 = 104.0;
const WEEK: i64 = 7 * 24 * 60 * 60;

/// Two fields for the first and the last of some days.
#[derive(Clone, Debug, Default)]
pub struct DayFields {
    /// As typed; `None` until it is shown.
    texts: Option<(String, String)>,
}

impl DayFields {
    /// Gives the days when the button with this word is pressed.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, word: Text) -> Option<DayRange> {
        let (first, last) = self.texts.get_or_insert_with(|| last_week(view.now));
        ui.spacing_mut().item_spacing.y = space::INSIDE;
        ui.horizontal(|ui| {
            field(ui, view, Text::FirstDay, first);
            field(ui, view, Text::LastDay, last);
        });
        let days = DayRange::of_texts(first, last);
        let why = days.as_ref().err().map(|why| view.text(why_not(*why)));
        let pressed = button::secondary(ui, view.text(word), days.is_ok())
            .on_disabled_hover_text(why.unwrap_or_default())
            .clicked();
        if let Some(why) = why {
            line::caption(ui, why, regular(letters::MUTED), palette(ui).low);
        }
        days.ok().filter(|_| pressed)
    }
}

fn last_week(now: i64) -> (String, String) {
    (timestamp::local_date(now - WEEK), timestamp::local_date(now))
}

fn field(ui: &mut Ui, view: &View<'_>, name: Text, text: &mut String) {
    let name = view.text(name);
    line::caption(ui, name, regular(letters::MUTED), palette(ui).muted);
    let field = ui.add(form_field::edit(text, "2026-11-21", FIELD));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
}

const fn why_not(why: NoDayRange) -> Text {
    match why {
        NoDayRange::NoFirstDay => Text::WhyNoFirstDay,
        NoDayRange::NoLastDay => Text::WhyNoLastDay,
        NoDayRange::Backwards => Text::WhyDaysBackwards,
    }
}
